"""Links are looked at again: a newer sheet comes onto every page that shows the old one."""

import datetime
from collections.abc import Iterator

import msgspec
import pytest
from flask import Flask
from sqlalchemy import func, select

from heatsync.batches import managing
from heatsync.batches.cleanup import let_go_of_held, remove
from heatsync.batches.creating import Created, Visitor, create_batch
from heatsync.batches.watching import look
from heatsync.batches.work import read_sheet
from heatsync.heatsheet.program import Meet, Program
from heatsync.intake.links.pasted import links_in
from heatsync.models import WatchedLink, transaction
from tests.batches.factories import PROGRAM, SWIMMER, FakeRoom, jobs_of, run_out, stored, uploads_kept, waiting_ids
from tests.intake.links.internet import PDF, Internet, Script, answer

URL = "https://pub.test/saturday.pdf"
NEWER = PDF + b" newer"
TODAY = datetime.datetime.now(datetime.UTC).date()


@pytest.fixture
def net(app: Flask) -> Iterator[Internet]:
    """An internet where there is a sheet at that link, with a version."""
    with Internet(
        {"/saturday.pdf": answer('ETag: "one"', "Last-Modified: Sat, 14 Mar 2026 08:00:00 GMT")}
    ).running() as net:
        app.extensions["fetcher"] = net.fetcher()
        yield net


def swum(days_ago: int) -> Program:
    """The sheet of a meet that ended so long ago."""
    return msgspec.structs.replace(
        PROGRAM, meet=Meet("Winter Championships", end=TODAY - datetime.timedelta(days=days_ago))
    )


def batch(url: str = URL, program: Program | None = None) -> Created:
    """A batch of that link, read to its end."""
    created = create_batch(SWIMMER, [], Visitor(), links_in(url))
    read_sheet(created.batch.jobs[0].id, FakeRoom(program or swum(0)))
    return created


def look_later(net: Internet, script: Script | None = None) -> bytes:
    """Look at the link when it is time, while the server plays that; what was asked."""
    if script:
        net.scripts["/saturday.pdf"] = script
    run_out("checked_at", "watched_links")
    run_out("fetched_at", "held_sheets")
    let_go_of_held()
    before = len(net.requests)
    look()
    return b"".join(net.requests[before:])


def test_a_newer_sheet_comes_onto_every_page_that_shows_the_old_one(app: Flask, net: Internet) -> None:
    pages = [batch().batch.id for _ in range(2)]

    look_later(net, answer(body=NEWER))

    for page in pages:
        old, new = jobs_of(page)
        assert (old.status, new.status, new.source_url, stored(page).status) == ("completed", "pending", URL, "pending")
        assert str(new.id) in waiting_ids(app)
        read_sheet(new.id, FakeRoom(swum(0)))
        assert (stored(page).status, stored(page).completed_pdfs) == ("completed", 2)
    assert uploads_kept(app) == 0


def test_the_server_is_asked_for_what_is_newer_only(app: Flask, net: Internet) -> None:
    page = batch().batch.id

    asked = look_later(net, answer(body=b"", status="304 Not Modified"))

    assert b'If-None-Match: "one"' in asked
    assert len(jobs_of(page)) == 1


def test_the_same_sheet_again_changes_nothing(app: Flask, net: Internet) -> None:
    page = batch().batch.id

    look_later(net, answer('ETag: "two"'))

    assert (len(jobs_of(page)), stored(page).status, uploads_kept(app)) == (1, "completed", 0)
    assert b'If-None-Match: "two"' in look_later(net)


def test_a_newer_sheet_comes_once(app: Flask, net: Internet) -> None:
    page = batch().batch.id
    look_later(net, answer(body=NEWER))
    look_later(net)

    assert len(jobs_of(page)) == 2


def test_it_is_not_asked_before_it_is_time(app: Flask, net: Internet) -> None:
    batch()
    look()

    assert len(net.requests) == 1


@pytest.mark.parametrize(("days_ago", "looked_at"), [(-3, True), (0, True), (1, True), (2, False)])
def test_it_is_looked_at_until_the_meet_is_over(app: Flask, net: Internet, days_ago: int, looked_at: bool) -> None:
    batch(program=swum(days_ago))

    assert bool(look_later(net)) is looked_at


def test_a_sheet_that_names_no_day_is_looked_at_for_two_days(app: Flask, net: Internet) -> None:
    batch(program=PROGRAM)
    assert look_later(net)
    run_out("created_at", "batch_jobs")

    assert not look_later(net)


def test_a_link_with_a_query_is_forgotten_and_never_asked_again(app: Flask, net: Internet) -> None:
    batch(f"{URL}?key=s3cret")

    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(WatchedLink)) == 0


def test_a_page_of_a_link_with_a_query_does_not_get_what_the_plain_link_leads_to(app: Flask, net: Internet) -> None:
    secret, plain = batch(f"{URL}?key=s3cret"), batch()

    look_later(net, answer(body=NEWER))

    assert (len(jobs_of(secret.batch.id)), len(jobs_of(plain.batch.id))) == (1, 2)


@pytest.mark.parametrize(
    "script", [answer(status="404 Gone"), answer(body=b"<html>log in</html>"), answer(status="500 No")]
)
def test_a_server_that_fails_changes_nothing(app: Flask, net: Internet, script: Script) -> None:
    page = batch().batch.id

    look_later(net, script)

    assert (len(jobs_of(page)), stored(page).status) == (1, "completed")


def test_a_page_that_was_deleted_is_forgotten_with_its_link(app: Flask, net: Internet) -> None:
    created = batch()
    remove(created.batch.id)

    assert not look_later(net)
    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(WatchedLink)) == 0


def test_a_page_that_was_stopped_gets_nothing(app: Flask, net: Internet) -> None:
    created = create_batch(SWIMMER, [], Visitor(), links_in(f"{URL}\nhttps://pub.test/never.pdf"))
    read_sheet(created.batch.jobs[0].id, FakeRoom(swum(0)))
    managing.cancel(created.batch.id, created.manage_token)

    look_later(net, answer(body=NEWER))

    assert [job.status for job in jobs_of(created.batch.id)] == ["completed", "cancelled"]
    assert uploads_kept(app) == 0
