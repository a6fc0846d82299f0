"""All lines that a sheet prints, page by page, and what to say of pages that have no text."""

from collections.abc import Callable, Iterator
from typing import Protocol

import numpy as np

from heatsync.heatsheet import lines, words
from heatsync.heatsheet.columns import Splitter
from heatsync.heatsheet.lines import Line
from heatsync.heatsheet.page import Page
from heatsync.heatsheet.unreadable import Unreadable

_AT_ONCE = 8
"""Pages whose words are kept until their lines are made: by many at once that costs less, and memory stays flat."""
_SURE = 0.5
"""A word with a character less sure than that was hard to make out."""


class PictureReader(Protocol):
    """Who reads pictures: ``heatsync.heatsheet.scans.reader``."""

    def page_of(self, picture: words.Picture, number: int, points_a_pixel: float) -> Page:
        """The words of a page's picture."""

    def page_of_photo(self, photo: bytes) -> Page:
        """The words of a photo. Raises Unreadable."""


class Printed:
    """The lines of a sheet, in reading order. Reads at most so many of its pages from their pictures."""

    def __init__(self, reader: PictureReader | None = None, max_pictures: int = 0) -> None:
        self._reader = reader
        self._max_pictures = max_pictures if reader else 0
        self._splitter = Splitter()
        self._waiting: list[Page] = []
        self._words = self._doubtful = 0
        self._hard_to_read: list[int] = []
        self._empty: list[int] = []
        self.lines: list[Line] = []
        self.pages = 0
        self.pictures: list[int] = []
        """Pages that are pictures, read or not."""

    def take_pdf(self, pdf: bytes, on_page: Callable[[int, int], None], max_pages: int) -> None:
        """Read the pages of a PDF. Raises Unreadable."""
        document = words.open_pdf(pdf, max_pages)
        self.pages, loaded = len(document), 0
        for number, page in enumerate(words.pages(document), start=1):
            loaded += page is not None
            self._take(self._looked_at(page, document) if page and page.is_picture else page, number)
            on_page(number, self.pages)
        self._gather()
        if not loaded:
            raise Unreadable("INVALID_PDF")

    def take_photo(self, photo: bytes) -> None:
        """Read a photo as a sheet of one page. Raises Unreadable."""
        if not self._reader:
            raise Unreadable("SCANS_NOT_INSTALLED")
        self.pages, self.pictures = 1, [1]
        self._take(self._reader.page_of_photo(photo), 1)
        self._gather()

    @property
    def sure_share(self) -> float:
        """The share of words that could be made out. All of them, where nothing was read from a picture."""
        return 1 - self._doubtful / self._words if self._words else 1.0

    @property
    def scanned(self) -> list[int]:
        """The pages that were read from their pictures."""
        return self.pictures[: self._max_pictures]

    def warnings(self) -> Iterator[str]:
        """Sentences for a parent: a page may show races that are not found, and is never passed over in silence."""
        if self.scanned:
            all_of_it = len(self.scanned) == self.pages
            what = "This sheet was" if all_of_it else f"{_named(self.scanned)} {_was(self.scanned)}"
            yield f"{what} read from a picture: check each race against the paper."
        if self._hard_to_read:
            yield f"Some words on {_named(self._hard_to_read).lower()} were hard to make out."
        if unread := self.pictures[self._max_pictures :]:
            yield f"{_named(unread)} {_was(unread)} not read, being a picture: races shown there are not in this list."
        if len(self._empty) == self.pages:
            yield "There is no text in this file."
        elif self._empty:
            yield (
                f"There is no text on {_named(self._empty).lower()}: "
                "if races are shown there, they are not in this list."
            )

    def _looked_at(self, page: Page, document: words.Document) -> Page:
        """The page as it is read from its picture, if it may be."""
        self.pictures.append(page.number)
        if self._reader and len(self.pictures) <= self._max_pictures:
            return self._reader.page_of(*words.picture(document, page.number))
        return page

    def _take(self, page: Page | None, number: int) -> None:
        if page and page.texts:
            self._words += len(page.texts)
            self._waiting.append(page)
            if len(self._waiting) == _AT_ONCE:
                self._gather()
        elif number not in self.pictures[self._max_pictures :]:
            self._empty.append(number)
        if page and page.sure is not None and (doubtful := int(np.count_nonzero(page.sure < _SURE))):
            self._doubtful += doubtful
            self._hard_to_read.append(number)

    def _gather(self) -> None:
        self.lines += lines.gather(self._waiting, list(map(self._splitter.split, self._waiting)))
        self._waiting = []


def _named(pages: list[int]) -> str:
    return f"Page{'s' * (len(pages) > 1)} {', '.join(map(str, pages))}"


def _was(pages: list[int]) -> str:
    return "was" if len(pages) == 1 else "were"
