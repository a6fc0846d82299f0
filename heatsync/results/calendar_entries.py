"""A race as an entry of a calendar: what it is, when and where. Not yet: who reads it, when to remind them."""

import datetime
from collections.abc import Iterator
from math import ceil

import msgspec
from icalendar import Component, Event, Todo

from heatsync.heatsheet.clock import seconds_of
from heatsync.heatsheet.names import display_name, visible
from heatsync.results.identities import identities
from heatsync.results.result import Group, Race, Result

_MINUTES_AROUND = 5
"""To the block before the race, and out of the water after it."""
_USUAL_SECONDS = 120


class Entry(msgspec.Struct, frozen=True):
    """A race's part of a calendar, as text that says the same as long as the race does.

    ``whose``: the keys of the identities that it is of.
    """

    uid: str
    ical: str
    whose: tuple[str, ...] = ()

    @property
    def component(self) -> Event | Todo:
        """The entry, to be completed."""
        component = Component.from_ical(self.ical)
        assert isinstance(component, Event | Todo)  # noqa: S101  (it was drawn below)
        return component


def entries_of(result: Result) -> Iterator[Entry]:
    """The entry of each race, in the order shown."""
    people = identities(result.races)
    for group in result.groups:
        for race in group.swims:
            whose = tuple(person.key for person, races in people.items() if race in races)
            yield Entry(uid=race.key, ical=_drawn(group, race).to_ical().decode(), whose=whose)


def summary(race: Race) -> str:
    """What a locked phone shows: whose race, where to stand, what to swim."""
    where = [f"{word} {value}" for word, value in _where(race) if value is not None]
    return visible(f"{display_name(race.name)}: {race.event_name}{' (' + ', '.join(where) + ')' if where else ''}")


def description(race: Race) -> str:
    """Everything else that the sheet says of it, line by line."""
    return "\n".join(map(visible, _description(race)))


def moments(race: Race) -> tuple[datetime.datetime, datetime.datetime] | None:
    """From when to when it keeps the swimmer, on the pool's clock; None where the sheet gives no day or time."""
    if not (race.date and race.day and race.starts_at):
        return None
    start = datetime.datetime.combine(race.day, datetime.time.fromisoformat(race.starts_at))
    minutes = ceil((seconds_of(race.seed_time) or _USUAL_SECONDS) / 60) + _MINUTES_AROUND
    return start, start + datetime.timedelta(minutes=minutes)


def _drawn(group: Group, race: Race) -> Event | Todo:
    component = Event() if race.day else Todo()
    component.add("summary", summary(race))
    component.add("description", description(race))
    if group.venue:
        component.add("location", visible(group.venue))
    if race.day:
        start, end = moments(race) or (race.day, race.day + datetime.timedelta(days=1))
        component.add("dtstart", start)
        component.add("dtend", end)
        if not isinstance(start, datetime.datetime):
            component.add("transp", "TRANSPARENT")
    return component


def _where(race: Race) -> list[tuple[str, object]]:
    return [("event", race.event), ("heat", race.heat), ("lane", race.lane), ("leg", race.leg)]


def _description(race: Race) -> Iterator[str]:
    if not race.date:
        yield "The sheet prints no date for this race: look at the meet's schedule."
    if not race.starts_at:
        yield "The sheet prints no time for this race."
    elif race.estimated:
        between = f" ({race.earliest} to {race.latest})" if race.earliest and race.latest else ""
        yield f"About {race.starts_at}{between}, {race.reason}."
    elif not race.date:
        yield f"Starts at {race.starts_at}."
    yield from (text for text in (race.meet, race.session, race.round) if text)
    yield from (f"{word}: {value}" for word, value in (("Seed", race.seed_time), ("Team", race.team)) if value)
    yield f"Printed on page {race.page} of {race.filename}: {race.line}"
