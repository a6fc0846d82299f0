"""A copy of a sheet with rows highlighted. Like ``words`` it runs behind locks only: the PDF may be hostile."""

import io
from collections.abc import Callable, Iterator
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from heatsync.heatsheet.marks import Mark, Marked, understood
from heatsync.heatsheet.program import Box
from heatsync.heatsheet.words import open_pdf

_YELLOW = (255, 229, 92, 255)
_AROUND = 1.5
"""Points of colour around the letters."""


def marked(asked: bytes, on_page: Callable[[int, int], None], max_pages: int) -> Marked:
    """The copy of that PDF with these rows highlighted. Raises Unreadable."""
    marks, pdf = understood(asked)
    with open_pdf(pdf, max_pages) as document:
        pages = groupby(sorted(marks, key=lambda mark: mark.page), key=lambda mark: mark.page)
        for number, on_it in pages:
            if 1 <= number <= len(document):
                _highlight(document[number - 1], list(on_it))
                on_page(number, len(document))
        copy = io.BytesIO()
        document.save(copy)
    return Marked(copy.getvalue())


def _highlight(page: pdfium.PdfPage, marks: list[Mark]) -> None:
    text = page.get_textpage()
    for mark in marks:
        # The reader's boxes are upright, whichever way the text runs on the page: the right one holds the line.
        left, bottom, right, top = max(
            _places(mark.box, page.get_bbox()), key=lambda place: _alike(text.get_text_bounded(*place), mark.line)
        )
        x, y = left - _AROUND, bottom - _AROUND
        shape = raw.FPDFPageObj_CreateNewRect(x, y, right - left + 2 * _AROUND, top - bottom + 2 * _AROUND)
        raw.FPDFPageObj_SetFillColor(shape, *_YELLOW)
        raw.FPDFPageObj_SetBlendMode(shape, b"Multiply")
        raw.FPDFPath_SetDrawMode(shape, raw.FPDF_FILLMODE_WINDING, 0)
        raw.FPDFPage_InsertObject(page, shape)
    text.close()
    page.gen_content()
    page.close()


def _places(box: Box, page: tuple[float, float, float, float]) -> Iterator[tuple[float, float, float, float]]:
    """Where that box lies in the PDF's own space (left, bottom, right, top), for each way that a text may run."""
    x0, y0, x1, y1 = box
    left, bottom, right, top = page
    yield left + x0, top - y1, left + x1, top - y0
    yield right - x1, bottom + y0, right - x0, bottom + y1
    yield left + y0, bottom + x0, left + y1, bottom + x1
    yield right - y1, top - x1, right - y0, top - x0


def _alike(found: str, line: str) -> int:
    return len(set(found.split()) & set(line.split()))
