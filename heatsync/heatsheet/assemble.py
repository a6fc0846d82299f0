"""The lines of a sheet, read by a dialect, become a Program.

Columns and pages cut events and heats anywhere, so the assembler carries from line to line where it is: in a page's
head, under an event, in a heat's lanes. What a line can be depends on that place; one that is nothing there is unread.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from heatsync.heatsheet.days import dated
from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.heatsheet.drafts import SessionDraft, with_years_at_school
from heatsync.heatsheet.furniture import above_heads, without_furniture
from heatsync.heatsheet.lines import Line
from heatsync.heatsheet.meet_lines import FURNITURE, NOT_IT, USED, Found, Use, words_of
from heatsync.heatsheet.places import Place
from heatsync.heatsheet.program import Event, Kind, OtherLine, Program, UnreadLine
from heatsync.heatsheet.race_lines import RaceLines
from heatsync.heatsheet.races import is_athletics

_LONGEST_LINE, _MOST_BLANKS = 6000, 200
"""A line of more characters, or with more blanks, is nothing that a meet prints: patterns take their time over it."""
_WITH_EVENTS = ("heat_sheet", "psych_sheet", "session_report")
"""The kinds of sheets whose events are worth telling; events of another kind are only words that look like one."""
_ROWS = {
    "row", "entry", "team", "heat_and_entry", "heat_and_team", "ranked", "ranked_team", "withdrawn", "withdrawn_team",
    "legs", "empty_lane",
}  # fmt: skip
"""What entries are made of: a name in such a line is theirs."""

Trial = tuple[Callable[[str], Found | None], Callable[["Assembler", Found], Use], bool]
"""A pattern, the method that takes what it finds, and whether that is a row of entries."""


class Assembler(RaceLines):
    """Takes the lines of one sheet in reading order, and gives its Program."""

    def __init__(self, dialect: Dialect) -> None:
        super().__init__(dialect)
        self._trials = _trials(dialect)
        self._used = 0
        self._unread: list[Line] = []
        self._elsewhere: list[Line] = []

    def take(self, line: Line) -> None:
        """Use that line, drop it as furniture, or keep it as unread."""
        self._line, text, place = line, line.text, self._place
        if len(text) <= _MOST_BLANKS or (len(text) <= _LONGEST_LINE and text.count(" ") <= _MOST_BLANKS):
            for match, use, is_row in self._trials[place]:
                found = match(text)
                if found and (became := use(self, found)) is not NOT_IT:
                    self._used += became is USED
                    if not is_row:
                        self._elsewhere.append(line)
                    return
        if place is Place.HEAD and self._place is not place:  # the head was over before this line
            self.take(line)
        elif text in self._heads:
            self._elsewhere.append(line)
        else:
            self._doubt()
            self._unread.append(line)

    def program(self, printed: Sequence[Line], pages: int) -> Program:
        """All that was taken. ``printed``, the lines once more, tells how dates are written and what is furniture."""
        if self._events and not self._meet.sessions:
            self._meet.enter(SessionDraft())
        unread = without_furniture(self._unread, printed, pages)
        meet, sessions, doubts = dated(self._meet, (line.text for line in printed))
        kind = self._kind_of_sheet()
        if kind == "results":  # and nothing else: so are all its lines
            self._elsewhere, unread = [*self._elsewhere, *unread], []
        lines = self._used + len(unread)
        return Program(
            kind=kind,
            software=self._dialect.software,
            pages=pages,
            coverage=round(self._used / lines, 4) if lines else 0.0,
            meet=meet,
            sessions=sessions,
            events=tuple(self._finished(0 if sessions else None)) if kind in _WITH_EVENTS else (),
            unread=tuple(UnreadLine(line.page, line.text, line.box) for line in unread),
            elsewhere=tuple(self._other_lines(printed, unread)),
            warnings=doubts if kind in _WITH_EVENTS else (),
        )

    def _finished(self, default_session: int | None) -> Iterator[Event]:
        for draft in self._events:
            event = draft.finished(default_session)
            yield with_years_at_school(event) if self._years_at_school else event

    def _other_lines(self, printed: Sequence[Line], unread: Sequence[Line]) -> Iterator[OtherLine]:
        still_unread = set(map(id, unread))
        furniture = (line for line in self._unread if id(line) not in still_unread)
        pages: dict[str, list[int]] = {}
        for line in chain(above_heads(printed, self._dialect), self._elsewhere, furniture):
            pages.setdefault(line.text, []).append(line.page)
        for text, on in pages.items():
            yield OtherLine(words_of(text), tuple(on))

    def _kind_of_sheet(self) -> Kind:
        if any(is_athletics(event.name) for event in self._events):
            return "unknown"
        if self._kind != "session_report" and any(heat.entries for event in self._events for heat in event.heats):
            return "heat_sheet"
        if any(event.ranked for event in self._events):
            return "psych_sheet"
        return self._kind if self._kind in ("session_report", "results") else "unknown"


@lru_cache
def _trials(dialect: Dialect) -> Mapping[Place, Sequence[Trial]]:
    """What is tried at each place: the dialect's patterns, and for lines of free text anything."""
    anything = dict.fromkeys(("meet_in_words", "head_line", "row"), (re.compile(""),))
    patterns = {**anything, **dialect.patterns, "listed_event": dialect.patterns.get("event", ())}
    if not dialect.columns:
        del patterns["row"]  # its heads tell no order of columns
    return {
        place: [
            (pattern.match, getattr(Assembler, f"_take_{name}", _furniture), name in _ROWS)
            for name in place.value
            for pattern in patterns.get(name, ())
        ]
        for place in Place
    }


def _furniture(_assembler: Assembler, _found: Found) -> Use:
    """What no method takes tells nothing more."""
    return FURNITURE
