"""Draws a meet as Latin-American meets put their programs on the web: events on two lines, age before the name."""

from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Heat, Program
from heatsync.samples.flow import Flow
from heatsync.samples.paper import HELVETICA, Paper, Words
from heatsync.samples.sheet import Sheet, with_proof

_A4 = (595.0, 842.0)
_PITCH = 12.0


def draw(meet: Program) -> Sheet:
    """The sheet of that meet, and the Program that a reader must find on it."""
    drawing = _Drawing(meet)
    events = tuple(map(drawing.event, meet.events))
    return Sheet(drawing.paper.close(), replace(meet, events=events, pages=drawing.paper.page))


class _Drawing:
    def __init__(self, meet: Program) -> None:
        self.meet = meet
        self.paper = Paper(_A4, HELVETICA, "Chromium", "Programa")
        self.flow = Flow(self.paper, [40.0], 790, self.page_head)
        self.session: int | None = None

    def page_head(self) -> float:
        self.paper.row(36, Words(40, self.meet.meet.name or "", 11, bold=True))
        self.paper.row(815, Words(550, f"Página {self.paper.page} de 9", 7, flush="right"))
        return 60.0

    def event(self, event: Event) -> Event:
        if event.session != self.session:
            self.session = event.session
            self.flow.new_page()
            self.session_head()
        if not self.flow.fits(6 * _PITCH):
            self.flow.new_page()
        self.flow.y += 6
        self.event_head(event)
        return replace(event, heats=tuple(self.heat(event, heat) for heat in event.heats))

    def session_head(self) -> None:
        session = self.meet.sessions[self.session or 0]
        day = f"{session.date:%Y-%b-%d}" if session.date else ""
        hours = f"Warm Up: {session.warm_up} Start Competition: {session.starts_at}"
        self.flow.row(_PITCH, Words(0, f"Session: {(self.session or 0) + 1} {day} {hours}", 9, bold=True))

    def event_head(self, event: Event) -> None:
        group, _, race = event.name.partition(f" {event.distance}m ")
        self.flow.row(_PITCH, Words(0, f"{event.number} ({group[-1]}) {group}", 9))
        self.flow.row(_PITCH, Words(0, f"{event.distance}m {race}", 9, bold=True))

    def heat(self, event: Event, heat: Heat) -> Heat:
        if not self.flow.fits((1 + len(heat.entries)) * _PITCH):
            self.flow.new_page()
            self.event_head(event)
        at = f" ~ {heat.starts_at}" if heat.starts_at else ""
        self.flow.row(_PITCH, Words(0, f"Heat # {heat.number}{at}", 9))
        return replace(heat, entries=tuple(map(self.entry, heat.entries)))

    def entry(self, entry: Entry) -> Entry:
        words = f"{entry.lane} {entry.age}M {entry.name}" if entry.age else f"{entry.lane} Iaf {entry.name}"
        end = self.paper.width_of(words, 9) + 7
        return with_proof(
            entry, [self.flow.row(_PITCH, Words(0, words, 9), Words(end, f"{entry.team} {entry.seed_time}", 9))]
        )
