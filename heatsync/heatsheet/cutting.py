"""Printed lines cut out of their sheet, as they look there. Runs behind locks only: the PDF may be hostile.

Of the lines above and below only their grey is left: whoever is shown one swimmer's line is not shown the others'.
"""

from collections.abc import Callable

import msgspec
import numpy as np

from heatsync.heatsheet import words
from heatsync.heatsheet.cuts import Cut, Cuts, Place

_PIXELS_A_POINT = 2
_BESIDE, _ABOVE = 6.0, 12.0
"""Points of paper that are shown around a line."""
_SMUDGE = (8, 24)
"""Pixels that become one grey: half a line high, three letters wide."""
_BAR = 5
"""Pixels of ink that mark the line at its left."""
_HIGHEST, _WIDEST = 150.0, 900.0


def cut(asked: bytes, _on_page: Callable[[int, int], None], max_pages: int) -> Cuts:
    """The lines of that question out of the PDF behind it. Raises Unreadable."""
    head, _, pdf = asked.partition(b"\n")
    places = msgspec.json.decode(head, type=list[Place])
    document = words.open_pdf(pdf, max_pages)
    return Cuts(tuple(_cut(document, place) for place in places))


def _cut(document: words.Document, place: Place) -> Cut | None:
    x0, top, x1, bottom = place.box
    fits = 0 < x1 - x0 <= _WIDEST and 0 < bottom - top <= _HIGHEST
    if not (fits and top >= 0 and 1 <= place.page <= len(document)):
        return None
    around = (x0 - _BESIDE, max(top - _ABOVE, 0), x1 + _BESIDE, bottom + _ABOVE)
    picture = words.part(document, place.page, around, _PIXELS_A_POINT)
    first, last = (round((edge - around[1]) * _PIXELS_A_POINT) for edge in (top - 1, bottom + 1))
    if not 0 <= first < last <= len(picture):
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
