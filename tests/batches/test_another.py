"""Another swimmer on sheets that are read already."""

import pytest
from flask import Flask

from heatsync.batches.another import look_up
from heatsync.batches.creating import Created, Visitor
from heatsync.batches.work import read_sheet
from heatsync.models import BatchJob
from heatsync.problems import Problem
from heatsync.results.groups import result_of_batch
from tests.batches.factories import SWIMMER, FakeRoom, batch_of, change_rows, jobs_of, stored, waiting_ids

OTHER = "Nell Garrowby"


def read(app: Flask, *contents: bytes, swimmer: str = SWIMMER) -> Created:
    """A batch whose sheets are read."""
    created = batch_of(app, *contents, swimmer=swimmer)
    for job in created.batch.jobs:
        read_sheet(job.id, FakeRoom())
    app.extensions["redis"].flushall()
    return created


def asked(of: Created, swimmer: str = OTHER) -> Created:
    created = look_up(of.batch.id, of.manage_token, swimmer, Visitor())
    assert created
    return created


def job_of(created: Created) -> BatchJob:
    return jobs_of(created.batch.id)[0]


def test_it_is_found_at_once_without_any_work(app: Flask) -> None:
    first = read(app, b"one")
    created = asked(first)
    result = result_of_batch(created.batch.id)

    assert result
    assert [race.lane for race in result.races] == [2]
    assert stored(created.batch.id).status == "completed"
    assert (job_of(created).cached, job_of(created).event_count, job_of(created).filename) == (True, 1, "sheet.pdf")
    assert waiting_ids(app) == []


def test_both_are_one_family_from_then_on_and_have_one_token(app: Flask) -> None:
    first = read(app, b"one")
    created = asked(first)

    assert created.batch.family_code == stored(first.batch.id).family_code
    assert created.batch.family_code
    assert created.batch.manage_token_hash == stored(first.batch.id).manage_token_hash


def test_a_slip_of_the_pen_does_not_become_a_child(app: Flask) -> None:
    first = read(app, b"one", swimmer="Ada Abernock")

    assert asked(first, SWIMMER).batch.family_code is None


def test_who_was_asked_for_already_is_not_looked_up_again(app: Flask) -> None:
    first = read(app, b"one")

    assert asked(first, SWIMMER.upper()).batch.id == first.batch.id
    assert asked(first).batch.id == asked(first, "Garrowby, Nell").batch.id


def test_the_link_alone_does_not_open_the_sheets_to_other_names(app: Flask) -> None:
    first = read(app, b"one")

    assert look_up(first.batch.id, "", OTHER, Visitor()) is None
    assert look_up(first.batch.id, str(first.batch.result_code), OTHER, Visitor()) is None


def test_no_sheet_is_left_out_because_it_is_still_to_be_read(app: Flask) -> None:
    first = batch_of(app, b"one")

    assert look_up(first.batch.id, first.manage_token, OTHER, Visitor()) is None


def test_a_sheet_that_failed_is_said_to_have_failed(app: Flask) -> None:
    first = batch_of(app, b"one", b"two")
    read_sheet(first.batch.jobs[0].id, FakeRoom())
    change_rows("UPDATE batch_jobs SET status = 'failed', error_code = 'ENCRYPTED_PDF' WHERE sequence = 2")
    change_rows("UPDATE processing_batches SET status = 'partial'")
    created = asked(first)

    assert stored(created.batch.id).status == "partial"
    assert [job.error_code for job in jobs_of(created.batch.id)] == [None, "ENCRYPTED_PDF"]


def test_a_sheet_of_which_nothing_is_kept_asks_for_the_file(app: Flask) -> None:
    first = read(app, b"one")
    change_rows("UPDATE pdf_files SET program = NULL")
    created = asked(first)

    assert (job_of(created).status, job_of(created).error_code) == ("failed", "NOT_KEPT")


def test_a_family_grows_only_so_large(app: Flask) -> None:
    first = read(app, b"one")
    for number in range(7):
        asked(first, f"Child {number}")

    with pytest.raises(Problem, match="TOO_MANY_SWIMMERS"):
        asked(first, "Child 8")
