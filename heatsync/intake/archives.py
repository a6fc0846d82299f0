"""Zip archives of heat sheets, opened with every bound that a bomb would break."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, BinaryIO

from heatsync.problems import Problem

_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_END, _END_OF_LARGE = b"PK\x05\x06", b"PK\x06\x07"
_END_LENGTH, _LARGE_LENGTH, _LONGEST_COMMENT = 22, 20, 65_535
_MOST_ENTRIES = 200
_LONGEST_DIRECTORY = 1_000 * _MOST_ENTRIES
_GREATEST_RATIO = 100
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 1
_DAMAGED = (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, UnicodeError)


def is_archive(start: bytes) -> bool:
    """Whether a file that begins so is a zip archive: an archive of sheets, or a Word file."""
    return start.startswith(_SIGNATURES)


def unpack(file: BinaryIO, limit_bytes: int, take: Callable[[str, IO[bytes]], None]) -> None:
    """Give ``take`` each file in that archive, its name, and its bytes at their start. What it raises ends it.

    Raises Problem INVALID_PDF for what is no whole archive, ARCHIVE_REFUSED for one that is locked, holds too many
    files, or more than so many bytes in all: before anything is unpacked.
    """
    _check_directory(file)
    try:
        with zipfile.ZipFile(file) as archive:
            wanted = [entry for entry in archive.infolist() if _is_wanted(entry)]
            _check(archive, wanted, limit_bytes)
            for entry in wanted:
                with archive.open(entry) as opened:
                    take(_parts(entry)[-1], opened)
    except _DAMAGED as error:
        raise Problem("INVALID_PDF") from error


def _check_directory(file: BinaryIO) -> None:
    """Refuse a directory that is expensive only to look at: it is read whole, whatever number it says it holds."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_LENGTH - _LONGEST_COMMENT - _LARGE_LENGTH))
    tail = file.read()
    file.seek(0)
    places = [len(tail) - _END_LENGTH] if tail[-_END_LENGTH:].startswith(_END) else []
    places.append(tail.rfind(_END))
    for place in places:
        if place < 0:
            raise Problem("INVALID_PDF")
        if tail[max(0, place - _LARGE_LENGTH) :].startswith(_END_OF_LARGE):
            raise Problem("ARCHIVE_REFUSED")
        (length,) = struct.unpack_from("<L", tail[place:].ljust(_END_LENGTH, b"\xff"), 12)
        if length > _LONGEST_DIRECTORY:
            raise Problem("ARCHIVE_REFUSED")


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    # What a Mac adds beside each file has the file's name, but not its contents.
    *folders, name = _parts(entry)
    return not entry.is_dir() and "__MACOSX" not in folders and not name.startswith(".")


def _parts(entry: zipfile.ZipInfo) -> list[str]:
    return entry.filename.replace("\\", "/").split("/")


def _check(archive: zipfile.ZipFile, wanted: list[zipfile.ZipInfo], limit_bytes: int) -> None:
    # What an entry says of its size is true of what comes out: the library stops there.
    if len(archive.infolist()) > _MOST_ENTRIES or sum(entry.file_size for entry in wanted) > limit_bytes:
        raise Problem("ARCHIVE_REFUSED")
    for entry in wanted:
        dense = entry.file_size > _GREATEST_RATIO * max(entry.compress_size, 1)
        if dense or entry.compress_type not in _METHODS or entry.flag_bits & _ENCRYPTED:
            raise Problem("ARCHIVE_REFUSED")
