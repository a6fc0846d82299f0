"""Draws a championship's entries as Omega lists them: a page for each event and more, then all again by nation."""

from itertools import groupby

from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Program
from heatsync.samples.flow import Flow
from heatsync.samples.paper import HELVETICA, Paper, Words
from heatsync.samples.sheet import Sheet, with_proof

_LETTER = (612.0, 792.0)
_MIDDLE = 306.0
_PITCH = 11.0
_FRENCH = {
    "Freestyle": "Nage Libre", "Backstroke": "Dos", "Breaststroke": "Brasse", "Butterfly": "Papillon",
    "Medley": "4-Nages",
}  # fmt: skip


def draw(meet: Program) -> Sheet:
    """The lists of that meet, and the Program that a reader must find on them: each entry once."""
    drawing = _Drawing(meet)
    events = tuple(map(drawing.event, meet.events))
    drawing.by_nation()
    return Sheet(drawing.paper.close(), replace(meet, events=events, pages=drawing.paper.page))


class _Drawing:
    def __init__(self, meet: Program) -> None:
        self.meet = meet
        self.paper = Paper(_LETTER, HELVETICA, "Crystal Reports", "Entry List")
        self.flow = Flow(self.paper, [0.0], 720, self.page_head)
        self.listed: Event | None = None

    def page_head(self) -> float:
        day = self.meet.meet.start
        for y, text in (
            (30, self.meet.meet.name or ""),
            (50, self.meet.meet.venue or ""),
            (70, f"{day:%B} {day:%d}, {day:%Y}" if day else ""),
        ):
            self.paper.row(y, Words(_MIDDLE, text, 11, flush="centre"))
        self.paper.row(770, Words(_MIDDLE, "Official Timekeeping by OMEGA", 7, flush="centre"))
        made = f"SWW021000_32C1 1.0   Report Created by OMEGA TUE 10 MAR 2026 15:47   Page {self.paper.page}/9"
        self.paper.row(785, Words(30, made, 7))
        return self.event_head(self.listed) if self.listed else 95.0

    def event_head(self, event: Event) -> float:
        self.paper.row(90, Words(32, f"Event {event.number}", 10), Words(220, event.name, 12, bold=True))
        self.paper.row(
            105, Words(_MIDDLE, f"{event.distance}m {_FRENCH[event.stroke or '']} Femmes", 9, flush="centre")
        )
        self.paper.row(135, Words(_MIDDLE, "Entry List by Event", 12, bold=True, flush="centre"))
        self.paper.row(150, Words(_MIDDLE, "As of TUE 10 MAR 2026", 9, flush="centre"))
        heads = ((114, "Record"), (200, "Split"), (260, "Name"), (380, "NAT Code"), (440, "Location"), (540, "Date"))
        self.paper.row(170, *(Words(x, text, 8) for x, text in heads))
        record = (
            (80, "WR"),
            (114, "55.98"),
            (200, "26.39"),
            (260, "BELLWEATHER Otilie"),
            (380, "OTT"),
            (440, "Otterstadt (OTT)"),
        )
        self.paper.row(181, *(Words(x, text, 8) for x, text in record), Words(540, "29 JUL 2012", 8))
        self.paper.row(200, Words(23, f"Number of entries:  {len(event.ranked)}", 8))
        if event.relay:
            self.paper.row(230, Words(46, "NOC", 8), Words(500, "Qualifying Time", 8))
        else:
            self.paper.row(221, Words(345, "NAT", 8), Words(400, "Year of", 8), Words(480, "Qualifying", 8))
            self.paper.row(226, Words(46, "Name", 8))
            self.paper.row(231, Words(345, "Code", 8), Words(400, "Birth", 8), Words(480, "Time", 8))
        self.paper.row(740, Words(26, "Legend:", 7))
        self.paper.row(
            750,
            Words(26, "CR", 7),
            Words(50, "Championship record", 7),
            Words(200, "WR", 7),
            Words(230, "World record", 7),
        )
        return 248.0

    def event(self, event: Event) -> Event:
        self.listed = event
        self.flow.new_page()
        return replace(event, ranked=tuple(map(self.entry, event.ranked)))

    def entry(self, entry: Entry) -> Entry:
        if not self.flow.fits(_PITCH):
            self.flow.new_page()
        seed = Words(520, entry.seed_time or "0.00", 8.5, flush="right")
        if entry.birth_year is None:
            return with_proof(entry, [self.flow.row(_PITCH, Words(46, entry.name, 8.5), seed)])
        nation, born = Words(345, entry.team or "", 8.5), Words(400, str(entry.birth_year), 8.5)
        return with_proof(entry, [self.flow.row(_PITCH, Words(46, entry.name, 8.5), nation, born, seed)])

    def by_nation(self) -> None:
        """The same entries again."""
        self.listed = None
        self.flow.new_page()
        self.flow.row(20, Words(_MIDDLE, "Entry List by NAT", 12, bold=True, flush="centre"))
        heads = ((28, "NAT"), (131, "Event"), (263, "Name"))
        self.flow.row(_PITCH, *(Words(x, text, 8) for x, text in heads))
        rows = [
            (entry.team or "", event, entry) for event in self.meet.events for entry in event.ranked if not event.relay
        ]
        for nation, theirs in groupby(sorted(rows, key=lambda row: row[0]), key=lambda row: row[0]):
            for place, (_, event, entry) in enumerate(theirs):
                if not self.flow.fits(_PITCH):
                    self.flow.new_page()
                self.flow.row(
                    _PITCH,
                    Words(28, f"{nation} - Otterland" if place == 0 else "", 8),
                    Words(131, event.name, 8),
                    Words(300, entry.name, 8),
                    Words(450, str(entry.birth_year), 8),
                    Words(550, entry.seed_time or "", 8, flush="right"),
                )
