"""Printed lines cut out of their sheet, as they look there. Runs behind locks only: the sheet may be hostile.

Of the lines above and below only their grey is left: whoever is shown one swimmer's line is not shown the others'.
"""

from collections.abc import Callable
from typing import Protocol

import msgspec
import numpy as np

from heatsync.heatsheet import words
from heatsync.heatsheet.cuts import Cut, Cuts, Place
from heatsync.heatsheet.photos import is_photo
from heatsync.heatsheet.program import Box

_PIXELS_A_POINT = 2
_BESIDE, _ABOVE = 6.0, 12.0
"""Points of paper that are shown around a line."""
_SMUDGE = (8, 24)
"""Pixels that become one grey: half a line high, three letters wide."""
_BAR = 5
"""Pixels of ink that mark the line at its left."""
_HIGHEST, _WIDEST = 150.0, 900.0
_NOTHING = np.zeros((0, 0), np.uint8)


class Straightener(Protocol):
    """Who puts pictures of pages straight, as they were read: ``heatsync.heatsheet.scans.reader``."""

    def straight(self, picture: words.Picture, points_a_pixel: float, pixels_a_point: float) -> words.Picture:
        """A page's picture, level and on its feet, in so many pixels a point."""

    def straight_photo(self, photo: bytes, pixels_a_point: float) -> words.Picture:
        """The same of a photo. Raises Unreadable."""


def cut(
    asked: bytes, _on_page: Callable[[int, int], None], max_pages: int, straightener: Straightener | None = None
) -> Cuts:
    """The lines of that question out of the sheet behind it. Raises Unreadable."""
    head, _, content = asked.partition(b"\n")
    places = msgspec.json.decode(head, type=list[Place])
    sheet = _Sheet(content, max_pages, straightener)
    return Cuts(tuple(_cut(sheet, place) for place in places))


class _Sheet:
    """A PDF, or a photo that there is somebody to put straight. Of its pages that are pictures the last is kept so."""

    def __init__(self, content: bytes, max_pages: int, straightener: Straightener | None) -> None:
        self._straightener = straightener
        self._photo = content if straightener and is_photo(content) else b""
        self._document = None if self._photo else words.open_pdf(content, max_pages)
        self._pages = len(self._document) if self._document else 1
        self._last, self._straight = 0, _NOTHING

    def part(self, place: Place, box: Box) -> words.Picture:
        """That part of the place's page; nothing where there is none."""
        if not 1 <= place.page <= self._pages:
            return _NOTHING
        if place.is_picture:
            left, top, right, bottom = (max(round(edge * _PIXELS_A_POINT), 0) for edge in box)
            return self._straightened(place.page)[top:bottom, left:right]
        return words.part(self._document, place.page, box, _PIXELS_A_POINT) if self._document else _NOTHING

    def _straightened(self, number: int) -> words.Picture:
        if number != self._last and self._straightener:
            self._last, self._straight = number, self._seen_by(self._straightener, number)
        return self._straight

    def _seen_by(self, straightener: Straightener, number: int) -> words.Picture:
        if self._document is None:
            return straightener.straight_photo(self._photo, _PIXELS_A_POINT)
        picture, _, points_a_pixel = words.picture(self._document, number)
        return straightener.straight(picture, points_a_pixel, _PIXELS_A_POINT)


def _cut(sheet: _Sheet, place: Place) -> Cut | None:
    x0, top, x1, bottom = place.box
    if not (0 < x1 - x0 <= _WIDEST and 0 < bottom - top <= _HIGHEST and top >= 0):
        return None
    around = (x0 - _BESIDE, max(top - _ABOVE, 0), x1 + _BESIDE, bottom + _ABOVE)
    picture = sheet.part(place, around)
    first, last = (round((edge - around[1]) * _PIXELS_A_POINT) for edge in (top - 1, bottom + 1))
    if not (picture.size and 0 <= first < last <= len(picture)):
        return None
    marked = _smudged(picture)
    marked[first:last] = picture[first:last]
    marked[first:last, :_BAR] = 0
    return Cut(marked.shape[1], marked.shape[0], marked.tobytes())


def _smudged(picture: words.Picture) -> words.Picture:
    """The picture in squares of one grey each, paler than it is: nothing in it can be read."""
    high, wide = _SMUDGE
    height, width = picture.shape
    padded = np.pad(picture, ((0, -height % high), (0, -width % wide)), mode="edge")
    squares = padded.reshape(padded.shape[0] // high, high, padded.shape[1] // wide, wide).mean(axis=(1, 3))
    pale = 255 - (255 - squares) / 2
    return np.kron(pale, np.ones(_SMUDGE))[:height, :width].astype(np.uint8)
