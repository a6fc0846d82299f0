"""Whatever happens to a batch, in whatever order: its rows keep agreeing with each other, and with a simple model."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from heatsync.batches import adding, cleanup, finishing, leases, managing, states
from heatsync.batches.changes import NotOurs
from heatsync.batches.finishing import Finding
from heatsync.batches.leases import Lease
from heatsync.batches.programs import Content, place_of
from heatsync.batches.progress import report
from heatsync.batches.recovery import reconcile
from heatsync.heatsheet import swims
from heatsync.models import BatchJob, ProcessingBatch, transaction
from tests.batches.factories import PROGRAM, SWIMMER, batch_of, jobs_of, run_out, upload
from tests.chaos import extent

MOST_SHEETS = 5
SHEETS = st.integers(0, MOST_SHEETS - 1)
FOUND = swims.find(PROGRAM, SWIMMER)
OF_A_BATCH = ("status", "total_pdfs", "completed_pdfs", "failed_pdfs")
OF_A_JOB = (
    *("status", "stage", "progress_message", "pages_done", "pages_total", "filename", "retry_count"),
    *("error_code", "error_message", "meet_name", "event_count", "result_code"),
)
"""What a page shows of a row."""
CODES = st.sampled_from(["INVALID_PDF", "EXTRACTION_FAILED"])


class Life(RuleBasedStateMachine):
    """One batch of a few sheets. The model knows who holds which lease; the database must allow that, and no more.

    ``batch`` and its jobs are as they were after the last step: a step that only needs to know these asks nobody.
    """

    app: Flask
    batch: ProcessingBatch

    @initialize(claimed=st.integers(0, 3))
    def begin(self, claimed: int) -> None:
        self.holders: dict[int, Lease] = {}
        self.outdated: list[Lease] = []
        self._make_batch()
        for sheet in range(claimed):
            self.claim(sheet)
            self.batch = self._see()

    @rule(sheet=SHEETS)
    def claim(self, sheet: int) -> None:
        jobs = self.batch.jobs
        sheet %= len(jobs)
        job = jobs[sheet]
        lease = leases.claim(job.id)
        if lease:
            assert sheet not in self.holders
            self.holders[sheet] = lease
        elif job.status == "pending":
            is_given_up = job.attempt - job.retry_count >= leases.MOST_LOSSES
            assert job.not_before or is_given_up or len(self.holders) == self.app.config["SETTINGS"].jobs_per_batch

    @rule(sheet=SHEETS)
    def complete(self, sheet: int) -> None:
        if lease := self.holders.pop(sheet, None):
            finishing.complete(lease, self._finding())
            assert self._see().jobs[sheet].result_code
            self.outdated.append(lease)

    @rule(sheet=SHEETS, code=CODES)
    def fail(self, sheet: int, code: str) -> None:
        if lease := self.holders.pop(sheet, None):
            finishing.fail(lease, code)
            assert self._see().jobs[sheet].status == "failed"
            self.outdated.append(lease)

    @rule(data=st.data())
    @precondition(lambda self: self.holders)
    def lose_the_net(self, data: st.DataObject) -> None:
        sheet = data.draw(st.sampled_from(sorted(self.holders)))
        self.outdated.append(self.holders[sheet])
        finishing.fail(self.holders.pop(sheet), "NETWORK_ERROR")
        assert self._see().jobs[sheet].status in {"failed", "pending"}

    @rule(sheet=SHEETS)
    def show_pages(self, sheet: int) -> None:
        if lease := self.holders.get(sheet):
            assert leases.renew(lease)
            report(lease, 1, 2)

    @rule()
    def lose_workers(self) -> None:
        run_out()
        reconcile()
        self._forget_holders()

    @rule()
    def let_time_pass(self) -> None:
        run_out("not_before")

    @rule()
    def reconcile(self) -> None:
        reconcile()

    @rule()
    @precondition(lambda self: self.holders)
    def take_too_long(self) -> None:
        run_out("processing_timeout_at", "processing_batches")
        reconcile()
        self._forget_holders()
        assert self._see().status in {"failed", "partial"}

    @rule()
    def cancel(self) -> None:
        was_open = self.batch.status in states.OPEN
        assert managing.cancel(self.batch.id, self.token)
        self._forget_holders()
        assert not was_open or self._see().status == "cancelled"

    @rule()
    def retry(self) -> None:
        assert managing.retry(self.batch.id, self.token)

    @rule(sheet=SHEETS)
    def retry_one(self, sheet: int) -> None:
        jobs = self.batch.jobs
        assert managing.retry_job(self.batch.id, jobs[sheet % len(jobs)].id, self.token)

    @rule()
    @precondition(lambda self: len(self.batch.jobs) < MOST_SHEETS)
    def add(self) -> None:
        if self.batch.status == "cancelled":
            with pytest.raises(NotOurs):
                self._add()
        else:
            self._add()
            assert self._see().status in states.OPEN

    @rule()
    def expire(self) -> None:
        run_out("expires_at", "processing_batches")
        cleanup.clean_up()
        assert not jobs_of(self.batch.id)
        self._forget_holders()
        self._make_batch()

    @rule(data=st.data())
    @precondition(lambda self: self.outdated)
    def write_late(self, data: st.DataObject) -> None:
        lease = data.draw(st.sampled_from(self.outdated))
        with pytest.raises(NotOurs):
            finishing.complete(lease, self._finding())
        with pytest.raises(NotOurs):
            report(lease, 1, 2)
        assert not leases.renew(lease)
        assert self._see().last_event_id == self.batch.last_event_id

    @invariant()
    def all_is_in_order(self) -> None:
        before, self.batch = self.batch, self._see()
        only_allowed_edges_happened(before, self.batch)
        counters_and_state_fit_the_jobs(self.batch)
        jobs_say_what_their_state_means(self.batch)
        numbers_only_grow_and_the_last_is_the_batchs(before, self.batch)
        whatever_is_seen_to_change_has_a_number_of_its_own(before, self.batch)

    def _see(self) -> ProcessingBatch:
        with transaction() as session:
            batch = session.get_one(ProcessingBatch, self.batch.id)
            assert batch.jobs
        return batch

    def _make_batch(self) -> None:
        created = batch_of(self.app, b"one", b"two", b"three")
        self.batch, self.token = created.batch, created.manage_token
        self.batch = self._see()

    def _add(self) -> None:
        adding.add(self.batch.id, [upload(self.app, b"more")], [])

    def _forget_holders(self) -> None:
        self.outdated += self.holders.values()
        self.holders.clear()

    def _finding(self) -> Finding:
        pdf_id: uuid.UUID = place_of(Content("0" * 32, "0" * 64, 1))
        return Finding(pdf_id, "0" * 32, PROGRAM, FOUND, cached=False)

    def teardown(self) -> None:
        cleanup.remove(self.batch.id)  # and its files: the next ones would be looked for among them


def only_allowed_edges_happened(before: ProcessingBatch, now: ProcessingBatch) -> None:
    for job_before, job in zip(before.jobs, now.jobs, strict=False):
        assert _can_become(states.JOB_EDGES, job_before.status, job.status)
    assert _can_become(states.BATCH_EDGES, before.status, now.status)


def counters_and_state_fit_the_jobs(batch: ProcessingBatch) -> None:
    counts = Counter(job.status for job in batch.jobs)
    assert batch.total_pdfs == counts.total()
    assert (batch.completed_pdfs, batch.failed_pdfs) == (counts["completed"], counts["failed"])
    final = states.batch_status(counts)
    assert batch.status == final if final else batch.status in states.OPEN
    assert bool(batch.completed_at) == bool(final)


def jobs_say_what_their_state_means(batch: ProcessingBatch) -> None:
    for job in batch.jobs:
        assert bool(job.lease_token) == (job.status in states.RUNNING)
        assert bool(job.error_code) == (job.status == "failed")
        assert bool(job.result_code and job.extraction_id) == (job.status == "completed")
        assert bool(job.completed_at) == (job.status not in states.OPEN)


def numbers_only_grow_and_the_last_is_the_batchs(before: ProcessingBatch, now: ProcessingBatch) -> None:
    assert now.last_event_id >= before.last_event_id
    assert max(job.event_id for job in now.jobs) <= now.last_event_id


def whatever_is_seen_to_change_has_a_number_of_its_own(before: ProcessingBatch, now: ProcessingBatch) -> None:
    seen = {job.id: _look(job, OF_A_JOB) for job in before.jobs}
    for job in now.jobs:
        assert seen.get(job.id) == _look(job, OF_A_JOB) or job.event_id > before.last_event_id
    assert _look(before, OF_A_BATCH) == _look(now, OF_A_BATCH) or now.last_event_id > before.last_event_id


def _look(row: ProcessingBatch | BatchJob, columns: Sequence[str]) -> list[object]:
    return [getattr(row, column) for column in columns]


def _can_become(edges: Mapping[str, Sequence[str]], before: str, after: str) -> bool:
    """Whether one step, or two of one rule, lead there: a lost job of a late batch goes back and fails at once."""
    return after == before or after in edges[before] or any(after in edges[between] for between in edges[before])


def test_a_batch_stays_in_order_whatever_happens_to_it(app: Flask) -> None:
    class LifeHere(Life):
        pass

    LifeHere.app = app
    quick = settings(
        max_examples=extent.of(2500, 20),
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(LifeHere, settings=quick)
