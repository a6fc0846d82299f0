"""The calendar that a phone follows: what it was last told of each race is remembered, so that it hears of changes."""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress

from sqlalchemy import exists, literal, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from heatsync.database import insert_into
from heatsync.models import BatchJob, CalendarEvent, ProcessingBatch, transaction
from heatsync.results.calendar import Memory, calendar, news
from heatsync.results.calendar_entries import entries_of
from heatsync.results.groups import result_of_batch
from heatsync.results.result import Result

_NOT_OVER = ("pending", "downloading", "processing")


def feed_of(
    result: Result,
    chosen: Collection[str],
    reminders: Collection[int],
    url: str,
    say: Callable[[str], str] = str,
) -> bytes:
    """The calendar of that result as it stands now: of all its races, or of those whose keys are ``chosen``.

    A race that is on its sheets no longer stays in it as cancelled.
    """
    with transaction() as session:
        batch_id, is_whole = _batch_of(session, result.code)
        known = _known(session, batch_id) if batch_id else {}
        complete = batch_id is not None and is_whole and _is_over(session, batch_id)
    if result.chosen:
        known = {uid: event for uid, event in known.items() if result.chosen in event.whose}
    entries = news(entries_of(result), known, complete=complete)
    shown = [entry for entry in entries if not chosen or entry.uid in chosen]
    return calendar([result.swimmer], shown, reminders, url, say=say)


def remember(batch_id: uuid.UUID) -> None:
    """Write down what calendars are told now, so that whatever changes from here on is news to them.

    Not while a sheet is still to be read: what is there is the remainder of what was, or the beginning of what will be.
    """
    with transaction() as session:
        if not _is_over(session, batch_id):
            return
    result = result_of_batch(batch_id)
    if result is None:
        return
    entries = list(entries_of(result))
    with suppress(IntegrityError), transaction() as session:  # it may be deleted meanwhile, and all of this with it
        known = _known(session, batch_id)
        told = news(entries, known, complete=True)
        _keep(session, batch_id, [event for event in told if event != known.get(event.uid)])


def _batch_of(session: Session, code: str) -> tuple[uuid.UUID | None, bool]:
    """The batch behind that code, unless it is gone just now, and whether the code shows all of it or one sheet."""
    whole = select(ProcessingBatch.id, literal(True)).where(ProcessingBatch.result_code == code)
    one_sheet = select(BatchJob.batch_id, literal(False)).where(BatchJob.result_code == code)
    found = session.execute(whole.union_all(one_sheet)).first()
    return (found[0], found[1]) if found else (None, False)


def _known(session: Session, batch_id: uuid.UUID) -> Mapping[str, Memory]:
    rows = session.scalars(select(CalendarEvent).where(CalendarEvent.batch_id == batch_id))
    return {
        row.uid: Memory(
            uid=row.uid,
            ical=row.entry,
            whose=tuple(row.whose.split()),
            sequence=row.sequence,
            cancelled=row.cancelled,
        )
        for row in rows
    }


def _is_over(session: Session, batch_id: uuid.UUID) -> bool:
    """Whether every sheet is read: until then a race may be missing only because its sheet is."""
    is_open = exists().where(BatchJob.batch_id == batch_id, BatchJob.status.in_(_NOT_OVER))
    return not session.scalar(select(is_open))


def _keep(session: Session, batch_id: uuid.UUID, events: Iterable[Memory]) -> None:
    rows = [
        {
            "batch_id": batch_id,
            "uid": event.uid,
            "sequence": event.sequence,
            "cancelled": event.cancelled,
            "entry": event.ical,
            "whose": " ".join(event.whose),
        }
        for event in events
    ]
    row = insert_into(session, CalendarEvent)
    says = {column: row.excluded[column] for column in ("sequence", "cancelled", "entry", "whose")}
    # Two who look at once say the same; one that comes late must not take back what was said since.
    is_newer = CalendarEvent.sequence <= row.excluded.sequence
    if rows:
        session.execute(row.on_conflict_do_update(index_elements=["batch_id", "uid"], set_=says, where=is_newer), rows)
