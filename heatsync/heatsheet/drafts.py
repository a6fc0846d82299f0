"""A meet, its sessions, events and heats while their lines are still coming in."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TypeAlias

from msgspec.structs import replace

from heatsync.heatsheet.lines import Line
from heatsync.heatsheet.program import Entry, Event, Heat, Leg
from heatsync.heatsheet.races import distance_of, is_relay, stroke_of

_NEWEST_SHORT_YEAR = 40
_UNFINISHED = re.compile(r"[,&-]$|\b(?:and|of|the|de|la|und|et|y)$")
"""How a name or a team ends that goes on on the next line."""

Rows: TypeAlias = dict[str, Entry]
"""Entries by the text of their row: a page that is in the file twice gives each of them once."""


@dataclass(slots=True)
class SessionDraft:
    """A session, its date as printed, or the day of the meet that it is on."""

    name: str | None = None
    number: str | None = None
    date: str | None = None
    day: int | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    warm_up: str | None = None


@dataclass(slots=True)
class MeetDraft:
    """The meet, its dates as printed: only the whole sheet tells how they are to be read."""

    name: str | None = None
    start: str | None = None
    end: str | None = None
    venue: list[str] = field(default_factory=list)
    sessions: list[SessionDraft] = field(default_factory=list)

    def enter(self, session: SessionDraft) -> int:
        """The place of that session among all; it is added unless its name, number and date are known."""
        for place, known in enumerate(self.sessions):
            if (known.name, known.number, known.date) == (session.name, session.number, session.date):
                return place
        self.sessions.append(session)
        return len(self.sessions) - 1


@dataclass(slots=True)
class HeatDraft:
    """A heat, with the list that its lanes are added to."""

    number: int
    of: int | None = None
    round: str | None = None
    starts_at: str | None = None
    swims_with: str | None = None
    entries: Rows = field(default_factory=dict)

    def finished(self, of: int | None) -> Heat:
        """The heat as it stands."""
        return Heat(self.number, of, self.round, self.starts_at, self.swims_with, tuple(self.entries.values()))


@dataclass(slots=True)
class EventDraft:
    """An event, with the lists that its heats and entries are added to."""

    number: str | None
    name: str
    session: int | None
    teams: bool = False
    is_ranked: bool = False
    starts_at: str | None = None
    heats: list[HeatDraft] = field(default_factory=list)
    ranked: Rows = field(default_factory=dict)
    alternates: Rows = field(default_factory=dict)
    withdrawn: Rows = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.number = spaced(self.number)
        self.teams = is_relay(self.name)

    def goes_on(self, name: str) -> None:
        """Its name takes another line."""
        self.name = f"{self.name} {name}".strip()
        self.teams = is_relay(self.name)

    def heat(self, number: int | None, of_round: str | None, starts_at: str | None = None) -> HeatDraft:
        """The heat of that number and round, the newest first; a new one where there is none, or none at that time.

        One without a printed number goes by its round, "A - Final", and is counted.
        """
        numbered = self.heats if number is None else [heat for heat in self.heats if heat.number == number]
        for heat in reversed(numbered):
            same_time = None in (starts_at, heat.starts_at) or starts_at == heat.starts_at
            if of_round in (None, heat.round) and same_time:
                heat.starts_at = heat.starts_at or starts_at
                return heat
        number = number or (self.heats[-1].number + 1 if self.heats else 1)
        self.heats.append(HeatDraft(number, round=of_round, starts_at=starts_at))
        return self.heats[-1]

    def _count(self, heat: HeatDraft) -> int | None:
        """Of how many: a heat that begins at the top of a column does not say it, but others of its round do."""
        return heat.of or next((other.of for other in self.heats if other.of and other.round == heat.round), None)

    def finished(self, default_session: int | None) -> Event:
        """The event as it stands."""
        return Event(
            name=self.name,
            number=self.number,
            session=default_session if self.session is None else self.session,
            relay=self.teams,
            distance=distance_of(self.name),
            stroke=stroke_of(self.name),
            starts_at=self.starts_at,
            heats=tuple(heat.finished(self._count(heat)) for heat in self.heats),
            ranked=tuple(self.ranked.values()),
            alternates=tuple(self.alternates.values()),
            withdrawn=tuple(self.withdrawn.values()),
        )


def spaced(number: str | None) -> str | None:
    """The number of an event; that of a combined one in one spelling: "21 / 22"."""
    return " / ".join(part.strip() for part in number.replace("&", "/").split("/")) if number else None


_FIELDS = (
    "name", "squad", "team", "relay", "lane", "rank", "age", "birth_year", "class_year", "sport_class", "seed_time",
    "exhibition", "exhibited",
)  # fmt: skip
_pickers: dict[str, Callable[[Sequence[str | None]], tuple[str | None, ...]]] = {}
"""By pattern: what its groups, led by a None for fields that it has no group for, say of each field."""


def _said(found: re.Match[str]) -> tuple[str | None, ...]:
    """What a dialect's pattern found for each field; ``groupdict`` costs more than all the rest of an entry."""
    picker = _pickers.get(found.re.pattern)
    if picker is None:
        group_of = found.re.groupindex
        picker = _pickers[found.re.pattern] = itemgetter(*(group_of.get(field, 0) for field in _FIELDS))
    return picker((None, *found.groups()))


def entry_of(found: re.Match[str], line: Line) -> Entry:
    """The entry that a dialect found on that line. A team goes by its squad's name where it has one."""
    name, squad, team, relay, lane, rank, age, birth_year, class_year, sport_class, seed_time, *shown = _said(found)
    return Entry(
        name=squad or name or team or "",
        page=line.page,
        line=line.text.replace("  ", " "),
        box=line.box,
        lane=_number(lane),
        rank=_number(rank),
        age=_number(age),
        birth_year=_year(birth_year) if birth_year else None,
        class_year=class_year,
        sport_class=sport_class,
        team=team,
        seed_time=seed_time.replace(" ", "") if seed_time else None,
        exhibition=shown != [None, None],
        relay=relay or squad,
    )


def with_years_at_school(event: Event) -> Event:
    """The event of a sheet whose column of ages holds years at school: 11 is the eleventh, not an age."""
    heats = tuple(replace(heat, entries=tuple(map(_with_year_at_school, heat.entries))) for heat in event.heats)
    ranked, alternates = (tuple(map(_with_year_at_school, rows)) for rows in (event.ranked, event.alternates))
    return replace(event, heats=heats, ranked=ranked, alternates=alternates)


def _with_year_at_school(entry: Entry) -> Entry:
    legs = tuple(replace(leg, age=None) for leg in entry.legs)
    if entry.age is None:
        return replace(entry, legs=legs)
    return replace(entry, class_year=str(entry.age), age=None, legs=legs)


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _year(text: str) -> int:
    """A year of birth; one of two digits is that of somebody who may swim: 06 is 2006, 98 is 1998."""
    year = int(text)
    if year >= 100:
        return year
    return (1900 if year > _NEWEST_SHORT_YEAR else 2000) + year


def with_legs(entry: Entry, legs: Sequence[re.Match[str]], line: Line) -> Entry:
    """The relay entry with the swimmers that are named on that line, and the line added to its proof."""
    known = {leg.leg for leg in entry.legs}
    more = []
    for place, found in enumerate(legs, start=len(known) + 1):
        said = found.groupdict()
        leg = _number(said.get("leg")) or place
        if leg not in known:
            more.append(Leg(leg, said["name"], _number(said.get("age"))))
    if not more and line.text.replace("  ", " ") in entry.line:
        return entry
    return with_line(replace(entry, legs=(*entry.legs, *more)), line)


def with_more(entry: Entry, line: Line) -> Entry | None:
    """The entry whose name or team goes on on that line, if one of them is not at its end."""
    text, in_cells = line.text.replace("  ", " "), line.text.split("  ")
    if entry.team and len(in_cells) == 2 and _UNFINISHED.search(entry.name) and _UNFINISHED.search(entry.team):
        name, team = map(_joined, (entry.name, entry.team), in_cells)
        return with_line(replace(entry, name=name, team=team), line)
    if _UNFINISHED.search(entry.name):
        return with_line(replace(entry, name=_joined(entry.name, text)), line)
    if entry.team and _UNFINISHED.search(entry.team):
        return with_line(replace(entry, team=_joined(entry.team, text)), line)
    return None


def _joined(begin: str, end: str) -> str:
    return begin + end if begin.endswith("-") else f"{begin} {end}"


def with_line(entry: Entry, line: Line) -> Entry:
    """The entry with that line, which is below its own, added to its proof."""
    x0, top, x1, bottom = entry.box
    below = line.page == entry.page and line.box[1] >= top
    box = (min(x0, line.box[0]), top, max(x1, line.box[2]), max(bottom, line.box[3])) if below else entry.box
    return replace(entry, line=f"{entry.line} / {line.text.replace('  ', ' ')}", box=box)
