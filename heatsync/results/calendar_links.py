"""Links that open a web calendar with a race, or a whole session, filled in: one tap, then save."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from heatsync.heatsheet.names import display_name, visible
from heatsync.results.calendar_entries import description, moments, summary
from heatsync.results.result import Group, Race, Result

_GOOGLE = "https://calendar.google.com/calendar/render"
_OUTLOOK = "https://outlook.live.com/calendar/0/action/compose"
_LONGEST = 1500
"""Letters of a description: longer addresses are cut or refused on their way."""


@dataclass(frozen=True)
class Block:
    """A race, or all of a session, as one stretch of time. The times are the pool's, without a zone."""

    title: str
    details: str
    place: str
    start: datetime.datetime
    end: datetime.datetime

    @property
    def google(self) -> str:
        """Opens it in Google Calendar."""
        dates = f"{self.start:%Y%m%dT%H%M%S}/{self.end:%Y%m%dT%H%M%S}"
        words = {"action": "TEMPLATE", "text": self.title, "dates": dates}
        return f"{_GOOGLE}?{urlencode({**words, 'details': self.details[:_LONGEST], 'location': self.place})}"

    @property
    def outlook(self) -> str:
        """Opens it in Outlook on the web."""
        times = {"startdt": f"{self.start:%Y-%m-%dT%H:%M:%S}", "enddt": f"{self.end:%Y-%m-%dT%H:%M:%S}"}
        words = {"path": "/calendar/action/compose", "rru": "addevent", "subject": self.title, **times}
        return f"{_OUTLOOK}?{urlencode({**words, 'body': self.details[:_LONGEST], 'location': self.place})}"


def block_of_race(group: Group, race: Race) -> Block | None:
    """That race; None where the sheet gives it no day or time."""
    when = moments(race)
    return when and Block(summary(race), description(race), visible(group.venue or ""), *when)


def block_of_session(result: Result, group: Group, minutes_before: int) -> Block | None:
    """All races of that group in one block, from so many minutes before the first to the end of the last."""
    times = [when for race in group.swims if (when := moments(race))]
    if not times:
        return None
    start = min(begin for begin, _ in times) - datetime.timedelta(minutes=minutes_before)
    title = visible(f"{result.swimmer}: {group.session or group.title}")
    return Block(title, "\n".join(_lines(group)), visible(group.venue or ""), start, max(end for _, end in times))


def _lines(group: Group) -> Iterator[str]:
    for race in group.swims:
        time = f"{'about ' if race.estimated else ''}{race.starts_at}" if race.starts_at else "no time yet"
        yield f"{time}: {summary(race).removeprefix(f'{visible(display_name(race.name))}: ')}"
