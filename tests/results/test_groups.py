"""From the tables to a result, on both databases."""

import uuid
import zlib
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import event as sql_event
from sqlalchemy import text, update

from heatsync.heatsheet.program import Meet, Program, Session
from heatsync.heatsheet.swims import Near, Swim, find
from heatsync.models import BatchJob, ExtractionResult, PdfFile, ProcessingBatch, db, new_batch, new_code, transaction
from heatsync.results.groups import Result, result_of_batch, result_of_code
from tests.heatsheet.sheets import JANE, SATURDAY, entry, event, heat, program
from tests.results.results import SUNDAY, swim


@pytest.fixture(autouse=True)
def app_context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def read_sheet(number: int, *swims: Swim, near: tuple[Near, ...] = (), warnings: tuple[str, ...] = ()) -> BatchJob:
    """A job whose sheet has been read."""
    pdf = PdfFile(checksum=uuid.uuid4().hex, sha256=uuid.uuid4().hex, file_size_bytes=1)
    with transaction() as session:
        session.add(pdf)
    extraction = ExtractionResult(
        pdf_id=pdf.id,
        swimmer_name_normalized="jane example",
        swimmer_name_display=JANE,
        meet_name="Winter Cup",
        meet_date_start=SATURDAY,
        venue="Example Pool",
        events=msgspec.to_builtins(swims),
        warnings=msgspec.to_builtins({"warnings": warnings, "near": near}),
    )
    about = {"meet_name": "Winter Cup", "event_count": len(swims), "result_code": new_code(), "status": "completed"}
    return _job(number, extraction=extraction, **about)


def _job(number: int, **about: Any) -> BatchJob:
    return BatchJob(sequence=number, source_type="file", filename=f"sheet{number}.pdf", **about)


PROGRAM = program(event(heat(entry()), starts_at=None), sessions=(Session(name="Saturday"),))
REPORT = program(
    event(starts_at="10:30"), kind="session_report", sessions=(Session("Saturday", SATURDAY, starts_at="10:00"),)
)


def kept(number: int, sheet: Program) -> BatchJob:
    """A job whose sheet has been read, and its Program kept."""
    job = read_sheet(number, *find(sheet, JANE).swims)
    assert job.extraction
    with transaction() as session:
        values = {"kind": sheet.kind, "program": zlib.compress(sheet.to_json())}
        session.execute(update(PdfFile).where(PdfFile.id.in_([job.extraction.pdf_id])).values(values))
    return job


def batch_with(*jobs: BatchJob) -> ProcessingBatch:
    batch = new_batch(JANE, len(jobs))
    batch.jobs = list(jobs)
    with transaction() as session:
        session.add(batch)
    return batch


def of_batch(batch: ProcessingBatch, who: str | None = None) -> Result:
    result = result_of_batch(batch.id, who)
    assert result
    return result


def test_a_batch_is_shown_with_all_its_sheets() -> None:
    sunday = swim(event="30", session="Sunday", date=SUNDAY)
    batch = batch_with(read_sheet(1, swim(), swim(event="13")), read_sheet(2, sunday))
    result = of_batch(batch)

    assert (result.swimmer, result.code, result.total_races) == (JANE, batch.result_code, 3)
    assert [(group.title, group.filename, group.venue) for group in result.groups] == [
        ("Winter Cup (2 races)", "sheet1.pdf", "Example Pool"),
        ("Winter Cup (1 race)", "sheet2.pdf", "Example Pool"),
    ]
    assert [group.job_id for group in result.groups] == [job.id for job in batch.jobs]
    assert result.expires_at


def test_the_batchs_code_shows_all_sheets_and_a_sheets_code_only_that_one() -> None:
    batch = batch_with(read_sheet(1, swim()), read_sheet(2, swim(event="30")))
    everything, second = result_of_code(str(batch.result_code)), result_of_code(str(batch.jobs[1].result_code))

    assert everything
    assert second
    assert everything.total_races == 2
    assert [race.event for race in second.races] == ["30"]
    assert second.code == batch.jobs[1].result_code


def test_nobody_else_is_shown_at_an_unknown_code() -> None:
    batch_with(read_sheet(1, swim()))

    assert result_of_code("AAAAAAAAAAAA") is None
    assert result_of_code("") is None
    assert result_of_batch(uuid.uuid4()) is None


def test_what_has_expired_is_gone_at_every_address() -> None:
    batch = batch_with(read_sheet(1, swim()))
    with transaction() as session:
        session.execute(text("UPDATE processing_batches SET expires_at = '2020-01-01 00:00:00.000000+00'"))

    assert result_of_batch(batch.id) is None
    assert result_of_code(str(batch.result_code)) is None
    assert result_of_code(str(batch.jobs[0].result_code)) is None


def test_what_is_not_read_is_said_so() -> None:
    batch = batch_with(read_sheet(1, swim()), _job(2, status="failed"), _job(3, status="processing"))

    assert of_batch(batch).warnings == (
        "sheet2.pdf: this sheet could not be read, so its races are not among these.",
        "sheet3.pdf: this sheet is not read yet; its races will be added.",
    )


def test_near_names_and_warnings_come_from_the_sheets() -> None:
    near = Near("Janet Example", "ABC", 12)
    result = of_batch(batch_with(read_sheet(1, near=(near,), warnings=("Look at page 3.",))))

    assert (result.near, result.warnings, result.groups) == ((near,), ("Look at page 3.",), ())


def test_one_of_two_swimmers_can_be_chosen() -> None:
    batch = batch_with(read_sheet(1, swim(), swim(event="2", team="XYZ", age=10)))
    keys = [identity.key for identity in of_batch(batch).identities]

    assert [of_batch(batch, key).total_races for key in keys] == [1, 1]


def test_fifteen_sheets_take_as_many_queries_as_one() -> None:
    one = batch_with(read_sheet(1, swim()))
    many = batch_with(*(read_sheet(number, swim(event=str(number))) for number in range(1, 16)))

    assert _queries(one) == _queries(many) == 3


def test_a_session_report_beside_a_sheet_tells_when_its_races_start() -> None:
    result = of_batch(batch_with(kept(1, PROGRAM), kept(2, REPORT)))
    races = [(race.starts_at, race.estimated, race.reason) for race in result.races]

    assert races == [("10:30", True, "from the session report's start of event 1 at 10:30, the first heat")]


def test_a_sheet_with_a_code_of_its_own_is_helped_by_the_report_too() -> None:
    batch = batch_with(kept(1, PROGRAM), kept(2, REPORT))
    result = result_of_code(str(batch.jobs[0].result_code))

    assert result
    assert [race.starts_at for race in result.races] == ["10:30"]


def test_a_session_report_of_another_meet_tells_nothing() -> None:
    other = replace(REPORT, meet=Meet(name="Summer Cup", start=SATURDAY.replace(year=2024)))
    result = of_batch(batch_with(kept(1, PROGRAM), kept(2, other)))

    assert [race.starts_at for race in result.races] == [None]


def test_a_program_that_an_older_reader_kept_is_left_as_it_was_found() -> None:
    batch = batch_with(kept(1, PROGRAM), kept(2, REPORT))
    with transaction() as session:
        session.execute(update(PdfFile).values(program=zlib.compress(b"{}")))

    assert [race.starts_at for race in of_batch(batch).races] == [None]


def test_fifteen_sheets_beside_a_report_take_one_query_more() -> None:
    assert _queries(batch_with(*(kept(number, PROGRAM) for number in range(1, 15)), kept(15, REPORT))) == 4


def _queries(batch: ProcessingBatch) -> int:
    statements: list[str] = []

    def note(*arguments: Any) -> None:
        statements.append(arguments[2])

    sql_event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert result_of_code(str(batch.result_code))
    finally:
        sql_event.remove(db.engine, "before_cursor_execute", note)
    return sum(statement.lstrip().startswith("SELECT") for statement in statements)
