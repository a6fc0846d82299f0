import hashlib
import io
import random
from pathlib import Path

import pytest

from heatsync.intake.s3_storage import S3Storage
from heatsync.intake.storage import LocalStorage, Storage
from heatsync.problems import Problem

A_LARGE_FILE = 12_000_000
"""Bytes. S3 gets it in three pieces."""


@pytest.fixture(params=["folder", "bucket"])
def storage(request: pytest.FixtureRequest) -> Storage:
    """Each kind of storage, empty: what is true of one is true of all."""
    if request.param == "bucket":
        return S3Storage(request.getfixturevalue("s3_url"))
    return LocalStorage(request.getfixturevalue("tmp_path") / "uploads")


class EndlessStream(io.RawIOBase):
    """Gives zeros for ever, and counts how many were taken."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        self.taken += size
        return bytes(size)


class BreakingStream(io.RawIOBase):
    """A connection that is cut."""

    def read(self, size: int = -1) -> bytes:
        raise ConnectionResetError


def test_what_is_saved_can_be_opened_under_its_key(storage: Storage) -> None:
    stored = storage.save(io.BytesIO(b"%PDF-1.7 heats"), 100)
    with storage.open(stored.key) as file:
        assert file.read() == b"%PDF-1.7 heats"


def test_one_can_seek_in_what_was_opened(storage: Storage) -> None:
    stored = storage.save(io.BytesIO(b"%PDF-1.7 heats"), 100)
    with storage.open(stored.key) as file:
        assert (file.seek(9), file.read(), file.seek(0), file.read(4)) == (9, b"heats", 0, b"%PDF")


def test_a_large_file_comes_back_as_it_was(storage: Storage) -> None:
    stored = storage.save(io.BytesIO(random.Random(1).randbytes(A_LARGE_FILE)), A_LARGE_FILE)
    with storage.open(stored.key) as file:
        assert hashlib.sha256(file.read()).hexdigest() == stored.sha256


def test_no_two_files_have_one_key(storage: Storage) -> None:
    assert storage.save(io.BytesIO(b"x"), 100).key != storage.save(io.BytesIO(b"x"), 100).key


def test_size_and_both_checksums_are_those_of_the_bytes(storage: Storage) -> None:
    content = b"x" * 200_001
    stored = storage.save(io.BytesIO(content), 1_000_000)
    assert (stored.size, stored.md5, stored.sha256) == (
        len(content),
        hashlib.md5(content, usedforsecurity=False).hexdigest(),
        hashlib.sha256(content).hexdigest(),
    )


def test_a_file_of_just_the_limit_is_kept(storage: Storage) -> None:
    assert storage.save(io.BytesIO(bytes(1_000_000)), 1_000_000).size == 1_000_000


def test_an_endless_file_is_refused_soon_after_the_limit_and_leaves_nothing(storage: Storage) -> None:
    stream = EndlessStream()
    with pytest.raises(Problem) as refused:
        storage.save(stream, 1_000_000)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.sentence[:31]) == ("PDF_TOO_LARGE", "This file is larger than 1 MB. ")
    assert stream.taken < 1_200_000
    assert list(storage.older_than(0)) == []


def test_an_upload_that_is_cut_off_leaves_nothing(storage: Storage) -> None:
    with pytest.raises(ConnectionResetError):
        storage.save(BreakingStream(), 100)  # type: ignore[arg-type]
    assert list(storage.older_than(0)) == []


def test_deleting_twice_is_no_error(storage: Storage) -> None:
    key = storage.save(io.BytesIO(b"x"), 100).key
    storage.delete(key)
    storage.delete(key)
    with pytest.raises(FileNotFoundError):
        storage.open(key)


@pytest.mark.parametrize("key", ["../secret_key", "", ".", "/etc/passwd", "A" * 32, "0" * 33])
def test_nothing_but_a_key_is_ever_a_path(storage: Storage, key: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        storage.open(key)
    with pytest.raises(ValueError, match="no key"):
        storage.delete(key)


def test_only_the_owner_may_read_an_upload(tmp_path: Path) -> None:
    key = LocalStorage(tmp_path / "uploads").save(io.BytesIO(b"x"), 100).key
    assert (tmp_path / "uploads" / key).stat().st_mode & 0o077 == 0
    assert (tmp_path / "uploads").stat().st_mode & 0o077 == 0


def test_files_are_listed_by_age(storage: Storage) -> None:
    key = storage.save(io.BytesIO(b"x"), 100).key
    assert list(storage.older_than(0)) == [key]
    assert list(storage.older_than(3600)) == []


def test_what_a_crash_left_half_written_is_listed_and_can_be_deleted(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path / "uploads")
    left = tmp_path / "uploads" / ("a" * 32 + ".part")
    left.write_bytes(b"%PDF-")
    for key in storage.older_than(0):
        storage.delete(key)
    assert not left.exists()


def test_a_storage_in_order_says_so(storage: Storage) -> None:
    storage.check()


def test_a_folder_that_is_gone_is_no_storage(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path / "uploads")
    (tmp_path / "uploads").rmdir()
    with pytest.raises(OSError, match="uploads"):
        storage.check()
