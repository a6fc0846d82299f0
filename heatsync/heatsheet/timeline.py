"""Papers of one meet help each other: a session report's days and times fill the gaps of its sheets."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from heatsync.heatsheet.days import NO_DATE, unknown_day
from heatsync.heatsheet.moments import in_words
from heatsync.heatsheet.program import Event, Meet, Program, Session

_WORD = re.compile(r"[^\W_]+")
_SANCTION = re.compile(r",?\s*\(?Sanction\b.*", re.IGNORECASE)
_MOST_ROUNDS = 12
"""Lines of a report that tell of one event; what has more is no report."""
_SAME_EVENTS = 0.9
"""The share of a sheet's events that a report has too, at least, where the meet is not called the same."""


def filled(programs: Sequence[Program]) -> list[Program]:
    """Those programs, each filled from the session reports among them."""
    reports = [program for program in programs if program.kind == "session_report"]
    found = list(programs)
    for report in reports:
        found = [fill(program, report) for program in found]
    return found


def fill(program: Program, report: Program) -> Program:
    """The program with the report's days and starts where it prints none itself; as it is, if it is of another meet."""
    if program.kind == "session_report" or not program.events:
        return program
    filling = _Filling(program, report)
    return filling.program() if filling.is_same_meet() else program


class _Filling:
    """``_rows`` are the report's lines for each event of the sheet; ``_theirs`` for each of its sessions the report's.

    Nothing here looks through one paper for each line of the other: both may be as long as somebody likes.
    """

    def __init__(self, program: Program, report: Program) -> None:
        self._program, self._report = program, report
        by_number: dict[str | None, list[Event]] = defaultdict(list)
        for row in report.events:
            if len(by_number[row.number]) < _MOST_ROUNDS:
                by_number[row.number].append(row)
        self._rows = [_rows(event, by_number) for event in program.events]
        self._theirs = self._sessions_of_report()
        self._added: dict[Session, int] = {}
        self._disagree: list[str] = []

    def is_same_meet(self) -> bool:
        """Whether both are called the same, or are on the same days with the same events; never in another year."""
        ours, theirs = self._program.meet, self._report.meet
        if _are_apart(ours, theirs):
            return False
        if ours.name and theirs.name and _key(_SANCTION.sub("", ours.name)) == _key(_SANCTION.sub("", theirs.name)):
            return True
        is_dated = ours.start is not None and (ours.start, ours.end) == (theirs.start, theirs.end)
        return is_dated and sum(map(bool, self._rows)) >= _SAME_EVENTS * len(self._rows)

    def program(self) -> Program:
        """The program, filled."""
        sessions = [self._session(index) for index in range(len(self._program.sessions))]
        events = tuple(map(self._event, self._program.events, self._rows))
        used = {event.session for event in events}
        known = {
            unknown_day(session.name)
            for index, session in enumerate(self._program.sessions)
            if self._theirs[index] is not None or index not in used
        }
        sessions += self._added
        if all(event.session is not None and sessions[event.session].date for event in events):
            known.add(NO_DATE)
        warnings = (*(text for text in self._program.warnings if text not in known), *self._disagree)
        return replace(self._program, sessions=tuple(sessions), events=events, warnings=warnings)

    def _session(self, index: int) -> Session:
        ours, place = self._program.sessions[index], self._theirs[index]
        if place is None:
            return ours
        theirs = self._report.sessions[place]
        is_guess = unknown_day(ours.name) in self._program.warnings
        day = ours.date if ours.date and not is_guess else theirs.date
        if day and theirs.date and day != theirs.date:
            self._disagree.append(
                f"The session report has session “{ours.name}” on {in_words(theirs.date)}, the sheet on "
                f"{in_words(day)}: please check."
            )
        return replace(ours, date=day, starts_at=ours.starts_at or theirs.starts_at)

    def _event(self, event: Event, rows: list[Event]) -> Event:
        theirs = self._theirs[event.session] if event.session is not None else None
        rows = [row for row in rows if theirs is None or row.session == theirs]
        if len({row.session for row in rows}) != 1:
            return event
        starts_at = min((start for row in rows if (start := _start(row))), default=None)
        if theirs is None and rows[0].session is not None:
            event = replace(event, session=self._entered(self._report.sessions[rows[0].session]))
        if starts_at is None or event.starts_at or any(heat.starts_at for heat in event.heats):
            return event
        return replace(event, starts_at=starts_at, planned=True)

    def _entered(self, session: Session) -> int:
        """The place of that session of the report behind ours."""
        return self._added.setdefault(session, len(self._program.sessions) + len(self._added))

    def _sessions_of_report(self) -> list[int | None]:
        """For each session of the sheet the report's of that name, or the only one that has all its events."""
        named: dict[str, list[int]] = defaultdict(list)
        for place, session in enumerate(self._report.sessions):
            named[_key(session.name)].append(place)
        common: dict[int | None, set[int | None]] = {}
        for event, rows in zip(self._program.events, self._rows, strict=True):
            having = {row.session for row in rows}
            if having:
                common[event.session] = common.get(event.session, having) & having
        found: list[int | None] = []
        for index, session in enumerate(self._program.sessions):
            likely: list[int | None] = [*named[_key(session.name)]]
            likely = likely or [*common.get(index, ())]
            found.append(likely[0] if len(likely) == 1 else None)
        return found


def _are_apart(ours: Meet, theirs: Meet) -> bool:
    if not (ours.start and theirs.start):
        return False
    return ours.start > (theirs.end or theirs.start) or theirs.start > (ours.end or ours.start)


def _rows(event: Event, by_number: Mapping[str | None, list[Event]]) -> list[Event]:
    """The lines of the report that tell of that event; of a combined one there are two."""
    rows = (row for number in dict.fromkeys((event.number or "").split(" / ")) for row in by_number.get(number, ()))
    return [row for row in rows if _agree(row.distance, event.distance) and _agree(row.stroke, event.stroke)]


def _agree(one: object, other: object) -> bool:
    return not one or not other or one == other


def _start(row: Event) -> str | None:
    return row.starts_at or min((heat.starts_at for heat in row.heats if heat.starts_at), default=None)


def _key(name: str | None) -> str:
    return " ".join(_WORD.findall((name or "").casefold()))
