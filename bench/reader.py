"""The reader beside pdfium's own floor and beside pdfplumber, in turns, so that a busy moment hits all alike."""

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

ROUNDS = 5
PLUMBED_PAGES = 5
"""pdfplumber is so slow that a few pages must do."""


class Figures(NamedTuple):
    """Milliseconds of a processor a page, and the reader's share of what the others take, round by round."""

    pages: int
    floor: float
    reader: float
    pdfplumber: float
    to_floor: float
    to_pdfplumber: float


def measure(sheet: Measured) -> Figures:
    """The medians of some rounds, each with one turn of all three."""
    pages = _floor(sheet.pdf)
    _leave_aside_what_is_in_memory()
    rounds = [_round(sheet.pdf, pages) for _ in range(ROUNDS)]
    floor, reader, plumber = (1000 * median(column) for column in zip(*rounds, strict=True))
    to_floor = median(reader / floor for floor, reader, _ in rounds)
    to_plumber = median(reader / plumber for _, reader, plumber in rounds)
    return Figures(pages, floor, reader, plumber, to_floor, to_plumber)


def longest() -> tuple[float, float]:
    """Processor seconds to read a sheet of as many pages as are allowed, and how many times the floor that is."""
    pdf = four_hundred_pages()
    _leave_aside_what_is_in_memory()
    floor, reader = _seconds(_floor, pdf), _seconds(heatsheet.read, pdf)
    return reader, reader / floor


def _leave_aside_what_is_in_memory() -> None:
    """A reading child begins with nothing for the collector to look through again and again; so does a round here."""
    gc.collect()
    gc.freeze()


def _round(pdf: bytes, pages: int) -> tuple[float, float, float]:
    """Processor seconds a page: the floor, the reader, pdfplumber."""
    plumbed = min(pages, PLUMBED_PAGES)
    return _seconds(_floor, pdf) / pages, _seconds(heatsheet.read, pdf) / pages, _seconds(_plumb, pdf) / plumbed


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
    start = time.process_time()
    work(pdf)
    return time.process_time() - start
