"""Draws a meet as Hy-Tek Meet Manager prints its meet program.

The places, sizes and order of drawing are those of real sheets: Crystal Reports draws a row as team, seed, age, name,
mark, lane, the seed smaller and half a point higher.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Heat, Leg, Program, Session
from heatsync.samples.flow import Flow
from heatsync.samples.paper import HELVETICA, TIMES, Paper, Printed, Type, Words
from heatsync.samples.sheet import Sheet, entries_of, lanes_of, with_proof

LETTER = (612.0, 792.0)
A4 = (595.0, 842.0)
_MARGIN = 18.0
_WIDE = 277.0
"""A column of a two-column sheet; the places below are its own and shrink or stretch with the column."""
_PITCH = 11.5
_DAYS: tuple[Callable[[datetime.date], str], ...] = (
    lambda day: f"{day.month}/{day.day}/{day.year}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%d-%b-%y}",
)
"""The ways to print a date: its month first, its day first, its year first, its month in letters."""


@dataclass(frozen=True, slots=True)
class Style:
    """What the licence and the person who prints choose."""

    columns: int = 2
    size: tuple[float, float] = LETTER
    face: Type = TIMES
    title: str = "Meet Program"
    word: str = "Event "
    head: tuple[str, ...] = ()
    legs_a_line: int = 2
    records: bool = True
    event_goes_on: bool = False
    sexes: bool = False
    marks: tuple[str, ...] = ("",)
    courses_apart: bool = False
    finals_alone: bool = False
    day: Callable[[datetime.date], str] = field(default=_DAYS[0])


def any_style(meet: Program) -> Style:
    """Some style or other, always the same for one meet."""
    chance = Random(f"{meet.meet.name} {len(meet.events)} {meet.pages}")
    columns = chance.choice((1, 2) if any(entry.sport_class for entry in entries_of(meet)) else (1, 2, 3))
    return Style(
        columns=columns,
        size=chance.choice((LETTER, A4)),
        face=chance.choice((TIMES, HELVETICA)),
        word=chance.choice(("Event ", "#", "Evento ")),
        head=chance.choice(((), ("Sanction #: OC-26-112, Meet Referee Otilie Crumhorn",))),
        legs_a_line=chance.choice((1, 2, 4)) if columns == 1 else 1 if columns == 3 else chance.choice((1, 2)),
        records=chance.random() < 0.5,
        event_goes_on=chance.random() < 0.5,
        sexes=chance.random() < 0.3,
        marks=chance.choice((("",), ("", "B", "ALL*", "&JAG", "WZAG", "____", "B____"))),
        courses_apart=chance.random() < 0.3,
        day=chance.choice(_DAYS),
        finals_alone=chance.random() < 0.5,
    )


def draw(meet: Program, style: Style = Style()) -> Sheet:
    """The sheet of that meet, and the Program that a reader must find on it."""
    drawing = _Drawing(meet, style)
    events = tuple(drawing.events())
    return drawing.sheet(events)


class _Drawing:
    def __init__(self, meet: Program, style: Style) -> None:
        self.meet, self.style = meet, style
        self.paper = Paper(style.size, style.face, "Crystal Reports", "Meet Program")
        width = (style.size[0] - 2 * _MARGIN) / style.columns
        self.stretch = (width - 11) / _WIDE
        self.shrink = 1.0 if style.columns == 2 else 0.8 if style.columns == 3 else 1.15
        self.pitch = _PITCH * self.shrink
        self.session: Session = meet.sessions[0]
        self.flow = Flow(
            self.paper, [_MARGIN + index * width for index in range(style.columns)], style.size[1] - 20, self.page_head
        )
        self.lanes = lanes_of(meet)
        self.years_at_school = any(entry.class_year for entry in entries_of(meet))
        self.chance = Random(meet.meet.name)

    def sheet(self, events: tuple[Event, ...]) -> Sheet:
        pdf = self.paper.close()
        return Sheet(pdf, replace(self.meet, events=events, pages=self.paper.page))

    def page_head(self) -> float:
        middle, licence = self.style.size[0] / 2, "Otter Creek Swim League - F - 1"
        right = f"HY-TEK's MEET MANAGER 8.0 - 5:26 PM  3/2/2026  Page {self.paper.page}"
        self.paper.row(41.9, Words(_MARGIN, licence, 8.55), Words(self.style.size[0] - 54, right, 8.55, flush="right"))
        y = 55.4
        for line in (self.meet_line(), *self.style.head, self.title()):
            self.paper.row(y, Words(middle, line, 8.55, bold=True, flush="centre"))
            y += 11.5
        for x in self.column_rules():
            self.paper.rule(x, y - 4, x, self.style.size[1] - 18)
        return y + 13

    def title(self) -> str:
        return f"{self.style.title} - {self.session.name}" if self.session.name else self.style.title

    def column_rules(self) -> Iterator[float]:
        width = (self.style.size[0] - 2 * _MARGIN) / self.style.columns
        for index in range(1, self.style.columns):
            yield _MARGIN + index * width - 6

    def meet_line(self) -> str:
        meet, day = self.meet.meet, self.style.day
        if not meet.start or not meet.end:
            return f"{meet.name}"
        last = f" to {day(meet.end)}" if meet.end != meet.start else ""
        return f"{meet.name} - {day(meet.start)}{last}"

    def events(self) -> Iterator[Event]:
        drawn_session = None
        for event in self.meet.events:
            if event.session != drawn_session:
                drawn_session = event.session or 0
                self.session = self.meet.sessions[drawn_session]
                self.flow.new_page()
            yield self.event(event)

    def event(self, event: Event) -> Event:
        standard = self.standard(event)
        self.event_head(event, standard)
        heats = tuple(self.heat(event, heat, standard) for heat in event.heats)
        ranked = tuple(self.ranked(event, entry) for entry in event.ranked)
        if event.alternates:
            self.flow.row(11.05 * self.shrink, self.bold(0, "Alternates"))
        alternates = tuple(self.ranked(event, entry) for entry in event.alternates)
        return replace(event, heats=heats, ranked=ranked, alternates=alternates)

    def event_head(self, event: Event, standard: str | None) -> None:
        if not self.flow.at_top:
            self.flow.y += 7 * self.shrink
        if not self.flow.fits(self.pitch * (12 if self.style.records else 5)):
            self.flow.new_column()
        self.flow.row(12.1 * self.shrink, self.bold(0, f"{self.style.word}{event.number}  {event.name}"))
        self.line_under()
        if self.style.records:
            self.records(event)
        if standard:
            self.flow.row(self.pitch, self.bold(98, standard, 7.7, "right"), self.bold(102, "ALL*", 7.7))
        self.column_head(event)

    def line_under(self) -> None:
        y = self.flow.y - 7 * self.shrink
        self.paper.rule(self.flow.x, y, self.flow.x + _WIDE * self.stretch, y)

    def records(self, event: Event) -> None:
        pick = self.chance.choice
        for label in ("LEAGUE:", "POOL:", "2024OC Team:"):
            holder = "Otter Creek" if event.relay else f"{pick(_HOLDERS_FIRST)} {pick(RECORD_HOLDERS)}"
            self.flow.row(
                self.pitch,
                self.bold(67, label, 6.8, "right"),
                self.bold(72.25, pick(("1:03.31", "58.04", "10:12.46")), 6.8),
                self.bold(102, pick(("7/24/2021", "8/1/1998", "1983")), 6.8),
                self.bold(158, holder, 6.8)._replace(rise=-0.5),
            )
            if event.relay:
                swum_by = ", ".join(f"{initial} {pick(RECORD_HOLDERS)}" for initial in "PQRS")
                self.flow.row(self.pitch, self.bold(0, swum_by, 6.8))

    def column_head(self, event: Event) -> None:
        first = [] if event.ranked and not event.heats else [self.bold(0, "Lane")]
        if event.relay:
            middle = [self.bold(143, "Relay"), self.bold(27.4, "Team")]
        else:
            age = "Year" if self.years_at_school else "Age"
            middle = [self.bold(138, age, flush="right"), self.bold(143, "Team"), self.bold(27.4, "Name")]
        self.flow.row(12 * self.shrink, *middle[:1], *first, *middle[1:], self.bold(242, "Seed Time", flush="right"))
        self.line_under()

    def heat(self, event: Event, heat: Heat, standard: str | None) -> Heat:
        if not self.flow.fits(2 * self.pitch):
            self.flow.new_column()
            if self.style.event_goes_on:
                self.flow.row(self.pitch, self.cut(f"(Event {event.number}  {event.name})"))
                self.column_head(event)
        self.flow.row(11.05 * self.shrink, self.bold(0, self.heat_line(heat)))
        by_lane = {entry.lane: entry for entry in heat.entries}
        drawn = [self.lane(event, heat, lane, by_lane.get(lane), standard) for lane in range(1, self.lanes + 1)]
        return replace(heat, entries=tuple(entry for entry in drawn if entry))

    def lane(self, event: Event, heat: Heat, lane: int, entry: Entry | None, standard: str | None) -> Entry | None:
        self.go_on(event, heat, self.pitch * (1 + (len(entry.legs) + 1) // self.style.legs_a_line if entry else 0))
        if entry is None:
            self.flow.row(self.pitch, self.plain(14, str(lane), flush="right"))
            return None
        mark = "ALL*" if standard and _meets(entry, standard) else self.chance.choice(self.style.marks)
        return self.entry(entry, lane, mark)

    def go_on(self, event: Event, heat: Heat, height: float) -> None:
        if self.flow.fits(height):
            return
        self.flow.new_column()
        if self.style.event_goes_on:
            self.flow.row(self.pitch, self.cut(f"(Event {event.number}  {event.name})"))
            self.column_head(event)
        else:
            where = f"{self.name_of(heat, '').replace('  ', ' ')} (#{event.number} {event.name})"
            self.flow.row(11.05 * self.shrink, self.cut(where))

    def ranked(self, event: Event, entry: Entry) -> Entry:
        if not self.flow.fits(self.pitch):
            self.flow.new_column()
            self.flow.row(self.pitch, self.cut(f"Event {event.number} ...({event.name})"))
            self.column_head(event)
        return self.entry(entry, entry.rank or 0, "")

    def entry(self, entry: Entry, number: int, mark: str) -> Entry:
        row = self.flow.row(
            self.pitch,
            self.plain(144, entry.relay or entry.team or ""),
            self.plain(242, self.seed(entry), 6.8, "right")._replace(rise=0.9 * self.shrink),
            self.plain(138, self.age(entry), flush="right"),
            self.plain(24.65, f"{entry.name} {entry.sport_class or ''}".rstrip()),
            self.plain(246, mark),
            self.plain(14, str(number), flush="right"),
        )
        return with_proof(entry, [row, *self.legs(entry.legs)])

    def seed(self, entry: Entry) -> str:
        seed = ("X" if entry.exhibition else "") + (entry.seed_time or "")
        return f"{seed[:-1]} {seed[-1]}" if self.style.courses_apart and seed[-1:] in ("Y", "L", "S") else seed

    def age(self, entry: Entry) -> str:
        sex = self.chance.choice("MW") if self.style.sexes and entry.age else ""
        return f"{sex}{entry.age or entry.class_year or ''}"

    def legs(self, legs: tuple[Leg, ...]) -> Iterator[Printed]:
        apart = 132 if self.style.legs_a_line < 4 else 62
        for first in range(0, len(legs), self.style.legs_a_line):
            line = legs[first : first + self.style.legs_a_line]
            yield self.flow.row(
                0.94 * self.pitch,
                *(
                    self.plain(24 + apart * place, f"{leg.leg}) {leg.name} {leg.age or ''}")
                    for place, leg in enumerate(line)
                ),
            )

    def heat_line(self, heat: Heat) -> str:
        of = f" of {heat.of}" if heat.of else ""
        return self.name_of(heat, of) + (f"  Starts at {_clock(heat.starts_at)}" if heat.starts_at else "")

    def name_of(self, heat: Heat, of: str) -> str:
        """How the heat is headed: "Heat 2 of 3  Finals"; "A - Final" alone where the licence does so."""
        name = heat.round or ""
        return name if self.style.finals_alone and name.endswith(" - Final") else f"Heat {heat.number}{of}  {name}"

    def standard(self, event: Event) -> str | None:
        """The time that half of the seeds have swum, if the licence prints standards."""
        seeds = sorted(_hundredths(entry.seed_time or "") for heat in event.heats for entry in heat.entries)
        if not self.style.records or event.relay or not seeds or not seeds[len(seeds) // 2]:
            return None
        minutes, rest = divmod(seeds[len(seeds) // 2], 6000)
        return f"{minutes}:{rest / 100:05.2f}" if minutes else f"{rest / 100:.2f}"

    def plain(self, x: float, text: str, size: float = 7.7, flush: str = "left") -> Words:
        return Words(x * self.stretch, text, size * self.shrink, flush=flush)

    def bold(self, x: float, text: str, size: float = 8.55, flush: str = "left") -> Words:
        return Words(x * self.stretch, text, size * self.shrink, bold=True, flush=flush)

    def cut(self, text: str) -> Words:
        """A heading that the column's edge cuts off."""
        while self.paper.width_of(text, 8.55 * self.shrink, bold=True) > _WIDE * self.stretch:
            text = text[:-1]
        return self.bold(0, text)


_HOLDERS_FIRST = ("Peregrine", "Otilie", "Zéphyrin")
RECORD_HOLDERS = ("Bellweather", "Crumhorn", "Dapplegrey", "Fothersby", "Gossamer-Lane")


def _clock(time: str) -> str:
    return datetime.time.fromisoformat(time).strftime("%I:%M %p")


def _meets(entry: Entry, standard: str) -> bool:
    return 0 < _hundredths(entry.seed_time or "") <= _hundredths(standard)


def _hundredths(time: str) -> int:
    digits = time.rstrip("YLS ").replace(",", ".")
    if not digits[:1].isdigit():
        return 0
    minutes, _, seconds = digits.rpartition(":")
    return int(minutes or 0) * 6000 + round(float(seconds) * 100)
