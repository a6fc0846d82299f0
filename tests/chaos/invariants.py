"""What must be true of every installation, whatever has happened to it. Each check names what it found."""

from collections.abc import Callable, Iterator

from flask import Flask
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy import bindparam, func, select, text
from sqlalchemy.orm import Session

from heatsync.batches import states
from heatsync.batches.queue import QUEUE
from heatsync.models import BatchJob, ExtractionResult, PdfFile, ProcessingBatch, ResultLink, transaction
from heatsync.problems import SENTENCES
from tests.chaos.rooms import RACES, SWIMMER

_TABLES = {"batch_jobs": states.JOB_EDGES, "processing_batches": states.BATCH_EDGES}
_LOG = "CREATE TABLE IF NOT EXISTS moves (tab VARCHAR(20), row_id TEXT, before VARCHAR(20), after VARCHAR(20))"
_SQLITE = """CREATE TRIGGER IF NOT EXISTS moves_{0} AFTER UPDATE OF status ON {0} WHEN OLD.status <> NEW.status
BEGIN INSERT INTO moves VALUES ('{0}', NEW.id, OLD.status, NEW.status); END"""
_POSTGRES_FUNCTION = """CREATE OR REPLACE FUNCTION note_move() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN INSERT INTO moves VALUES (TG_TABLE_NAME, NEW.id, OLD.status, NEW.status); RETURN NEW; END $$"""
_POSTGRES = """CREATE OR REPLACE TRIGGER moves_{0} AFTER UPDATE OF status ON {0} FOR EACH ROW
WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION note_move()"""


def watch_moves() -> None:
    """Let the database itself write down every change of a state."""
    with transaction() as session:
        session.execute(text(_LOG))
        is_sqlite = session.get_bind().dialect.name == "sqlite"
        if not is_sqlite:
            session.execute(text(_POSTGRES_FUNCTION))
        for table in _TABLES:
            session.execute(text((_SQLITE if is_sqlite else _POSTGRES).format(table)))
        session.execute(text("DELETE FROM moves"))


def violations(app: Flask) -> list[str]:
    """All that is not as it must be, once no work is left."""
    with app.app_context(), transaction() as session:
        return [f"{check.__doc__}: {found}" for check in _CHECKS for found in check(session)] + _strangers(app, session)


def executions(session: Session) -> int:
    """How often work on a job was begun."""
    return session.scalar(select(func.sum(BatchJob.attempt))) or 0


def _lost(session: Session) -> Iterator[object]:
    """I1, I2: every batch is over, and so are its jobs"""
    yield from session.scalars(select(ProcessingBatch.id).where(ProcessingBatch.status.in_(states.OPEN)))
    yield from session.scalars(select(BatchJob.id).where(BatchJob.status.in_(states.OPEN)))
    yield from session.scalars(select(BatchJob.id).where(BatchJob.lease_token.is_not(None)))


def _wrong_counters(session: Session) -> Iterator[object]:
    """I3, I4: counters and state of a batch are those of its jobs"""
    for batch in session.scalars(select(ProcessingBatch)):
        jobs = [job.status for job in batch.jobs]
        counted = {status: jobs.count(status) for status in set(jobs)}
        told = (batch.total_pdfs, batch.completed_pdfs, batch.failed_pdfs, batch.status)
        true = (len(jobs), jobs.count("completed"), jobs.count("failed"), states.batch_status(counted))
        if told != true:
            yield batch.id, told, true


def _ended_twice(session: Session) -> Iterator[object]:
    """I5, I8: a batch ends once, and a job is completed once"""
    final = [status for status in states.BATCH_EDGES if status not in states.OPEN]
    ends = "SELECT row_id, count(*) FROM moves WHERE after IN :final GROUP BY tab, row_id HAVING count(*) > 1"
    yield from session.execute(text(ends).bindparams(bindparam("final", final, expanding=True)))


def _wrong_results(session: Session) -> Iterator[object]:
    """I6, I7: a completed job has exactly its sheet's races and one link; no other has results"""
    completed = select(BatchJob, ProcessingBatch.swimmer_name_display).join(ProcessingBatch)
    for job, swimmer in session.execute(completed.where(BatchJob.status == "completed")):
        races = job.extraction.events if job.extraction else None
        if races is None or not len(races) == job.event_count == (RACES if swimmer == SWIMMER else 0):
            yield job.id, races and len(races), job.event_count
    rest = (BatchJob.status != "completed") & (BatchJob.result_code.is_not(None) | BatchJob.extraction_id.is_not(None))
    yield from session.scalars(select(BatchJob.id).where(rest))
    for job_id, code in session.execute(select(BatchJob.id, BatchJob.error_code).where(BatchJob.status == "failed")):
        if code not in SENTENCES:
            yield job_id, code
    codes = session.scalars(select(BatchJob.result_code).where(BatchJob.result_code.is_not(None))).all()
    links = session.scalars(select(ResultLink.short_code)).all()
    if sorted(links) != sorted(filter(None, codes)):
        yield len(links), "links for", len(codes), "completed jobs"


def _too_many_tries(session: Session) -> Iterator[object]:
    """I9: no job is begun more often than allowed"""
    yield from session.scalars(select(BatchJob.id).where(BatchJob.attempt - BatchJob.retry_count > 3))


def _forbidden_moves(session: Session) -> Iterator[object]:
    """I10: a state is followed only by those that may follow it"""
    for table, before, after, number in session.execute(
        text("SELECT tab, before, after, count(*) FROM moves GROUP BY tab, before, after")
    ):
        if after not in _TABLES[table][before]:
            yield table, before, after, number


def _wrong_numbers(session: Session) -> Iterator[object]:
    """I11: no job is numbered beyond its batch's last event"""
    beyond = select(BatchJob.id).join(ProcessingBatch).where(BatchJob.event_id > ProcessingBatch.last_event_id)
    yield from session.scalars(beyond)


def _doubled(session: Session) -> Iterator[object]:
    """I13: one row for a content, and one extraction for a content and a name"""
    for table, columns in (
        (PdfFile, (PdfFile.sha256,)),
        (ExtractionResult, (ExtractionResult.pdf_id, ExtractionResult.swimmer_name_normalized)),
    ):
        yield from session.execute(select(*columns).select_from(table).group_by(*columns).having(func.count() > 1))


def _strangers(app: Flask, session: Session) -> list[str]:
    """Messages of the queue that are of no job in the database."""
    queue = Queue(QUEUE, connection=app.extensions["redis"], serializer=JSONSerializer)
    waiting = {message_id[:36] for message_id in queue.job_ids}
    known = {str(job_id) for job_id in session.scalars(select(BatchJob.id))}
    return [f"I12: a message for a job that is not there: {stranger}" for stranger in waiting - known]


_CHECKS: tuple[Callable[[Session], Iterator[object]], ...] = (
    _lost,
    _wrong_counters,
    _ended_twice,
    _wrong_results,
    _too_many_tries,
    _forbidden_moves,
    _wrong_numbers,
    _doubled,
)
