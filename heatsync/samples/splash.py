"""Draws a meet as Splash Meet Manager prints its start list: A4, one column, in one of its languages."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Heat, Leg, Program
from heatsync.samples.flow import Flow
from heatsync.samples.paper import HELVETICA, VERA, Paper, Printed, Type, Words
from heatsync.samples.sheet import Sheet, with_proof

_A4 = (595.276, 841.89)
_LEFT, _RIGHT, _BOTTOM = 40.0, 555.0, 790.0
_PITCH = 11.6


@dataclass(frozen=True, slots=True)
class Style:
    """The words of its language, and what the club prints: the meet in one line, records, the start list's footer."""

    event: str = "Event"
    heat: str = "Heat {number} of {of}"
    start_list: str = "Start list"
    head: str = "Lane        Name        YB        Club        Entry time"
    face: Type = HELVETICA
    meet_in_one_line: bool = True
    records: bool = True
    year: str = "%y"
    day: str = "%d.%m.%Y"


def draw(meet: Program, style: Style = Style()) -> Sheet:
    """The sheet of that meet, and the Program that a reader must find on it."""
    drawing = _Drawing(meet, style)
    events = tuple(map(drawing.event, meet.events))
    return Sheet(drawing.paper.close(), replace(meet, events=events, pages=drawing.paper.page))


class _Drawing:
    def __init__(self, meet: Program, style: Style) -> None:
        self.meet, self.style = meet, style
        self.paper = Paper(_A4, style.face, "Splash Meet Manager 11", style.start_list)
        self.flow = Flow(self.paper, [_LEFT], _BOTTOM, self.page_head)
        self.flow.new_page()

    def page_head(self) -> float:
        name, where = self.meet.meet.name or "", f"{self.meet.meet.venue}, {self.days()}"
        middle = _A4[0] / 2
        if self.style.meet_in_one_line:
            program = Words(_RIGHT, "Splash Meet Manager, 11.78321", 8, flush="right")
            self.paper.row(40, Words(_LEFT, f"{name} - {where}", 9, bold=True), program)
        else:
            self.paper.row(40, Words(middle, name, 11, bold=True, flush="centre"))
            self.paper.row(54, Words(middle, where, 9, flush="centre"))
        footer = f"20.02.2026 21:07 - Page {self.paper.page}"
        self.paper.row(
            820,
            Words(_LEFT, "Splash Meet Manager, 11.78321", 7),
            Words(middle, "Registered to Otter Club", 7, flush="centre"),
            Words(_RIGHT, footer, 7, flush="right"),
        )
        return 80.0

    def days(self) -> str:
        start, end = self.meet.meet.start, self.meet.meet.end
        if not start or not end:
            raise ValueError("a start list has its days in its head")
        last = f"{end.day}.{end.month}.{end.year}"
        return last if start == end else f"{start.day}. - {last}"

    def event(self, event: Event) -> Event:
        if not self.flow.fits(8 * _PITCH):
            self.flow.new_page()
        self.event_head(event)
        heats = tuple(self.heat(event, heat) for heat in event.heats)
        return replace(event, heats=heats)

    def event_head(self, event: Event) -> None:
        race, ages = self.race_and_ages(event)
        self.flow.y += 6
        self.flow.row(
            _PITCH,
            self.bold(0, f"{self.style.event} {event.number}"),
            self.bold(170, race),
            Words(400, ages, 9, bold=True),
        )
        date = self.meet.sessions[event.session or 0].date or datetime.date.min
        at = f" - {_clock(event.starts_at)}" if event.starts_at else ""
        self.flow.row(
            _PITCH, self.plain(0, f"{date:{self.style.day}}{at}"), self.plain(515, self.style.start_list, flush="right")
        )
        if self.style.records:
            for label, time, holder in (
                ("WR", "51.71", "BELLWEATHER Otilie"),
                ("OCR", "1:02.40", "CRUMHORN Peregrine"),
            ):
                self.flow.row(
                    _PITCH,
                    self.plain(100, label),
                    self.plain(140, time),
                    self.plain(190, holder),
                    self.plain(330, "OTT"),
                    self.plain(380, "23.07.2017"),
                )
            self.flow.row(_PITCH, self.plain(0, "Points: FINA 2025"))
        cells = self.style.head.split("        ")
        self.flow.row(_PITCH, *(self.plain(x, cell) for x, cell in zip((0, 40, 200, 240, 460), cells, strict=True)))

    def race_and_ages(self, event: Event) -> tuple[str, str]:
        """The two cells that an event's name is printed in."""
        ages = next(ages for ages in _AGES if event.name.endswith(ages))
        return event.name.removesuffix(ages).rstrip(), ages

    def heat(self, event: Event, heat: Heat) -> Heat:
        rows = sum(1 + (len(entry.legs) + 1) // 2 for entry in heat.entries)
        if not self.flow.fits((rows + 2) * _PITCH):
            self.flow.new_page()
            race, ages = self.race_and_ages(event)
            self.flow.row(_PITCH, self.bold(0, f"{self.style.event} {event.number}, {race}, {ages}"))
        self.flow.y += 4
        line = self.style.heat.format(number=heat.number, of=heat.of)
        at = [self.bold(110, _clock(heat.starts_at))] if heat.starts_at else []
        self.flow.row(_PITCH, self.bold(0, line), *at)
        return replace(heat, entries=tuple(map(self.entry, heat.entries)))

    def entry(self, entry: Entry) -> Entry:
        seed = self.plain(515, entry.seed_time or "", flush="right")
        lane = self.plain(8, str(entry.lane), flush="right")
        if entry.relay:
            row = self.flow.row(_PITCH, lane, self.plain(40, f"{entry.team} {entry.relay}"), seed)
            return with_proof(entry, [row, *self.legs(entry.legs)])
        year = f"{datetime.date(entry.birth_year or 1, 1, 1):{self.style.year}}"
        row = self.flow.row(
            _PITCH, lane, self.plain(40, entry.name), self.plain(200, year), self.plain(240, entry.team or ""), seed
        )
        return with_proof(entry, [row])

    def legs(self, legs: tuple[Leg, ...]) -> Iterator[Printed]:
        for first in range(0, len(legs), 2):
            pair = legs[first : first + 2]
            names = (self.plain(40 + 200 * place, f"{leg.name} {leg.leg:02}") for place, leg in enumerate(pair))
            yield self.flow.row(_PITCH, *names)

    def plain(self, x: float, text: str, flush: str = "left") -> Words:
        return Words(x, text, 8.5, flush=flush)

    def bold(self, x: float, text: str) -> Words:
        return Words(x, text, 9, bold=True)


_AGES = (
    "11 - 12 years", "13 years and older", "Open", "11 - 12 Jahre", "13 Jahre und älter", "Offen", "11 - 12 yaş",
    "Açık yaş", "11 - 12 ans", "Toutes catégories", "11 - 12 jaar", "Senioren Open", "11 - 12 años", "Absoluto",
)  # fmt: skip


def _clock(time: str | None) -> str:
    return (time or "").removeprefix("0")


GERMAN = Style(
    "Wettkampf", "Lauf {number} von {of}", "Startliste", "Bahn        Name        JG        Verein        Meldezeit"
)
TURKISH = Style(
    "Yarış", "Seri {number} / {of}", "Start Listesi", "Kulvar        İsim        DT        Kulüp        Giriş", VERA
)
FRENCH = Style(
    "Epreuve",
    "Série {number} sur {of}",
    "Liste de départ",
    "Couloir        Nom        AN        Club        Temps",
    meet_in_one_line=False,
    year="%Y",
)
DUTCH = Style(
    "Programma",
    "Serie {number} van {of}",
    "Startlijst",
    "Baan        Naam        JG        Club        Tijd",
    records=False,
)
SPANISH = Style(
    "Prueba",
    "Serie {number} de {of}",
    "Lista de salida",
    "Calle        Nombre        AN        Club        Tiempo",
    meet_in_one_line=False,
    day="%d/%m/%Y",
)
