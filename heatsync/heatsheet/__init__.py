"""The reader: the bytes of a PDF become a Program. Pure, and usable alone.

Says nothing of requests, jobs or rows; opens no file, asks no network and no clock.
"""

from collections.abc import Callable

from heatsync.heatsheet.program import Program

READER_VERSION = 1
"""Raised whenever the same bytes may give another Program, so that stored ones are read again."""


class Unreadable(Exception):
    """The bytes are no PDF that can be read; ``code`` is one of INVALID_PDF, ENCRYPTED_PDF, TOO_MANY_PAGES, TOO_COMPLEX."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read(pdf: bytes, on_page: Callable[[int, int], None] = lambda done, total: None, max_pages: int = 400) -> Program:
    """Read a heat sheet. ``on_page(done, total)`` is called after each page. Raises Unreadable."""
    raise NotImplementedError
