"""The reader beside pdfium's own floor, in turns, so that a busy moment hits both alike; and beside pdfplumber."""

import gc
import io
import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

import pdfplumber
import pypdfium2

from bench.sheets import Measured, four_hundred_pages
from heatsync import heatsheet

ROUNDS = 9
PLUMBED_PAGES = 5
"""pdfplumber is so slow that a few pages must do, once."""


class Figures(NamedTuple):
    """Milliseconds of a processor a page, and how many times the floor the reader takes, round by round."""

    pages: int
    floor: float
    reader: float
    pdfplumber: float
    to_floor: float


def measure(sheet: Measured) -> Figures:
    """The medians of some rounds, in each of which the floor and the reader have a turn."""
    pages = _floor(sheet.pdf)
    plumber = _seconds(_plumb, sheet.pdf) / min(pages, PLUMBED_PAGES)
    rounds = [(_seconds(_floor, sheet.pdf) / pages, _seconds(heatsheet.read, sheet.pdf) / pages) for _ in range(ROUNDS)]
    floor, reader = (median(column) for column in zip(*rounds, strict=True))
    to_floor = median(reader / floor for floor, reader in rounds)
    return Figures(pages, 1000 * floor, 1000 * reader, 1000 * plumber, to_floor)


def longest() -> tuple[float, float]:
    """Processor seconds to read a sheet of as many pages as are allowed, and how many times the floor that is."""
    pdf = four_hundred_pages()
    floor, reader = _seconds(_floor, pdf), _seconds(heatsheet.read, pdf)
    return reader, reader / floor


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
    gc.collect()
    gc.freeze()  # as in a reading child, the collector does not look through what others have left
    start = time.process_time()
    work(pdf)
    return time.process_time() - start
