"""A page's picture, turned so that its rows of text are level."""

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_Pixel = TypeVar("_Pixel", bound=np.generic)

Picture = NDArray[np.uint8]
"""Grey pixels, rows from the top: 0 is black, 255 is white."""

_MOST_DEGREES = 6.0
_COARSE, _FINE = 0.5, 0.05
"""Degrees between two angles that are tried: first all over, then around the best."""
_ENOUGH = 60_000
"""Pixels of ink that show how text runs."""
_LEVEL = 0.04
"""Degrees that nobody sees."""
_PAPER = 255


class _Slant(NamedTuple):
    """By how many degrees rows fall to the right, and how sharply they stand out when that is taken back."""

    sharpness: float
    degrees: float


def levelled(picture: Picture, ink: NDArray[np.bool_]) -> Picture:
    """The picture turned by a few degrees, so that its rows are level. ``ink`` tells where its letters are."""
    down, across = np.nonzero(ink)
    some = slice(None, None, max(1, len(down) // _ENOUGH))
    degrees = _slant(down[some], across[some]).degrees
    if abs(degrees) < _LEVEL:
        return picture
    return np.asarray(Image.fromarray(picture).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=_PAPER))


def scaled(picture: Picture, scale: float) -> Picture:
    """The picture in so many times as many pixels, across and down."""
    height, width = (max(round(side * scale), 1) for side in picture.shape)
    return np.asarray(Image.fromarray(picture).resize((width, height), Image.Resampling.BICUBIC))


def quarter_turned(pixels: NDArray[_Pixel]) -> NDArray[_Pixel]:
    """Turned so that what ran up runs to the right."""
    return np.ascontiguousarray(np.rot90(pixels, -1))


def half_turned(pixels: NDArray[_Pixel]) -> NDArray[_Pixel]:
    """What is on its head put on its feet."""
    return np.ascontiguousarray(pixels[::-1, ::-1])


def _slant(down: NDArray[np.int64], across: NDArray[np.int64]) -> _Slant:
    coarse = max(_sharpness(down, across, degrees) for degrees in np.arange(-_MOST_DEGREES, _MOST_DEGREES, _COARSE))
    around = np.arange(coarse.degrees - _COARSE, coarse.degrees + _COARSE, _FINE)
    return max(_sharpness(down, across, degrees) for degrees in around)


def _sharpness(down: NDArray[np.int64], across: NDArray[np.int64], degrees: float) -> _Slant:
    """Level rows of text and white between them differ more than anything else does."""
    rows = np.rint(down - across * np.tan(np.radians(degrees))).astype(np.int64)
    profile = np.bincount(rows - rows.min()) if len(rows) else np.zeros(1)
    return _Slant(float(np.square(profile).sum()), float(degrees))
