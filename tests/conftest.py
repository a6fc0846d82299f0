"""What every test may ask for: real servers, a fresh database of each kind, the application, the corpus, a browser."""

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import flask_migrate
import psycopg
import pytest
import redis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis

from heatsync.factory import create_app
from heatsync.models import db
from heatsync.settings import Settings
from tests import chromium, compiled_once, servers
from tests import s3_server as s3

_numbers = count()
_ALONE = """
    SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""
"""Whoever is left of the test before is sent away, with the locks they hold."""

hypothesis.register_profile("untimed", deadline=None)
hypothesis.load_profile("untimed")

# Nearly every test makes an application: without these it would compile the same addresses and templates again.
Flask.url_rule_class = compiled_once.Rule
Flask.jinja_options = {"bytecode_cache": compiled_once.Templates()}


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: somebody always waits for a server, or for a browser."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """The address of this run's Redis-compatible server."""
    with servers.redis_server() as address:
        yield address


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """The address of an empty Redis."""
    with redis.Redis.from_url(redis_server) as client:
        client.flushall()
    return redis_server


@pytest.fixture(scope="session")
def s3_server() -> Iterator[s3.S3Server]:
    """This run's S3 server."""
    with s3.s3_server() as server:
        yield server


@pytest.fixture
def s3_url(s3_server: s3.S3Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """A STORAGE_URL that nobody else uses; its keys are in the environment."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", s3.ACCESS_KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", s3.SECRET_KEY)
    return s3_server.url(f"place-{next(_numbers)}")


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all migrations, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.sqlite3"
    migrate(f"sqlite:///{path}", path.parent)
    return path


@pytest.fixture(scope="session")
def migrated_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL database with all migrations."""
    with servers.postgres_server() as server:
        address = server.format("postgres")
        migrate(address, tmp_path_factory.mktemp("postgres"))
        yield address


@pytest.fixture
def new_sqlite(migrated_sqlite: Path, tmp_path: Path) -> str:
    """The address of a fresh, migrated SQLite database."""
    path = tmp_path / "test.sqlite3"
    shutil.copyfile(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def new_postgres(migrated_postgres: str) -> str:
    """The address of a migrated PostgreSQL database without rows."""
    empty(migrated_postgres)
    return migrated_postgres


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    """The address of a fresh, migrated database; a test that asks for it runs once on SQLite and once on PostgreSQL."""
    address: str = request.getfixturevalue(f"new_{request.param}")
    return address


@pytest.fixture
def settings(tmp_path: Path, database: str, redis_url: str) -> Settings:
    """Settings of an installation of its own."""
    return Settings(data_folder=str(tmp_path / "data"), database_url=database, redis_url=redis_url, secret_key="test")


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application; no context is pushed."""
    app = create_app(settings)
    app.config["TESTING"] = True
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without scripts."""
    return app.test_client()


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser to drive; start it with ``chromium.launch_arguments()``."""
    path = chromium.find()
    assert path, "no Chromium: run python -m tests.chromium"
    return path


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real heat sheets, no part of the project; without it a test is skipped, and says so."""
    default = Path(__file__).parents[2] / "shared" / "corpus"
    folder = Path(os.environ.get("HEATSYNC_CORPUS", default))
    if not folder.is_dir():
        pytest.skip(f"no corpus of real heat sheets at {folder}: set HEATSYNC_CORPUS")
    return folder


def empty(address: str) -> None:
    """Leave no row in that PostgreSQL database, and nobody who uses it: this takes far less than to make a new one."""
    with psycopg.connect(address) as connection:
        connection.execute(_ALONE)
        for table in reversed(db.metadata.sorted_tables):
            connection.execute(f"DELETE FROM {table.name}".encode())  # noqa: S608


def migrate(address: str, folder: Path) -> None:
    """Give that database all tables."""
    app = create_app(Settings(data_folder=str(folder), database_url=address, secret_key="test"))
    with app.app_context():
        flask_migrate.upgrade()
        db.engine.dispose()
