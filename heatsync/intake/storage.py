"""Where uploads lie until they are read: under a random key, never under a name that somebody chose."""

import hashlib
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


class Storage(Protocol):
    """Keeps files of bytes. All hosts see the same ones."""

    def save(self, stream: BinaryIO, limit_bytes: int) -> Stored:
        """Keep the rest of that stream, whole or not at all. Raises Problem PDF_TOO_LARGE beyond the limit."""

    def open(self, key: str) -> BinaryIO:
        """The file's bytes from the start. Raises OSError when they cannot be had."""

    def delete(self, key: str) -> None:
        """Keep it no longer. It may be gone already."""

    def older_than(self, seconds: float) -> Iterator[str]:
        """The keys of all that was saved, or begun, at least so long ago."""


class LocalStorage:
    """Storage in a folder of this machine, which only its owner may look into."""

    def __init__(self, root: Path) -> None:
        self._root = root
        root.mkdir(mode=0o700, parents=True, exist_ok=True)

    def save(self, stream: BinaryIO, limit_bytes: int) -> Stored:
        """Keep the rest of that stream, whole or not at all. Raises Problem PDF_TOO_LARGE beyond the limit."""
        key = secrets.token_hex(16)
        unfinished = self._root / (key + _UNFINISHED)
        try:
            stored = _copy(stream, unfinished, key, limit_bytes)
            unfinished.rename(self._root / key)
        finally:
            unfinished.unlink(missing_ok=True)
        return stored

    def open(self, key: str) -> BinaryIO:
        """The file's bytes from the start. Raises OSError when they cannot be had."""
        return self._path(key).open("rb")

    def delete(self, key: str) -> None:
        """Keep it no longer. It may be gone already."""
        path = self._path(key)
        path.unlink(missing_ok=True)
        path.with_suffix(_UNFINISHED).unlink(missing_ok=True)

    def older_than(self, seconds: float) -> Iterator[str]:
        """The keys of all that was saved, or begun, at least so long ago."""
        for path in self._root.iterdir():
            if _KEY.fullmatch(path.stem) and _age(path) >= seconds:
                yield path.stem

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError("this is no key of ours")
        return self._root / key


def _copy(stream: BinaryIO, path: Path, key: str, limit_bytes: int) -> Stored:
    md5, sha256, size = hashlib.md5(usedforsecurity=False), hashlib.sha256(), 0
    with path.open("xb") as file:
        path.chmod(0o600)
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > limit_bytes:
                raise Problem("PDF_TOO_LARGE", max_megabytes=limit_bytes // 1_000_000)
            md5.update(piece)
            sha256.update(piece)
            file.write(piece)
    return Stored(key, size, md5.hexdigest(), sha256.hexdigest())


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return -1
