import io
from collections.abc import Iterator

import msgspec
import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from heatsync.batches.creating import Visitor, create_batch
from heatsync.batches.work import read_sheet
from heatsync.heatsheet import READER_VERSION, read
from heatsync.heatsheet.program import Program
from heatsync.intake.model_reader.reader import ModelReader
from heatsync.intake.uploads import take_in
from heatsync.models import BatchJob, ExtractionResult, PdfFile, transaction
from heatsync.settings import Settings
from tests.batches.factories import FakeRoom, change_rows, jobs_of, run_out
from tests.intake.model_reader.foreign import GOOD, drawn
from tests.intake.model_reader.model_server import (
    KEY,
    ModelServer,
    Reply,
    answer,
    completion,
    entry,
    event,
    model_server,
)

SWIMMER = "Ada Abbernock"
PDF = drawn()
UNKNOWN = read(PDF)
HALF = drawn(
    ("Event 1 Girls 9-10 50 Yard Freestyle",),
    ("Heat 1 of 1",),
    ("4", "Abbernock, Ada", "10", "OTTR", "35.20"),
    *(("Konkurencja", str(number)) for number in range(12)),
)
HALF_READ = read(HALF)
WITH_MODEL = READER_VERSION + 1000
BUSY = Reply(429)


@pytest.fixture(scope="module")
def running_server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture
def server(running_server: ModelServer) -> ModelServer:
    """The server, which was asked nothing yet."""
    running_server.clear()
    return running_server


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """An installation that has a key."""
    return msgspec.structs.replace(settings, openai_api_key=KEY)


@pytest.fixture(scope="module")
def model(running_server: ModelServer) -> Iterator[ModelReader]:
    """One for all: to start its reading child takes longer than a test takes."""
    with ModelReader(asking(running_server, seconds=10)) as reader:
        yield reader


def asking(server: ModelServer, seconds: int) -> Settings:
    return Settings(openai_api_key=KEY, openai_base_url=server.url, model_wall_seconds=seconds)


def job_for(app: Flask, pdf: bytes = PDF) -> BatchJob:
    """A waiting job for that sheet."""
    files = [FileStorage(io.BytesIO(pdf), "Abbernock.pdf")]
    uploads = take_in(files, app.extensions["storage"], app.config["SETTINGS"])
    return create_batch(SWIMMER, uploads, Visitor()).batch.jobs[0]


def work_on(job: BatchJob, model: ModelReader | None, own: Program = UNKNOWN) -> BatchJob:
    """The job after one try, of which our own reader makes that program."""
    run_out("not_before")
    read_sheet(job.id, FakeRoom(own), model)
    return jobs_of(job.batch_id)[0]


def pdf_file() -> PdfFile:
    with transaction() as session:
        return session.scalars(select(PdfFile)).one()


def test_a_sheet_that_no_dialect_knows_is_found_by_the_model(
    app: Flask, server: ModelServer, model: ModelReader
) -> None:
    server.says(completion(GOOD))
    job = work_on(job_for(app), model)
    with transaction() as session:
        extraction = session.get_one(ExtractionResult, job.extraction_id)
    assert (job.status, job.event_count, pdf_file().reader_version) == ("completed", 1, WITH_MODEL)
    assert [(swim["event"], swim["heat"], swim["lane"]) for swim in extraction.events] == [("12", 1, 3)]
    assert "read by a language model: check" in str(extraction.warnings)


def test_the_stage_says_so_while_the_model_is_asked(app: Flask, server: ModelServer, model: ModelReader) -> None:
    job, stages = job_for(app), []

    def look() -> None:
        with app.app_context():
            stages.append(jobs_of(job.batch_id)[0].stage)

    server.when_asked = look
    server.says(completion(GOOD))
    assert work_on(job, model).stage == "done"
    assert stages == ["uploading_to_ai"]


def test_the_file_is_uploaded_once_while_its_id_lives(app: Flask, server: ModelServer, model: ModelReader) -> None:
    server.says(Reply(500), completion(GOOD))
    job = job_for(app)
    assert work_on(job, model).status == "pending"
    assert (pdf_file().openai_file_id, pdf_file().openai_file_expires_at is None) == ("file-1", False)
    assert work_on(job, model).status == "completed"
    assert server.paths.count("files") == 1


def test_a_file_whose_id_has_expired_is_uploaded_again(app: Flask, server: ModelServer, model: ModelReader) -> None:
    server.says(Reply(500), completion(GOOD))
    job = job_for(app)
    work_on(job, model)
    run_out("openai_file_expires_at", "pdf_files")
    assert work_on(job, model).status == "completed"
    assert (server.paths.count("files"), pdf_file().openai_file_id) == (2, "file-3")


def test_a_file_that_the_endpoint_has_forgotten_is_uploaded_again(
    app: Flask, server: ModelServer, model: ModelReader
) -> None:
    server.says(Reply(500), completion(GOOD))
    job = job_for(app)
    work_on(job, model)
    server.files.clear()
    assert work_on(job, model).status == "completed"
    assert server.paths.count("files") == 2


def test_busy_twice_then_an_error_then_silence_then_good_is_good(app: Flask, server: ModelServer) -> None:
    server.says(
        Reply(429, headers=(("Retry-After", "0"),)),
        BUSY,
        Reply(500),
        Reply(200, pieces=lambda: iter(lambda: b" " * (not server.over.wait(0.1)), b"")),
        completion(GOOD),
    )
    job = job_for(app)
    with ModelReader(asking(server, seconds=2)) as model:
        tries = [work_on(job, model) for _ in range(4)]
    assert [done.status for done in tries] == ["pending", "pending", "pending", "completed"]
    assert (tries[-1].event_count, server.paths.count("chat/completions")) == (1, 5)


@pytest.mark.parametrize(
    ("reply", "code"),
    [(BUSY, "RATE_LIMIT"), (Reply(500), "SERVICE_UNAVAILABLE"), (completion("{"), "EXTRACTION_FAILED")],
)
def test_a_sheet_of_which_neither_reader_makes_anything_fails_with_the_reason(
    app: Flask, server: ModelServer, model: ModelReader, reply: Reply, code: str
) -> None:
    server.says(reply)
    job = job_for(app)
    while (done := work_on(job, model)).status == "pending":
        pass
    assert (done.status, done.error_code, pdf_file().reader_version) == ("failed", code, None)


@pytest.mark.parametrize(
    ("reply", "version"),
    [(BUSY, None), (Reply(401), None), (completion("{"), WITH_MODEL), (completion(answer()), WITH_MODEL)],
)
def test_what_our_own_reader_read_is_shown_whatever_becomes_of_the_model(
    app: Flask, server: ModelServer, model: ModelReader, reply: Reply, version: int | None
) -> None:
    server.says(reply)
    job = job_for(app, HALF)
    while (done := work_on(job, model, HALF_READ)).status == "pending":
        pass
    assert model.wants(HALF_READ)
    assert (done.status, done.event_count, pdf_file().reader_version) == ("completed", 1, version)


@pytest.mark.parametrize("said", [answer(), answer(event("12", "Nothing", h1=[entry(1, "Nobody, Nora")]))])
def test_a_sheet_on_which_the_model_sees_nothing_that_is_there_is_no_heat_sheet(
    app: Flask, server: ModelServer, model: ModelReader, said: object
) -> None:
    server.says(completion(said))
    assert work_on(job_for(app), model).error_code == "NOT_A_HEAT_SHEET"


def test_a_sheet_that_was_read_with_a_wrong_key_is_asked_about_again(
    app: Flask, server: ModelServer, model: ModelReader
) -> None:
    server.says(Reply(401), completion(GOOD))
    assert work_on(job_for(app), model).error_code == "NOT_A_HEAT_SHEET"
    assert work_on(job_for(app), model).status == "completed"


def test_a_sheet_is_asked_about_once_for_all_parents(app: Flask, server: ModelServer, model: ModelReader) -> None:
    server.says(completion(GOOD))
    jobs = [work_on(job_for(app), model) for _ in range(2)]
    assert [(job.event_count, job.cached) for job in jobs] == [(1, False), (1, True)]
    assert server.paths.count("chat/completions") == 1


def test_a_sheet_that_was_read_before_the_model_came_is_read_again(
    app: Flask, server: ModelServer, model: ModelReader
) -> None:
    server.says(completion(answer()))
    work_on(job_for(app, HALF), model, HALF_READ)
    change_rows("UPDATE pdf_files SET reader_version = :own", own=READER_VERSION)
    work_on(job_for(app, HALF), model, HALF_READ)
    assert server.paths.count("chat/completions") == 2


@pytest.mark.parametrize("reply", [Reply(401), Reply(500), completion("{"), completion(GOOD)])
def test_neither_the_key_nor_a_name_is_logged_or_kept(
    app: Flask, server: ModelServer, model: ModelReader, reply: Reply, capfd: pytest.CaptureFixture[str]
) -> None:
    server.says(reply)
    job = work_on(job_for(app), model)
    written = "".join(capfd.readouterr())
    assert str(job.batch_id) in written
    assert KEY not in written
    assert "bbernock" not in written
    kept = [str(vars(row)) for row in (job, pdf_file())]
    assert KEY not in "".join(kept)


def test_a_refusal_is_logged_for_whoever_set_the_key(
    app: Flask, server: ModelServer, model: ModelReader, capfd: pytest.CaptureFixture[str]
) -> None:
    server.says(Reply(401))
    work_on(job_for(app), model)
    written = "".join(capfd.readouterr())
    assert "language_model_refused" in written
    assert "401" in written


def test_without_a_key_nobody_is_asked(app: Flask, server: ModelServer) -> None:
    assert work_on(job_for(app), None).error_code == "NOT_A_HEAT_SHEET"
    assert server.paths == []
