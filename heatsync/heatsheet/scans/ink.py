"""Where a picture is dark: pixels, and the patches that hang together."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from heatsync.heatsheet.scans.picture import Picture

Ink = NDArray[np.bool_]
Patches = NDArray[np.int64]
"""A row for each patch: left, top, right, bottom, in pixels; right and bottom are just outside."""

_NEIGHBOURHOOD = 60
"""Pixels around a pixel that tell how bright paper is there; more than a letter, less than a shadow."""
_DARKER = 0.82
"""Ink is darker than so much of the paper around it."""


def ink_of(picture: Picture) -> Ink:
    """The pixels that are darker than what is around them, so that a shadow over a photo is no ink."""
    return picture < _DARKER * _around(picture)


def rules_of(ink: Ink, longest: float) -> Ink:
    """Ruled lines: the ink that goes on to the side or down for more than so many pixels.

    A line under a word touches its letters; a patch would hold both. A line's ragged edge is a part of it.
    """
    level, upright = _long_runs(ink, longest), _long_runs(ink.T, longest)
    return _thicker(level) | _thicker(upright).T


def patches_of(ink: Ink) -> Patches:
    """The boxes of all patches of ink; pixels that touch at a side belong together."""
    runs = _runs(ink)
    if not len(runs.row):
        return np.zeros((0, 4), dtype=np.int64)
    _, patch = np.unique(_joined(len(runs.row), *_touching(runs)), return_inverse=True)
    boxes = np.full((patch.max() + 1, 4), np.iinfo(np.int64).max, dtype=np.int64)
    boxes[:, 2:] = 0
    np.minimum.at(boxes[:, 0], patch, runs.begin)
    np.minimum.at(boxes[:, 1], patch, runs.row)
    np.maximum.at(boxes[:, 2], patch, runs.end)
    np.maximum.at(boxes[:, 3], patch, runs.row + 1)
    return boxes


def _around(picture: Picture) -> NDArray[np.float32]:
    """How bright it is on average around each pixel."""
    half = _NEIGHBOURHOOD // 2
    sums = np.pad(picture, ((half + 1, half), (half + 1, half)), mode="edge").astype(np.float64)
    sums = sums.cumsum(axis=0).cumsum(axis=1)
    side = 2 * half + 1
    total = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return (total / side**2).astype(np.float32)


def _long_runs(ink: Ink, longest: float) -> Ink:
    runs = _runs(ink)
    is_long = runs.end - runs.begin > longest
    change = np.zeros((ink.shape[0], ink.shape[1] + 1), dtype=np.int8)
    change[runs.row[is_long], runs.begin[is_long]] = 1
    change[runs.row[is_long], runs.end[is_long]] = -1
    return change.cumsum(axis=1, dtype=np.int8)[:, :-1] > 0


def _thicker(rules: Ink) -> Ink:
    """With the rows of pixels above and below."""
    thicker = rules.copy()
    thicker[1:] |= rules[:-1]
    thicker[:-1] |= rules[1:]
    return thicker


class _Runs(NamedTuple):
    """Pixels of ink side by side in one row, from ``begin`` to just before ``end``; sorted as they are read."""

    row: NDArray[np.int64]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]


def _runs(ink: Ink) -> _Runs:
    width = ink.shape[1] + 1
    edges = np.flatnonzero(np.diff(np.pad(ink, ((0, 0), (1, 1))).astype(np.int8), axis=1).ravel())
    begins, ends = edges[::2], edges[1::2]
    return _Runs(begins // width, begins % width, ends % width)


def _touching(runs: _Runs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of runs in rows one below the other that share a column."""
    width = int(runs.end.max()) + 1
    begins, ends = runs.row * width + runs.begin, runs.row * width + runs.end
    first = np.searchsorted(ends, begins + width, side="right")
    last = np.searchsorted(begins, ends + width, side="left")
    count = np.maximum(last - first, 0)
    above = np.repeat(np.arange(len(count)), count)
    below = np.arange(count.sum()) - np.repeat(count.cumsum() - count, count) + np.repeat(first, count)
    return above, below


def _joined(size: int, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each of so many the lowest number that it hangs together with, by those pairs."""
    lowest = np.arange(size)
    while True:
        low = np.minimum(lowest[one], lowest[other])
        if np.array_equal(low, lowest[one]) and np.array_equal(low, lowest[other]):
            return lowest
        np.minimum.at(lowest, lowest[one], low)
        np.minimum.at(lowest, lowest[other], low)
        lowest = np.minimum(lowest, lowest[lowest])
        lowest = lowest[lowest]
