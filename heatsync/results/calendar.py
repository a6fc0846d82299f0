"""The races as a calendar (RFC 5545).

Times are floating: 9:12 is 9:12 at the pool, wherever the phone thinks it is.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from icalendar import Alarm, Calendar, Event, Todo

from heatsync.heatsheet.names import visible
from heatsync.results.calendar_entries import Entry, entries_of
from heatsync.results.result import Result

_ASK_AGAIN = datetime.timedelta(hours=1)
"""How soon a calendar that follows this one should look again. Most take their own time."""


class Memory(Entry, frozen=True):
    """An entry as calendars have it: ``sequence`` grows with every change of it."""

    sequence: int = 0
    cancelled: bool = False


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
    entries = [entry for result in results for entry in entries_of(result)]
    remembered = [Memory(uid=entry.uid, ical=entry.ical, whose=entry.whose) for entry in entries]
    return calendar([result.swimmer for result in results], remembered, [reminder_minutes], url, made_at)


def calendar(
    swimmers: Iterable[str],
    entries: Iterable[Memory],
    reminders: Collection[int],
    url: str = "",
    made_at: datetime.datetime | None = None,
    say: Callable[[str], str] = str,
) -> bytes:
    """The calendar of those entries, with an alarm so many minutes before each race for each of ``reminders``.

    ``say`` puts a sentence into the language of whoever reads it: what is remembered is the same for all.
    """
    stamp = made_at or datetime.datetime.now(datetime.UTC)
    whole = Calendar()
    whole.add("prodid", "-//HeatSync//HeatSync//EN")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", say(visible(f"{', '.join(swimmers)}: races")))
    whole.add("refresh-interval", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
    whole.add("x-published-ttl", _ASK_AGAIN)
    for entry in entries:
        whole.add_component(_component(entry, sorted(set(reminders)), visible(url), stamp, say))
    return bytes(whole.to_ical())


def news(entries: Iterable[Entry], known: Mapping[str, Memory], *, complete: bool) -> Iterator[Memory]:
    """Those entries as calendars that know the others should have them, and what is off, if these are ``complete``."""
    uids = set()
    for entry in entries:
        uids.add(entry.uid)
        yield _news_of(entry, known.get(entry.uid))
    for before in known.values() if complete else ():
        if before.uid not in uids:
            yield before if before.cancelled else _later(before, before, cancelled=True)


def _news_of(entry: Entry, before: Memory | None) -> Memory:
    if before is None:
        return Memory(uid=entry.uid, ical=entry.ical, whose=entry.whose)
    is_as_before = entry.ical == before.ical and not before.cancelled
    return before if is_as_before else _later(before, entry, cancelled=False)


def _later(before: Memory, entry: Entry, *, cancelled: bool) -> Memory:
    sequence = before.sequence + 1
    return Memory(uid=entry.uid, ical=entry.ical, whose=entry.whose, sequence=sequence, cancelled=cancelled)


def _component(
    entry: Memory, reminders: Iterable[int], url: str, stamp: datetime.datetime, say: Callable[[str], str]
) -> Event | Todo:
    component = entry.component
    summary = f"Cancelled: {component['summary']}" if entry.cancelled else str(component["summary"])
    component["summary"] = say(summary)
    component["description"] = "\n".join(map(say, str(component["description"]).split("\n")))
    component.add("uid", f"{entry.uid}@heatsync")
    component.add("dtstamp", stamp)
    component.add("sequence", entry.sequence)
    if url:
        component["description"] = f"{component['description']}\n{url}"
        component.add("url", url)
    if entry.cancelled:
        _call_off(component)
    elif isinstance(component.decoded("dtstart", None), datetime.datetime):
        for minutes in reminders:
            component.add_component(_alarm(str(component["summary"]), minutes))
    return component


def _call_off(component: Event | Todo) -> None:
    component.add("status", "CANCELLED")
    component.pop("transp", None)
    component.add("transp", "TRANSPARENT")


def _alarm(summary: str, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -datetime.timedelta(minutes=minutes))
    return alarm
