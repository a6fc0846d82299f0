"""The same race on two sheets: shown once, where most is known of it."""

from collections.abc import Iterable

from msgspec.structs import replace

from heatsync.heatsheet.names import normalised
from heatsync.results.identities import may_be_one_swimmer
from heatsync.results.result import Race


def without_duplicates(races: Iterable[Race]) -> list[Race]:
    """Those races, each once; the sheets that print a race too are named in its ``also_on``."""
    kept: dict[tuple[object, ...], list[Race]] = {}
    for race in sorted(races, key=_how_little_is_known):
        alike = kept.setdefault(_what_is_swum(race), [])
        at = next((at for at, other in enumerate(alike) if _is_same(race, other)), None)
        if at is None:
            alike.append(race)
        else:
            alike[at] = _also_on(alike[at], race.filename)
    return [race for alike in kept.values() for race in alike]


def _how_little_is_known(race: Race) -> tuple[bool, ...]:
    return race.heat is None, race.starts_at is None, race.estimated, race.date is None


def _what_is_swum(race: Race) -> tuple[object, ...]:
    return race.event, race.event_name.casefold(), race.relay, race.leg, normalised(race.name)


def _is_same(race: Race, kept: Race) -> bool:
    """Whether the lines tell of one race: heat and lane are equal, or only ranked before they were drawn."""
    if not may_be_one_swimmer(race, kept):
        return False
    same_place = (race.heat, race.lane, race.round) == (kept.heat, kept.lane, kept.round)
    if race.sheet == kept.sheet:
        return same_place and race.heat is not None and race.session_index == kept.session_index
    is_seeding = race.heat is None and race.lane is None
    return (same_place or is_seeding) and _is_one_meet(race, kept)


def _is_one_meet(one: Race, other: Race) -> bool:
    """Whether the sheets' name or day says so, and neither denies it: a club's meets are alike every week."""
    known = [pair for pair in ((one.meet, other.meet), (one.date, other.date)) if all(pair)]
    return bool(known) and all(mine == theirs for mine, theirs in known)


def _also_on(race: Race, filename: str) -> Race:
    if filename == race.filename or filename in race.also_on:
        return race
    return replace(race, also_on=(*race.also_on, filename))
