"""Which sheet is a newer version of another: added later, of the same meet, with the same heats. Pure.

A sheet of one session does not replace that of another, nor finals their prelims, nor the fast heats of an event the
slow ones: event by event, both must print much the same heats of one round on one day.
"""

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence

from heatsync.heatsheet.program import Program
from heatsync.heatsheet.swims import Swim
from heatsync.results.result import Cover, Sheet

_LATER = datetime.timedelta(seconds=1)
"""Sheets that came with one form are as old as each other, whatever the clock made of them."""
_MUCH_THE_SAME = 0.5


def covers_of(program: Program) -> dict[str, Cover]:
    """All that the sheet prints heats of."""
    covers: dict[str, Cover] = {}
    for event in program.events:
        day = None if event.session is None else program.sessions[event.session].date
        for heat in event.heats:
            key = _key(event.number, event.name, heat.round)
            before = covers.get(key, Cover(heat.number, heat.number, day))
            covers[key] = Cover(min(before.first, heat.number), max(before.last, heat.number), before.day or day)
    return covers


def key_of(swim: Swim) -> str:
    """The round that it is swum in, as ``covers_of`` calls it."""
    return _key(swim.event, swim.event_name, swim.round)


def newer_versions(sheets: Sequence[Sheet]) -> list[Mapping[str, int]]:
    """For each sheet which of its rounds another has anew, and which: the next one, where there are several."""
    return [_newer(at, sheet, sheets) for at, sheet in enumerate(sheets)]


def _newer(at: int, sheet: Sheet, sheets: Sequence[Sheet]) -> dict[str, int]:
    found: dict[str, int] = {}
    later = [other for other in range(len(sheets)) if other != at and _is_later(sheet, sheets[other])]
    for other in sorted(later, key=lambda number: (sheets[number].added_at, number)):
        for key in _same_rounds(sheet.covers, sheets[other].covers):
            found.setdefault(key, other)
    return found


def _is_later(sheet: Sheet, other: Sheet) -> bool:
    if not (sheet.added_at and other.added_at and other.added_at - sheet.added_at > _LATER):
        return False
    is_dated_apart = sheet.meet_start and other.meet_start and sheet.meet_start != other.meet_start
    return bool(sheet.meet and other.meet) and _folded(sheet.meet) == _folded(other.meet) and not is_dated_apart


def _same_rounds(covers: Mapping[str, Cover], others: Mapping[str, Cover]) -> Iterable[str]:
    same = [key for key in covers if key in others and _is_same(covers[key], others[key])]
    return same if len(same) >= _MUCH_THE_SAME * min(len(covers), len(others)) else ()


def _is_same(cover: Cover, other: Cover) -> bool:
    if cover.day and other.day and cover.day != other.day:
        return False
    both = min(cover.last, other.last) - max(cover.first, other.first) + 1
    longer = max(cover.last - cover.first, other.last - other.first) + 1
    return both >= _MUCH_THE_SAME * longer


def _key(number: str | None, name: str, round_: str | None) -> str:
    facts = (number, name.casefold(), (round_ or "").casefold())
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:8]


def _folded(meet: str | None) -> str:
    return " ".join((meet or "").casefold().split())
