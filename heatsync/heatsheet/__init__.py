"""The reader: the bytes of a PDF, or of a photo, become a Program. Pure, and usable alone.

Says nothing of requests, jobs or rows; opens no file, asks no network and no clock.
"""

from collections.abc import Callable

from heatsync.heatsheet.program import Program
from heatsync.heatsheet.unreadable import Unreadable

__all__ = ["READER_VERSION", "Unreadable", "read"]

READER_VERSION = 10
"""Raised whenever the same bytes may give another Program, so that stored ones are read again."""


def read(
    sheet: bytes, on_page: Callable[[int, int], None] = lambda *_: None, max_pages: int = 400, max_pictures: int = 0
) -> Program:
    """Read a heat sheet. ``on_page(done, total)`` is called after each page. Raises Unreadable.

    So many of its pages are read from their pictures where they have no text; that needs the extra ``scans``.
    """
    from heatsync.heatsheet import reading  # noqa: PLC0415 — whoever wants only the vocabulary must load no PDF library

    if not max_pictures:
        return reading.read(sheet, on_page, max_pages)
    from heatsync.heatsheet.scans import reader  # noqa: PLC0415 — as above

    return reading.read(sheet, on_page, max_pages, reader, max_pictures)
