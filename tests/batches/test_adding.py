import pytest
from flask import Flask

from heatsync.batches import managing
from heatsync.batches.adding import add
from heatsync.batches.changes import NotOurs
from heatsync.batches.creating import Visitor, create_batch
from heatsync.batches.work import read_sheet
from heatsync.intake.links.addresses import parse
from heatsync.intake.uploads import Upload
from heatsync.models import ProcessingBatch
from heatsync.problems import Problem
from tests.batches.factories import SWIMMER, FakeRoom, batch_of, jobs_of, stored, upload, waiting_ids

LINK = parse("https://example.org/sunday.pdf")


def done(app: Flask, *contents: bytes) -> ProcessingBatch:
    """A batch of sheets that are read."""
    batch = batch_of(app, *contents).batch
    for job in batch.jobs:
        read_sheet(job.id, FakeRoom())
    return batch


def test_a_finished_batch_goes_on_with_what_is_added(app: Flask) -> None:
    batch = done(app, b"one")

    add(batch.id, [upload(app, b"two", "sunday.pdf")], [LINK])

    (_, second, third), now = jobs_of(batch.id), stored(batch.id)
    assert (now.status, now.total_pdfs, now.completed_pdfs, now.completed_at) == ("pending", 3, 1, None)
    assert [(job.sequence, job.status) for job in (second, third)] == [(2, "pending"), (3, "pending")]
    assert second.event_id == third.event_id == now.last_event_id
    assert waiting_ids(app)[-2:] == [str(second.id), str(third.id)]


def test_it_ends_again_when_all_is_read(app: Flask) -> None:
    batch = done(app, b"one")
    add(batch.id, [upload(app, b"two")], [])

    read_sheet(jobs_of(batch.id)[1].id, FakeRoom())

    assert (stored(batch.id).status, stored(batch.id).completed_pdfs) == ("completed", 2)


def test_a_batch_that_still_works_takes_more(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    read_sheet(batch.jobs[0].id, FakeRoom(during=lambda: add(batch.id, [upload(app, b"two")], [])))

    assert [job.status for job in jobs_of(batch.id)] == ["completed", "pending"]
    assert stored(batch.id).status == "processing"


def test_brothers_and_sisters_get_it_too(app: Flask) -> None:
    created = create_batch(f"{SWIMMER}\nNell Garrowby", [upload(app)], Visitor())

    add(created.batch.id, [upload(app, b"two")], [])

    assert [len(jobs_of(batch.id)) for batch in (created.batch, *created.siblings)] == [2, 2]


def test_what_is_refused_at_the_door_is_a_failed_sheet(app: Flask) -> None:
    batch = done(app, b"one")

    add(batch.id, [Upload("letter.pdf", error_code="INVALID_PDF")], [])

    assert (stored(batch.id).status, stored(batch.id).failed_pdfs) == ("partial", 1)


@pytest.mark.parametrize(("sheets", "code"), [(0, "NO_PDFS"), (15, "BATCH_TOO_LARGE")])
def test_no_sheet_and_too_many_change_nothing(app: Flask, sheets: int, code: str) -> None:
    batch = done(app, b"one")

    with pytest.raises(Problem, match=code):
        add(batch.id, [upload(app, bytes([number])) for number in range(sheets)], [])

    assert (stored(batch.id).status, len(jobs_of(batch.id))) == ("completed", 1)


def test_a_batch_that_was_stopped_stays_so(app: Flask) -> None:
    created = batch_of(app, b"one")
    managing.cancel(created.batch.id, created.manage_token)

    with pytest.raises(NotOurs):
        add(created.batch.id, [upload(app, b"two")], [])

    assert stored(created.batch.id).status == "cancelled"
