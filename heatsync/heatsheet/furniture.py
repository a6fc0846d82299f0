"""Lines that belong to the page and not to the meet: what is printed at one height again and again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.heatsheet.lines import Line

_OFTEN = 0.5
"""A line that stands at one height on more than this share of the pages is furniture."""
_PAGES = 3
"""Pages on which it must stand there, at least."""
_ROW = re.compile(r"\d{1,4}[.)]?\s")
"""How a row of races begins: such a line is never furniture."""

_HIGHEST = 2
"""Lines that may stand above a page's head, at most: whose licence it is."""


def below_heads(printed: Sequence[Line], dialect: Dialect) -> Iterator[Line]:
    """The lines without those that stand above a page's head, which could be taken for anything."""
    for lines, head in _pages(printed, dialect):
        yield from lines[head:]


def above_heads(printed: Sequence[Line], dialect: Dialect) -> Iterator[Line]:
    """Those that stand above."""
    for lines, head in _pages(printed, dialect):
        yield from lines[:head]


def _pages(printed: Sequence[Line], dialect: Dialect) -> Iterator[tuple[list[Line], int]]:
    """The lines of each page, and which of them is its head; the first where none is."""
    heads = dialect.patterns.get("page_head", ())
    for _, page in groupby(printed, key=attrgetter("page")):
        lines = list(page)
        highest = range(min(_HIGHEST + 1, len(lines)))
        yield lines, next((at for at in highest if any(head.match(lines[at].text) for head in heads)), 0)


def without_furniture(unread: Sequence[Line], printed: Sequence[Line], pages: int) -> list[Line]:
    """Those unread lines that do not stand at the same height on most pages."""
    doubtful = {line.text for line in unread}
    places = {(line.text, round(line.box[1]), line.page) for line in printed if line.text in doubtful}
    often = Counter((text, height) for text, height, _ in places)
    enough = max(_PAGES, _OFTEN * pages)
    return [line for line in unread if often[line.text, round(line.box[1])] < enough or _ROW.match(line.text)]
