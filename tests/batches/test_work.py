import uuid
from collections.abc import Sequence
from functools import partial
from typing import BinaryIO

import msgspec
import pytest
from flask import Flask
from sqlalchemy import func, select

from heatsync.batches import programs
from heatsync.batches.work import read_sheet, run
from heatsync.heatsheet import READER_VERSION
from heatsync.heatsheet.cuts import Place
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.models import ExtractionResult, PdfFile, ResultLink, transaction
from tests.batches.factories import (
    PROGRAM,
    SWIMMER,
    FakeRoom,
    at_once,
    batch_of,
    change_rows,
    database_clock,
    jobs_of,
    program,
    run_out,
    stored,
    uploads_kept,
    waiting_ids,
)


def count(model: type) -> int:
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_sheet_is_read_and_its_races_are_kept(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    read_sheet(batch.jobs[0].id, FakeRoom())
    (job,) = jobs_of(batch.id)
    assert (job.status, job.stage, job.meet_name, job.event_count) == ("completed", "done", "Winter Championships", 1)
    assert (job.pages_done, job.pages_total, job.cached, job.error_code) == (2, 2, False, None)
    with transaction() as session:
        extraction = session.get_one(ExtractionResult, job.extraction_id)
    assert [(swim["name"], swim["lane"]) for swim in extraction.events] == [("Abbernock, Ada", 1)]
    assert extraction.swimmer_name_display == SWIMMER


def test_the_row_says_at_each_step_what_is_being_done(app: Flask) -> None:
    (waiting,) = batch_of(app, b"one").batch.jobs
    stages = [waiting.stage]

    class Watched(FakeRoom):
        def cut(self, pdf: BinaryIO, places: Sequence[Place]) -> list[bytes | None]:
            note()
            return super().cut(pdf, places)

    def note() -> None:
        stages.append(jobs_of(waiting.batch_id)[0].stage)

    read_sheet(waiting.id, Watched(during=note))
    note()
    assert stages == ["queued", "extracting", "caching", "done"]


def test_a_batch_is_completed_with_its_last_job(app: Flask) -> None:
    batch = batch_of(app, b"one", b"two").batch
    read_sheet(batch.jobs[0].id, FakeRoom())
    assert (stored(batch.id).status, stored(batch.id).completed_pdfs) == ("processing", 1)
    read_sheet(batch.jobs[1].id, FakeRoom())
    finished = stored(batch.id)
    assert (finished.status, finished.completed_pdfs, finished.failed_pdfs) == ("completed", 2, 0)
    assert finished.started_at
    assert finished.completed_at
    assert finished.started_at <= finished.completed_at


def test_each_completed_job_has_a_link_of_its_own_that_lives_as_long_as_the_batch(app: Flask) -> None:
    batch = batch_of(app, b"one", b"two").batch
    for job in batch.jobs:
        read_sheet(job.id, FakeRoom())
    with transaction() as session:
        links = {link.short_code: link.expires_at for link in session.scalars(select(ResultLink))}
    assert set(links) == {job.result_code for job in jobs_of(batch.id)}
    assert set(links.values()) == {stored(batch.id).expires_at}


def test_an_upload_is_deleted_once_read(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    assert uploads_kept(app) == 1
    read_sheet(batch.jobs[0].id, FakeRoom())
    assert uploads_kept(app) == 0
    assert jobs_of(batch.id)[0].temp_file_path is None


def test_a_job_that_is_run_again_changes_nothing(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    room = FakeRoom()
    read_sheet(batch.jobs[0].id, room)
    before = (stored(batch.id).last_event_id, jobs_of(batch.id)[0].result_code)
    read_sheet(batch.jobs[0].id, room)
    assert (stored(batch.id).last_event_id, jobs_of(batch.id)[0].result_code) == before
    assert (room.reads, count(ResultLink), count(ExtractionResult)) == (1, 1, 1)


def test_a_job_nobody_knows_is_left_alone() -> None:
    room = FakeRoom()
    read_sheet(uuid.uuid4(), room)
    assert room.reads == 0


def test_the_same_sheet_for_another_swimmer_is_a_look_up(app: Flask) -> None:
    room = FakeRoom()
    for swimmer in (SWIMMER, "Nell Garrowby"):
        batch = batch_of(app, b"one", swimmer=swimmer).batch
        read_sheet(batch.jobs[0].id, room)
    (job,) = jobs_of(batch.id)
    assert (room.reads, job.cached, job.event_count) == (1, True, 1)
    assert (count(PdfFile), count(ExtractionResult)) == (1, 2)


def test_the_same_sheet_for_the_same_swimmer_shares_the_extraction(app: Flask) -> None:
    batches = [batch_of(app, b"one").batch for _ in range(2)]
    for batch in batches:
        read_sheet(batch.jobs[0].id, FakeRoom())
    first, second = (jobs_of(batch.id)[0] for batch in batches)
    assert first.extraction_id == second.extraction_id
    assert first.result_code != second.result_code


def test_a_sheet_that_an_older_reader_read_is_read_again_and_its_extraction_renewed(app: Flask) -> None:
    room = FakeRoom(program("Garrowby, Nell"))
    first = batch_of(app, b"one").batch
    read_sheet(first.jobs[0].id, room)
    change_rows("UPDATE pdf_files SET reader_version = 0")
    second = batch_of(app, b"one").batch
    read_sheet(second.jobs[0].id, FakeRoom(PROGRAM))
    with transaction() as session:
        (extraction,) = session.scalars(select(ExtractionResult))
    assert len(extraction.events) == 1
    assert [job.event_count for batch in (first, second) for job in jobs_of(batch.id)] == [1, 1]


@pytest.mark.parametrize("model", [0, 1000])
def test_a_sheet_that_a_newer_reader_read_is_left_as_it_is(app: Flask, model: int) -> None:
    read_sheet(batch_of(app, b"one").batch.jobs[0].id, FakeRoom())
    change_rows("UPDATE pdf_files SET reader_version = :newer", newer=READER_VERSION + 1 + model)
    late = FakeRoom(program("Garrowby, Nell"))
    second = batch_of(app, b"one").batch
    read_sheet(second.jobs[0].id, late)
    assert late.reads == 0
    assert [(job.cached, job.event_count) for job in jobs_of(second.id)] == [(True, 1)]


def test_ten_who_want_the_same_new_sheet_at_once_cost_one_read(app: Flask) -> None:
    batches = [batch_of(app, b"one", swimmer=f"Swimmer {name}").batch for name in "abcdefghij"]
    room = FakeRoom()
    works = [partial(read_sheet, batch.jobs[0].id, room) for batch in batches]
    assert at_once(app, *works) == []
    assert room.reads == 1
    assert {stored(batch.id).status for batch in batches} == {"completed"}
    assert sum(jobs_of(batch.id)[0].cached for batch in batches) == 9


def test_when_the_one_who_reads_fails_another_takes_over(app: Flask) -> None:
    batches = [batch_of(app, b"one").batch for _ in range(4)]

    class BrokenOnce(FakeRoom):
        def read(self, pdf, on_page):  # type: ignore[no-untyped-def]
            program = super().read(pdf, on_page)
            if self.reads == 1:
                raise MemoryError
            return program

    room = BrokenOnce()
    works = [partial(read_sheet, batch.jobs[0].id, room) for batch in batches]
    assert at_once(app, *works) == []
    assert room.reads == 2
    assert sorted(stored(batch.id).status for batch in batches) == ["completed"] * 3 + ["failed"]


def test_two_contents_of_one_md5_are_two_sheets(app: Flask) -> None:
    batches = [batch_of(app, content).batch for content in (b"one", b"two")]
    read_sheet(batches[0].jobs[0].id, FakeRoom())
    with transaction() as session:
        pdf = session.scalars(select(PdfFile)).one()
    # As if the first content had the second one's MD5.
    change_rows("UPDATE pdf_files SET checksum = :md5", md5=jobs_of(batches[1].id)[0].file_checksum)
    read_sheet(batches[1].jobs[0].id, FakeRoom())
    with transaction() as session:
        other = session.scalars(select(PdfFile).where(PdfFile.id != pdf.id)).one()
    assert other.checksum == other.sha256[:32]
    assert stored(batches[1].id).status == "completed"


def test_a_swimmer_who_is_not_on_the_sheet_is_no_error_and_near_names_are_offered(app: Flask) -> None:
    batch = batch_of(app, b"one", swimmer="Ada Abernock").batch
    read_sheet(batch.jobs[0].id, FakeRoom())
    (job,) = jobs_of(batch.id)
    assert (job.status, job.event_count, stored(batch.id).status) == ("completed", 0, "completed")
    with transaction() as session:
        warnings = session.get_one(ExtractionResult, job.extraction_id).warnings
    assert warnings
    assert [near["name"] for near in warnings["near"]] == [SWIMMER]


@pytest.mark.parametrize("kind", ["heat_sheet", "psych_sheet", "session_report"])
def test_every_kind_of_heat_sheet_will_do(app: Flask, kind: str) -> None:
    batch = batch_of(app, b"one").batch
    read_sheet(batch.jobs[0].id, FakeRoom(program("Abbernock, Ada", kind=kind)))
    assert stored(batch.id).status == "completed"


@pytest.mark.parametrize("sheet", [program("Abbernock, Ada", kind="results"), program(kind="unknown")])
def test_results_and_other_papers_are_no_heat_sheet(app: Flask, sheet: object) -> None:
    batch = batch_of(app, b"one").batch
    read_sheet(batch.jobs[0].id, FakeRoom(sheet))  # type: ignore[arg-type]
    (job,) = jobs_of(batch.id)
    assert (job.status, job.error_code, uploads_kept(app)) == ("failed", "NOT_A_HEAT_SHEET", 0)


def test_a_sheet_that_cannot_be_read_fails_with_its_sentence_and_the_others_go_on(app: Flask) -> None:
    batch = batch_of(app, b"one", b"two").batch
    read_sheet(batch.jobs[0].id, FakeRoom(Unreadable("TOO_MANY_PAGES")))
    read_sheet(batch.jobs[1].id, FakeRoom())
    failed, completed = jobs_of(batch.id)
    assert (failed.error_code, completed.status, stored(batch.id).status) == ("TOO_MANY_PAGES", "completed", "partial")
    assert "400 pages" in (failed.error_message or "")


def test_a_bug_in_the_reader_fails_the_job_and_keeps_the_file_for_another_try(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    read_sheet(batch.jobs[0].id, FakeRoom(KeyError("Abbernock, Ada")))
    (job,) = jobs_of(batch.id)
    assert (job.status, job.error_code, uploads_kept(app)) == ("failed", "EXTRACTION_FAILED", 1)


def test_trouble_that_may_pass_is_tried_again_three_times_each_later_than_the_last(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    waits = []
    for _ in range(3):
        read_sheet(batch.jobs[0].id, FakeRoom(OSError()))
        (job,) = jobs_of(batch.id)
        assert (job.status, stored(batch.id).status) == ("pending", "processing")
        assert job.not_before
        waits.append((job.not_before - database_clock()).total_seconds())
        run_out("not_before")
    read_sheet(batch.jobs[0].id, FakeRoom(OSError()))
    (job,) = jobs_of(batch.id)
    assert (job.status, job.error_code, job.retry_count) == ("failed", "SERVICE_UNAVAILABLE", 3)
    assert waits[0] < 1.5 < waits[1] < 3 < waits[2] < 6


def test_a_job_that_waits_for_another_try_is_not_claimed_before_its_time(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    read_sheet(batch.jobs[0].id, FakeRoom(OSError()))
    room = FakeRoom()
    read_sheet(batch.jobs[0].id, room)
    assert room.reads == 0


def test_no_name_is_logged(app: Flask, capfd: pytest.CaptureFixture[str]) -> None:
    batch = batch_of(app, b"one").batch
    read_sheet(batch.jobs[0].id, FakeRoom(KeyError("Abbernock, Ada")))
    batch = batch_of(app, b"two").batch
    read_sheet(batch.jobs[0].id, FakeRoom())
    written = "".join(capfd.readouterr())
    assert "KeyError" in written
    assert str(batch.id) in written
    assert "bernock" not in written


def test_a_sheet_whose_reader_died_is_read_by_the_next_without_waiting(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = batch_of(app, b"one").batch

    monkeypatch.setattr(programs, "_end_read_lease", lambda *_: None)  # the dead give nothing back
    with pytest.raises(SystemExit):
        read_sheet(batch.jobs[0].id, FakeRoom(SystemExit()))
    monkeypatch.undo()
    run_out()
    room = FakeRoom()
    read_sheet(batch.jobs[0].id, room)
    assert (room.reads, stored(batch.id).status) == (1, "completed")


def test_nothing_is_begun_on_a_full_disk(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    app.config["SETTINGS"] = msgspec.structs.replace(app.config["SETTINGS"], free_megabytes=1 << 40)
    app.extensions["reading_room"] = FakeRoom()
    run(str(batch.jobs[0].id))
    (job,) = jobs_of(batch.id)
    assert (job.status, job.attempt) == ("pending", 0)


def test_a_worker_for_whom_there_is_no_room_offers_the_job_to_nobody_until_there_is(app: Flask) -> None:
    app.config["SETTINGS"] = msgspec.structs.replace(app.config["SETTINGS"], jobs_at_once=1)
    first, second = (batch_of(app, content).batch.jobs[0].id for content in (b"one", b"two"))
    app.extensions["redis"].flushall()
    seen = list[list[str]]()

    def refuse() -> None:
        run(str(second))
        seen.append(waiting_ids(app))

    app.extensions["reading_room"] = FakeRoom(during=refuse)
    run(str(first))
    assert (seen, waiting_ids(app)) == ([[]], [str(second)])
