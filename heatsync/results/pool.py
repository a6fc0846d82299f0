"""At the pool: which race is next, and when to be behind the blocks."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from heatsync.results.result import Group, Race, Result, Shift
from heatsync.results.running_order import RunningOrder
from heatsync.results.shifts import session_of

MINUTES_BEFORE = (10, 15, 20, 30, 45)
EVENTS_BEFORE = (3, 4, 6, 8, 10)
_LAST_ZONE = datetime.timezone(datetime.timedelta(hours=-12))
"""Where a day ends last. The server does not know where the pool is: it takes no race for over that may still come."""
_ANY_DAY = datetime.date(2000, 1, 1)
_IN_THE_WATER = datetime.timedelta(minutes=5)


@dataclass(frozen=True)
class Ahead:
    """A race, and when to be there. The times are the pool's own, without a zone; ``start`` needs the day as well."""

    race: Race
    group: Group
    start: datetime.datetime | None
    be_there: datetime.time | None
    be_there_event: str | None
    """The number of the event during whose heats to be there."""
    shift: Shift | None


def ahead(result: Result, orders: Mapping[UUID, RunningOrder], minutes: int, events: int) -> list[Ahead]:
    """All races in order, each with when to be there: so many minutes before, or so many events."""
    return [
        _ahead(result, group, race, orders.get(race.job_id) if race.job_id else None, minutes, events)
        for group in result.groups
        for race in group.swims
    ]


def next_of(races: list[Ahead], key: str | None, now: datetime.datetime) -> Ahead | None:
    """The race of that key; else the first that is not over wherever the pool is; else the last."""
    asked = (ahead for ahead in races if ahead.race.key == key)
    coming = (ahead for ahead in races if not _is_over(ahead, now))
    return next(asked, None) or next(coming, None) or (races[-1] if races else None)


def _ahead(result: Result, group: Group, race: Race, order: RunningOrder | None, minutes: int, events: int) -> Ahead:
    clock = datetime.time.fromisoformat(race.starts_at) if race.starts_at else None
    be_there = datetime.datetime.combine(_ANY_DAY, clock) - datetime.timedelta(minutes=minutes) if clock else None
    return Ahead(
        race=race,
        group=group,
        start=datetime.datetime.combine(race.day, clock) if race.day and clock else None,
        be_there=be_there.time() if be_there else None,
        be_there_event=order.before(race, events) if order else None,
        shift=next((shift for shift in result.shifts if race.shift and _is_of(race, shift)), None),
    )


def _is_of(race: Race, shift: Shift) -> bool:
    return race.shift == shift.minutes and session_of(race) == (shift.session or "")


def _is_over(ahead: Ahead, now: datetime.datetime) -> bool:
    if ahead.start is None:
        return ahead.race.day is not None and ahead.race.day < now.astimezone(_LAST_ZONE).date()
    return ahead.start.replace(tzinfo=_LAST_ZONE) + _IN_THE_WATER < now
