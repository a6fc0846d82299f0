"""Claims against the printed lines: what is not printed there, as claimed and where claimed, is thrown away."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from heatsync.heatsheet.program import Entry, UnreadLine
from heatsync.intake.model_reader.answer import Claim, ClaimedEntry, EventKey
from heatsync.intake.model_reader.endpoint import Nonsense
from heatsync.intake.model_reader.printed import PrintedLines

_BEFORE_A_NAME = r"(?:^|\s{2}|\d\W{0,3})"
_AFTER_A_NAME = r"(?=\s{2}|\s*$|\s+\(?[MWFBG]?\d)"
"""A name is a whole cell: a part of one is somebody else's."""
_SWIM_TIME = re.compile(r"\d[.,]\d\d(?!\d)")
"""What no line has that heads an event, and most have that print a swimmer or a record."""
_DIGIT, _NUMBER = re.compile(r"\d"), re.compile(r"\d+")
_OLDEST = 120
_MAY_BEGIN, _MAY_END = re.compile(r"(?:^|(?<!\d)[:.,]|[^\w:.,])$"), re.compile(r"(?!\w|[:.,]\d)")
_LONGEST_LINE = 400
"""Characters; a longer line is nothing that a meet prints."""


class Confirmed(NamedTuple):
    """An entry that is printed, its event and heat, and the lines that say all this."""

    event: EventKey
    heat: int
    entry: Entry
    lines: tuple[UnreadLine, ...]


def confirmed(claims: Sequence[Claim], lines: Sequence[UnreadLine]) -> list[Confirmed]:
    """Those of the claims that the lines bear out, one a line at most, in the order printed.

    Raises Nonsense where there are more claims than lines: then it is not this sheet that they were copied from.
    """
    if len(claims) > len(lines):
        raise Nonsense
    printed = PrintedLines([line for line in lines if len(line.text) <= _LONGEST_LINE])
    heads = {event: _heads_of(event, printed) for event in {claim.event for claim in claims}}
    printed.add_heads(place for places in heads.values() for place in places)
    found: dict[int, Confirmed] = {}
    for claim in claims:
        for place in printed.on_page(claim.entry.page, claim.entry.name):
            if place not in found and (one := _look(claim, place, printed, heads[claim.event])):
                found[place] = one
                break
    return [found[place] for place in sorted(found)]


def _heads_of(event: EventKey, printed: PrintedLines) -> set[int]:
    """The lines that print the event's name and, beside it, its number."""
    name = _spaced(event.name)
    return {
        place for place in printed.with_words(event.name) if _is_head(printed.lines[place].text, name, event.number)
    }


def _is_head(text: str, name: str, number: str | None) -> bool:
    found = re.search(rf"(?<!\w){name}(?!\w)", text) if name and not _SWIM_TIME.search(text) else None
    beside = f"{text[: found.start()]} {text[found.end() :]}" if found else ""
    return found is not None and (number is None or _holds(beside, number))


def _look(claim: Claim, place: int, printed: PrintedLines, heads: set[int]) -> Confirmed | None:
    line, head = printed.lines[place], printed.head_of(place)
    if head is None or head not in heads:
        return None
    name = re.search(f"{_BEFORE_A_NAME}(?P<name>{_spaced(claim.entry.name)}){_AFTER_A_NAME}", line.text)
    if name is None or _DIGIT.search(name["name"]):
        return None
    heat_line = printed.heat_line_of(place, head)
    before = [number.lstrip("0") for number in _NUMBER.findall(line.text[: name.start("name")])]
    if before[-1:] != [str(claim.entry.lane)] or not _is_in_heat(claim.heat, before[:-1], heat_line or head, printed):
        return None
    lines = tuple(printed.lines[at] for at in dict.fromkeys((place, head, heat_line or head)))
    return Confirmed(claim.event, claim.heat, _entry(claim.entry, line, line.text[name.end() :]), lines)


def _is_in_heat(heat: int, before_lane: Sequence[str], heat_line: int, printed: PrintedLines) -> bool:
    """Whether the line that heads the heat says its number; the row itself may, where no such line does."""
    named = printed.heats_named(heat_line)
    return heat in named if named else before_lane[-1:] == [str(heat)]


def _entry(claimed: ClaimedEntry, line: UnreadLine, after: str) -> Entry:
    """The entry, with those of its other fields that are printed after the name."""
    age, team, seed_time = claimed.age, claimed.team, claimed.seed_time
    return Entry(
        name=_one_spaced(claimed.name),
        page=line.page,
        line=_one_spaced(line.text),
        box=line.box,
        lane=claimed.lane,
        age=age if age and 0 < age < _OLDEST and _holds(after, str(age), "MWFBG") else None,
        team=_one_spaced(team) if team and _holds(after, team) else None,
        seed_time=seed_time.strip() if seed_time and _holds(after, seed_time, "X") else None,
    )


def _holds(text: str, words: str, mark: str = "") -> bool:
    """Whether these words stand there whole, but for one of those letters before them: no part of a longer number."""
    text, words = _one_spaced(text), _one_spaced(words)
    at = text.find(words) if words else -1
    while at >= 0:
        before = text[:at]
        whole = before[:-1] if before[-1:] in mark else before
        if (_MAY_BEGIN.search(whole) or _MAY_BEGIN.search(before)) and _MAY_END.match(text, at + len(words)):
            return True
        at = text.find(words, at + 1)
    return False


def _one_spaced(text: str) -> str:
    return " ".join(text.split())


def _spaced(words: str) -> str:
    """A pattern of these words, however far apart."""
    return r"\s+".join(map(re.escape, words.split()))
