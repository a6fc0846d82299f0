"""Lines that nobody understands may have been the heads of other races: whether rows behind them go on."""

import re

from heatsync.heatsheet.lines import Line

_PAGE_COUNT = re.compile(r"\s\d+(?:\s?(?:/|of|de|von)\s?\d+)?$")
_ROW = re.compile(r"(?:Bahn\s+|L(?:ane\s+)?)?(\d{1,2})[.:)]?(?:\s|$)")
_SAME_SIZE = 0.05
"""How much two lines of one size of print may differ in height."""


class Doubts:
    """The unread lines of a page since the last head that was read, and how heads are set on this sheet.

    What was unread before, on another page perhaps, is the head of none. What ends a page may be its foot, or head a
    race that begins the next page (``reach``).
    """

    def __init__(self) -> None:
        self.page = 0
        self._since_row: list[Line] = []
        self._before: set[str] = set()
        self._heads: set[float] = set()

    def rise(self, line: Line) -> str:
        """That line is unread. Gives its text without a page's number."""
        text = _PAGE_COUNT.sub("", line.text)
        if text not in self._before:
            self._since_row = [*self._since_row, line] if self.page == line.page else [line]
            self.page = line.page
        self._before.add(text)
        return text

    def settle(self) -> None:
        """A head is read: what follows is its own."""
        self.page = 0
        self._since_row = []

    def settle_under(self, head: Line) -> None:
        """That head is read, and others may be set like it."""
        self._heads.add(_height(head))
        self.settle()

    def go_on(self) -> None:
        """A row is taken for one of the race before."""
        self._since_row = []

    def are_between(self, page: int) -> bool:
        """Whether a line is unread since the last row, on that page."""
        return self.page == page and bool(self._since_row)

    def reach(self, page: int) -> bool:
        """Whether a line is unread on that page, or was the last one of the page before."""
        return self.page == page or self.are_between(page - 1)

    def may_be_heads(self, row: Line, last: int) -> bool:
        """Whether they may head another race than that of the row before, whose lane or rank is ``last``.

        One that is set like a head and unlike a row is enough; where heads are set like rows it takes two, those of an
        event and a heat: a single one may as well be an advertisement.
        """
        heads = [line for line in self._since_row if self._is_like_a_head(line) and not _is_like_a_row(line, last)]
        return len(heads) > 1 or any(not _alike(_height(line), _height(row)) for line in heads)

    def _is_like_a_head(self, line: Line) -> bool:
        return any(_alike(_height(line), head) for head in self._heads)


def _is_like_a_row(line: Line, last: int) -> bool:
    """Whether it begins with a number that a lane or a rank may go on with, or a leg of a relay."""
    found = _ROW.match(line.text)
    return found is not None and (int(found[1]) > last or found[0].rstrip().endswith(")"))


def _height(line: Line) -> float:
    return line.box[3] - line.box[1]


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME_SIZE * max(one, other)
