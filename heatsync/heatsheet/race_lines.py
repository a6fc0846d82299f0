"""What a line says of the races: events, heats, entries, legs."""

import re

from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.heatsheet.drafts import EventDraft, HeatDraft, Rows, SessionDraft, entry_of, spaced, with_legs, with_more
from heatsync.heatsheet.meet_lines import Found, MeetLines, Use, words_of
from heatsync.heatsheet.moments import time_of
from heatsync.heatsheet.places import Place
from heatsync.heatsheet.program import Entry
from heatsync.heatsheet.races import is_numbered_event, mended
from heatsync.heatsheet.table_head import row_under

_ROW_APART = 6.0
"""Points between two lines of one cell, at most."""
_PAGE_COUNT = re.compile(r"\s\d+(?:\s?(?:/|of|de|von)\s?\d+)?$")
_AMONG_ROWS = (Place.LANES, Place.TEAMS, Place.RANKS, Place.RANKED_TEAMS)
_BEHIND_A_HEAD = (Place.EVENT, Place.RECORDS, Place.RANKS, Place.RANKED_TEAMS)
_UNDER_AN_EVENT = (Place.EVENT, Place.RECORDS, Place.ALTERNATES, Place.ALTERNATE_TEAMS, *_AMONG_ROWS)


class RaceLines(MeetLines):
    """Takes the lines that tell of events, heats and entries, one method for each kind of line.

    ``_event`` is the one being read, ``_headed`` the one whose table's head was read last; ``_rows`` is its list that
    entries are added to, ``_row`` the last one added, ``_table_row`` how a row reads under the last head of a table.
    ``_doubted_page`` is one with an unread line that may have been the head of another race, until a head is read.
    """

    def __init__(self, dialect: Dialect) -> None:
        super().__init__(dialect)
        self._events: list[EventDraft] = []
        self._event: EventDraft | None = None
        self._headed: EventDraft | None = None
        self._listed: set[str] = set()
        self._rows: Rows = {}
        self._years_at_school = False
        self._row = ""
        self._table_row: re.Pattern[str] | None = None
        self._rows_under: dict[str, re.Pattern[str] | None] = {}
        self._doubted_page = 0
        self._unread_before: set[str] = set()

    def _take_timed_event(self, found: Found) -> Use:
        number, name, starts_at = found["number"], words_of(found["name"]), time_of(found["starts_at"])
        said = found.groupdict().get
        self._kind = "session_report"
        event = self._event_numbered(number) if said("heat") else None
        if event is None or event.session != self._session:
            event = EventDraft(number, name, self._session, starts_at=None if said("heat") else starts_at)
            self._events.append(event)
        if said("heat"):
            heat = event.heat(int(found["heat"]), None)
            heat.of, heat.starts_at = int(said("of") or 0) or None, starts_at
        return Use.USED

    def _take_order(self, _found: Found) -> Use:
        self._place = Place.ORDER
        self._listed.clear()
        return Use.FURNITURE

    def _take_order_end(self, found: Found) -> Use:
        self._place = Place.FRONT
        if self._session is not None:
            self._meet.sessions[self._session].ends_at = time_of(found["ends_at"])
        return Use.FURNITURE

    def _take_listed_event(self, found: Found) -> Use:
        if found["number"] in self._listed:  # the list is over, though nothing said so
            return Use.NOT_IT
        self._listed.add(found["number"])
        return Use.FURNITURE

    def _take_event(self, found: Found) -> Use:
        number, name = found.groupdict().get("number"), mended(words_of(found["name"]))
        event = self._event_numbered(number)
        if event is None or event.session != self._session or not event.name.startswith(name):
            event = EventDraft(number, name, self._session)
            self._events.append(event)
        self._event, self._place, self._doubted_page = event, Place.EVENT, 0
        return Use.USED

    def _doubt(self) -> None:
        """The line is unread; where it reads like the head of an event, what follows is not the race before.

        What was unread before, on another page perhaps, is the head of none; nor is the foot of a page.
        """
        text = _PAGE_COUNT.sub("", self._line.text)
        if text not in self._unread_before:
            self._doubted_page = self._line.page
        self._unread_before.add(text)
        if self._place in _UNDER_AN_EVENT and is_numbered_event(text):
            self._leave_event()

    @property
    def _is_in_doubt(self) -> bool:
        return self._doubted_page == self._line.page

    def _leave_event(self) -> Use:
        self._event, self._rows, self._place = None, {}, Place.FRONT
        return Use.NOT_IT

    def _take_more_of_event(self, found: Found) -> Use:
        event, name = self._event, mended(words_of(found["name"]))
        if event is None or (event.heats and not event.name.endswith(name)):
            return Use.NOT_IT
        if not event.name.endswith(name):
            event.goes_on(name)
        return Use.USED

    def _take_event_start(self, found: Found) -> Use:
        """An event that was swum before, on another day or at another hour, is swum there once more: a final."""
        if self._event is None:
            return Use.NOT_IT
        self._session = self._meet.enter(SessionDraft(date=found["date"]))
        event, start = self._event, (self._session, time_of(found["starts_at"]))
        if event.heats and (event.session, event.starts_at) != start:
            event = EventDraft(event.number, event.name, None)
            self._events.append(event)
        event.session, event.starts_at = start
        self._event = event
        return Use.USED

    def _take_repeats(self, _found: Found) -> Use:
        self._place = Place.REPEATS
        return Use.FURNITURE

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
        self._event, self._doubted_page = event, 0
        return Use.USED

    def _event_numbered(self, number: str | None) -> EventDraft | None:
        number = spaced(number)
        return next((event for event in reversed(self._events) if event.number == number), None)

    def _take_record(self, _found: Found) -> Use:
        self._place = Place.RECORDS
        return Use.FURNITURE

    def _take_lanes(self, found: Found) -> Use:
        if self._is_in_doubt and self._is_another_table():
            self._leave_event()
        self._headed = self._event
        said = found.groupdict()
        if self._event and said.get("teams"):
            self._event.teams = True
        self._years_at_school |= said.get("school_years") is not None
        self._table_row = self._row_under(self._line.text) if self._dialect.columns else None
        return Use.FURNITURE

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
            return Use.NOT_IT
        self._take_lanes(found)
        if self._event and self._place not in (Place.ALTERNATES, Place.ALTERNATE_TEAMS):
            self._enter_ranks(self._event)
        return Use.FURNITURE

    def _enter_ranks(self, event: EventDraft) -> None:
        event.is_ranked = True
        self._rows = event.ranked
        self._place = Place.RANKED_TEAMS if event.teams else Place.RANKS

    def _take_alternates(self, _found: Found) -> Use:
        if self._event is None:
            return Use.NOT_IT
        return self._enter_alternates(self._event)

    def _enter_alternates(self, event: EventDraft) -> Use:
        self._rows = event.alternates
        self._place = Place.ALTERNATE_TEAMS if event.teams else Place.ALTERNATES
        return Use.USED

    def _take_heat(self, found: Found) -> Use:
        if self._event is None:
            return Use.NOT_IT
        if self._is_in_doubt and int(found["number"]) <= _last_heat(self._event):
            return self._leave_event()  # heats begin anew: the unread line was the head of another event
        return self._enter_heat(self._event, self._heat_of(self._event, found))

    def _heat_of(self, event: EventDraft, found: Found) -> HeatDraft:
        """The heat on a line that names it. A combined event's real heat is what its swimmers look for: its round."""
        of = found.groupdict().get
        heat = event.heat(int(found["number"]), of("real_heat") or of("round"), time_of(of("starts_at")))
        heat.of = int(of("of") or 0) or heat.of
        heat.swims_with = of("swims_with") or heat.swims_with
        return heat

    def _take_heat_goes_on(self, found: Found) -> Use:
        event = self._event_numbered(found["event"])
        if event is None:  # the file begins in mid-event
            event = EventDraft(found["event"], words_of(found["name"]), self._session)
            self._events.append(event)
        self._event = event
        return self._enter_heat(event, self._heat_of(event, found))

    def _enter_heat(self, event: EventDraft, heat: HeatDraft) -> Use:
        self._rows, self._doubted_page = heat.entries, 0
        self._place = Place.TEAMS if event.teams else Place.LANES
        return Use.USED

    def _take_entry(self, found: Found) -> Use:
        entry = entry_of(found, self._line)
        if self._is_in_doubt and self._begins_anew(entry):
            return self._leave_event()
        self._row = self._line.text
        self._rows.setdefault(self._row, entry)
        return Use.USED

    def _begins_anew(self, entry: Entry) -> bool:
        """Whether lanes or ranks begin anew: behind an unread line they are those of another heat or event."""
        last = next(reversed(self._rows.values()), None)
        if last is None or self._line.text in self._rows:
            return False
        return (entry.lane or entry.rank or 0) <= (last.lane or last.rank or -1)

    _take_team = _take_ranked = _take_ranked_team = _take_entry

    def _take_row(self, _anything: Found) -> Use:
        """A row of a table whose head has told the order of its columns."""
        found = self._table_row.match(self._line.text) if self._table_row else None
        if found is None or self._event is None:
            return Use.NOT_IT
        if found.groupdict().get("heat"):
            return self._take_first_of_heat(self._event, found)
        if self._place not in (Place.LANES, Place.TEAMS):
            return Use.NOT_IT
        return self._take_entry(found)

    def _take_heat_and_entry(self, found: Found) -> Use:
        if self._event is None or self._event.teams:
            return Use.NOT_IT
        return self._take_first_of_heat(self._event, found)

    def _take_heat_and_team(self, found: Found) -> Use:
        if self._event is None or not self._event.teams:
            return Use.NOT_IT
        return self._take_first_of_heat(self._event, found)

    def _take_first_of_heat(self, event: EventDraft, found: Found) -> Use:
        """A row that tells its heat, too; rows behind an unread line may go on with the heat before it."""
        heat, last = int(found["heat"]), _last_heat(event)
        if self._is_in_doubt and heat < last:
            return self._leave_event()
        doubted_page = self._doubted_page if heat == last else 0
        self._enter_heat(event, event.heat(heat, None))
        self._doubted_page = doubted_page
        return self._take_entry(found)

    def _take_withdrawn(self, found: Found) -> Use:
        if self._event is None:
            return Use.NOT_IT
        self._rows = self._event.withdrawn
        return self._take_entry(found)

    _take_withdrawn_team = _take_withdrawn

    def _take_more_of_row(self, _found: Found) -> Use:
        """The rest of a name or a team that was too long for its cell."""
        entry = self._rows.get(self._row)
        is_next = entry and entry.page == self._line.page and self._line.box[1] - entry.box[3] < _ROW_APART
        longer = with_more(entry, self._line) if entry and is_next else None
        if longer is None:
            return Use.NOT_IT
        self._rows[self._row] = longer
        return Use.USED

    def _take_legs(self, _found: Found) -> Use:
        entry, legs = self._rows.get(self._row), list(self._dialect.leg.finditer(self._line.text))
        if entry is None or not _are_all_of(self._line.text, legs):  # what is no leg must not be lost among legs
            return Use.NOT_IT
        self._rows[self._row] = with_legs(entry, legs, self._line)
        return Use.USED


def _are_all_of(text: str, legs: list[Found]) -> bool:
    """Whether there is nothing else on that line."""
    ends = [0, *(leg.end() for leg in legs)]
    begins = [*(leg.start() for leg in legs), len(text)]
    return not any(text[end:begin].strip() for end, begin in zip(ends, begins, strict=True) if end < begin)


def _last_heat(event: EventDraft) -> int:
    return event.heats[-1].number if event.heats else 0
