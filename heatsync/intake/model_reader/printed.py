"""The printed lines of a sheet, to look claims up in: which hold these words, which event and heat a line is under."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from heatsync.heatsheet.program import UnreadLine
from heatsync.heatsheet.races import STROKE, distance_of

_WORD = re.compile(r"\w+")
_STROKE = re.compile(STROKE)
_HEATS = "Heat|Serie|Série|Series|Lauf|Manche|Seri|Seria|Batteria|Bateria|Eliminatoria|Rozplavba|Futam|Erä|Заплыв"
_HEAT = re.compile(rf"(?:(?:{_HEATS})\W{{0,3}}(\d{{1,3}})|(?<!\d)(\d{{1,3}})\W{{0,3}}(?:{_HEATS}))\b", re.IGNORECASE)
_BEGINNING = re.compile(r"\W*(?:[^\W\d]+\W*\d|\d+\W*[^\W\d]+)")


class PrintedLines:
    """All lines of one sheet in reading order, known by their place in it.

    ``heads`` are the places of lines that the model took for an event's; what looks like one, or like those, heads
    an event too: an event that the model keeps quiet about must not lend its swimmers to the one before.
    """

    def __init__(self, lines: Sequence[UnreadLine]) -> None:
        self.lines = lines
        self._with_word: dict[str, list[int]] = defaultdict(list)
        for place, line in enumerate(lines):
            for word in set(_WORD.findall(line.text)):
                self._with_word[word].append(place)
        self._heads = [place for place, line in enumerate(lines) if _names_a_race(line.text)]
        self._heats = [place for place, line in enumerate(lines) if _starts_with_heat(line.text)]

    def with_words(self, text: str) -> Sequence[int]:
        """Where the rarest of these words is printed: all places where the whole text may be."""
        return min((self._with_word.get(word, ()) for word in _WORD.findall(text)), key=len, default=())

    def on_page(self, page: int, text: str) -> Sequence[int]:
        """Where on that page the whole text may be."""
        places = self.with_words(text)
        first = bisect_left(places, page, key=self._page_of)
        return places[first : bisect_right(places, page, lo=first, key=self._page_of)]

    def _page_of(self, place: int) -> int:
        return self.lines[place].page

    def add_heads(self, heads: Iterable[int]) -> None:
        """These lines head events; so do those that begin as they do."""
        known = set(heads)
        beginnings = {_beginning(self.lines[place].text) for place in known.difference(self._heats)} - {""}
        alike = (place for place, line in enumerate(self.lines) if _beginning(line.text) in beginnings)
        self._heads = sorted({*self._heads, *known, *alike})

    def head_of(self, place: int) -> int | None:
        """The line that heads the event of the line at that place."""
        at = bisect_left(self._heads, place)
        return self._heads[at - 1] if at else None

    def heat_line_of(self, place: int, head: int) -> int | None:
        """The line that heads the heat of the line at that place, which is under that head."""
        at = bisect_right(self._heats, place - 1)
        return self._heats[at - 1] if at and self._heats[at - 1] >= head else None

    def heats_named(self, place: int) -> Collection[int]:
        """The numbers of the heats that the line at that place names."""
        return {int(before or after) for before, after in _HEAT.findall(self.lines[place].text)}


def _names_a_race(text: str) -> bool:
    return _STROKE.search(text) is not None and distance_of(text) is not None


def _starts_with_heat(text: str) -> bool:
    found = _HEAT.search(text)
    return found is not None and not _WORD.search(text[: found.start()])


def _beginning(text: str) -> str:
    """What the line begins with, its number left aside: "event #"; nothing where it is only a number and a name."""
    found = _BEGINNING.match(text)
    if found is None or not text.lstrip("(# ")[:1].isalpha():
        return ""
    return re.sub(r"\W+|\d+", "", found[0]).casefold()
