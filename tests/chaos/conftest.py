import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from heatsync.settings import Settings
from tests.chaos.house import House
from tests.chaos.invariants import violations
from tests.conftest import empty, migrate
from tests.servers import PostgresServer, RedisServer

_HONEST = ("synchronous_commit=on", "full_page_writes=on")


@pytest.fixture(scope="session")
def redis() -> Iterator[RedisServer]:
    """A Redis that may be killed."""
    with TemporaryDirectory(prefix="hs-") as folder, closing(RedisServer(Path(folder))) as server:
        yield server


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A PostgreSQL with all tables that may crash: what it has confirmed stays."""
    with TemporaryDirectory(prefix="hs-") as folder, closing(PostgresServer(Path(folder), *_HONEST)) as server:
        migrate(server.address.format("postgres"), tmp_path_factory.mktemp("chaos"))
        yield server


@pytest.fixture(scope="session")
def seed() -> int:
    """What the order of the faults depends on; set SEED to repeat a run."""
    return int(os.environ.get("SEED") or secrets.randbelow(1_000_000))


@pytest.fixture
def settings_of(tmp_path: Path, redis: RedisServer) -> Callable[[str], Settings]:
    """Settings of a house on that database: all that is a matter of time happens soon."""

    def settings(database_url: str) -> Settings:
        return Settings(
            data_folder=str(tmp_path / "house"),
            database_url=database_url,
            redis_url=redis.url,
            secret_key="test",
            lease_seconds=10,
            heartbeat_seconds=2,
            reconcile_seconds=1,
        )

    return settings


@pytest.fixture
def on_postgres(
    settings_of: Callable[[str], Settings], redis: RedisServer, postgres: PostgresServer, seed: int
) -> Iterator[House]:
    """A house on PostgreSQL; after the test all that must be true is looked at."""
    address = postgres.address.format("postgres")
    empty(address)
    yield from _house(House(settings_of(address), redis, postgres, seed))


@pytest.fixture
def on_sqlite(
    settings_of: Callable[[str], Settings], redis: RedisServer, new_sqlite: str, seed: int
) -> Iterator[House]:
    """A house on SQLite; after the test all that must be true is looked at."""
    yield from _house(House(settings_of(new_sqlite), redis, None, seed))


@pytest.fixture(params=["postgres", "sqlite"])
def house(request: pytest.FixtureRequest) -> House:
    """A house on either database."""
    house: House = request.getfixturevalue(f"on_{request.param}")
    return house


def _house(house: House) -> Iterator[House]:
    house.app.extensions["redis"].flushall()
    with closing(house):
        yield house
        assert violations(house.app) == []
