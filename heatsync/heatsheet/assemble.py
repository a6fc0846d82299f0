"""The lines of a sheet, read by a dialect, become a Program.

Columns and pages cut events and heats anywhere, so the assembler carries from line to line where it is: in a page's
head, under an event, in a heat's lanes. What a line can be depends on that place; one that is nothing there is unread.
"""

import re
from collections.abc import Callable, Sequence
from enum import Enum, auto

from heatsync.heatsheet.days import dated
from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.heatsheet.drafts import EventDraft, HeatDraft, MeetDraft, RowKey, Rows, SessionDraft, entry_of, with_legs
from heatsync.heatsheet.furniture import without_furniture
from heatsync.heatsheet.lines import Line
from heatsync.heatsheet.moments import days_in_words, order_of, time_of
from heatsync.heatsheet.places import Place
from heatsync.heatsheet.program import Kind, Program, UnreadLine

_LONGEST_LINE = 400
"""Characters; a longer line is nothing that a meet prints, and patterns take their time over it."""
_LONGEST_HEAD = 6
"""Lines in a page's head, at most."""


class Use(Enum):
    """What became of a line."""

    USED = auto()
    FURNITURE = auto()
    NOT_IT = auto()


Found = re.Match[str]
Trial = tuple[Callable[[str], Found | None], Callable[[Found], Use]]


class Assembler:
    """Takes the lines of one sheet in reading order, and gives its Program."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._trials = {place: self._trials_at(place) for place in Place}
        self._place = self._place_before_head = Place.FRONT
        self._head_lines = 0
        self._kind: Kind = "unknown"
        self._meet = MeetDraft()
        self._session: int | None = None
        self._listed: set[str] = set()
        self._events: list[EventDraft] = []
        self._event: EventDraft | None = None
        self._rows: Rows = {}
        self._row: RowKey = (None, None, "")
        self._line = Line("", 0, (0.0, 0.0, 0.0, 0.0))
        self._used = 0
        self._unread: list[Line] = []

    def _trials_at(self, place: Place) -> list[Trial]:
        """What is tried there: the dialect's patterns, and for lines of free text anything."""
        anything = dict.fromkeys(("cover_line", "venue_line", "meet_in_words", "head_line"), (re.compile(""),))
        patterns = {**anything, **self._dialect.patterns, "listed_event": self._dialect.patterns.get("event", ())}
        return [
            (pattern.match, getattr(self, f"_take_{name}", _furniture))
            for name in place.value
            for pattern in patterns.get(name, ())
        ]

    def take(self, line: Line) -> None:
        """Use that line, drop it as furniture, or keep it as unread."""
        self._line = line
        if len(line.text) <= _LONGEST_LINE:
            for match, use in self._trials[self._place]:
                found = match(line.text)
                became = use(found) if found else Use.NOT_IT
                if became is not Use.NOT_IT:
                    self._used += became is Use.USED
                    return
        self._unread.append(line)

    def program(self, printed: Sequence[Line], pages: int) -> Program:
        """All that was taken. ``printed``, the lines once more, tells how dates are written and what is furniture."""
        unread = without_furniture(self._unread, printed, pages)
        meet, sessions, doubts = dated(self._meet, order_of(line.text for line in printed))
        lines = self._used + len(unread)
        return Program(
            kind=self._kind_of_sheet(),
            software=self._dialect.software,
            pages=pages,
            coverage=round(self._used / lines, 4) if lines else 0.0,
            meet=meet,
            sessions=sessions,
            events=tuple(event.finished(default_session=0 if sessions else None) for event in self._events),
            unread=tuple(UnreadLine(line.page, line.text) for line in unread),
            warnings=doubts,
        )

    def _kind_of_sheet(self) -> Kind:
        if any(event.heats for event in self._events):
            return "heat_sheet"
        if any(event.ranked for event in self._events):
            return "psych_sheet"
        return self._kind if self._kind in ("session_report", "results") else "unknown"

    # What a line can be. A name without a method here tells nothing more: such a line is furniture.

    def _take_cover(self, found: Found) -> Use:
        self._place = Place.COVER
        return self._take_title(found)

    def _take_venue(self, _found: Found) -> Use:
        self._place = Place.VENUE
        return Use.FURNITURE

    def _take_venue_line(self, _found: Found) -> Use:
        self._meet.venue.append(self._line.text.split("  ")[0])
        return Use.USED

    def _take_meet_dates(self, found: Found) -> Use:
        self._meet.start, self._meet.end = found["start"], found["end"]
        return Use.USED

    def _take_page_line(self, found: Found) -> Use:
        self._meet.name = self._meet.name or found["meet"]
        if self._place in (Place.COVER, Place.VENUE):
            self._place = Place.FRONT
        return Use.FURNITURE

    def _take_page_head(self, _found: Found) -> Use:
        if self._place is not Place.HEAD:
            self._place_before_head = self._place
        self._place, self._head_lines = Place.HEAD, 0
        return Use.FURNITURE

    def _take_meet(self, found: Found) -> Use:
        if self._head_lines:
            return Use.NOT_IT
        self._head_lines = 1
        if self._meet.name is None:
            self._meet.name, self._meet.start, self._meet.end = _words(found["name"]), found["start"], found["end"]
        return Use.USED

    def _take_meet_in_words(self, _found: Found) -> Use:
        days = days_in_words(self._line.text)
        if days is None or self._meet.start:
            return Use.NOT_IT
        self._meet.start, self._meet.end = (day.isoformat() for day in days)
        return Use.USED

    def _take_head_line(self, _found: Found) -> Use:
        self._head_lines += 1
        if self._head_lines < _LONGEST_HEAD:
            return Use.FURNITURE
        self._place = self._place_before_head
        return Use.NOT_IT

    def _take_title(self, found: Found) -> Use:
        titles = self._dialect.titles.items()
        self._kind = next((kind for kind, title in titles if title.match(found["title"])), self._kind)
        if self._kind == "results":
            self._place = Place.NOWHERE
            return Use.USED
        if self._place is Place.HEAD:
            self._place = self._place_before_head
        if self._kind != "session_report" and "session" in found.groupdict():
            self._session = self._meet.enter(SessionDraft(found["session"]))
        return Use.USED

    def _take_session(self, found: Found) -> Use:
        said = found.groupdict()
        self._session = self._meet.enter(SessionDraft(_words(found["name"]), said.get("number"), said.get("date")))
        self._place = Place.SESSION
        return Use.USED

    def _take_warm_up(self, found: Found) -> Use:
        self._meet.sessions[-1].warm_up = time_of(found["warm_up"])
        return Use.USED

    def _take_session_start(self, found: Found) -> Use:
        day = found.groupdict().get("day")
        self._meet.sessions[-1].day = int(day) if day else None
        self._meet.sessions[-1].starts_at = time_of(found["starts_at"])
        return Use.USED

    def _take_timed_event(self, found: Found) -> Use:
        starts_at = time_of(found["starts_at"])
        self._events.append(EventDraft(found["number"], _words(found["name"]), self._session, starts_at=starts_at))
        return Use.USED

    def _take_order(self, _found: Found) -> Use:
        self._place = Place.ORDER
        self._listed.clear()
        return Use.FURNITURE

    def _take_order_end(self, _found: Found) -> Use:
        self._place = Place.FRONT
        return Use.FURNITURE

    def _take_listed_event(self, found: Found) -> Use:
        if found["number"] in self._listed:  # the list is over, though nothing said so
            return Use.NOT_IT
        self._listed.add(found["number"])
        return Use.FURNITURE

    def _take_event(self, found: Found) -> Use:
        event, name = self._event_numbered(found["number"]), _words(found["name"])
        if event is None or (event.name, event.session) != (name, self._session):
            event = EventDraft(found["number"], name, self._session)
            self._events.append(event)
        self._event, self._place = event, Place.EVENT
        return Use.USED

    def _take_event_goes_on(self, found: Found) -> Use:
        event = self._event_numbered(found["number"])
        if event is None:
            return self._take_event(found)
        if event.is_ranked:
            self._enter_ranks(event)
        elif event is self._event and event.heats:
            self._enter_heat(event, event.heats[-1])
        else:
            self._place = Place.EVENT
        self._event = event
        return Use.USED

    def _event_numbered(self, number: str) -> EventDraft | None:
        return next((event for event in reversed(self._events) if event.number == number), None)

    def _take_record(self, _found: Found) -> Use:
        self._place = Place.RECORDS
        return Use.FURNITURE

    def _take_lanes(self, found: Found) -> Use:
        if self._event and found["teams"]:
            self._event.teams = True
        return Use.FURNITURE

    def _take_ranks(self, found: Found) -> Use:
        if self._event is None:
            return Use.NOT_IT
        self._take_lanes(found)
        self._enter_ranks(self._event)
        return Use.FURNITURE

    def _enter_ranks(self, event: EventDraft) -> None:
        event.is_ranked = True
        self._rows = event.ranked
        self._place = Place.RANKED_TEAMS if event.teams else Place.RANKS

    def _take_heat(self, found: Found) -> Use:
        if self._event is None:
            return Use.NOT_IT
        of = found.groupdict().get
        heat = self._event.heat(int(found["number"]), of("round"))
        heat.of = int(of("of") or 0) or heat.of
        heat.starts_at = time_of(of("starts_at")) or heat.starts_at
        return self._enter_heat(self._event, heat)

    def _take_heat_goes_on(self, found: Found) -> Use:
        event = self._event_numbered(found["event"])
        if event is None:
            return Use.NOT_IT
        self._event = event
        return self._enter_heat(event, event.heat(int(found["number"]), found["round"]))

    def _enter_heat(self, event: EventDraft, heat: HeatDraft) -> Use:
        self._rows = heat.entries
        self._place = Place.TEAMS if event.teams else Place.LANES
        return Use.USED

    def _take_entry(self, found: Found) -> Use:
        entry = entry_of(found, self._line)
        self._row = (entry.lane, entry.rank, entry.name)
        self._rows.setdefault(self._row, entry)
        return Use.USED

    _take_team = _take_ranked = _take_ranked_team = _take_entry

    def _take_withdrawn(self, found: Found) -> Use:
        if self._event is None:
            return Use.NOT_IT
        self._rows = self._event.withdrawn
        return self._take_entry(found)

    _take_withdrawn_team = _take_withdrawn

    def _take_legs(self, _found: Found) -> Use:
        leg, text = self._dialect.leg, self._line.text
        if self._row not in self._rows or leg.sub("", text).strip():  # what is no leg must not be lost among legs
            return Use.NOT_IT
        self._rows[self._row] = with_legs(self._rows[self._row], leg.finditer(text), self._line)
        return Use.USED


def _words(text: str) -> str:
    return text.replace("  ", " ")


def _furniture(_found: Found) -> Use:
    return Use.FURNITURE
