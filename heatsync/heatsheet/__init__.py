"""The reader: the bytes of a PDF become a Program. Pure, and usable alone.

Says nothing of requests, jobs or rows; opens no file, asks no network and no clock.
"""

from collections.abc import Callable

from heatsync.heatsheet.program import Program
from heatsync.heatsheet.unreadable import Unreadable

__all__ = ["READER_VERSION", "Unreadable", "read"]

READER_VERSION = 2
"""Raised whenever the same bytes may give another Program, so that stored ones are read again."""


def read(pdf: bytes, on_page: Callable[[int, int], None] = lambda *_: None, max_pages: int = 400) -> Program:
    """Read a heat sheet. ``on_page(done, total)`` is called after each page. Raises Unreadable."""
    from heatsync.heatsheet import reading  # noqa: PLC0415 — whoever wants only the vocabulary must load no PDF library

    return reading.read(pdf, on_page, max_pages)
