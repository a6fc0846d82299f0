from dataclasses import replace
from functools import partial

import pytest
from flask import Flask

from heatsync.batches import finishing, leases, managing
from heatsync.batches.changes import NotOurs
from heatsync.batches.finishing import Finding
from heatsync.batches.leases import Lease
from heatsync.batches.programs import Content, place_of
from heatsync.heatsheet import swims
from heatsync.heatsheet.swims import Found
from tests.batches.factories import PROGRAM, SWIMMER, at_once, batch_of, jobs_of, stored
from tests.chaos import extent

ROUNDS = 20
CANCELS = extent.of(500, 20)


def claimed(app: Flask, sheets: int) -> tuple[list[Lease], str]:
    """A new batch with a worker on each sheet, and its manage token."""
    created = batch_of(app, *(bytes([number]) for number in range(sheets)))
    taken = [leases.claim(job.id) for job in created.batch.jobs]
    return [lease for lease in taken if lease], created.manage_token


def finding() -> Finding:
    pdf_id = place_of(Content("0" * 32, "0" * 64, 1))
    return Finding(pdf_id, "0" * 32, PROGRAM, swims.find(PROGRAM, SWIMMER), cached=False)


def finish(lease: Lease, found: Finding) -> None:
    try:
        finishing.complete(lease, found)
    except NotOurs:
        return


def test_the_last_two_jobs_that_end_at_the_same_moment_close_the_batch_once_with_right_counters(app: Flask) -> None:
    found = finding()
    for _ in range(ROUNDS):
        (first, second), _token = claimed(app, 2)
        raised = at_once(app, partial(finish, first, found), partial(finishing.fail, second, "INVALID_PDF"))
        batch = stored(first.batch_id)
        assert raised == []
        assert (batch.status, batch.completed_pdfs, batch.failed_pdfs, batch.last_event_id) == ("partial", 1, 1, 6)
        assert sorted(job.event_id for job in jobs_of(batch.id)) == [5, 6]


def test_a_cancel_at_the_moment_of_the_last_finish_gives_one_of_two_ends(app: Flask) -> None:
    found = finding()
    ends = set()
    for _ in range(CANCELS):
        (lease,), token = claimed(app, 1)
        raised = at_once(app, partial(finish, lease, found), partial(managing.cancel, lease.batch_id, token))
        (job,), batch = jobs_of(lease.batch_id), stored(lease.batch_id)
        ends.add((batch.status, job.status, batch.completed_pdfs, bool(job.result_code)))
        assert raised == []
    assert ends <= {("completed", "completed", 1, True), ("cancelled", "cancelled", 0, False)}


def test_a_job_delivered_twice_ends_once(app: Flask) -> None:
    found = finding()
    (lease,), _ = claimed(app, 1)
    finishing.complete(lease, found)
    with pytest.raises(NotOurs):
        finishing.complete(lease, found)
    assert stored(lease.batch_id).completed_pdfs == 1


def test_a_job_that_finishes_after_a_cancel_changes_no_counter(app: Flask) -> None:
    (first, second), token = claimed(app, 2)
    finishing.complete(first, finding())
    managing.cancel(first.batch_id, token)
    with pytest.raises(NotOurs):
        finishing.complete(second, finding())
    batch = stored(first.batch_id)
    assert (batch.status, batch.completed_pdfs, batch.failed_pdfs) == ("cancelled", 1, 0)
    assert [job.status for job in jobs_of(batch.id)] == ["completed", "cancelled"]


def test_who_shows_what_a_newer_reader_finds_again_is_told_of_it_by_an_event(app: Flask) -> None:
    (earlier,), _ = claimed(app, 1)
    finishing.complete(earlier, replace(finding(), found=Found()))
    before = stored(earlier.batch_id)
    (later,), _ = claimed(app, 1)

    finishing.complete(later, finding())
    batch, (job,) = stored(earlier.batch_id), jobs_of(earlier.batch_id)
    assert job.event_count == len(finding().found.swims) > 0
    assert job.event_id == batch.last_event_id == before.last_event_id + 1


def test_who_shows_what_is_found_the_same_again_is_left_in_peace(app: Flask) -> None:
    (earlier,), _ = claimed(app, 1)
    finishing.complete(earlier, finding())
    before = stored(earlier.batch_id).last_event_id
    (later,), _ = claimed(app, 1)

    finishing.complete(later, finding())
    assert stored(earlier.batch_id).last_event_id == before


def test_names_of_meets_are_cut_to_what_their_columns_hold(app: Flask) -> None:
    (lease,), _ = claimed(app, 1)
    long = finding()
    meet = type(PROGRAM.meet)("m" * 600, venue="v" * 600)
    program = type(PROGRAM)("heat_sheet", None, 1, 1.0, meet)
    finishing.complete(lease, Finding(long.pdf_id, long.checksum, program, long.found, cached=False))
    assert jobs_of(lease.batch_id)[0].meet_name == "m" * 500
