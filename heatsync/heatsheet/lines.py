"""The words of pages become lines, in reading order."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from heatsync.heatsheet.columns import NUMBERS, Columns
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
_FAR = 100_000.0
"""Points; what lies farther off its page is taken to lie there."""

_BEFORE = np.array((" ", "  ", "\n"), dtype=object)
"""What stands before a word: in its cell, at the beginning of a cell, at the beginning of a row."""
_UNSEEN = re.compile("[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Marks of direction and joiners: nobody sees them, and no pattern of a name should have to."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """One printed row of a column. Cells are two spaces apart, words one. ``box`` is around all of it."""

    text: str
    page: int
    box: Box


def gather(pages: Sequence[Page], columns: Sequence[Columns]) -> list[Line]:
    """The lines of those pages, all of which have words: column after column, each from top to bottom and from left to
    right."""
    if not pages:
        return []
    words = _one_below_the_other(pages, columns)
    order, rows = _reading_order(words)
    boxes = np.empty((len(rows), 4))
    for side, (places, outermost) in enumerate(
        ((words.x0, np.minimum), (words.top, np.minimum), (words.x1, np.maximum), (words.bottom, np.maximum))
    ):
        outermost.reduceat(places[order], rows, out=boxes[:, side])
    texts, numbers = _texts(words, order, rows), words.number[order[rows]].tolist()
    return [
        Line(text, number, (x0, top, x1, bottom))
        for text, number, (x0, top, x1, bottom) in zip(texts, numbers, boxes.round(1).tolist(), strict=True)
    ]


class _Words(NamedTuple):
    """The words of some pages. ``column`` counts on from page to page; ``height`` is that of most words of the page."""

    texts: list[str]
    x0: Places
    top: Places
    x1: Places
    bottom: Places
    middle: Places
    height: Places
    number: Indices
    column: Columns


def _one_below_the_other(pages: Sequence[Page], columns: Sequence[Columns]) -> _Words:
    counts = [len(page.texts) for page in pages]
    return _Words(
        [text for page in pages for text in page.texts],
        np.concatenate([page.x0 for page in pages]),
        np.concatenate([page.top for page in pages]),
        np.concatenate([page.x1 for page in pages]),
        np.concatenate([page.bottom for page in pages]),
        np.concatenate([page.middle for page in pages]),
        np.repeat([page.word_height for page in pages], counts),
        np.repeat([page.number for page in pages], counts),
        np.repeat(np.arange(len(pages)) * NUMBERS, counts) + np.concatenate(columns),
    )


def _reading_order(words: _Words) -> tuple[Indices, Indices]:
    """The words as they are read, and where among them each row begins."""
    down = _in_order(words.column, words.middle)
    depth, column, apart = words.middle[down], words.column[down], _SAME_ROW * words.height[down[1:]]
    next_row = np.concatenate(((True,), (depth[1:] - depth[:-1] > apart) | (column[1:] != column[:-1])))
    row = np.empty(len(down), dtype=np.int64)
    row[down] = next_row.cumsum()
    return _in_order(row, _begin_of_run(words)), next_row.nonzero()[0]


def _in_order(groups: Indices, places: Places) -> Indices:
    """Group after group, each of them by place; what is at one place stays as it was drawn. One key sorts far faster
    than two."""
    near = np.fmin(np.fmax(places, -_FAR), _FAR)  # unlike a clip, these make a place of what is none
    return np.argsort(groups * (4 * _FAR) + near, kind="stable")


def _begin_of_run(words: _Words) -> Places:
    """Where the words begin that each word was drawn with, one after the other: a long name that runs over the next
    cells is one run, and is read before them."""
    height, middle, column = words.height[1:], words.middle, words.column
    gap = words.x0[1:] - words.x1[:-1]
    goes_on = (gap <= _CELL_GAP * height) & (gap >= -_OVERLAP * height)
    goes_on &= (np.abs(middle[1:] - middle[:-1]) <= _SAME_ROW * height) & (column[1:] == column[:-1])
    starts = np.concatenate(((True,), ~goes_on))
    of_each: Places = words.x0[starts][starts.cumsum() - 1]
    return of_each


def _texts(words: _Words, order: Indices, rows: Indices) -> list[str]:
    gap, height = words.x0[order], (words.bottom - words.top)[order]
    gap[1:] -= words.x1[order[:-1]]
    before = ((gap > _CELL_GAP * height) | (gap < -_OVERLAP * height)).astype(np.int64)
    before[rows] = 2
    pieces = np.empty(2 * len(order), dtype=object)
    pieces[::2] = _BEFORE[before]
    pieces[1::2] = np.array(words.texts, dtype=object)[order]
    text = "".join(pieces.tolist())[1:]
    return (text if text.isascii() else _UNSEEN.sub("", text)).split("\n")
