"""The reader beside pdfium's own floor and beside pdfplumber, in turns, so that a busy moment hits all alike."""

import io
import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

import pdfplumber
import pypdfium2

from bench.sheets import Measured
from heatsync import heatsheet

ROUNDS = 5
PLUMBED_PAGES = 5
"""pdfplumber is so slow that a few pages must do."""


class Figures(NamedTuple):
    """Milliseconds a page."""

    pages: int
    floor: float
    reader: float
    pdfplumber: float


def measure(sheet: Measured) -> Figures:
    """The medians of some rounds, each with one turn of all three."""
    pages = _floor(sheet.pdf)
    plumbed = min(pages, PLUMBED_PAGES)
    rounds = [
        (
            _seconds(_floor, sheet.pdf) / pages,
            _seconds(heatsheet.read, sheet.pdf) / pages,
            _seconds(_plumb, sheet.pdf) / plumbed,
        )
        for _ in range(ROUNDS)
    ]
    floor, reader, plumber = (1000 * median(column) for column in zip(*rounds, strict=True))
    return Figures(pages, floor, reader, plumber)


def _floor(pdf: bytes) -> int:
    """What nobody who uses pdfium can avoid: load each page and build its text page."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        page.get_textpage().close()
        page.close()
    return len(document)


def _plumb(pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for page in document.pages[:PLUMBED_PAGES]:
            page.extract_words()
            page.close()


def _seconds(work: Callable[[bytes], object], pdf: bytes) -> float:
    start = time.perf_counter()
    work(pdf)
    return time.perf_counter() - start
