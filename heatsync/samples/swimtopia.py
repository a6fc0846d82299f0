"""Draws a meet as SwimTopia's Meet Maestro prints its heat sheet: the ages of an event again at its right."""

from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Heat, Program
from heatsync.samples.flow import Flow
from heatsync.samples.paper import HELVETICA, Paper, Words
from heatsync.samples.sheet import Sheet, with_proof

_LETTER = (612.0, 792.0)
_LEFT, _RIGHT, _PITCH = 40.0, 570.0, 13.0


def draw(meet: Program) -> Sheet:
    """The sheet of that meet, and the Program that a reader must find on it."""
    drawing = _Drawing(meet)
    events = tuple(map(drawing.event, meet.events))
    return Sheet(drawing.paper.close(), replace(meet, events=events, pages=drawing.paper.page))


class _Drawing:
    def __init__(self, meet: Program) -> None:
        self.meet = meet
        self.paper = Paper(_LETTER, HELVETICA, "SwimTopia", "Heat Sheet")
        self.flow = Flow(self.paper, [_LEFT], 740, self.page_head)
        self.flow.new_page()

    def page_head(self) -> float:
        day = f"{self.meet.meet.start:%m/%d/%Y}"
        self.paper.row(36, Words(_LEFT, self.meet.meet.name or "", 11, bold=True), Words(_RIGHT, day, 9, flush="right"))
        self.paper.row(
            770,
            Words(_LEFT, "SwimTopia Meet Maestro 4.2", 7),
            Words(_RIGHT, f"Page {self.paper.page} of 14", 7, flush="right"),
        )
        return 60.0

    def event(self, event: Event) -> Event:
        if not self.flow.fits(7 * _PITCH):
            self.flow.new_page()
        self.flow.y += 6
        ages = event.name.rpartition(f" {event.distance} ")[0]
        title = Words(0, f"#{event.number} {event.name}", 10, bold=True)
        self.flow.row(_PITCH, title, Words(_RIGHT - _LEFT, ages, 8, flush="right"))
        return replace(event, heats=tuple(self.heat(event, heat) for heat in event.heats))

    def heat(self, event: Event, heat: Heat) -> Heat:
        if not self.flow.fits(4 * _PITCH):
            self.go_on(event)
        at = [Words(120, heat.starts_at, 9)] if heat.starts_at else []
        self.flow.row(_PITCH, Words(0, f"Heat {heat.number} of {heat.of}", 9, bold=True), *at)
        heads = (
            ((0, "Ln"), (30, "Team"), (420, "Seed"))
            if event.relay
            else ((0, "Ln"), (30, "Name"), (260, "Age"), (300, "Team"), (420, "Seed"))
        )
        self.flow.row(_PITCH, *(Words(x, text, 8, bold=True) for x, text in heads))
        return replace(heat, entries=tuple(self.entry(event, entry) for entry in heat.entries))

    def go_on(self, event: Event) -> None:
        self.flow.new_page()
        self.flow.row(_PITCH, Words(0, f"#{event.number} {event.name} (continued)", 10, bold=True))

    def entry(self, event: Event, entry: Entry) -> Entry:
        if not self.flow.fits(_PITCH * (1 + len(entry.legs))):
            self.go_on(event)
        lane, seed = Words(0, str(entry.lane), 9), Words(450, entry.seed_time or "", 9, flush="right")
        exhibition = [Words(460, "EXH", 7)] if entry.exhibition else []
        if entry.relay:
            row = self.flow.row(_PITCH, lane, Words(30, f"{entry.team} {entry.relay}", 9), seed, *exhibition)
        else:
            who = (Words(30, entry.name, 9), Words(260, str(entry.age), 9), Words(300, entry.team or "", 9))
            row = self.flow.row(_PITCH, lane, *who, seed, *exhibition)
        legs = [
            self.flow.row(_PITCH, Words(30, "  ".join(f"{leg.leg}) {leg.name} ({leg.age})" for leg in pair), 8))
            for pair in (entry.legs[:2], entry.legs[2:])
            if pair
        ]
        return with_proof(entry, [row, *legs])
