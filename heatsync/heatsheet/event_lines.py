"""What a line says of the events: their heads, their start, how they go on, and where their entries are added."""

import re

from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.heatsheet.doubts import Doubts
from heatsync.heatsheet.drafts import EventDraft, HeatDraft, Rows, SessionDraft, spaced
from heatsync.heatsheet.meet_lines import FURNITURE, NOT_IT, USED, Found, MeetLines, Use, words_of
from heatsync.heatsheet.moments import time_of
from heatsync.heatsheet.places import Place
from heatsync.heatsheet.races import is_numbered_event, mended
from heatsync.heatsheet.table_head import row_under

_AMONG_ROWS = (Place.LANES, Place.TEAMS, Place.RANKS, Place.RANKED_TEAMS)
_BEHIND_A_HEAD = (Place.EVENT, Place.RECORDS, Place.RANKS, Place.RANKED_TEAMS)
_UNDER_AN_EVENT = (Place.EVENT, Place.RECORDS, Place.ALTERNATES, Place.ALTERNATE_TEAMS, *_AMONG_ROWS)


class EventLines(MeetLines):
    """Takes the lines that head events and their tables, one method for each kind of line.

    ``_latest`` has the newest event of each number. ``_event`` is the one being read, ``_headed`` the one whose table's
    head was read last; ``_rows`` is its list that entries are added to, ``_table_row`` how a row reads under the last
    head of a table, ``_empty`` the last empty lane.
    """

    def __init__(self, dialect: Dialect) -> None:
        super().__init__(dialect)
        self._events: list[EventDraft] = []
        self._latest: dict[str | None, EventDraft] = {}
        self._event: EventDraft | None = None
        self._headed: EventDraft | None = None
        self._listed: set[str] = set()
        self._rows: Rows = {}
        self._empty = -1
        self._years_at_school = False
        self._table_row: re.Pattern[str] | None = None
        self._rows_under: dict[str, re.Pattern[str] | None] = {}
        self._doubts = Doubts()

    def _take_timed_event(self, found: Found) -> Use:
        number, name, starts_at = found["number"], words_of(found["name"]), time_of(found["starts_at"])
        said = found.groupdict().get
        self._kind = "session_report"
        event = self._event_numbered(number) if said("heat") else None
        if event is None or event.session != self._session:
            event = EventDraft(number, name, self._session, starts_at=None if said("heat") else starts_at)
            self._add(event)
        if said("heat"):
            heat = event.heat(int(found["heat"]), None)
            heat.of, heat.starts_at = int(said("of") or 0) or None, starts_at
        return USED

    def _take_order(self, _found: Found) -> Use:
        self._place = Place.ORDER
        self._listed.clear()
        return FURNITURE

    def _take_order_end(self, found: Found) -> Use:
        self._place = Place.FRONT
        if self._session is not None:
            self._meet.sessions[self._session].ends_at = time_of(found["ends_at"])
        return FURNITURE

    def _take_listed_event(self, found: Found) -> Use:
        if found["number"] in self._listed:  # the list is over, though nothing said so
            return NOT_IT
        self._listed.add(found["number"])
        return FURNITURE

    def _take_event(self, found: Found) -> Use:
        number, name = found.groupdict().get("number"), mended(words_of(found["name"]))
        event = self._event_numbered(number)
        if event is None or event.session != self._session or not event.name.startswith(name):
            event = EventDraft(number, name, self._session, starts_at=time_of(found.groupdict().get("starts_at")))
            self._add(event)
        self._event, self._place = event, Place.EVENT
        self._doubts.settle_under(self._line)
        return USED

    def _doubt(self) -> None:
        """The line is unread; where it reads like the head of an event, what follows is not the race before."""
        text = self._doubts.rise(self._line)
        if self._place in _UNDER_AN_EVENT and is_numbered_event(text):
            self._leave_event()

    @property
    def _is_in_doubt(self) -> bool:
        return self._doubts.page == self._line.page

    @property
    def _may_be_anothers(self) -> bool:
        """Whether a line that begins anew may begin another race, whose head is unread."""
        return self._doubts.reach(self._line.page)

    def _leave_event(self) -> Use:
        self._event, self._rows, self._place = None, {}, Place.FRONT
        return NOT_IT

    def _take_more_of_event(self, found: Found) -> Use:
        event, name = self._event, mended(words_of(found["name"]))
        if event is None or (event.heats and not event.name.endswith(name)):
            return NOT_IT
        if not event.name.endswith(name):
            event.goes_on(name)
        return USED

    def _take_event_start(self, found: Found) -> Use:
        """An event that was swum before, on another day or at another hour, is swum there once more: a final."""
        if self._event is None:
            return NOT_IT
        self._session = self._meet.enter(SessionDraft(date=found["date"]))
        event, start = self._event, (self._session, time_of(found["starts_at"]))
        if event.heats and (event.session, event.starts_at) != start:
            event = EventDraft(event.number, event.name, None)
            self._add(event)
        event.session, event.starts_at = start
        self._event = event
        return USED

    def _take_repeats(self, _found: Found) -> Use:
        self._place = Place.REPEATS
        return FURNITURE

    def _take_event_goes_on(self, found: Found) -> Use:
        event = self._event_numbered(found["number"])
        if event is None:
            return self._take_event(found)
        if event.is_ranked:
            self._enter_ranks(event)
        elif event is self._event and self._rows is event.alternates:
            self._enter_alternates(event)
        elif event is self._event and event.heats:
            self._enter_heat(event, event.heats[-1])
        else:
            self._place = Place.EVENT
        self._event = event
        self._doubts.settle_under(self._line)
        return USED

    def _event_numbered(self, number: str | None) -> EventDraft | None:
        return self._latest.get(spaced(number))

    def _add(self, event: EventDraft) -> None:
        self._events.append(event)
        self._latest[event.number] = event

    def _take_record(self, _found: Found) -> Use:
        self._place = Place.RECORDS
        return FURNITURE

    def _take_lanes(self, found: Found) -> Use:
        if self._is_in_doubt and self._is_another_table():
            self._leave_event()
        self._headed = self._event
        said = found.groupdict()
        if self._event and said.get("teams"):
            self._event.teams = True
        self._years_at_school |= said.get("school_years") is not None
        self._table_row = self._row_under(self._line.text) if self._dialect.columns else None
        return FURNITURE

    def _is_another_table(self) -> bool:
        """Whether a table's head stands behind rows or, where nobody swims between the two, behind the event's own."""
        if self._rows and self._place in _AMONG_ROWS:
            return True
        return self._headed is self._event and self._place in _BEHIND_A_HEAD

    def _row_under(self, head: str) -> re.Pattern[str] | None:
        if head not in self._rows_under:
            self._rows_under[head] = row_under(head, self._dialect.columns)
        return self._rows_under[head]

    def _take_ranks(self, found: Found) -> Use:
        if self._event is None:
            return NOT_IT
        self._take_lanes(found)
        if self._event and self._event.heats:  # of those who swim nobody is left to be ranked
            self._enter_alternates(self._event)
        elif self._event:
            self._enter_ranks(self._event)
        return FURNITURE

    def _enter_ranks(self, event: EventDraft) -> None:
        event.is_ranked = True
        self._enter(event.ranked, Place.RANKED_TEAMS if event.teams else Place.RANKS)

    def _take_alternates(self, _found: Found) -> Use:
        if self._event is None:
            return NOT_IT
        return self._enter_alternates(self._event)

    def _enter_alternates(self, event: EventDraft) -> Use:
        self._enter(event.alternates, Place.ALTERNATE_TEAMS if event.teams else Place.ALTERNATES)
        return USED

    def _enter_heat(self, event: EventDraft, heat: HeatDraft) -> Use:
        self._enter(heat.entries, Place.TEAMS if event.teams else Place.LANES)
        self._doubts.settle()
        return USED

    def _enter(self, rows: Rows, place: Place) -> None:
        self._rows, self._place, self._empty = rows, place, -1
