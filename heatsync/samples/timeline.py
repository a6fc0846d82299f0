"""Draws a session's timeline as clubs make them for the web: when each event starts, and no swimmers."""

from collections.abc import Iterator

from msgspec.structs import replace

from heatsync.heatsheet.days import NO_DATE
from heatsync.heatsheet.program import Event, Heat, Program, Session
from heatsync.samples.flow import Flow
from heatsync.samples.paper import HELVETICA, Paper, Words
from heatsync.samples.sheet import Sheet

_LETTER = (612.0, 792.0)
_PITCH = 20.0


def draw(meet: Program) -> Sheet:
    """The timelines of that meet, a page or more for each session, and the Program that a reader must find on them."""
    paper = Paper(_LETTER, HELVETICA, "Chromium", "Timeline")

    def page_head() -> float:
        paper.row(40, Words(28, meet.meet.name or "", 12, bold=True))
        return 60.0

    flow = Flow(paper, [0.0], 740, page_head)
    events: list[Event] = []
    for index, session in enumerate(meet.sessions):
        flow.new_page()
        _head(flow, session)
        events += (_row(flow, event) for event in meet.events if event.session == index)
        flow.row(_PITCH, Words(28, "· Est. finish 12:46 PM", 9))
        flow.row(
            _PITCH,
            Words(
                28, "Start and finish times are estimates from the meet timeline and may shift during the session.", 8
            ),
        )
    return Sheet(paper.close(), _truth(meet, events, paper.page))


def _head(flow: Flow, session: Session) -> None:
    flow.row(_PITCH, Words(28, f"{session.name} Timeline", 10))
    flow.row(_PITCH, Words(38, "Prelims", 10), Words(570, f"Starts {_clock(session.starts_at)}", 10, flush="right"))
    heads = ((34, "TIME"), (110, "EV"), (150, "EVENT"), (430, "ENTRIES"), (500, "HEATS"))
    flow.row(_PITCH, *(Words(x, text, 9, bold=True) for x, text in heads))
    flow.row(_PITCH, Words(34, _clock(session.warm_up), 9), Words(150, "Warm-up begins", 9))
    flow.row(_PITCH, Words(34, _clock(session.starts_at), 9), Words(150, "Competition begins", 9))


def _row(flow: Flow, event: Event) -> Event:
    if not flow.fits(_PITCH * 2):
        flow.new_page()
    number, name = Words(110, event.number or "", 9), Words(150, event.name, 9)
    if len(event.heats) < 3:
        start = event.heats[0].starts_at
        time = [Words(34, _clock(start), 9)] if start else []
        flow.row(
            _PITCH, *time, number, name._replace(text=f"{event.name} — Finals-S"), Words(510, str(len(event.heats)), 9)
        )
        return replace(event, starts_at=start, heats=())
    return replace(event, heats=tuple(_heats(flow, event)))


def _heats(flow: Flow, event: Event) -> Iterator[Heat]:
    """A row for each heat but the first, which is swum in another session."""
    for heat in event.heats[1:]:
        if not flow.fits(_PITCH * 2):
            flow.new_page()
        time = [Words(34, _clock(heat.starts_at), 9)] if heat.starts_at else []
        title = f"{event.name} — Heat {heat.number} of {heat.of}"
        flow.row(_PITCH, *time, Words(110, event.number or "", 9), Words(150, title, 9))
        yield replace(heat, entries=())


def _truth(meet: Program, events: list[Event], pages: int) -> Program:
    return replace(meet, kind="session_report", events=tuple(events), pages=pages, warnings=(NO_DATE,))


def _clock(time: str | None) -> str:
    hour, minute = map(int, (time or "0:0").split(":"))
    return f"{(hour + 11) % 12 + 1}:{minute:02} {'AM' if hour < 12 else 'PM'}"
