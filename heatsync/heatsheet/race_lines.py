"""What a line says of the races: heats, entries, legs."""

import re

from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.heatsheet.drafts import EventDraft, HeatDraft, entry_of, with_legs, with_more
from heatsync.heatsheet.event_lines import EventLines
from heatsync.heatsheet.meet_lines import FURNITURE, NOT_IT, USED, Found, Use, words_of
from heatsync.heatsheet.moments import time_of
from heatsync.heatsheet.places import Place

_ROW_APART = 6.0
"""Points between two lines of one cell, at most."""
_LANE = re.compile(r"\d+")


class RaceLines(EventLines):
    """Takes the lines of heats and of who swims in them, one method for each kind of line.

    ``_row`` is the row that was added last. Where heats have no line of their own, only the first row of each tells it
    (``_first_row_tells``), unless all have been seen to (``_tells_heat_again``). Behind an unread line nobody is taken
    who may be in another race.
    """

    def __init__(self, dialect: Dialect) -> None:
        super().__init__(dialect)
        self._row = ""
        self._first_row_tells = self._tells_heat_again = False

    def _take_heat(self, found: Found) -> Use:
        if self._event is None:
            return NOT_IT
        if self._may_be_anothers and _begins_anew(self._event, found):
            return self._leave_event()  # the unread line was the head of another event
        return self._enter_headed_heat(self._event, found)

    def _take_heat_goes_on(self, found: Found) -> Use:
        event = self._event_numbered(found["event"])
        if event is None:  # the file begins in mid-event
            event = EventDraft(found["event"], words_of(found["name"]), self._session)
            self._add(event)
        self._event = event
        return self._enter_headed_heat(event, found)

    def _enter_headed_heat(self, event: EventDraft, found: Found) -> Use:
        self._doubts.settle_under(self._line)
        self._first_row_tells = False
        return self._enter_heat(event, _heat_of(event, found))

    def _take_entry(self, found: Found) -> Use:
        entry = entry_of(found, self._line)
        if self._may_be_anothers:
            if self._is_of_another_race(entry.lane or entry.rank or 0):
                return self._leave_event()
            if self._first_row_tells and self._doubts.are_between(self._line.page):
                return NOT_IT  # the unread line may have been a heat's first row
            self._doubts.go_on()
        self._row = self._line.text
        self._rows.setdefault(self._row, entry)
        return USED

    def _is_of_another_race(self, place: int) -> bool:
        """Whether that lane or rank may be another race's: lanes begin anew, or what is unread may have been heads."""
        if self._line.text in self._rows:
            return False
        last = next(reversed(self._rows.values()), None)
        highest = max(self._empty, (last.lane or last.rank or -1) if last else -1)
        return place <= highest or (self._is_in_doubt and self._doubts.may_be_heads(self._line, highest))

    _take_team = _take_ranked = _take_ranked_team = _take_entry

    def _take_empty_lane(self, _found: Found) -> Use:
        lane = _LANE.search(self._line.text)
        number = int(lane[0]) if lane else 0
        if self._may_be_anothers and self._is_of_another_race(number):
            return self._leave_event()
        self._empty = number
        return FURNITURE

    def _take_row(self, _anything: Found) -> Use:
        """A row of a table whose head has told the order of its columns."""
        found = self._table_row.match(self._line.text) if self._table_row else None
        if found is None or self._event is None:
            return NOT_IT
        if found.groupdict().get("heat"):
            return self._take_first_of_heat(self._event, found)
        if self._place not in (Place.LANES, Place.TEAMS):
            return NOT_IT
        return self._take_entry(found)

    def _take_heat_and_entry(self, found: Found) -> Use:
        if self._event is None or self._event.teams:
            return NOT_IT
        return self._take_first_of_heat(self._event, found)

    def _take_heat_and_team(self, found: Found) -> Use:
        if self._event is None or not self._event.teams:
            return NOT_IT
        return self._take_first_of_heat(self._event, found)

    def _take_first_of_heat(self, event: EventDraft, found: Found) -> Use:
        """A row that tells its heat, too; rows behind an unread line may go on with the heat before it."""
        heat, last = int(found["heat"]), _last_heat(event)
        if self._may_be_anothers and heat < last:
            return self._leave_event()
        goes_on = event.heats and heat == last and self._rows is event.heats[-1].entries
        if self._is_in_doubt and goes_on and not self._tells_heat_again:
            return self._leave_event()
        if goes_on:
            self._tells_heat_again |= not self._is_in_doubt
        else:
            self._enter_heat(event, event.heat(heat, None))
        self._first_row_tells = not self._tells_heat_again
        return self._take_entry(found)

    def _take_withdrawn(self, found: Found) -> Use:
        if self._event is None:
            return NOT_IT
        if self._may_be_anothers and (self._event.heats or self._event.ranked):
            return self._leave_event()  # they are the first rows of an event: of another one, here
        self._rows = self._event.withdrawn
        return self._take_entry(found)

    _take_withdrawn_team = _take_withdrawn

    def _take_more_of_row(self, _found: Found) -> Use:
        """The rest of a name or a team that was too long for its cell."""
        entry = self._rows.get(self._row)
        is_next = entry and entry.page == self._line.page and self._line.box[1] - entry.box[3] < _ROW_APART
        longer = with_more(entry, self._line) if entry and is_next else None
        if longer is None:
            return NOT_IT
        self._rows[self._row] = longer
        return USED

    def _take_legs(self, _found: Found) -> Use:
        entry, legs = self._rows.get(self._row), list(self._dialect.leg.finditer(self._line.text))
        if entry is None or not _are_all_of(self._line.text, legs):  # what is no leg must not be lost among legs
            return NOT_IT
        if self._doubts.are_between(self._line.page):  # the unread line may have been their team
            return NOT_IT
        self._rows[self._row] = with_legs(entry, legs, self._line)
        return USED


def _heat_of(event: EventDraft, found: Found) -> HeatDraft:
    """The heat on a line that names it. A combined event's real heat is what its swimmers look for: its round."""
    of = found.groupdict().get
    number = int(of("number") or 0) or None
    heat = event.heat(number, of("real_heat") or of("round"), time_of(of("starts_at")))
    heat.of = int(of("of") or 0) or heat.of
    heat.swims_with = of("swims_with") or heat.swims_with
    return heat


def _begins_anew(event: EventDraft, found: Found) -> bool:
    """Whether that heat may be another event's: its number is no higher than the last one's, or is not printed."""
    return bool(event.heats) and int(found.groupdict().get("number") or 0) <= event.heats[-1].number


def _last_heat(event: EventDraft) -> int:
    return event.heats[-1].number if event.heats else 0


def _are_all_of(text: str, legs: list[Found]) -> bool:
    """Whether there is nothing else on that line."""
    end = 0
    for leg in legs:
        begin, next_end = leg.span()
        if text[end:begin].strip():
            return False
        end = next_end
    return not text[end:].strip()
