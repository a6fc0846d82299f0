"""Papers of one meet help each other: a session report's days and times fill the gaps of its sheets."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from heatsync.heatsheet.days import unknown_day
from heatsync.heatsheet.program import Event, Program, Session

_WORD = re.compile(r"[^\W_]+")
_SANCTION = re.compile(r",?\s*\(?Sanction\b.*", re.IGNORECASE)
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
    if program.kind == "session_report" or not _same_meet(program, report):
        return program
    return _Filling(program, report).program()


class _Filling:
    """``_theirs`` is for each of the sheet's sessions the report's, None where that cannot be told."""

    def __init__(self, program: Program, report: Program) -> None:
        self._program, self._report = program, report
        self._theirs = [self._session_of_report(index) for index in range(len(program.sessions))]
        self._sessions = list(program.sessions)
        self._disagree: list[str] = []

    def program(self) -> Program:
        """The program, filled."""
        for index, theirs in enumerate(self._theirs):
            if theirs is not None:
                self._sessions[index] = self._session(self._sessions[index], self._report.sessions[theirs])
        events = tuple(self._event(event) for event in self._program.events)
        known = {unknown_day(session.name) for index, session in enumerate(self._program.sessions)
                 if self._theirs[index] is not None or all(event.session != index for event in events)}  # fmt: skip
        warnings = (*(text for text in self._program.warnings if text not in known), *self._disagree)
        return replace(self._program, sessions=tuple(self._sessions), events=events, warnings=warnings)

    def _session(self, ours: Session, theirs: Session) -> Session:
        is_guess = unknown_day(ours.name) in self._program.warnings
        day = ours.date if ours.date and not is_guess else theirs.date
        if day and theirs.date and day != theirs.date:
            self._disagree.append(
                f"The session report has session “{ours.name}” on {theirs.date:%B} {theirs.date.day}, the sheet on "
                f"{day:%B} {day.day}: please check."
            )
        return replace(ours, date=day or theirs.date, starts_at=ours.starts_at or theirs.starts_at)

    def _event(self, event: Event) -> Event:
        theirs = self._theirs[event.session] if event.session is not None else None
        rows = [row for row in _rows(event, self._report) if theirs is None or row.session == theirs]
        if len({row.session for row in rows}) != 1:
            return event
        starts_at = min((start for row in rows if (start := _start(row))), default=None)
        if theirs is None:
            event = replace(event, session=self._entered(rows[0].session))
        if starts_at is None or event.starts_at or any(heat.starts_at for heat in event.heats):
            return event
        return replace(event, starts_at=starts_at, planned=True)

    def _entered(self, theirs: int | None) -> int | None:
        """The place of that session of the report among ours."""
        if theirs is None:
            return None
        session = self._report.sessions[theirs]
        if session not in self._sessions:
            self._sessions.append(session)
        return self._sessions.index(session)

    def _session_of_report(self, index: int) -> int | None:
        """The report's session of that name, or the only one that has all its events."""
        name = _key(self._program.sessions[index].name)
        of_that_name = [at for at, session in enumerate(self._report.sessions) if _key(session.name) == name]
        if len(of_that_name) == 1:
            return of_that_name[0]
        having = [
            {row.session for row in rows}
            for event in self._program.events
            if event.session == index and (rows := list(_rows(event, self._report)))
        ]
        common = set.intersection(*having) if having else set()
        return common.pop() if len(common) == 1 else None


def _same_meet(program: Program, report: Program) -> bool:
    ours, theirs = program.meet, report.meet
    if (
        ours.start
        and theirs.start
        and (ours.start > (theirs.end or theirs.start) or theirs.start > (ours.end or ours.start))
    ):
        return False
    if ours.name and theirs.name and _key(_SANCTION.sub("", ours.name)) == _key(_SANCTION.sub("", theirs.name)):
        return True
    known = sum(any(_rows(event, report)) for event in program.events)
    is_dated = ours.start is not None and (ours.start, ours.end) == (theirs.start, theirs.end)
    return is_dated and known > 0 and known >= _SAME_EVENTS * len(program.events)


def _rows(event: Event, report: Program) -> Iterator[Event]:
    """The lines of the report that tell of that event; of a combined one there are two."""
    numbers = (event.number or "").split(" / ")
    for row in report.events:
        if row.number in numbers and _agree(row.distance, event.distance) and _agree(row.stroke, event.stroke):
            yield row


def _agree(one: object, other: object) -> bool:
    return not one or not other or one == other


def _start(row: Event) -> str | None:
    return row.starts_at or min((heat.starts_at for heat in row.heats if heat.starts_at), default=None)


def _key(name: str | None) -> str:
    return " ".join(_WORD.findall((name or "").casefold()))
