"""The words of a page become lines, in reading order."""

import msgspec
import numpy as np
from numpy.typing import NDArray

from heatsync.heatsheet.columns import Columns
from heatsync.heatsheet.page import Page, Places
from heatsync.heatsheet.program import Box

Indices = NDArray[np.int64]
"""Indices into a page's words."""

_SAME_ROW = 0.45
"""Of a word's height: how far apart the middles of two words of one row may be. Rows are a whole height apart."""
_CELL_GAP = 0.6
"""Of a word's height: a gap this wide parts two cells, and is printed as two spaces."""
_OVERLAP = 0.1
"""Of a word's height: a cell that begins this far inside another one was printed over it."""


_BEFORE = (" ", "  ", "\n")
"""What stands before a word: in its cell, at the beginning of a cell, at the beginning of a row."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """One printed row of a column. Cells are two spaces apart, words one. ``box`` is around all of it."""

    text: str
    page: int
    box: Box


def gather(page: Page, columns: Columns) -> list[Line]:
    """The lines of the page: column after column, each from top to bottom and from left to right."""
    if not page.texts:
        return []
    order, rows = _reading_order(page, columns)
    boxes = np.column_stack(
        (
            np.minimum.reduceat(page.x0[order], rows),
            np.minimum.reduceat(page.top[order], rows),
            np.maximum.reduceat(page.x1[order], rows),
            np.maximum.reduceat(page.bottom[order], rows),
        )
    )
    texts = _texts(page, order, rows)
    return [
        Line(text, page.number, (x0, top, x1, bottom))
        for text, (x0, top, x1, bottom) in zip(texts, boxes.astype(float).round(1).tolist(), strict=True)
    ]


def _reading_order(page: Page, columns: Columns) -> tuple[Indices, Indices]:
    """The words as they are read, and where among them each row begins."""
    middle, height = (page.top + page.bottom) / 2, float(np.median(page.bottom - page.top))
    down = np.lexsort((middle, columns))
    apart = _SAME_ROW * height
    next_row = (np.diff(middle[down]) > apart) | (np.diff(columns[down]) != 0)
    row = np.concatenate(([0], np.cumsum(next_row)))
    begin = _begin_of_run(page, columns, middle, height)[down]
    return down[np.lexsort((page.x0[down], begin, row))], np.flatnonzero(np.concatenate(([True], next_row)))


def _begin_of_run(page: Page, columns: Columns, middle: Places, height: float) -> Places:
    """Where the words begin that each word was drawn with, one after the other: a long name that runs over the next
    cells is one run, and is read before them."""
    gap = page.x0[1:] - page.x1[:-1]
    breaks = (gap > _CELL_GAP * height) | (gap < -_OVERLAP * height)
    breaks |= (np.abs(np.diff(middle)) > _SAME_ROW * height) | (np.diff(columns) != 0)
    starts = np.concatenate(([True], breaks))
    begins = page.x0[starts]
    of_each: Places = begins[np.cumsum(starts) - 1]
    return of_each


def _texts(page: Page, order: Indices, rows: Indices) -> list[str]:
    x1 = page.x1[order]
    gap, height = page.x0[order] - np.concatenate(([0], x1[:-1])), (page.bottom - page.top)[order]
    before = ((gap > _CELL_GAP * height) | (gap < -_OVERLAP * height)).astype(np.int64)
    before[rows] = 2
    pieces = [""] * (2 * len(order))
    pieces[::2] = [_BEFORE[step] for step in before.tolist()]
    pieces[1::2] = [page.texts[word] for word in order.tolist()]
    return "".join(pieces)[1:].split("\n")
