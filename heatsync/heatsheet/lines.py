"""The words of a column become lines, in reading order."""

import msgspec
import numpy as np

from heatsync.heatsheet.columns import Words
from heatsync.heatsheet.page import Page
from heatsync.heatsheet.program import Box

_SAME_ROW = 0.45
"""Of a word's height: how far apart the middles of two words of one row may be. Rows are a whole height apart."""
_CELL_GAP = 0.6
"""Of a word's height: a gap this wide parts two cells, and is printed as two spaces."""


_BEFORE = (" ", "  ", "\n")
"""What stands before a word: in its cell, at the beginning of a cell, at the beginning of a row."""


class Line(msgspec.Struct, frozen=True):
    """One printed row of a column. Cells are two spaces apart, words one. ``box`` is around all of it."""

    text: str
    page: int
    box: Box


def gather(page: Page, words: Words) -> list[Line]:
    """The lines of those words of the page, from top to bottom, each from left to right."""
    if not len(words):
        return []
    order, row_starts = _rows(page, words)
    gaps = _gaps(page, order, row_starts)
    texts = _texts(page, order, gaps)
    lefts = np.minimum.reduceat(page.x0[order], row_starts)
    tops = np.minimum.reduceat(page.top[order], row_starts)
    rights = np.maximum.reduceat(page.x1[order], row_starts)
    bottoms = np.maximum.reduceat(page.bottom[order], row_starts)
    boxes = np.column_stack((lefts, tops, rights, bottoms)).astype(float).round(1).tolist()
    return [Line(text, page.number, tuple(box)) for text, box in zip(texts, boxes, strict=True)]


def _rows(page: Page, words: Words) -> tuple[Words, Words]:
    """The words in reading order, and the place in it where each row begins."""
    middle = (page.top[words] + page.bottom[words]) / 2
    down = np.argsort(middle, kind="stable")
    height = float(np.median(page.bottom[words] - page.top[words]))
    row = np.concatenate(([0], np.cumsum(np.diff(middle[down]) > _SAME_ROW * height)))
    words = words[down]
    order = np.lexsort((page.x0[words], row))
    return words[order], np.flatnonzero(np.diff(row, prepend=-1))


def _gaps(page: Page, order: Words, row_starts: Words) -> list[str]:
    """What stands before each word: a new line, two spaces or one."""
    height = page.bottom[order] - page.top[order]
    gap = page.x0[order] - np.concatenate(([0], page.x1[order][:-1]))
    kind = (gap > _CELL_GAP * height).astype(np.int64)
    kind[row_starts] = 2
    return [_BEFORE[step] for step in kind.tolist()]


def _texts(page: Page, order: Words, gaps: list[str]) -> list[str]:
    pieces = [""] * (2 * len(order))
    pieces[::2] = gaps
    pieces[1::2] = [page.texts[word] for word in order.tolist()]
    return "".join(pieces)[1:].split("\n")
