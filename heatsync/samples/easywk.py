"""Draws a meet as EasyWk prints its Meldeergebnis: A4, one column, a cover, the clubs, then each Abschnitt."""

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Heat, Program, Session
from heatsync.samples.paper import HELVETICA, Paper, Printed, Type, Words
from heatsync.samples.sheet import Sheet, entries_of, lanes_of, with_proof

A4 = (595.276, 841.89)
_LEFT, _RIGHT, _BOTTOM = 56.69, 553.0, 800.0
_MORNING_ENDS = 12 * 60 + 11
_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


@dataclass(frozen=True, slots=True)
class Style:
    """What differs from club to club: the program's age, the size of print."""

    heats_of: bool = True
    relative_starts: bool = False
    body: float = 9.0
    face: Type = HELVETICA

    @property
    def pitch(self) -> float:
        """From one row to the next."""
        return self.body * 1.2912


def draw(meet: Program, style: Style = Style()) -> Sheet:
    """The sheet of that meet, and the Program that a reader must find on it."""
    drawing = _Drawing(meet, style)
    drawing.cover()
    drawing.clubs()
    events = tuple(event for index in range(len(meet.sessions)) for event in drawing.session(index))
    return Sheet(drawing.paper.close(), replace(meet, events=events, pages=drawing.paper.page))


class _Drawing:
    def __init__(self, meet: Program, style: Style) -> None:
        self.meet, self.style = meet, style
        self.paper = Paper(A4, style.face, "EasyWk vom 24.03.2024", "Meldeergebnis")
        self.y = 0.0

    def cover(self) -> None:
        self.paper.turn()
        start, end = self.meet.meet.start, self.meet.meet.end
        if not start or not end:
            raise ValueError("a Meldeergebnis has its dates on the cover")
        dates = f"am {start:%d.%m.%Y}" if start == end else f"vom {start:%d.%m.%Y} bis {end:%d.%m.%Y}"
        self.centred(163.46, "Meldeergebnis", 24)
        self.centred(220, self.meet.meet.name or "", 16, bold=True)
        self.centred(269.6, dates, 16, bold=True)
        self.centred(351, "Veranstalter", 12, bold=True)
        self.centred(379.4, "Kreisschwimmverband Otterbach e.V.", 12)
        for place, text in enumerate(("Schwimmbad-Adresse", *(self.meet.meet.venue or "").split(", "))):
            self.paper.row(549.45 + 17 * place, Words(_LEFT, text, 12, bold=place == 0))
        for place, text in enumerate(("Wettkampfbecken", f"{lanes_of(self.meet)} Bahnen á 25m", "Handzeitnahme")):
            self.paper.row(549.45 + 17 * place, Words(538, text, 12, bold=place == 0, flush="right"))
        self.paper.row(800.94, Words(_LEFT, "Stand: 02.03.2026, 18:37:25 Uhr", 8))

    def clubs(self) -> None:
        """The table of clubs: how many they send, and to which Abschnitt."""
        self.new_page()
        self.heading("Anzahl Meldungen", 14)
        self.plain(0, "Teilnehmer: weiblich/männlich Meldungen: Einzel/Staffel")
        self.heading("Otterbacher Schwimm-Verband (LSV-Nr.: 99)", 12)
        sessions = range(1, len(self.meet.sessions) + 1)
        self.cells("Verein", "DSV-Id", "Teilnehmer", *(f"Abs.{number}" for number in sessions), "Gesamt", bold=True)
        for place, club in enumerate(sorted({entry.team or "" for entry in entries_of(self.meet)})):
            self.cells(
                club, str(3300 + place), f"{place}/ 4", *(f"{number + place}/ 1" for number in sessions), "33/ 4"
            )
        self.cells("Gesamt für den Verband", "", "9/ 9", *("12/ 3" for _ in sessions), "99/ 9", bold=True)

    def session(self, index: int) -> Iterator[Event]:
        session = self.meet.sessions[index]
        events = [event for event in self.meet.events if event.session == index]
        self.new_page()
        self.session_head(session)
        self.heading(f"Wettkampffolge für {session.name}", 14)
        for place, event in enumerate(events):
            if place and place == len(events) // 2:
                self.plain(2.84, f"Pause --- Siegerehrung für WK {events[0].number} ---")
            self.plain(2.84, _title(event))
        self.plain(2.84, f"Abschnittsende (ca. {_MORNING_ENDS // 60}:{_MORNING_ENDS % 60} Uhr)")
        yield from map(self.event, events)

    def session_head(self, session: Session) -> None:
        day = session.date
        self.heading(f"{session.name} - {_WEEKDAYS[day.weekday()]} {day:%d.%m.%Y}" if day else f"{session.name}", 14)
        self.plain(
            2.84,
            f" Einlass: 08:00 Uhr | Einschwimmen: {session.warm_up} Uhr | Kampfrichtersitzung: {session.warm_up} Uhr",
        )
        self.plain(2.84, f" Beginn: {self.beginning(session)}")

    def beginning(self, session: Session) -> str:
        """The hour, or in the afternoon how long after the morning's session."""
        hour, minute = map(int, (session.starts_at or "").split(":"))
        number = int((session.name or "").split()[-1])
        if not self.style.relative_starts or number % 2:
            return f"{session.starts_at} Uhr"
        pause = 60 * hour + minute - _MORNING_ENDS
        return f"{pause // 60:02}:{pause % 60:02} nach Abs.{number - 1}"

    def event(self, event: Event) -> Event:
        if not self.fits(8):
            self.new_page()
        self.heading(_title(event), 14)
        withdrawn = tuple(self.entry(event, entry, "abgem.") for entry in event.withdrawn)
        if event.ranked:
            self.table_head(event, "Nr.")
        ranked = tuple(self.entry(event, entry, f"{entry.rank}.") for entry in event.ranked)
        heats = tuple(self.heat(event, heat) for heat in event.heats)
        return replace(event, heats=heats, ranked=ranked, withdrawn=withdrawn)

    def heat(self, event: Event, heat: Heat) -> Heat:
        if not self.fits(len(heat.entries) + 3):
            self.new_page()
            self.heading(f"noch {_title(event)}", 14)
        of = f"/{heat.of}" if self.style.heats_of else ""
        at = f" (ca. {heat.starts_at} Uhr)" if heat.starts_at else ""
        self.heading(f"Lauf {heat.number}{of}{at}", 12)
        self.table_head(event, "Bahn")
        entries = tuple(self.entry(event, entry, f"Bahn {entry.lane}") for entry in heat.entries)
        return replace(heat, of=heat.of if self.style.heats_of else None, entries=entries)

    def table_head(self, event: Event, first: str) -> None:
        female = event.name.endswith("weiblich")
        swimmer = "Schwimmerin" if female else "Schwimmer" if event.name.endswith("männlich") else "Schwimmer(in)"
        self.table_row(first, swimmer, "Jg.", "Verein", "Meldezeit", bold=True)

    def entry(self, event: Event, entry: Entry, place: str) -> Entry:
        if not self.fits(1 + (len(entry.legs) + 1) // 2):
            self.new_page()
            self.heading(f"noch {_title(event)}", 14)
            self.table_head(event, "Nr." if entry.rank else "Bahn")
        name = f"{entry.relay}. Mannschaft (X)" if entry.relay else entry.name
        year, seed = str(entry.birth_year or "Offen"), entry.seed_time or "00:00,00"
        row = self.table_row(place, name, year, entry.team or "", seed)
        return with_proof(entry, [row, *self.legs(entry)])

    def legs(self, entry: Entry) -> Iterator[Printed]:
        for first in range(0, len(entry.legs), 2):
            names = (f"{leg.leg}. {leg.name} (2009)" for leg in entry.legs[first : first + 2])
            words = (Words(124.44 + 200 * place, name, self.style.body) for place, name in enumerate(names))
            yield self.paper.row(self.y, *words)
            self.y += self.style.pitch

    def table_row(self, place: str, name: str, year: str, club: str, seed: str, bold: bool = False) -> Printed:
        size = self.style.body
        year_at, seed_at = (271.84, 487.28) if bold else (284.88, 548.0)
        words = (
            Words(59.53, place, size, bold), Words(124.44, name, size, bold), Words(year_at, year, size, bold),
            Words(329.39, club, size, bold), Words(seed_at, seed, size, bold, "left" if bold else "right"),
        )  # fmt: skip
        row = self.paper.row(self.y, *words)
        if bold:
            self.paper.rule(_LEFT, self.y + 2, 551.9, self.y + 2, 0.6)
        self.y += self.style.pitch
        return row

    def cells(self, club: str, number: str, *counts: str, bold: bool = False) -> None:
        size = self.style.body
        words = [Words(61.23, club, size, bold), Words(211.46, number, size, bold)]
        words += [Words(272.7 + 50 * place, text, size, bold) for place, text in enumerate(counts)]
        self.paper.row(self.y, *words)
        self.paper.rule(_LEFT, self.y + 3, _RIGHT, self.y + 3, 0.4)
        self.y += self.style.pitch + 1.7

    def heading(self, text: str, size: float) -> None:
        self.y += 0.95 * size
        self.paper.row(self.y, Words(_LEFT, text, size, bold=True))
        if size == 14:
            self.paper.rule(_LEFT, self.y + 2, _LEFT + self.paper.width_of(text, size, bold=True), self.y + 2)
        self.y += 6 + self.style.pitch

    def plain(self, indent: float, text: str) -> None:
        self.paper.row(self.y, Words(_LEFT + indent, text, self.style.body))
        self.y += self.style.pitch

    def centred(self, y: float, text: str, size: float, bold: bool = False) -> None:
        self.paper.row(y, Words(A4[0] / 2, text, size, bold, "centre"))

    def fits(self, rows: int) -> bool:
        return self.y + rows * self.style.pitch < _BOTTOM

    def new_page(self) -> None:
        self.paper.turn()
        page = f"Seite {self.paper.page - 1}"
        self.paper.row(32.64, Words(_LEFT, self.meet.meet.name or "", 11))
        self.paper.row(31.73, Words(_RIGHT, page, 10, flush="right"))
        self.paper.rule(_LEFT, 37.4, _RIGHT, 37.4, 0.6)
        self.paper.rule(_LEFT, 826.9, _RIGHT, 826.9, 0.6)
        self.centred(836.66, "www.otterbach-schwimmt.example", 8)
        self.y = 47.5


def _title(event: Event) -> str:
    return f"Wettkampf {event.number} - {event.name}"
