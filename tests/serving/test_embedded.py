"""The embedded Redis-compatible server."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

from heatsync.serving.embedded import AlreadyRunning, EmbeddedRedis
from heatsync.serving.leash import Leash
from tests.servers import wait_until


@contextmanager
def running(folder: Path) -> Iterator[EmbeddedRedis]:
    server = EmbeddedRedis(folder)
    leash = Leash(server.command)
    wait_until(server.answers, leash)
    yield server
    leash.let_go()
    leash.wait(10)
    server.close()


def test_it_serves_redis_on_a_socket_in_the_folder(tmp_path: Path) -> None:
    with running(tmp_path) as server, redis.Redis.from_url(server.url) as client:
        client.set("lane", "4")

        assert client.get("lane") == b"4"
        assert server.socket.parent in {tmp_path, *Path("/tmp").glob("heatsync-*")}


def test_it_does_not_listen_on_the_network(tmp_path: Path) -> None:
    with running(tmp_path) as server, redis.Redis.from_url(server.url) as client:
        assert client.config_get("port") == {"port": "0"}


def test_only_the_owner_may_open_the_socket(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700


def test_a_folder_with_a_long_path_works(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 100)
    deep.mkdir()

    with running(deep) as server, redis.Redis.from_url(server.url) as client:
        assert client.ping()
        elsewhere = server.socket.parent
        assert elsewhere != deep

    assert not elsewhere.exists()


def test_a_second_server_for_the_folder_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with running(tmp_path), pytest.raises(AlreadyRunning, match="already running with the data folder"):
        EmbeddedRedis(tmp_path)


def test_the_folder_is_free_again_after_the_end(tmp_path: Path) -> None:
    with running(tmp_path):
        pass

    with running(tmp_path) as server:
        assert server.answers()


def test_a_server_that_is_not_there_does_not_answer(tmp_path: Path) -> None:
    server = EmbeddedRedis(tmp_path)

    assert not server.answers()

    server.close()
