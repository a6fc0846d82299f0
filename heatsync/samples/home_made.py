"""Draws sheets that clubs and schools make themselves: a club's time trial, a schools' relay gala."""

from collections.abc import Sequence

from msgspec.structs import replace

from heatsync.heatsheet.days import NO_DATE
from heatsync.heatsheet.program import Entry, Event, Heat, Program
from heatsync.samples.flow import Flow
from heatsync.samples.paper import HELVETICA, Paper, Type, Words
from heatsync.samples.sheet import Sheet, with_proof

_A4 = (595.0, 842.0)
_COURIER = Type("Courier", "Courier-Bold")


def club_trial(meet: Program) -> Sheet:
    """One column, events without numbers in the middle, each heat with its start; a break before the last event."""
    paper = Paper(_A4, _COURIER, "FPDF", "Heat sheet")
    session = meet.sessions[0]
    day = f"{session.date:%d/%m/%Y}" if session.date else ""

    def page_head() -> float:
        head = (Words(28, meet.meet.name or "", 11), Words(300, "Otterbad", 11), Words(565, day, 11, flush="right"))
        paper.row(36, *head)
        paper.row(56, _middle("Heat sheet"))
        return 90.0

    flow = Flow(paper, [0.0], 780, page_head)
    flow.new_page()
    flow.row(30, _middle(f"Session 1 - {day} - {_am_pm(session.starts_at)}"))
    events: list[Event] = []
    for event in meet.events:
        if event is meet.events[-1] and len(events) > 1:
            flow.row(30, _middle("10 minute break"))
        events.append(_trial_event(event, flow))
    return Sheet(paper.close(), replace(meet, events=tuple(events), pages=paper.page))


def _trial_event(event: Event, flow: Flow) -> Event:
    if not flow.fits(100):
        flow.new_page()
    who, _, race = event.name.partition(f" {event.distance} ")
    flow.row(30, Words(163, who, 11, bold=True), Words(300, f"{event.distance} {race}", 11, bold=True))
    return replace(event, heats=tuple(_trial_heat(heat, flow) for heat in event.heats))


def _trial_heat(heat: Heat, flow: Flow) -> Heat:
    if not flow.fits(17.0 * (1 + len(heat.entries))):
        flow.new_page()
    start = [Words(565, f"Start time: {_am_pm(heat.starts_at)}", 10, flush="right")] if heat.starts_at else []
    flow.row(17, Words(28, f"Heat {heat.number}", 10), *start)
    entries = []
    for entry in heat.entries:
        seed = Words(500, entry.seed_time or "", 10, flush="right")
        shown = replace(entry, age=None, team=None, exhibition=False)
        row = flow.row(17, Words(112, str(entry.lane), 10), Words(170, entry.name, 10), seed)
        entries.append(with_proof(shown, [row]))
    return replace(heat, entries=tuple(entries))


def school_relays(meet: Program) -> Sheet:
    """Two columns; the heat stands before its first lane, a rank in brackets behind each."""
    paper = Paper(_A4, HELVETICA, "", "Relays")

    def page_head() -> float:
        paper.row(30, Words(22, meet.meet.name or "", 8), Words(575, f"Page: {paper.page}", 8, flush="right"))
        return 52.0

    flow = Flow(paper, [22.0, 300.0], 800, page_head)
    flow.new_page()
    events = tuple(_gala_event(event, flow) for event in meet.events)
    return Sheet(paper.close(), replace(meet, events=events, pages=paper.page, warnings=(NO_DATE,)))


def _gala_event(event: Event, flow: Flow) -> Event:
    if not flow.fits(60):
        flow.new_column()
    flow.row(18, Words(0, f"Event {event.number} - {event.name}", 8, bold=True))
    flow.row(18, Words(0, "All entrants are competing", 8))
    heats = tuple(replace(heat, entries=tuple(_gala_heat(heat.number, heat.entries, flow))) for heat in event.heats)
    return replace(event, heats=heats)


def _gala_heat(number: int, entries: Sequence[Entry], flow: Flow) -> list[Entry]:
    if not flow.fits(9.0 * len(entries)):
        flow.new_column()
    drawn = []
    for place, entry in enumerate(entries):
        heat = [Words(0, f"H{number}", 7)] if place == 0 else []
        row = flow.row(
            9,
            *heat,
            Words(22, f"L{entry.lane}", 7),
            Words(44, f"({place + 1})", 7),
            Words(64, f"{entry.team} {entry.relay}", 7),
            Words(190, "OSSA", 7),
            Words(256, entry.seed_time or "", 7, flush="right"),
        )
        drawn.append(with_proof(entry, [row]))
    return drawn


def _middle(text: str) -> Words:
    return Words(_A4[0] / 2, text, 10, flush="centre")


def _am_pm(time: str | None) -> str:
    hour, minute = map(int, (time or "0:0").split(":"))
    return f"{(hour + 11) % 12 + 1}:{minute:02}{'am' if hour < 12 else 'pm'}"
