"""A short name for each race that stays when a newer sheet moves it: in addresses, and as the UID in calendars."""

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from heatsync.heatsheet.names import normalised
from heatsync.results.result import Race


def with_keys(races: Iterable[Race]) -> list[Race]:
    """Those races, each with its key. Heat, lane, time and place on paper may change; who swims what may not.

    It says nothing to whoever sees it: keys stand in addresses, and those are sent on and logged.
    """
    seen: Counter[tuple[object, ...]] = Counter()
    keyed = []
    for race in sorted(races, key=_when):
        what = _what_is_swum(race)
        seen[what] += 1
        digest = hashlib.sha256(repr((*what, seen[what])).encode()).hexdigest()
        keyed.append(replace(race, key=digest[:16]))
    return keyed


def _when(race: Race) -> tuple[datetime.date, str, int]:
    return race.day or datetime.date.max, race.starts_at or "", race.heat or 0


def _what_is_swum(race: Race) -> tuple[object, ...]:
    year = race.day.year if race.day else None
    swimmer = (normalised(race.name), race.team, race.age, race.birth_year)
    return (race.meet, year, race.event, race.event_name, race.round, race.relay, *swimmer)
