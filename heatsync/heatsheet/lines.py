"""The words of a page become lines, in reading order."""

import re

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


_BEFORE = np.array((" ", "  ", "\n"), dtype=object)
"""What stands before a word: in its cell, at the beginning of a cell, at the beginning of a row."""
_UNSEEN = re.compile("[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Marks of direction and joiners: nobody sees them, and no pattern of a name should have to."""


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
    boxes = np.empty((len(rows), 4))
    for side, (places, outermost) in enumerate(
        ((page.x0, np.minimum), (page.top, np.minimum), (page.x1, np.maximum), (page.bottom, np.maximum))
    ):
        outermost.reduceat(places[order], rows, out=boxes[:, side])
    texts = _texts(page, order, rows)
    return [
        Line(text, page.number, (x0, top, x1, bottom))
        for text, (x0, top, x1, bottom) in zip(texts, boxes.round(1).tolist(), strict=True)
    ]


def _reading_order(page: Page, columns: Columns) -> tuple[Indices, Indices]:
    """The words as they are read, and where among them each row begins."""
    apart = _SAME_ROW * page.word_height
    depth = page.middle.astype(np.float64)
    depth += columns * (np.ptp(depth) + 2 * apart)  # one column below the other
    down = depth.argsort(kind="stable")
    depth = depth[down]
    next_row = np.concatenate(((True,), depth[1:] - depth[:-1] > apart))
    row = next_row.cumsum()
    begin = _begin_of_run(page, columns)[down]
    return down[np.lexsort((page.x0[down], begin, row))], next_row.nonzero()[0]


def _begin_of_run(page: Page, columns: Columns) -> Places:
    """Where the words begin that each word was drawn with, one after the other: a long name that runs over the next
    cells is one run, and is read before them."""
    height, middle = page.word_height, page.middle
    gap = page.x0[1:] - page.x1[:-1]
    goes_on = (gap <= _CELL_GAP * height) & (gap >= -_OVERLAP * height)
    goes_on &= (np.abs(middle[1:] - middle[:-1]) <= _SAME_ROW * height) & (columns[1:] == columns[:-1])
    starts = np.concatenate(((True,), ~goes_on))
    of_each: Places = page.x0[starts][starts.cumsum() - 1]
    return of_each


def _texts(page: Page, order: Indices, rows: Indices) -> list[str]:
    gap, height = page.x0[order], (page.bottom - page.top)[order]
    gap[1:] -= page.x1[order[:-1]]
    before = ((gap > _CELL_GAP * height) | (gap < -_OVERLAP * height)).astype(np.int64)
    before[rows] = 2
    pieces = np.empty(2 * len(order), dtype=object)
    pieces[::2] = _BEFORE[before]
    pieces[1::2] = np.array(page.texts, dtype=object)[order]
    text = "".join(pieces.tolist())[1:]
    return (text if text.isascii() else _UNSEEN.sub("", text)).split("\n")
