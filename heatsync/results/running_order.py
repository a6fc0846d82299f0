"""The order in which a sheet's session is swum: which event comes when, and which so many before it."""

import datetime
import uuid
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import undefer

from heatsync.heatsheet.clock import StartTime, start_times
from heatsync.heatsheet.program import Program
from heatsync.models import BatchJob, ExtractionResult, PdfFile, transaction
from heatsync.results.result import Race

_MOST_KEPT = 100
"""Orders that a process keeps: all phones at a pool ask for the same few again and again."""


class _Event(NamedTuple):
    """An event's session and number, and when each of its heats is planned, counted from that session's midnight."""

    session: int | None
    number: str
    starts: Mapping[int, datetime.timedelta]


class RunningOrder:
    """The events and heats of one sheet, as planned."""

    def __init__(self, program: Program) -> None:
        starts = start_times(program)
        self._events = [
            _Event(
                event.session,
                _known_by(event.number),
                {
                    heat.number: _since_midnight(start)
                    for place, heat in enumerate(event.heats)
                    if (start := starts.get((at, place)))
                },
            )
            for at, event in enumerate(program.events)
        ]

    def start(self, race: Race, event: str, heat: int) -> datetime.timedelta | None:
        """How long after its session's midnight that heat is planned, in the session of that race."""
        same = (one for one in self._of_session(race) if one.number == _known_by(event) and heat in one.starts)
        return next((one.starts[heat] for one in same), None)

    def before(self, race: Race, count: int) -> str | None:
        """The number of the event that is swum so many before that race's; of the first where there are fewer."""
        numbers = [event.number for event in self._of_session(race)]
        own = _known_by(race.event)
        place = numbers.index(own) if own in numbers else 0
        return numbers[max(place - count, 0)].upper() if place else None

    def _of_session(self, race: Race) -> list[_Event]:
        return [event for event in self._events if event.session == race.session_index]


_kept: OrderedDict[tuple[uuid.UUID, int | None], RunningOrder] = OrderedDict()


def running_orders(job_ids: Iterable[uuid.UUID | None]) -> Mapping[uuid.UUID, RunningOrder]:
    """The running order of each of those sheets, as far as they have been read."""
    jobs = {job_id for job_id in job_ids if job_id}
    with transaction() as session:
        rows = session.execute(
            select(BatchJob.id, PdfFile.id, PdfFile.reader_version)
            .join(ExtractionResult, ExtractionResult.id == BatchJob.extraction_id)
            .join(PdfFile, PdfFile.id == ExtractionResult.pdf_id)
            .where(BatchJob.id.in_(jobs))
        ).all()
    sheets = {job_id: (pdf_id, version) for job_id, pdf_id, version in rows}
    _keep({pdf_id for pdf_id, version in sheets.values() if (pdf_id, version) not in _kept})
    return {job_id: order for job_id, sheet in sheets.items() if (order := _kept.get(sheet))}


def _keep(pdf_ids: Collection[uuid.UUID]) -> None:
    if not pdf_ids:
        return
    with transaction() as session:
        files = session.scalars(select(PdfFile).where(PdfFile.id.in_(pdf_ids)).options(undefer(PdfFile.program))).all()
    for file in files:
        if program := _program(file):
            _kept[file.id, file.reader_version] = RunningOrder(program)
    while len(_kept) > _MOST_KEPT:
        _kept.popitem(last=False)


def _program(file: PdfFile) -> Program | None:
    try:
        return file.unpacked()
    except msgspec.ValidationError:  # an older reader's
        return None


def _since_midnight(start: StartTime) -> datetime.timedelta:
    hours, minutes = map(int, start.starts_at.split(":"))
    return datetime.timedelta(days=start.days, hours=hours, minutes=minutes)


def _known_by(number: str | None) -> str:
    return (number or "").strip().lstrip("#").casefold()
