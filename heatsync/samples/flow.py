"""Columns that fill one after the other, page after page, as newspapers and Hy-Tek do."""

from collections.abc import Callable, Sequence

from heatsync.samples.paper import Paper, Printed, Words


class Flow:
    """Rows flow down a column, on to the next one, on to the next page, whose head ``head`` prints.

    ``head`` gives back where the columns' first baseline is.
    """

    def __init__(self, paper: Paper, columns: Sequence[float], bottom: float, head: Callable[[], float]) -> None:
        self.paper = paper
        self._columns, self._bottom, self._head = columns, bottom, head
        self._column = 0
        self._top = 0.0
        self.y = 0.0

    @property
    def x(self) -> float:
        """The left edge of the column."""
        return self._columns[self._column]

    @property
    def at_top(self) -> bool:
        """Whether the column is still empty."""
        return self.y == self._top

    def fits(self, height: float) -> bool:
        """Whether a baseline so much lower is still in the column."""
        return self.y + height <= self._bottom

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self.paper.turn()
        self._column = 0
        self.y = self._top = self._head()

    def new_column(self) -> None:
        """Go on at the top of the next column, on the next page after the last one."""
        if self._column + 1 == len(self._columns):
            self.new_page()
        else:
            self._column += 1
            self.y = self._top

    def row(self, pitch: float, *words: Words) -> Printed:
        """Print a row whose places count from the column's left edge, then go down by ``pitch``."""
        printed = self.paper.row(self.y, *(piece._replace(x=self.x + piece.x) for piece in words))
        self.y += pitch
        return printed
