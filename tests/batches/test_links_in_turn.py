"""Links among other work: a sheet is fetched once for all who wait for it, and slow servers hold up nobody's files."""

import threading
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from socket import socket
from typing import Any

import msgspec
import pytest
from flask import Flask
from rq import SimpleWorker
from rq.serializers import JSONSerializer
from sqlalchemy.orm import Session

from heatsync.batches import cleanup, leases, managing, queue
from heatsync.batches.changes import change
from heatsync.batches.creating import Created
from heatsync.batches.downloading import download
from heatsync.batches.leases import new_worker_name
from heatsync.batches.recovery import release
from heatsync.batches.work import read_sheet
from heatsync.intake.links import courtesy
from heatsync.models import BatchJob
from tests.batches.factories import (
    FakeRoom,
    at_once,
    batch_of,
    database_clock,
    jobs_of,
    run_out,
    stored,
    uploads_kept,
    waiting_ids,
)
from tests.batches.test_downloading import URL, WITHOUT_TOKEN, batch_of_links, internet, only_job
from tests.chaos import extent
from tests.intake.links.internet import Internet, answer

SATURDAY = 'Content-Disposition: attachment; filename="Saturday.pdf"'


def claim(created: Created) -> leases.Lease | None:
    return leases.claim(created.batch.jobs[0].id)


def others(number: int) -> list[Created]:
    return [batch_of_links(f"http://server{at}.test/{at}.pdf") for at in range(number)]


def make_room(app: Flask, workers: int, **limits: int) -> None:
    app.extensions["worker_processes"] = workers
    app.config["SETTINGS"] = msgspec.structs.replace(app.config["SETTINGS"], **limits)


def test_all_who_want_one_link_at_once_cause_one_fetch_and_one_read(app: Flask) -> None:
    make_room(app, workers=100, jobs_at_once=100)
    batches, claimed = [batch_of_links(URL) for _ in range(extent.of(100, 20))], list[object]()

    def script(connection: socket) -> None:
        with app.app_context():
            claimed.extend(filter(None, map(claim, batches)))
        answer(SATURDAY)(connection)

    room = FakeRoom()
    with internet(app, script) as net:
        for created in batches:
            read_sheet(created.batch.jobs[0].id, room)
    jobs = [only_job(created) for created in batches]
    assert (len(net.requests), room.reads, claimed) == (1, 1, [])
    assert {(job.status, job.attempt, job.filename, job.source_url) for job in jobs} == {
        ("completed", 1, "Saturday.pdf", WITHOUT_TOKEN)
    }
    assert [job.cached for job in jobs] == [False] + [True] * (len(jobs) - 1)


def test_a_page_that_waits_for_the_same_link_is_told_when_another_has_fetched_it(app: Flask) -> None:
    (first, second), room = [batch_of_links(URL) for _ in range(2)], FakeRoom()
    before = second.batch.last_event_id
    with internet(app, answer(SATURDAY)):
        read_sheet(first.batch.jobs[0].id, room)

    job, batch = only_job(second), stored(second.batch.id)
    assert (job.status, job.filename) == ("pending", "Saturday.pdf")
    assert job.event_id == batch.last_event_id > before


def test_a_sheet_that_arrives_in_the_middle_of_a_claim_of_the_same_link_is_not_fetched_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first, second), take = [batch_of_links(URL) for _ in range(2)], leases._take
    fetching = threading.Thread(target=lambda: fetch(app, leases_of_first[0]))
    leases_of_first = list[leases.Lease]()

    def change_later(batch_id: uuid.UUID) -> AbstractContextManager[tuple[Session, int]]:
        """The second has just seen that nobody fetches it: now the first begins to."""
        if batch_id == second.batch.id:
            leases_of_first.extend(filter(None, [claim(first)]))
        return change(batch_id)

    def take_later(session: Session, token: uuid.UUID, *rest: Any) -> BatchJob:
        """The second has just seen that no such sheet is held: now the first has it."""
        if leases_of_first:
            fetching.start()
            fetching.join(1)
        return take(session, token, *rest)

    with internet(app, answer()) as net:
        with monkeypatch.context() as delayed:
            delayed.setattr(leases, "change", change_later)
            delayed.setattr(leases, "_take", take_later)
            assert claim(second) is None
        fetching.join()
        read_sheet(second.batch.jobs[0].id, FakeRoom())
    assert len(net.requests) == 1
    assert only_job(second).status == "completed"


def fetch(app: Flask, lease: leases.Lease) -> None:
    with app.app_context():
        download(lease, lease.job, threading.Event())


def test_of_ten_workers_who_want_one_link_at_the_same_moment_one_fetches(app: Flask) -> None:
    make_room(app, workers=100, jobs_at_once=100)
    batches, room = [batch_of_links(URL) for _ in range(10)], FakeRoom()
    with internet(app, answer()) as net:
        works = [partial(read_sheet, created.batch.jobs[0].id, room) for created in batches]
        assert at_once(app, *works) == at_once(app, *works) == []
    assert (len(net.requests), room.reads) == (1, 1)
    assert {only_job(created).status for created in batches} == {"completed"}


def test_whoever_comes_within_a_minute_has_the_sheet_that_is_held(app: Flask) -> None:
    room, first = FakeRoom(), batch_of_links(URL)
    with internet(app, answer(SATURDAY)) as net:
        read_sheet(first.batch.jobs[0].id, room)
        second, another = batch_of_links(URL), batch_of_links(URL + "2")
        read_sheet(second.batch.jobs[0].id, room)
        assert len(net.requests) == 1
        read_sheet(another.batch.jobs[0].id, room)
        assert len(net.requests) == 2
    job = only_job(second)
    assert (job.status, job.cached, job.filename, job.source_url) == ("completed", True, "Saturday.pdf", WITHOUT_TOKEN)


def test_after_a_minute_a_link_is_fetched_anew_and_what_was_held_is_gone(app: Flask) -> None:
    with internet(app, answer()) as net:
        read_sheet(batch_of_links(URL).batch.jobs[0].id, FakeRoom())
        cleanup.let_go_of_held()
        assert uploads_kept(app) == 1
        run_out("fetched_at", "held_sheets")
        read_sheet(batch_of_links(URL).batch.jobs[0].id, FakeRoom())
    assert len(net.requests) == 2
    run_out("fetched_at", "held_sheets")
    waiting = batch_of_links(URL)
    cleanup.let_go_of_held()
    assert uploads_kept(app) == 0
    assert only_job(waiting).temp_file_path is None


def test_what_is_held_goes_with_the_last_result_that_shows_it(app: Flask) -> None:
    first, second = batch_of_links(URL), batch_of_links(URL)
    with internet(app, answer()):
        for created in (first, second):
            read_sheet(created.batch.jobs[0].id, FakeRoom())
    managing.delete(first.batch.id, first.manage_token)
    assert uploads_kept(app) == 1
    managing.delete(second.batch.id, second.manage_token)
    assert uploads_kept(app) == 0


def test_a_held_sheet_that_is_let_go_stays_with_whoever_was_given_it(app: Flask) -> None:
    room, first = FakeRoom(), batch_of_links(URL)
    with internet(app, answer()):
        read_sheet(first.batch.jobs[0].id, room)
        second = batch_of_links(URL)
        assert claim(second)
    run_out("fetched_at", "held_sheets")
    cleanup.let_go_of_held()
    assert uploads_kept(app) == 1
    run_out()
    read_sheet(second.batch.jobs[0].id, room)
    assert (only_job(second).status, uploads_kept(app)) == ("completed", 0)


def test_no_more_than_two_links_of_one_server_are_fetched_at_once(app: Flask) -> None:
    make_room(app, workers=100, jobs_at_once=100)
    links = [batch_of_links(f"https://pub.test/{at}.pdf") for at in range(4)]
    assert [bool(claim(link)) for link in links] == [True, True, False, False]
    assert claim(batch_of_links("https://pub2.test/sheet.pdf"))
    run_out()
    assert claim(links[3])


def test_a_server_is_asked_thirty_times_a_minute_and_other_links_wait_without_a_loss(app: Flask) -> None:
    created, counted = batch_of_links(URL), partial(courtesy.ask, app.extensions["allowances"])
    for _ in range(30):
        counted("pub.test")
    with internet(app, answer()) as net:
        app.extensions["fetcher"] = net.fetcher(before_asking=counted)
        for _ in range(5):  # more often than a sheet that fails is tried
            read_sheet(created.batch.jobs[0].id, FakeRoom())
            job = only_job(created)
            assert (job.status, job.source_url, job.attempt, job.retry_count) == ("pending", URL, 0, 0)
            assert job.not_before
            assert job.not_before > database_clock()
            run_out("not_before")
        assert net.requests == []
        app.extensions["redis"].flushall()  # the minute is over
        read_sheet(created.batch.jobs[0].id, FakeRoom())
    assert (only_job(created).status, only_job(created).attempt) == ("completed", 1)


def test_those_who_waited_for_a_sheet_are_woken_when_it_is_fetched(app: Flask) -> None:
    first, second = batch_of_links(URL), batch_of_links(URL)
    seen = list[list[str]]()
    app.extensions["redis"].flushall()
    with internet(app, answer()):
        read_sheet(first.batch.jobs[0].id, FakeRoom(during=lambda: seen.append(waiting_ids(app))))
    assert seen == [[str(second.batch.jobs[0].id)]]


@pytest.mark.parametrize("end", [run_out, lambda: release("a" * 16)], ids=["the lease ends", "it is seen to die"])
def test_when_the_worker_that_fetches_is_killed_another_takes_over(app: Flask, end: Callable[[], None]) -> None:
    first, second = batch_of_links(URL), batch_of_links(URL)
    app.extensions["worker_name"] = "a" * 16
    assert claim(first)
    app.extensions["worker_name"] = "b" * 16
    with internet(app, answer()) as net:
        read_sheet(second.batch.jobs[0].id, FakeRoom())
        assert only_job(second).status == "pending"
        end()
        read_sheet(second.batch.jobs[0].id, FakeRoom())
    assert (only_job(second).status, len(net.requests)) == ("completed", 1)


def test_when_the_fetch_fails_the_others_fetch_themselves(app: Flask) -> None:
    first, second = batch_of_links(URL), batch_of_links(URL)
    with internet(app, answer(status="404 Not Found")):
        read_sheet(first.batch.jobs[0].id, FakeRoom())
    with internet(app, answer()):
        read_sheet(second.batch.jobs[0].id, FakeRoom())
    assert (only_job(first).status, only_job(second).status) == ("failed", "completed")


def test_another_secret_is_another_link(app: Flask) -> None:
    make_room(app, workers=4)
    assert claim(batch_of_links(URL))
    assert claim(batch_of_links(URL + "2"))


def test_links_hold_half_of_the_places_and_files_the_rest(app: Flask) -> None:
    make_room(app, workers=100, jobs_at_once=6)
    links, files = others(50), [batch_of(app, b"one") for _ in range(4)]
    assert sum(bool(claim(link)) for link in links) == 3
    assert [bool(claim(file)) for file in files] == [True, True, True, False]


@pytest.mark.parametrize(("workers", "fetching"), [(1, 1), (2, 1), (3, 1), (4, 2)])
def test_links_hold_half_of_a_machines_workers(app: Flask, workers: int, fetching: int) -> None:
    make_room(app, workers)
    app.extensions["worker_name"] = new_worker_name()
    links = others(5)
    assert sum(bool(claim(link)) for link in links) == fetching
    app.extensions["worker_name"] = b"another machine".hex()[:16]
    assert claim(links[-1])


def test_links_that_have_to_wait_are_not_queued_before_a_file(app: Flask) -> None:
    links, file = others(12), batch_of(app, b"one")
    assert claim(links[0])
    app.extensions["redis"].flushall()
    queue.enqueue_forgotten(10)
    assert waiting_ids(app) == [str(file.batch.jobs[0].id)]


def test_a_file_is_read_while_fifty_slow_links_hang(app: Flask) -> None:
    called, may_answer = threading.Event(), threading.Event()

    def hang(connection: socket) -> None:
        called.set()
        may_answer.wait(60)
        answer()(connection)

    with Internet({f"/{at}.pdf": hang for at in range(50)}).running() as net:
        app.extensions.update(fetcher=net.fetcher(seconds=60), reading_room=FakeRoom(), worker_processes=2)
        links, file = others(50), batch_of(app, b"one")
        fetching = threading.Thread(target=in_context, args=(app, links[0]))
        fetching.start()
        assert called.wait(60)
        SimpleWorker([queue.QUEUE], connection=app.extensions["redis"], serializer=JSONSerializer).work(
            burst=True, logging_level="ERROR"
        )
        assert stored(file.batch.id).status == "completed"
        assert [jobs_of(link.batch.id)[0].status for link in links] == ["downloading", *["pending"] * 49]
        may_answer.set()
        fetching.join()
    assert only_job(links[0]).status == "completed"


def in_context(app: Flask, created: Created) -> None:
    with app.app_context():
        read_sheet(created.batch.jobs[0].id, FakeRoom())
