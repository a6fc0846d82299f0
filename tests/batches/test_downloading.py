"""A link's whole way through the app: from the form's line to the races, or to the sentence that says why not."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import func, select

from heatsync.batches import managing
from heatsync.batches.changes import NotOurs
from heatsync.batches.creating import Created, Visitor, create_batch
from heatsync.batches.work import read_sheet
from heatsync.intake.links.pasted import links_in
from heatsync.models import BatchJob, ProcessingBatch, transaction
from heatsync.problems import LINK_SENTENCES, SENTENCES, Problem
from tests.batches.factories import SWIMMER, FakeRoom, jobs_of, run_out, stored, upload, uploads_kept
from tests.intake.links.internet import PDF, Internet, Script, answer, endless, redirect, says

URL = "https://pub.test/meets/saturday.pdf?token=s3cret"
WITHOUT_TOKEN = "https://pub.test/meets/saturday.pdf?"
PATH = "/meets/saturday.pdf"


def batch_of_links(*urls: str) -> Created:
    """A new batch of these links."""
    return create_batch(SWIMMER, [], Visitor(), links_in("\n".join(urls)))


@contextmanager
def internet(app: Flask, script: Script, path: str = PATH) -> Iterator[Internet]:
    """While the app's links lead to a server that plays that script."""
    with Internet({path: script}).running() as net:
        app.extensions["fetcher"] = net.fetcher()
        yield net


def only_job(created: Created) -> BatchJob:
    (job,) = jobs_of(created.batch.id)
    return job


def test_a_link_is_a_waiting_job_named_after_its_file_and_counts_as_a_sheet(app: Flask) -> None:
    created = create_batch(SWIMMER, [upload(app)], Visitor(), links_in(URL))
    uploaded, linked = jobs_of(created.batch.id)
    assert (uploaded.source_type, linked.source_type, stored(created.batch.id).total_pdfs) == ("file", "url", 2)
    assert (linked.sequence, linked.status, linked.stage, linked.filename) == (2, "pending", "queued", "saturday.pdf")
    assert linked.source_url == URL


def test_links_count_with_the_files(app: Flask) -> None:
    links = links_in("\n".join(f"https://pub.test/{number}.pdf" for number in range(15)))
    with pytest.raises(Problem, match="BATCH_TOO_LARGE"):
        create_batch(SWIMMER, [upload(app)], Visitor(), links)


def test_a_link_is_fetched_and_then_read_like_an_upload(app: Flask) -> None:
    created = batch_of_links(URL)
    with internet(app, answer('Content-Disposition: attachment; filename="Heat Sheet.pdf"')):
        read_sheet(created.batch.jobs[0].id, FakeRoom())
    job = only_job(created)
    assert (job.status, job.stage, job.event_count, job.filename) == ("completed", "done", 1, "Heat Sheet.pdf")
    assert (stored(created.batch.id).status, job.progress_message) == ("completed", None)


def test_while_it_is_fetched_it_is_downloading_and_while_it_is_read_processing(app: Flask) -> None:
    created, seen = batch_of_links(URL), list[tuple[str, str | None]]()

    def look(*_: object) -> None:
        seen.append((only_job(created).status, only_job(created).stage))

    def script(connection: object) -> None:
        with app.app_context():
            look()
        answer()(connection)  # type: ignore[arg-type]

    with internet(app, script):
        read_sheet(created.batch.jobs[0].id, FakeRoom(during=look))
    assert seen == [("downloading", "downloading"), ("processing", "extracting")]


def test_what_follows_the_question_mark_is_kept_until_the_sheet_is_fetched(app: Flask) -> None:
    created = batch_of_links(URL)
    with internet(app, answer()) as net:
        read_sheet(created.batch.jobs[0].id, FakeRoom())
    assert b"?token=s3cret " in net.requests[0]
    assert only_job(created).source_url == WITHOUT_TOKEN


def test_a_sheet_that_was_fetched_is_not_fetched_again_when_its_worker_is_lost(app: Flask) -> None:
    created = batch_of_links(URL)

    def die() -> None:
        raise NotOurs

    with internet(app, answer()) as net:
        read_sheet(created.batch.jobs[0].id, FakeRoom(during=die))
        run_out()
        read_sheet(created.batch.jobs[0].id, FakeRoom())
    assert (only_job(created).status, len(net.requests)) == ("completed", 1)


@pytest.mark.parametrize(
    ("script", "code", "sentence"),
    [
        (answer(body=b"<html>Log in</html>"), "INVALID_PDF", LINK_SENTENCES["INVALID_PDF"]),
        (answer(status="404 Not Found"), "FETCH_FAILED", SENTENCES["FETCH_FAILED"]),
        (redirect("https://127.0.0.1/"), "BLOCKED_URL", SENTENCES["BLOCKED_URL"]),
        (says(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"), "PDF_TOO_LARGE", "larger than 50 MB"),
    ],
)
def test_what_will_not_pass_fails_with_its_sentence_and_forgets_the_secret(
    app: Flask, script: Script, code: str, sentence: str
) -> None:
    created = batch_of_links(URL)
    with internet(app, script):
        read_sheet(created.batch.jobs[0].id, FakeRoom())
    job = only_job(created)
    assert (job.status, job.error_code, job.source_url) == ("failed", code, WITHOUT_TOKEN)
    assert sentence in (job.error_message or "")
    assert not job.can_be_retried
    assert uploads_kept(app) == 0


@pytest.mark.parametrize(
    ("script", "code"), [(answer(status="503 Busy"), "SERVICE_UNAVAILABLE"), (says(b"HTTP/1.1 "), "NETWORK_ERROR")]
)
def test_what_may_pass_is_tried_again_and_then_the_parent_may(app: Flask, script: Script, code: str) -> None:
    created = batch_of_links(URL)
    with internet(app, script):
        for _ in range(4):
            read_sheet(created.batch.jobs[0].id, FakeRoom())
            run_out("not_before")
    job = only_job(created)
    assert (job.status, job.error_code, job.retry_count, job.source_url) == ("failed", code, 3, URL)
    assert job.can_be_retried

    assert managing.retry(created.batch.id, created.manage_token)
    with internet(app, answer()):
        read_sheet(job.id, FakeRoom())
    assert only_job(created).status == "completed"


def test_a_cancelled_link_is_forgotten_and_its_fetch_given_up(app: Flask) -> None:
    created = batch_of_links(URL)

    def script(connection: object) -> None:
        with app.app_context():
            managing.cancel(created.batch.id, created.manage_token)
        endless(b"HTTP/1.1 200 OK\r\n\r\n" + PDF, b".")(connection)  # type: ignore[arg-type]

    with internet(app, script):
        read_sheet(created.batch.jobs[0].id, FakeRoom())
    job = only_job(created)
    assert (job.status, job.source_url, uploads_kept(app)) == ("cancelled", None, 0)


def test_a_sheet_that_comes_after_the_cancel_is_not_kept(app: Flask) -> None:
    created = batch_of_links(URL)

    def script(connection: object) -> None:
        with app.app_context():
            managing.cancel(created.batch.id, created.manage_token)
        answer()(connection)  # type: ignore[arg-type]

    room = FakeRoom()
    with internet(app, script):
        read_sheet(created.batch.jobs[0].id, room)
    assert (only_job(created).status, room.reads, uploads_kept(app)) == ("cancelled", 0, 0)


@pytest.mark.parametrize("script", [answer(), answer(status="404 Not Found"), answer(status="503 Busy"), says(b"no")])
def test_no_secret_of_a_link_is_logged(
    app: Flask, script: Script, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    created = batch_of_links(URL)
    with internet(app, script):
        read_sheet(created.batch.jobs[0].id, FakeRoom())
    written = "".join(capfd.readouterr()) + caplog.text
    assert str(created.batch.id) in written
    assert "s3cret" not in written


def test_a_batch_is_made_whole_or_not_at_all(app: Flask) -> None:
    with pytest.raises(Problem, match="INVALID_URL"):
        batch_of_links(URL, "no link")
    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(ProcessingBatch)) == 0
