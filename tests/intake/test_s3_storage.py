"""What is true of a bucket only. What is true of every storage is in test_storage.py."""

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from heatsync.intake.s3_storage import S3Storage
from tests import s3_server as s3
from tests.servers import PATIENCE

KEY = "0" * 32
IS_FORKED = """
import io, os, sys
from heatsync.intake.s3_storage import S3Storage

storage = S3Storage(sys.argv[1])
if os.fork() == 0:
    print(storage.save(io.BytesIO(b"heats"), 100).key, flush=True)
    os._exit(0)
os.wait()
"""
"""A supervisor makes the storage, a worker that is its fork uses it."""
WAITS_AND_TICKS = """
from gevent import monkey; monkey.patch_all()
import gevent, socket, sys
from heatsync.intake.s3_storage import S3Storage

silent = socket.create_server(("127.0.0.1", 0))
storage = S3Storage(f"s3://heatsync/x?endpoint=http://127.0.0.1:{silent.getsockname()[1]}")
waiting = gevent.spawn(storage.check)
silent.accept()
print("another page goes on", waiting.dead)
waiting.kill(block=False)
sys.stdout.flush()
"""
"""A page asks a bucket that keeps silent; this line is only printed when the process goes on with others meanwhile."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[s3.S3Server]:
    """A server for a test that ends it."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", s3.ACCESS_KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", s3.SECRET_KEY)
    with closing(s3.S3Server(tmp_path)) as server:
        yield server


def test_what_others_keep_in_the_bucket_is_neither_listed_nor_opened(s3_server: s3.S3Server, s3_url: str) -> None:
    prefix = s3_url.partition("?")[0].rpartition("/")[2]
    s3_server.bucket(prefix).put("report.pdf", b"not ours")
    s3_server.bucket(f"{prefix}/deeper").put(KEY, b"not ours")
    s3_server.bucket().put(KEY, b"not ours")

    assert list(S3Storage(s3_url).older_than(0)) == []
    with pytest.raises(FileNotFoundError):
        S3Storage(s3_url).open(KEY)


def test_files_lie_under_their_keys_at_the_prefix(s3_server: s3.S3Server, s3_url: str) -> None:
    stored = S3Storage(s3_url).save(io.BytesIO(b"heats"), 100)
    prefix = s3_url.partition("?")[0].rpartition("/")[2]

    assert bytes(s3_server.bucket().get(f"{prefix}/{stored.key}").bytes()) == b"heats"


def test_a_wrong_key_is_refused_and_named_nowhere(s3_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another-secret")
    with pytest.raises(OSError, match="S3") as refused:
        S3Storage(s3_url).check()
    assert "another-secret" not in repr(refused.value)
    assert s3.ACCESS_KEY not in repr(refused.value)


def test_keys_that_are_given_count_before_those_of_the_environment(
    s3_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another-secret")

    S3Storage(s3_url, s3.ACCESS_KEY, s3.SECRET_KEY).check()


def test_a_server_that_dies_and_comes_back_has_kept_everything(server: s3.S3Server) -> None:
    storage = S3Storage(server.url("x"))
    stored = storage.save(io.BytesIO(b"heats"), 100)
    server.kill()
    with pytest.raises(OSError, match="S3"):
        storage.check()
    server.start()

    with storage.open(stored.key) as file:
        assert file.read() == b"heats"


def test_a_worker_that_was_forked_has_a_storage_that_works(s3_url: str) -> None:
    said = run(IS_FORKED, s3_url)

    with S3Storage(s3_url).open(said.strip()) as file:
        assert file.read() == b"heats"


def test_while_one_page_waits_for_the_bucket_the_others_go_on(s3_url: str) -> None:
    assert run(WAITS_AND_TICKS) == "another page goes on False\n"


def run(program: str, *arguments: str) -> str:
    """What that program says, in a process that has not used the library yet."""
    command = [sys.executable, "-c", program, *arguments]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=PATIENCE)
    return said.stdout
