"""A page becomes its columns, in reading order.

A newspaper column and a column of a table both leave an empty strip. Two things tell them apart: most programs draw a
newspaper's columns one after the other, so that the pen goes from the bottom of one to the top of the next; and a
newspaper's left edges (lane, name, age …) come again one column further on.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from heatsync.heatsheet.page import Page, Places

Columns = NDArray[np.int64]
"""For each word of a page the number of its column, in reading order; -1 for what goes across all of them."""

_JOINED = 0.4
"""Of a word's height: the space between two words of one phrase, at most; between two columns it is wider."""
_RISE = 4
"""Words' heights that the pen goes up, at least, from one column to the next."""
_NARROWEST = 100
"""Points that a column is wide, at least: a lane, a name and a time fit in no less."""
_MOST_COLUMNS = 4
NUMBERS = _MOST_COLUMNS + 2
"""How many numbers the columns of a page can have: its head and its foot have some, too."""
_UNEVEN = 0.1
"""Of their width: how much columns may differ."""
_OUTLIERS = 0.05
"""The share of a column's words that may run over its edge."""
_WIDEST = 20_000
"""Points of a page's width that are looked at; no paper is wider."""
_STRIP = 3
"""Points that an empty strip is wide, at least."""
_CROSSED = 7
"""Words that may stand across an empty strip: page heads, and a name that runs over its column's edge."""
_INDENT = 12
"""Points from a column's left edge within which its lines begin; what is centred over all columns begins further in."""
_ALIKE = 0.6
"""The share of left edges that come again in the next column, at least: of a table's columns only few do."""
_FULL = 0.5
"""The share of the fullest page's words that a page must hold to be judged by what repeats on it."""
_EDGES = 3
"""Left edges that a newspaper's columns share, at least; two columns of a table may share two."""
_OFTEN = 3
"""Words that begin at such an edge, at least, in each column."""
_EVIDENCE = 20
"""Words at left edges that a column needs, at least, to be compared."""
_CENTRED = 0.03
"""Of a page's width: how far from its middle a centred row may be."""
_HEAD = 0.25
_FOOT = 0.9
"""The parts of a page's height where something may be printed across all columns."""


class Splitter:
    """Cuts the pages of one sheet; a page that does not show its columns itself is cut as the one before."""

    def __init__(self) -> None:
        self._edges: tuple[float, ...] = ()
        self._most_words = 0

    def split(self, page: Page) -> Columns:
        """The column of each word: first what goes across all of them, then from left to right, last the foot."""
        if not page.texts:
            return np.zeros(0, dtype=np.int64)
        as_drawn = _edges_as_drawn(page)
        self._most_words = max(self._most_words, len(page.texts))
        if as_drawn:
            self._edges = as_drawn
        elif not (self._edges and _still_empty(page, self._edges)):
            full = len(page.texts) > _FULL * self._most_words  # a few last rows can look like anything
            self._edges = _edges_by_repetition(page) if full else ()
        if not self._edges:
            return np.zeros(len(page.texts), dtype=np.int64)
        head, foot = _across(page, self._edges)
        columns = np.searchsorted(self._edges, (page.x0 + page.x1) / 2)
        columns[page.top < head] = -1
        columns[page.top > foot] = len(self._edges) + 1
        return columns


def _edges_as_drawn(page: Page) -> tuple[float, ...]:
    """Where the pen goes up and to the right, past all that it has drawn below: there a column begins."""
    middle = page.middle
    rises = (middle[1:] - middle[:-1] < -_RISE * page.word_height).nonzero()[0] + 1
    if not len(rises):
        return ()
    edges = [float(page.x0.min())]
    runs = pairwise([0, *rises.tolist(), len(middle)])
    before = next(runs)
    for run in runs:
        edge = _edge_between(page, slice(*before), slice(*run))
        if edge and edge - edges[-1] > _NARROWEST:
            edges.append(edge)
            before = run
    widths = [end - begin for begin, end in pairwise(edges)]
    narrow = widths and widths[0] < page.width * (1 - 1 / _MOST_COLUMNS)
    return tuple(edges[1:]) if narrow and max(widths) < (1 + _UNEVEN) * min(widths) else ()


def _edge_between(page: Page, before: slice, after: slice) -> float | None:
    """Left of what was drawn after, if that is right of all that was drawn before and is not higher; else None."""
    start = page.x0[after][: _MOST_COLUMNS * 2].min()
    below = page.middle[before] > page.middle[after][0] - page.word_height
    passing = np.count_nonzero((page.x1[before] > start + _STRIP) & below)
    if not below.any() or passing > _OUTLIERS * np.count_nonzero(below):
        return None
    inside = page.x0[after] >= start - _INDENT
    if np.count_nonzero(inside) <= (1 - _OUTLIERS) * len(inside):
        return None
    return float(page.x0[after][inside].min()) - 1


class _Strip(NamedTuple):
    """A vertical strip that hardly any word crosses, in whole points."""

    begin: int
    end: int


def _edges_by_repetition(page: Page) -> tuple[float, ...]:
    """Where empty strips stand at even distances, and words begin after each where they begin after the first."""
    crossing = _words_across(page)
    strips = _strips(crossing)
    if not strips:
        return ()
    left, width = strips[0].end, float(page.x1.max()) - strips[0].end
    for strip in strips[:0:-1]:
        pitch = strip.end - left
        count = round(width / pitch)
        if not 2 <= count <= _MOST_COLUMNS or width > (count + _UNEVEN) * pitch:
            continue
        wanted = [left + pitch * column for column in range(1, count)]
        nearest = [min(strips, key=lambda strip: abs(strip.end - place)) for place in wanted]
        even = all(abs(strip.end - place) <= _STRIP for strip, place in zip(nearest, wanted, strict=True))
        if even and _repeats(page, [left, *(strip.end for strip in nearest)], pitch):
            return tuple(_emptiest(strip, crossing) for strip in nearest)
    return ()


def _words_across(page: Page) -> NDArray[np.int64]:
    """How many words stand across each whole point of the page's width."""
    width = int(min(page.width, _WIDEST))
    return (_histogram(page.x0, width) - _histogram(np.ceil(page.x1), width)).cumsum()


def _strips(crossing: NDArray[np.int64]) -> list[_Strip]:
    empty = np.concatenate(((False,), crossing <= _CROSSED, (False,)))
    turns = (empty[1:] != empty[:-1]).nonzero()[0].tolist()
    return [_Strip(begin, end) for begin, end in zip(turns[::2], turns[1::2], strict=True) if end - begin >= _STRIP]


def _emptiest(strip: _Strip, crossing: NDArray[np.int64]) -> float:
    """Where the strip is best cut: near its end, but before the few words that begin left of all others."""
    near_its_end = crossing[max(strip.begin, strip.end - _INDENT) : strip.end]
    return float(strip.end - 1 - near_its_end[::-1].argmin())


def _histogram(places: Places, width: int) -> NDArray[np.int64]:
    """How many of them are at each whole point from 0 to ``width``; those beyond count at the end they passed."""
    return np.bincount(np.minimum(np.maximum(places, 0), width).astype(np.int64), minlength=width + 1)


def _repeats(page: Page, begins: list[int], pitch: int) -> bool:
    """Whether each column begins its words where the first one does, only further to the right; its cells, too."""
    offsets = [begin - begins[0] for begin in begins]
    places = page.x0 - begins[0] + 2

    def of_each_column(some: Places) -> list[NDArray[np.int64]]:
        counts = _histogram(some, offsets[-1] + pitch)
        return [counts[offset : offset + pitch] for offset in offsets]

    words = of_each_column(places)
    if any(_alike(words[0], other) < _ALIKE for other in words[1:]):
        return False
    cells = of_each_column(places[_begins_cell(page)])
    return all(_shared(cells[0], other) >= _EDGES for other in cells[1:])


def _begins_cell(page: Page) -> NDArray[np.bool_]:
    """The words that do not go on with the one before: those within a leg of a relay begin anywhere."""
    gap, height = page.x0[1:] - page.x1[:-1], page.word_height
    fall = np.abs(page.middle[1:] - page.middle[:-1])
    return np.concatenate(((True,), (np.abs(gap) > _JOINED * height) | (fall > height / 2)))


def _alike(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    """How much of both columns' words stands at the same edges, give or take a point. Edges of one word say nothing."""
    one, other = one * (one > 1), other * (other > 1)
    if min(int(one.sum()), int(other.sum())) < _EVIDENCE:
        return 0.0
    return float(np.minimum(_near(one) / one.sum(), other / other.sum()).sum())


def _shared(one: NDArray[np.int64], other: NDArray[np.int64]) -> int:
    """At how many edges cells begin often in both columns."""
    return int(np.count_nonzero(np.minimum(_near(one), other) >= _OFTEN))


def _near(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    near = counts.copy()
    near[1:], near[:-1] = np.maximum(near[1:], counts[:-1]), np.maximum(near[:-1], counts[1:])
    return near


def _still_empty(page: Page, edges: tuple[float, ...]) -> bool:
    return all(np.count_nonzero((page.x0 < edge) & (page.x1 > edge)) <= _CROSSED for edge in edges)


def _across(page: Page, edges: tuple[float, ...]) -> tuple[float, float]:
    """How far down the page's head and how far up its foot reach over all columns."""
    middle = page.middle
    below_first = middle > middle.min() + page.word_height
    body = (page.x0 < page.x0.min() + _INDENT) & below_first & (middle < page.height * _FOOT)
    if not body.any():
        return 0.0, page.height
    across = middle[_crossing(page, edges) | _centred_before(page, int(body.argmax()))]
    head = across[(across < page.height * _HEAD) & (across < middle[body].min())].max(initial=0.0)
    foot = across[(across > page.height * _FOOT) & (across > middle[body].max())].min(initial=page.height)
    return float(head), float(foot)


def _crossing(page: Page, edges: tuple[float, ...]) -> NDArray[np.bool_]:
    """The words that stand across an edge, alone or with the next word of their phrase."""
    reach, height = page.x1.copy(), page.word_height
    gap, fall = page.x0[1:] - page.x1[:-1], np.abs(page.middle[1:] - page.middle[:-1])
    goes_on = (gap < _JOINED * height) & (gap > -height) & (fall < height / 2)
    reach[:-1][goes_on] = page.x0[1:][goes_on]
    crossing = np.zeros(len(page.texts), dtype=bool)
    for edge in edges:
        crossing |= (page.x0 < edge) & (reach > edge)
    return crossing


def _centred_before(page: Page, body: int) -> NDArray[np.bool_]:
    """The words of centred rows that were drawn before the first line of the first column."""
    middle, height = page.middle, page.word_height
    centred = np.zeros(len(page.texts), dtype=bool)
    drawn = (middle[:body] < middle[body] - height / 2).nonzero()[0]
    if len(drawn):
        depth = middle[drawn]
        next_row = np.concatenate(((True,), np.abs(depth[1:] - depth[:-1]) > height / 2))
        rows = next_row.nonzero()[0]
        centres = (np.minimum.reduceat(page.x0[drawn], rows) + np.maximum.reduceat(page.x1[drawn], rows)) / 2
        is_centred = np.abs(centres - page.width / 2) < _CENTRED * page.width
        centred[drawn] = is_centred[next_row.cumsum() - 1]
    return centred
