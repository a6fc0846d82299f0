"""Draws a meet as a table with a head, in any order of columns: club spreadsheets, TouchPad, Swimify."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Heat, Program
from heatsync.samples.flow import Flow
from heatsync.samples.paper import HELVETICA, Paper, Type, Words
from heatsync.samples.sheet import Sheet, with_proof

_LETTER = (612.0, 792.0)
_PITCH = 15.0


class Column(NamedTuple):
    """A column: its head, the field that it shows, and where it begins."""

    head: str
    field: str
    x: float


USUAL = (
    Column("Lane", "lane", 60), Column("Name", "name", 110), Column("Age", "age", 290), Column("Team", "team", 330),
    Column("Seed Time", "seed_time", 450), Column("Place", "place", 530),
)  # fmt: skip
LANE_LAST = (
    Column("Team", "team", 60), Column("Seed", "seed_time", 160), Column("Age", "age", 230),
    Column("Name", "name", 270), Column("Lane", "lane", 500),
)  # fmt: skip
HEAT_FIRST = (
    Column("Heat", "heat", 60), Column("Lane", "lane", 100), Column("Name", "name", 150), Column("Team", "team", 330),
    Column("Time", "seed_time", 470),
)  # fmt: skip
BORN = (
    Column("Lane", "lane", 60), Column("Name", "name", 110), Column("YOB", "birth_year", 300),
    Column("Club", "team", 350), Column("Entry time", "seed_time", 480),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """The columns, how an event is headed, and what is printed at the foot of each page."""

    columns: tuple[Column, ...] = USUAL
    event: str = "Event {number}: {name}"
    foot: str = ""
    face: Type = HELVETICA

    @property
    def heat_on_row(self) -> bool:
        """Whether a heat has no line of its own, but its number before its first row."""
        return any(column.field == "heat" for column in self.columns)


def draw(meet: Program, style: Style = Style()) -> Sheet:
    """The sheet of that meet, and the Program that a reader must find on it."""
    drawing = _Drawing(meet, style)
    events = tuple(map(drawing.event, meet.events))
    return Sheet(drawing.paper.close(), replace(meet, events=events, pages=drawing.paper.page))


class _Drawing:
    def __init__(self, meet: Program, style: Style) -> None:
        self.meet, self.style = meet, style
        self.paper = Paper(_LETTER, style.face, "", "Heat Sheets")
        self.flow = Flow(self.paper, [0.0], 740, self.page_head)
        self.flow.new_page()
        self.flow.row(_PITCH, self.middle("Heat Sheets"))
        self.flow.row(_PITCH, self.middle(f"Date: {meet.meet.start:%m/%d/%Y}"))

    def page_head(self) -> float:
        self.paper.row(40, self.middle(self.meet.meet.name or ""))
        self.paper.row(770, Words(60, self.style.foot, 8), Words(550, f"Page {self.paper.page}", 8, flush="right"))
        return 70.0

    def middle(self, text: str) -> Words:
        return Words(_LETTER[0] / 2, text, 11, bold=True, flush="centre")

    def event(self, event: Event) -> Event:
        if not self.flow.fits(6 * _PITCH):
            self.flow.new_page()
        self.flow.y += 6
        title = self.style.event.format(number=event.number, name=event.name)
        self.flow.row(_PITCH, Words(60, title, 11, bold=True))
        columns = tuple(_for_teams(self.style.columns)) if event.relay else self.style.columns
        if self.style.heat_on_row:
            self.table_head(columns)
        return replace(event, heats=tuple(self.heat(heat, columns) for heat in event.heats))

    def table_head(self, columns: tuple[Column, ...]) -> None:
        self.flow.row(_PITCH, *(Words(column.x, column.head, 9, bold=True) for column in columns))

    def heat(self, heat: Heat, columns: tuple[Column, ...]) -> Heat:
        if self.style.heat_on_row:
            numbers = [str(heat.number), *[""] * len(heat.entries)]
            entries = tuple(map(self.row, heat.entries, [columns] * len(heat.entries), numbers))
            return replace(heat, of=None, starts_at=None, entries=entries)
        if not self.flow.fits(3 * _PITCH):
            self.flow.new_page()
        at = f"  Starts at {heat.starts_at}" if heat.starts_at else ""
        self.flow.row(_PITCH, Words(60, f"Heat {heat.number} of {heat.of}{at}", 10, bold=True))
        self.table_head(columns)
        return replace(heat, entries=tuple(self.row(entry, columns, "") for entry in heat.entries))

    def row(self, entry: Entry, columns: tuple[Column, ...], heat: str) -> Entry:
        if not self.flow.fits(_PITCH):
            self.flow.new_page()
        shown = _shown(entry, {column.field for column in columns})
        cells = {
            "heat": heat,
            "lane": str(entry.lane),
            "name": shown.name,
            "age": str(shown.age or ""),
            "birth_year": str(shown.birth_year or ""),
            "team": shown.team or "",
            "relay": shown.relay or "",
            "seed_time": ("X" if shown.exhibition else "") + (shown.seed_time or ""),
            "place": "",
        }
        printed = self.flow.row(_PITCH, *(Words(column.x, cells[column.field], 9) for column in columns))
        return with_proof(shown, [printed])


def _for_teams(columns: tuple[Column, ...]) -> Iterator[Column]:
    """The columns of a relay: the team where a swimmer's name is, its letter where the team is."""
    for column in columns:
        if column.field == "name":
            yield Column("Team", "team", column.x)
        elif column.field == "team":
            yield Column("Relay", "relay", column.x)
        elif column.field not in ("age", "birth_year"):
            yield column


def _shown(entry: Entry, fields: set[str]) -> Entry:
    """What those columns show of the entry."""
    born = 2026 - entry.age if entry.age and "birth_year" in fields else None
    return replace(
        entry,
        age=entry.age if "age" in fields else None,
        birth_year=born,
        team=entry.team if "team" in fields else None,
        relay=entry.relay if "relay" in fields else None,
        legs=(),
    )
