"""The order in which a sheet's session is swum: which event comes when, and which so many before it."""

import datetime
import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import undefer

from heatsync.heatsheet.clock import start_times
from heatsync.heatsheet.program import Event, Program
from heatsync.models import BatchJob, ExtractionResult, PdfFile, transaction
from heatsync.results.result import Race


class RunningOrder:
    """The events and heats of one sheet, as planned."""

    def __init__(self, program: Program) -> None:
        self._events = program.events
        self._starts = start_times(program)

    def start(self, race: Race, event: str, heat: int) -> datetime.timedelta | None:
        """How long after its session's midnight that heat is planned, in the session of that race."""
        for at in self._of_session(race):
            if _same(self._events[at].number, event):
                for place, one in enumerate(self._events[at].heats):
                    start = self._starts.get((at, place))
                    if one.number == heat and start:
                        hours, minutes = map(int, start.starts_at.split(":"))
                        return datetime.timedelta(days=start.days, hours=hours, minutes=minutes)
        return None

    def before(self, race: Race, count: int) -> Event | None:
        """The event that is swum so many before that race's; the session's first where there are fewer."""
        events = [self._events[at] for at in self._of_session(race)]
        place = next((at for at, event in enumerate(events) if _same(event.number, race.event or "")), 0)
        return events[max(place - count, 0)] if place else None

    def _of_session(self, race: Race) -> list[int]:
        return [at for at, event in enumerate(self._events) if event.session == race.session_index]


def running_orders(job_ids: Iterable[uuid.UUID | None]) -> Mapping[uuid.UUID, RunningOrder]:
    """The running order of each of those sheets, as far as they have been read."""
    with transaction() as session:
        rows = session.execute(
            select(BatchJob.id, PdfFile)
            .join(ExtractionResult, ExtractionResult.id == BatchJob.extraction_id)
            .join(PdfFile, PdfFile.id == ExtractionResult.pdf_id)
            .where(BatchJob.id.in_({job_id for job_id in job_ids if job_id}))
            .options(undefer(PdfFile.program))
        ).all()
    return {job_id: RunningOrder(program) for job_id, file in rows if (program := file.unpacked())}


def _same(number: str | None, other: str) -> bool:
    return (number or "").strip().casefold() == other.strip().lstrip("#").casefold()
