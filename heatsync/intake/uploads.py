"""The files of a form become uploads: each is looked at, stored under a key, and named for the page."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import IO, BinaryIO, cast

import msgspec
from werkzeug.datastructures import FileStorage

from heatsync.heatsheet.photos import is_photo
from heatsync.intake.archives import is_archive, unpack
from heatsync.intake.storage import Storage
from heatsync.problems import Problem
from heatsync.settings import Settings

_LONGEST_FILENAME = 255
_SIGNATURE = b"%PDF-"
WHERE_SIGNATURES_ARE = 1024
"""A PDF's first bytes; what stands before the signature is of no account."""


class Upload(msgspec.Struct, frozen=True):
    """A file that came in. One with an ``error_code`` was not kept: it has no key, and its sheet fails with that code.

    ``filename`` is only shown, never a path.
    """

    filename: str
    key: str | None = None
    size: int = 0
    md5: str | None = None
    sha256: str | None = None
    error_code: str | None = None


def take_in(files: Iterable[FileStorage], storage: Storage, settings: Settings) -> list[Upload]:
    """Store those files that are PDFs or photos of a bearable size; say of the others what is wrong with them.

    An archive gives each sheet in it. The empty field of a form in which nothing was chosen is no file.
    """
    desk = _Desk(storage, settings)
    return [upload for file in files if file.filename for upload in desk.take(file)]


def each_once(kept: Sequence[Upload], fresh: Sequence[Upload], storage: Storage) -> list[Upload]:
    """All of these, but no content twice: what has just come again is not kept."""
    seen = {upload.sha256 for upload in kept if upload.sha256}
    once = list({upload.sha256 or upload.filename: upload for upload in kept}.values())
    for upload in fresh:
        if upload.key and upload.sha256 in seen:
            storage.delete(upload.key)
        else:
            seen.add(upload.sha256 or "")
            once.append(upload)
    return once


def is_sheet(start: bytes) -> bool:
    """Whether a file that begins so is a PDF or a photo: its content decides, not its name."""
    return is_pdf(start) or is_photo(start)


def is_pdf(start: bytes) -> bool:
    """Whether a file that begins so is a PDF."""
    return _SIGNATURE in start[:WHERE_SIGNATURES_ARE]


def shown_filename(name: str) -> str:
    """The last part of that path, without anything that cannot be seen or that turns the text around."""
    name = re.split(r"[/\\]", name)[-1]
    visible = "".join(letter if unicodedata.category(letter)[0] != "C" else " " for letter in name)
    cleaned = " ".join(unicodedata.normalize("NFC", visible).split()).strip(". ")
    return _shortened(cleaned) or "sheet.pdf"


class _Desk:
    """Where the files of one form are looked at. What its archives hold counts together."""

    def __init__(self, storage: Storage, settings: Settings) -> None:
        self._storage = storage
        self._limit_bytes = settings.max_pdf_megabytes * 1_000_000
        self._left_to_unpack = settings.max_request_megabytes * 1_000_000

    def take(self, file: FileStorage) -> list[Upload]:
        """What that file becomes."""
        filename, stream = shown_filename(file.filename or ""), cast(BinaryIO, file.stream)
        try:
            start = stream.read(WHERE_SIGNATURES_ARE)
            stream.seek(0)
            if is_archive(start):
                return self._unpack(filename, stream)
            return [self._store(filename, stream, start)]
        except Problem as problem:
            return [Upload(filename, error_code=problem.code)]

    def _unpack(self, filename: str, archive: BinaryIO) -> list[Upload]:
        uploads = list[Upload]()
        starts = list[bytes]()

        def take(name: str, entry: IO[bytes]) -> None:
            starts.append(entry.read(WHERE_SIGNATURES_ARE))
            if is_sheet(starts[-1]):
                entry.seek(0)
                uploads.append(self._store(shown_filename(name), cast(BinaryIO, entry), starts[-1]))
                self._left_to_unpack -= uploads[-1].size

        try:
            unpack(archive, self._left_to_unpack, take)
        except Problem:
            self._forget(uploads)
            raise
        # An archive in an archive stays closed: its maker should unpack it.
        code = "ARCHIVE_REFUSED" if any(map(is_archive, starts)) else "INVALID_PDF"
        return uploads or [Upload(filename, error_code=code)]

    def _store(self, filename: str, stream: BinaryIO, start: bytes) -> Upload:
        if not is_sheet(start):
            return Upload(filename, error_code="INVALID_PDF")
        try:
            stored = self._storage.save(stream, self._limit_bytes, getattr(stream, "checksums", None))
        except Problem as problem:
            return Upload(filename, error_code=problem.code)
        return Upload(filename, stored.key, stored.size, stored.md5, stored.sha256)

    def _forget(self, uploads: Iterable[Upload]) -> None:
        for upload in uploads:
            if upload.key:
                self._storage.delete(upload.key)


def _shortened(filename: str) -> str:
    if len(filename) <= _LONGEST_FILENAME:
        return filename
    stem, dot, ending = filename.rpartition(".")
    if not stem or len(ending) > 10:
        return filename[:_LONGEST_FILENAME]
    return stem[: _LONGEST_FILENAME - len(dot + ending)] + dot + ending
