"""Where something is printed on a level picture: the boxes of letters, and of cells (words close to each other)."""

import numpy as np
from numpy.typing import NDArray

from heatsync.heatsheet.scans.ink import Ink, Patches, patches_of, rules_of

_SPECK = 3
"""Pixels that a patch of ink is high or wide, at least, if it is more than dirt."""
_HIGHEST = 3.0
_LONGEST = 8.0
"""Of a letter's height: what is higher or longer is a rule, a frame or a picture."""
_RULE = 2.5
"""Of a letter's height: ink that goes straight on for longer is a ruled line."""
_CELL_GAP = 0.75
"""Of a letter's height: letters closer than that stand in one cell."""
_LOWEST = 0.45
"""Of a letter's height: a cell less high than that holds no letter, only points and dashes."""


def letters_of(ink: Ink) -> tuple[Patches, Ink]:
    """The patches that may be letters, or parts of some; and the ruled lines, which are none."""
    patches = _without_dirt(patches_of(ink))
    letter = letter_height(patches)
    rules = rules_of(ink, max(_RULE * letter, 1))
    patches = _without_dirt(patches_of(ink & ~rules))
    width, height = _size(patches)
    return patches[(height < _HIGHEST * letter) & (width < _LONGEST * letter)], rules


def letter_height(letters: Patches) -> float:
    """How high most letters are; points and dashes, which are lower, aside."""
    if not len(letters):
        return 0.0
    _, height = _size(letters)
    return float(np.median(height[height >= np.percentile(height, 30)]))


def cells_of(letters: Patches, shape: tuple[int, ...]) -> Patches:
    """The boxes of cells, from the top down. ``shape`` is the picture's."""
    if not len(letters):
        return letters
    letter = letter_height(letters)
    smeared = np.zeros(shape, dtype=bool)
    reach = int(np.ceil(_CELL_GAP * letter))
    for left, top, right, bottom in letters.tolist():
        smeared[top:bottom, left : right + reach] = True
    cells = patches_of(smeared)
    cells[:, 2] -= reach
    _, height = _size(cells)
    cells = cells[height >= _LOWEST * letter]
    return cells[np.argsort(cells[:, 1], kind="stable")]


def run_up_or_down(letters: Patches, shape: tuple[int, ...]) -> bool:
    """Whether letters stand closer to those above and below than to those beside them."""
    sideways = cells_of(letters[:, [1, 0, 3, 2]], shape[::-1])
    return len(sideways) < len(cells_of(letters, shape))


def letters_only(ink: Ink, letters: Patches) -> Ink:
    """The ink without rules, frames, pictures and dirt."""
    inside = np.zeros(ink.shape, dtype=bool)
    for left, top, right, bottom in letters.tolist():
        inside[top:bottom, left:right] = True
    return ink & inside


def _without_dirt(patches: Patches) -> Patches:
    width, height = _size(patches)
    return patches[(width >= _SPECK) | (height >= _SPECK)]


def _size(patches: Patches) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return patches[:, 2] - patches[:, 0], patches[:, 3] - patches[:, 1]
