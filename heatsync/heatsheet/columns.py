"""A page becomes its columns, in reading order.

A newspaper column and a column of a table both leave an empty strip. Two things tell them apart: a newspaper's left
edges (lane, name, age …) come again one column further on, and most programs draw one column after the other.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from heatsync.heatsheet.page import Page

Columns = NDArray[np.int64]
"""For each word of a page the number of its column, in reading order."""

_JOINED = 0.4
"""Of a word's height: the space between two words of one phrase, at most; between two columns it is wider."""
_STRIP = 3
"""Points that a strip is wide, at least."""
_CROSSED = 7
"""Words that may stand across a strip: page heads, and a name that runs over its column's edge."""
_MOST_COLUMNS = 4
_OVERHANG = 0.1
"""How much wider than the others the last column may be."""
_ALIKE = 0.75
_ALIKE_IN_ORDER = 0.3
"""The share of left edges that must come again, where the columns are drawn mixed, and where one after the other."""
_INDENT = 12
"""Points from the left edge within which a column's lines begin; what is centred over all columns begins further in."""
_HEAD = 0.25
_FOOT = 0.9
"""The parts of a page's height where something may be printed across all columns."""


class Splitter:
    """Cuts the pages of one sheet, each as the one before where it can be: a last page may be too empty to tell."""

    def __init__(self) -> None:
        self._edges: tuple[float, ...] = ()

    def split(self, page: Page) -> Columns:
        """The column of each word: first what goes across all of them, then from left to right, last the foot."""
        if not page.texts:
            return np.zeros(0, dtype=np.int64)
        if not (self._edges and _still_empty(page, self._edges)):
            self._edges = _edges(page)
        if not self._edges:
            return np.zeros(len(page.texts), dtype=np.int64)
        head, foot = _across(page, self._edges)
        columns = np.searchsorted(self._edges, (page.x0 + page.x1) / 2)
        columns[page.top < head] = -1
        columns[page.top > foot] = len(self._edges) + 1
        return columns


class _Strip(NamedTuple):
    """A vertical strip that hardly any word crosses, in whole points.

    ``emptiest`` is where it is best cut: near its end, but before the few words that begin left of all others.
    """

    begin: int
    end: int
    emptiest: int


def _edges(page: Page) -> tuple[float, ...]:
    """Between which points the columns are cut; none where the page is one column."""
    strips = _strips(page)
    if not strips:
        return ()
    left, right = strips[0].end, float(page.x1.max())
    ends = np.array([strip.end for strip in strips])
    for end in ends[:0:-1]:
        pitch = end - left
        count = round((right - left) / pitch)
        if not 2 <= count <= _MOST_COLUMNS or (right - left) > (count + _OVERHANG) * pitch:
            continue
        wanted = left + pitch * np.arange(1, count)
        nearest = np.abs(ends[:, None] - wanted).argmin(axis=0)
        if np.allclose(ends[nearest], wanted, atol=_STRIP) and _repeats(page, left, ends[nearest].tolist()):
            return tuple(float(strips[place].emptiest) for place in nearest)
    return ()


def _strips(page: Page) -> list[_Strip]:
    width = int(max(page.width, page.x1.max())) + 2
    change = np.zeros(width + 1, dtype=np.int64)
    np.add.at(change, np.clip(page.x0, 0, width).astype(np.int64), 1)
    np.add.at(change, np.clip(np.ceil(page.x1), 0, width).astype(np.int64), -1)
    crossing = change.cumsum()
    turns = np.flatnonzero(np.diff(np.concatenate(([False], crossing <= _CROSSED, [False])).astype(np.int8)))
    return [
        _Strip(begin, end, end - 1 - int(crossing[max(begin, end - _INDENT) : end][::-1].argmin()))
        for begin, end in turns.reshape(-1, 2).tolist()
        if end - begin >= _STRIP
    ]


def _repeats(page: Page, left: int, starts: list[int]) -> bool:
    """Whether each column begins its words where the first one does, only further to the right."""
    bounds = [left, *starts, int(page.width) + 1]
    pitch = starts[0] - left
    counts = [np.histogram(page.x0, bins=pitch, range=(begin - 2, begin - 2 + pitch))[0] for begin in bounds[:-1]]
    first, order = counts[0], np.searchsorted(starts, page.x0, side="right")
    drawn_in_order = np.count_nonzero(np.diff(order) < 0) <= _CROSSED
    return all(_alike(first, other) >= (_ALIKE_IN_ORDER if drawn_in_order else _ALIKE) for other in counts[1:])


def _alike(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    """The share of words at edges that both columns have, give or take a point. Edges of one word say nothing."""
    one, other = (np.where(edges >= 2, edges, 0) for edges in (one, other))
    wide = np.maximum.reduce([one, np.roll(one, 1), np.roll(one, -1)])
    fewer = min(int(one.sum()), int(other.sum()))
    return float(np.minimum(wide, other).sum() / fewer) if fewer else 0.0


def _still_empty(page: Page, edges: tuple[float, ...]) -> bool:
    return all(np.count_nonzero((page.x0 < edge) & (page.x1 > edge)) <= _CROSSED for edge in edges)


def _across(page: Page, edges: tuple[float, ...]) -> tuple[float, float]:
    """How far down the page's head and how far up its foot reach over all columns."""
    middle = (page.top + page.bottom) / 2
    height = page.bottom - page.top
    gap, fall = np.append(page.x0[1:], np.inf) - page.x1, np.abs(np.diff(middle, append=np.inf))
    reach = np.where((gap < _JOINED * height) & (gap > -height) & (fall < height / 2), page.x1 + gap, page.x1)
    crossing = np.zeros(len(page.texts), dtype=bool)
    for edge in edges:
        crossing |= (page.x0 < edge) & (reach > edge)
    first_row = float(middle.min()) + float(np.median(height))
    at_margin = middle[(page.x0 < page.x0.min() + _INDENT) & (middle > first_row) & (middle < page.height * _FOOT)]
    body = (at_margin.min(), at_margin.max()) if len(at_margin) else (page.height, 0.0)
    rows = middle[crossing]
    head = rows[(rows < page.height * _HEAD) & (rows < body[0])].max(initial=0.0)
    foot = rows[(rows > page.height * _FOOT) & (rows > body[1])].min(initial=page.height)
    return float(head), float(foot)
