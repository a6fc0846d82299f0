"""Where uploads lie until they are read: under a random key, never under a name that somebody chose."""

import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from heatsync.problems import Problem

_PIECE = 1 << 16
_KEY = re.compile(r"[0-9a-f]{32}")
_UNFINISHED = ".part"


class Stored(msgspec.Struct, frozen=True):
    """A stored file: its key, and what was seen of its bytes on their way."""

    key: str
    size: int
    md5: str
    sha256: str


class Checksums:
    """The checksums of bytes, as these come by."""

    def __init__(self) -> None:
        self._md5, self._sha256 = hashlib.md5(usedforsecurity=False), hashlib.sha256()

    def add(self, piece: bytes) -> None:
        """The next bytes."""
        self._md5.update(piece)
        self._sha256.update(piece)

    @property
    def of_all(self) -> tuple[str, str]:
        """MD5 and SHA-256 of all that has come by."""
        return self._md5.hexdigest(), self._sha256.hexdigest()


class Storage(Protocol):
    """Keeps files of bytes. All hosts see the same ones. What cannot be done just now raises OSError."""

    def save(self, stream: BinaryIO, limit_bytes: int, known: Checksums | None = None) -> Stored:
        """Keep the rest of that stream, whose checksums may be ``known``, whole or not at all.

        Raises Problem PDF_TOO_LARGE beyond the limit.
        """

    def open(self, key: str) -> BinaryIO:
        """The file's bytes from the start; one can seek in them."""

    def delete(self, key: str) -> None:
        """Keep it no longer. It may be gone already."""

    def older_than(self, seconds: float) -> Iterator[str]:
        """The keys of all that was saved, or begun, at least so long ago."""

    def check(self) -> None:
        """Raise OSError unless files can be kept here now."""


class LocalStorage:
    """Storage in a folder of this machine, which only its owner may look into."""

    def __init__(self, root: Path) -> None:
        self._root = root
        root.mkdir(mode=0o700, parents=True, exist_ok=True)

    def save(self, stream: BinaryIO, limit_bytes: int, known: Checksums | None = None) -> Stored:
        """Keep the rest of that stream, whole or not at all. Raises Problem PDF_TOO_LARGE beyond the limit."""
        key = new_key()
        unfinished = self._root / (key + _UNFINISHED)
        try:
            with unfinished.open("xb") as file:
                unfinished.chmod(0o600)
                stored = copy(stream, file, key, limit_bytes, known)
            unfinished.rename(self._root / key)
        finally:
            unfinished.unlink(missing_ok=True)
        return stored

    def open(self, key: str) -> BinaryIO:
        """The file's bytes from the start; one can seek in them."""
        return self._path(key).open("rb")

    def delete(self, key: str) -> None:
        """Keep it no longer. It may be gone already."""
        path = self._path(key)
        path.unlink(missing_ok=True)
        path.with_suffix(_UNFINISHED).unlink(missing_ok=True)

    def older_than(self, seconds: float) -> Iterator[str]:
        """The keys of all that was saved, or begun, at least so long ago."""
        for path in self._root.iterdir():
            if is_key(path.stem) and _age(path) >= seconds:
                yield path.stem

    def check(self) -> None:
        """Raise OSError unless files can be kept here now."""
        if not os.access(self._root, os.W_OK | os.X_OK):
            raise PermissionError("the folder of uploads is gone, or not ours")

    def _path(self, key: str) -> Path:
        return self._root / checked_key(key)


def new_key() -> str:
    """A key that nobody can guess: 128 bits."""
    return secrets.token_hex(16)


def is_key(text: str) -> bool:
    """Whether that is a key of ours: nothing else is ever opened, listed or deleted."""
    return _KEY.fullmatch(text) is not None


def checked_key(key: str) -> str:
    """That key. Raises ValueError when it is none: it could lead out of the storage."""
    if not is_key(key):
        raise ValueError("this is no key of ours")
    return key


def copy(stream: BinaryIO, file: BinaryIO, key: str, limit_bytes: int, known: Checksums | None = None) -> Stored:
    """Write the rest of that stream to a file, piece by piece; what was seen. Raises Problem PDF_TOO_LARGE."""
    checksums, size = known or Checksums(), 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > limit_bytes:
            raise Problem("PDF_TOO_LARGE", max_megabytes=limit_bytes // 1_000_000)
        if not known:
            checksums.add(piece)
        file.write(piece)
        time.sleep(0)  # a web process lets others have their turn between two pieces
    return Stored(key, size, *checksums.of_all)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return -1
