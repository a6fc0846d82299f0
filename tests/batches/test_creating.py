import hashlib

import msgspec
import pytest
from flask import Flask
from sqlalchemy import func, select

from heatsync.batches.creating import Visitor, create_batch
from heatsync.batches.work import read_sheet
from heatsync.intake.uploads import Upload
from heatsync.models import ProcessingBatch, transaction
from heatsync.problems import Problem
from tests.batches.factories import SWIMMER, FakeRoom, batch_of, jobs_of, stored, upload, uploads_kept, waiting_ids

BAD = Upload("letter.pdf", error_code="INVALID_PDF")


def test_a_batch_has_a_waiting_job_for_each_sheet_and_each_is_enqueued(app: Flask) -> None:
    batch = batch_of(app, b"one", b"two").batch
    jobs = jobs_of(batch.id)
    assert [(job.sequence, job.status, job.stage) for job in jobs] == [
        (1, "pending", "queued"),
        (2, "pending", "queued"),
    ]
    assert [job.file_checksum for job in jobs] == [
        hashlib.md5(b"%PDF-1.7\n" + content, usedforsecurity=False).hexdigest() for content in (b"one", b"two")
    ]
    assert waiting_ids(app) == [str(job.id) for job in jobs]
    assert stored(batch.id).status == "pending"


def test_a_message_holds_the_jobs_id_and_nothing_else(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    (key,) = app.extensions["redis"].keys("rq:job:*")
    message = app.extensions["redis"].hgetall(key)
    assert SWIMMER.encode() not in b"".join(message.values())
    assert str(batch.jobs[0].id) in message[b"description"].decode()


def test_a_sheet_refused_at_the_door_is_a_failed_job_and_the_others_go_on(app: Flask) -> None:
    batch = create_batch(SWIMMER, [BAD, upload(app)], Visitor()).batch
    refused, waiting = jobs_of(batch.id)
    assert (refused.status, refused.error_code, waiting.status) == ("failed", "INVALID_PDF", "pending")
    assert refused.error_message == Problem("INVALID_PDF").sentence
    assert (stored(batch.id).status, stored(batch.id).failed_pdfs) == ("pending", 1)
    assert waiting_ids(app) == [str(waiting.id)]


def test_a_batch_without_one_good_sheet_has_failed_at_once(app: Flask) -> None:
    batch = stored(create_batch(SWIMMER, [BAD, BAD], Visitor()).batch.id)
    assert (batch.status, batch.failed_pdfs, waiting_ids(app)) == ("failed", 2, [])
    assert batch.completed_at


def test_a_sheet_that_is_too_large_says_how_large_it_may_be() -> None:
    batch = create_batch(SWIMMER, [Upload("big.pdf", error_code="PDF_TOO_LARGE")], Visitor()).batch
    assert "larger than 50 MB" in (jobs_of(batch.id)[0].error_message or "")


@pytest.mark.parametrize(
    ("swimmer", "sheets", "code", "field"),
    [
        (" ", 1, "MISSING_SWIMMER", "swimmer"),
        (SWIMMER, 0, "NO_PDFS", "sheets"),
        (SWIMMER, 16, "BATCH_TOO_LARGE", "sheets"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_is_stored(
    swimmer: str, sheets: int, code: str, field: str
) -> None:
    with pytest.raises(Problem) as refused:
        create_batch(swimmer, [BAD] * sheets, Visitor())
    assert (refused.value.code, refused.value.field) == (code, field)
    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(ProcessingBatch)) == 0


def test_fifteen_sheets_fit(app: Flask) -> None:
    assert len(jobs_of(batch_of(app, *(bytes([number]) for number in range(15))).batch.id)) == 15


def test_without_redis_the_batch_is_there_all_the_same(app: Flask) -> None:
    app.extensions["redis"].connection_pool.connection_kwargs["path"] = "/nowhere.sock"
    app.extensions["redis"].connection_pool.disconnect()
    batch = batch_of(app, b"one").batch
    assert jobs_of(batch.id)[0].status == "pending"


def test_the_manage_token_is_kept_as_a_hash(app: Flask) -> None:
    created = batch_of(app, b"one")
    kept = stored(created.batch.id).manage_token_hash
    assert kept == hashlib.sha256(created.manage_token.encode()).hexdigest()
    assert len(created.manage_token) >= 22  # 128 bits in base 64


def test_no_more_is_kept_of_the_visitor_than_is_needed(app: Flask) -> None:
    visitor = Visitor("2001:db8::1", "a" * 5000, "https://example.org/meets?swimmer=somebody")
    batch = stored(create_batch(SWIMMER, [upload(app)], visitor).batch.id)
    assert (batch.client_ip, batch.user_agent, batch.referrer) == ("2001:db8::1", "a" * 200, "https://example.org")


@pytest.mark.parametrize("referrer", [None, "", "javascript:alert(1)", "http://[", "android-app://x"])
def test_a_referrer_that_is_no_web_address_is_not_kept(app: Flask, referrer: str | None) -> None:
    assert stored(create_batch(SWIMMER, [upload(app)], Visitor(referrer=referrer)).batch.id).referrer is None


def test_a_batch_is_kept_for_the_days_that_are_set(app: Flask) -> None:
    app.config["SETTINGS"] = msgspec.structs.replace(app.config["SETTINGS"], keep_days=7)
    batch = stored(batch_of(app, b"one").batch.id)
    assert (batch.expires_at - batch.created_at).days in {6, 7}


def test_several_names_are_a_family_with_a_batch_and_a_code_each(app: Flask) -> None:
    created = create_batch(f"{SWIMMER}\n\nGarrowby, Nell\n{SWIMMER.upper()}", [upload(app)], Visitor())
    batches = [created.batch, *created.siblings]

    assert [batch.swimmer_name_display for batch in batches] == [SWIMMER, "Nell Garrowby"]
    assert len({batch.family_code for batch in batches}) == 1
    assert len({batch.result_code for batch in batches}) == 2
    assert len({batch.manage_token_hash for batch in batches}) == 1


def test_one_name_is_no_family(app: Flask) -> None:
    assert create_batch(f"{SWIMMER}\n", [upload(app)], Visitor()).batch.family_code is None


def test_a_file_is_kept_once_for_the_whole_family_and_until_the_last_has_read_it(app: Flask) -> None:
    created = create_batch(f"{SWIMMER}\nNell Garrowby", [upload(app)], Visitor())
    room = FakeRoom()

    read_sheet(created.batch.jobs[0].id, room)
    assert uploads_kept(app) == 1
    read_sheet(created.siblings[0].jobs[0].id, room)
    assert (uploads_kept(app), room.reads) == (0, 1)
    assert [jobs_of(batch.id)[0].event_count for batch in (created.batch, *created.siblings)] == [1, 1]


def test_a_family_begins_with_the_sheets_of_its_first(app: Flask) -> None:
    created = create_batch(f"{SWIMMER}\nNell Garrowby", [upload(app), upload(app, b"two")], Visitor())

    assert waiting_ids(app) == [str(job.id) for job in created.batch.jobs]


def test_too_many_names_are_refused(app: Flask) -> None:
    with pytest.raises(Problem) as refused:
        create_batch("\n".join(f"Ada {number}" for number in range(9)), [upload(app)], Visitor())

    assert (refused.value.code, refused.value.field) == ("TOO_MANY_SWIMMERS", "swimmer")
