"""The sheets that the project itself uses: the start page's example, and big ones to measure with."""

from random import Random

from heatsync.samples import hytek, invent
from heatsync.samples.sheet import Sheet

_EXAMPLE = invent.Size(sessions=2, events=16, swimmers=90)
_FORTY_PAGES = invent.Size(sessions=4, events=42, swimmers=400, lanes=8)


def example() -> Sheet:
    """The start page's example, always the same."""
    return hytek.draw(invent.hytek(Random(28), _EXAMPLE))


def forty_pages(seed: int) -> Sheet:
    """A program of about forty dense pages; another for each seed."""
    return hytek.draw(invent.hytek(Random(seed), _FORTY_PAGES), hytek.Style(records=False))
