"""The files of a form become uploads: each is looked at, stored under a key, and named for the page."""

import re
import unicodedata
from collections.abc import Iterable
from typing import BinaryIO, cast

import msgspec
from werkzeug.datastructures import FileStorage

from heatsync.heatsheet.photos import is_photo
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

    The empty field of a form in which nothing was chosen is no file.
    """
    limit = settings.max_pdf_megabytes * 1_000_000
    return [_take_in(file, storage, limit) for file in files if file.filename]


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


def _take_in(file: FileStorage, storage: Storage, limit_bytes: int) -> Upload:
    filename = shown_filename(file.filename or "")
    stream = cast(BinaryIO, file.stream)
    if not is_sheet(stream.read(WHERE_SIGNATURES_ARE)):
        return Upload(filename, error_code="INVALID_PDF")
    stream.seek(0)
    try:
        stored = storage.save(stream, limit_bytes)
    except Problem as problem:
        return Upload(filename, error_code=problem.code)
    return Upload(filename, stored.key, stored.size, stored.md5, stored.sha256)


def _shortened(filename: str) -> str:
    if len(filename) <= _LONGEST_FILENAME:
        return filename
    stem, dot, ending = filename.rpartition(".")
    if not stem or len(ending) > 10:
        return filename[:_LONGEST_FILENAME]
    return stem[: _LONGEST_FILENAME - len(dot + ending)] + dot + ending
