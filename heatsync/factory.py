"""create_app(): everything the web and the workers stand on, in the order in which it is set up."""

import os
from functools import partial
from pathlib import Path

import redis
from flask import Flask
from flask_migrate import Migrate
from jinja2 import StrictUndefined
from redis.backoff import NoBackoff
from redis.retry import Retry
from sqlalchemy import URL, make_url

from heatsync import web
from heatsync.intake.allowances import Allowances
from heatsync.intake.links import courtesy
from heatsync.intake.links.fetching import Fetcher
from heatsync.intake.s3_storage import S3Storage
from heatsync.intake.storage import LocalStorage
from heatsync.models import db
from heatsync.secret_key import secret_key
from heatsync.settings import Settings, from_environment

ROOT = Path(__file__).parent.parent

migrate = Migrate()

_PATIENCE = {
    "connect_timeout": 5,  # seconds
    # A line that is dead without a word is given up: what was sent waits 20 s to be confirmed, silence is tested.
    "tcp_user_timeout": 20_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    # So does the other end: what a lost host had locked is free again.
    "options": "-c statement_timeout=30s -c idle_in_transaction_session_timeout=30s",
}
"""With PostgreSQL; what DATABASE_URL says of any of it counts instead."""


def create_app(settings: Settings | None = None) -> Flask:
    """The application of these settings, or of the environment's."""
    settings = settings or from_environment(os.environ)
    app = Flask("heatsync", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    _configure(app, settings)
    _connect_database(app)
    _connect_storage(app, settings)
    _connect_redis(app)
    _prepare_fetcher(app, settings)
    web.register(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    folder = Path(settings.data_folder).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    database_url = _database_url(settings.database_url, folder)
    app.config.update(
        SETTINGS=settings,
        DATA_FOLDER=folder,
        SECRET_KEY=settings.secret_key or secret_key(folder),
        SQLALCHEMY_DATABASE_URI=database_url,
        REDIS_URL=settings.redis_url or f"unix://{folder / 'redis.sock'}",
        SQLALCHEMY_ENGINE_OPTIONS={
            "pool_pre_ping": True,
            "hide_parameters": True,
            "connect_args": _patience(make_url(database_url)),
        },
        MAX_CONTENT_LENGTH=settings.max_request_megabytes * 1_000_000,
    )
    app.jinja_env.undefined = StrictUndefined


def _database_url(given: str, folder: Path) -> str:
    if not given:
        return f"sqlite:///{folder / 'heatsync.sqlite3'}"
    scheme, _, rest = given.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in {"postgres", "postgresql"} else given


def _patience(database: URL) -> dict[str, object]:
    if database.get_backend_name() != "postgresql":
        return {}
    return {name: value for name, value in _PATIENCE.items() if name not in database.query}


def _connect_database(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))


def _connect_storage(app: Flask, settings: Settings) -> None:
    app.extensions["storage"] = (
        S3Storage(settings.storage_url, settings.aws_access_key_id, settings.aws_secret_access_key)
        if settings.storage_url
        else LocalStorage(app.config["DATA_FOLDER"] / "uploads")
    )


def _prepare_fetcher(app: Flask, settings: Settings) -> None:
    # Servers are told who asks, and where to complain.
    contact = f" (+{settings.public_base_url.rstrip('/')}/help)" if settings.public_base_url else ""
    app.extensions["fetcher"] = Fetcher(
        settings.max_pdf_megabytes * 1_000_000,
        settings.download_seconds,
        user_agent=f"HeatSync{contact}",
        before_asking=partial(courtesy.ask, app.extensions["allowances"]),
    )


def _connect_redis(app: Flask) -> None:
    # Redis only wakes people up: one that is silent or gone must not hold a page.
    app.extensions["redis"] = redis.Redis.from_url(
        app.config["REDIS_URL"], socket_connect_timeout=1, socket_timeout=1, retry=Retry(NoBackoff(), retries=1)
    )
    app.extensions["allowances"] = Allowances(app.extensions["redis"], app.config["SECRET_KEY"])
