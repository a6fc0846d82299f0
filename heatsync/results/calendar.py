"""The races as a calendar file (RFC 5545).

Times are floating: 9:12 is 9:12 at the pool, wherever the phone thinks it is.
"""

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil

from icalendar import Alarm, Calendar, Event, Todo

from heatsync.heatsheet.clock import seconds_of
from heatsync.heatsheet.names import display_name, normalised, visible
from heatsync.results.result import Group, Race, Result

_MINUTES_AROUND = 5
"""To the block before the race, and out of the water after it."""
_USUAL_SECONDS = 120


def calendar_of(
    result: Result, reminder_minutes: int, url: str = "", made_at: datetime.datetime | None = None
) -> bytes:
    """One entry for each race, none left out: all day where no time is printed, a to-do where no day is.

    A race keeps its UID when a newer sheet moves it, so that a calendar which is loaded again moves it too.
    """
    return calendar_of_all([result], reminder_minutes, url, made_at)


def calendar_of_all(
    results: Sequence[Result], reminder_minutes: int, url: str = "", made_at: datetime.datetime | None = None
) -> bytes:
    """One calendar for several swimmers."""
    stamp = made_at or datetime.datetime.now(datetime.UTC)
    calendar = Calendar()
    calendar.add("prodid", "-//HeatSync//HeatSync//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", visible(f"{', '.join(result.swimmer for result in results)}: races"))
    for group, race, uid in _with_uids(results):
        calendar.add_component(_component(group, race, uid, reminder_minutes, visible(url), stamp))
    return bytes(calendar.to_ical())


def _with_uids(results: Sequence[Result]) -> Iterator[tuple[Group, Race, str]]:
    seen: Counter[tuple[object, ...]] = Counter()
    for group in (group for result in results for group in result.groups):
        for race in group.swims:
            year = race.day.year if race.day else None
            swimmer = (normalised(race.name), race.team, race.age, race.birth_year)
            what = (race.meet, year, race.event, race.event_name, race.round, race.relay, *swimmer)
            seen[what] += 1
            digest = hashlib.sha256(repr((*what, seen[what])).encode()).hexdigest()
            yield group, race, f"{digest[:32]}@heatsync"


def _component(group: Group, race: Race, uid: str, reminder: int, url: str, stamp: datetime.datetime) -> Event | Todo:
    component = Event() if race.day else Todo()
    component.add("uid", uid)
    component.add("dtstamp", stamp)
    component.add("sequence", 0)
    component.add("summary", _summary(race))
    component.add("description", "\n".join([*map(visible, _description(race)), *([url] if url else [])]))
    if url:
        component.add("url", url)
    if group.venue:
        component.add("location", visible(group.venue))
    if race.day:
        _add_times(component, race, race.day, reminder)
    return component


def _add_times(event: Event | Todo, race: Race, day: datetime.date, reminder: int) -> None:
    if not (race.date and race.starts_at):
        event.add("dtstart", day)
        event.add("dtend", day + datetime.timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    start = datetime.datetime.combine(day, datetime.time.fromisoformat(race.starts_at))
    event.add("dtstart", start)
    event.add("dtend", start + datetime.timedelta(minutes=_minutes(race)))
    event.add_component(_alarm(_summary(race), reminder))


def _minutes(race: Race) -> int:
    return ceil((seconds_of(race.seed_time) or _USUAL_SECONDS) / 60) + _MINUTES_AROUND


def _alarm(summary: str, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -datetime.timedelta(minutes=minutes))
    return alarm


def _summary(race: Race) -> str:
    """What a locked phone shows: whose race, where to stand, what to swim."""
    where = [f"{word} {value}" for word, value in _where(race) if value is not None]
    return visible(f"{display_name(race.name)}: {race.event_name}{' (' + ', '.join(where) + ')' if where else ''}")


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
