"""A page of words with their places."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.floating]


@dataclass(frozen=True)
class Page:
    """The words of one page, in the order in which they were drawn.

    Four arrays rather than a thousand objects: word ``i`` is ``texts[i]`` between ``x0[i]``, ``top[i]``, ``x1[i]`` and
    ``bottom[i]``, in points from the top left corner of the page as its text runs. ``number`` counts from 1.
    ``is_picture``: it shows a picture, or outlines, where text should be. ``sure``: where the words were read from a
    picture, how sure each of them is, 0 to 1.
    """

    number: int
    width: float
    height: float
    texts: list[str]
    x0: Places
    top: Places
    x1: Places
    bottom: Places
    is_picture: bool = False
    sure: Places | None = None

    @cached_property
    def middle(self) -> Places:
        """How far down the middle of each word is."""
        return (self.top + self.bottom) / 2

    @cached_property
    def word_height(self) -> float:
        """How high words are: half of them are no higher."""
        heights = np.sort(self.bottom - self.top)
        return float(heights[len(heights) // 2])
