"""Lines that belong to the page and not to the meet: what is printed at one height again and again."""

from collections import Counter
from collections.abc import Sequence

from heatsync.heatsheet.lines import Line

_OFTEN = 0.5
"""The share of the pages on which a line must stand at one height, to be furniture."""


def without_furniture(unread: Sequence[Line], printed: Sequence[Line], pages: int) -> list[Line]:
    """Those unread lines that do not stand at the same height on most pages."""
    if not unread:
        return []
    often = Counter((line.text, round(line.box[1])) for line in printed)
    return [line for line in unread if often[line.text, round(line.box[1])] <= max(1, _OFTEN * pages)]
