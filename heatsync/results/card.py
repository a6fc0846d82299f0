"""The grid that swimmers write on their arm: event, heat, lane, and what to swim. One card for each session."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from heatsync.heatsheet.names import visible
from heatsync.heatsheet.races import distance_of, is_relay, stroke_of
from heatsync.results.result import Group, Race, Result

_CODES = {"Freestyle": "FR", "Backstroke": "BK", "Breaststroke": "BR", "Butterfly": "FL", "Medley": "IM"}
_MEDLEY_LEGS = ("BK", "BR", "FL", "FR")
"""The order that the rules prescribe, which is not that of a swimmer's own medley."""
_LONGEST = 14
_LONGEST_CELL = 6


class Line(NamedTuple):
    """One race as it is written on an arm. ``leg`` says which swimmer of a relay: "leg 2 BR"."""

    event: str
    heat: str
    lane: str
    swim: str
    leg: str


@dataclass(frozen=True)
class Card:
    """The races of one session. It shows no surname: it lies about, and stands on locked phones."""

    first_name: str
    session: str | None
    day: datetime.date | None
    lines: tuple[Line, ...]


def cards_of(result: Result) -> list[Card]:
    """A card for each session, in order."""
    return [
        Card(_first_name(result), _shown(group.session), group.date, tuple(_lines(group))) for group in result.groups
    ]


def _lines(group: Group) -> Iterator[Line]:
    for race in group.swims:
        event, heat, lane = map(_cell, (race.event, race.heat, race.lane))
        yield Line(event, heat, lane, _swim(race), _leg(race))


def _cell(printed: str | int | None) -> str:
    return "–" if printed is None else visible(str(printed))[:_LONGEST_CELL]


def _swim(race: Race) -> str:
    """ "100 FR"; the sheet's own words where they say neither how far nor which stroke."""
    relay = is_relay(race.event_name) or race.relay is not None
    stroke = stroke_of(race.event_name)
    code = "MR" if relay and stroke == "Medley" else _CODES.get(stroke or "", "")
    parts = [str(part) for part in (distance_of(race.event_name), code) if part]
    return " ".join(parts) or visible(race.event_name)[:_LONGEST]


def _leg(race: Race) -> str:
    if race.leg is None:
        return "relay" if race.relay else ""
    is_medley = stroke_of(race.event_name) == "Medley" and race.leg <= len(_MEDLEY_LEGS)
    return f"leg {race.leg} {_MEDLEY_LEGS[race.leg - 1]}" if is_medley else f"leg {race.leg}"


def _first_name(result: Result) -> str:
    return next(iter(visible(result.swimmer).split()), "")


def _shown(text: str | None) -> str | None:
    return visible(text) if text else None
