"""A page that works, in a browser with many tabs, and on a laptop that sleeps meanwhile."""

from contextlib import closing

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from heatsync.batches import adding, managing
from heatsync.models import ProcessingBatch
from heatsync.samples import EXAMPLE_PDF
from heatsync.web.seats import Seats
from tests.batches.factories import upload
from tests.chaos.relay import Relay
from tests.web import shelf

_TABS = 8
_BETWEEN_TWO_QUESTIONS = 4_000
_TEN_MINUTES = 600_000
_PATIENCE = 60


def _working() -> ProcessingBatch:
    return shelf.batch(shelf.job("completed", [shelf.swim()]), shelf.job("processing", filename="sunday.pdf"))


def test_eight_tabs_of_one_browser_leave_it_lines_to_send_a_sheet(phone: BrowserContext, quiet_site: str) -> None:
    batch = _working()
    tabs = [phone.new_page() for _ in range(_TABS)]
    for tab in tabs:
        tab.goto(f"{quiet_site}/batches/{batch.id}")
        expect(tab.locator(".job")).to_have_count(2)
    form = phone.new_page()
    form.goto(quiet_site)
    form.get_by_label("Swimmer’s name").fill("Ada Abbernock")
    form.get_by_label("Heat sheets").set_input_files(EXAMPLE_PDF)
    form.get_by_role("button", name="Find the races").click()
    expect(form.get_by_text("You can close this page")).to_be_visible()

    assert managing.cancel(batch.id, shelf.TOKEN)

    for tab in tabs:
        expect(tab.locator(".finished")).to_be_visible(timeout=15_000)


def test_a_laptop_that_slept_shows_how_it_ended_and_each_sheet_once(phone: BrowserContext, quiet_site: str) -> None:
    batch = _working()
    page = phone.new_page()
    page.clock.install()
    with closing(Relay(("127.0.0.1", int(quiet_site.rpartition(":")[2])))) as line:
        page.goto(f"http://{line.address}/batches/{batch.id}")
        expect(page.locator(".job")).to_have_count(2)
        line.silent.set()
        assert managing.cancel(batch.id, shelf.TOKEN)
        assert line.kept_a_hang_up.wait(_PATIENCE)
        line.silent.clear()
        page.clock.fast_forward(_TEN_MINUTES)

        expect(page.locator(".finished")).to_have_count(1)
    expect(page.locator(".job")).to_have_count(2)
    expect(page.locator(".job-state", has_text="Done")).to_have_count(1)


def test_a_page_for_which_there_is_no_seat_asks_now_and_then(page: Page, app: Flask, quiet_site: str) -> None:
    app.extensions["seats"] = Seats(in_all=0, of_an_address=0)
    batch = _working()
    page.clock.install()
    with page.expect_response("**/rows?*"):
        page.goto(f"{quiet_site}/batches/{batch.id}")

    assert managing.cancel(batch.id, shelf.TOKEN)
    page.clock.run_for(_BETWEEN_TWO_QUESTIONS)

    expect(page.locator(".finished")).to_be_visible()


@pytest.mark.parametrize("seats", [0, 9], ids=["asking", "listening"])
def test_a_sheet_that_was_added_elsewhere_gets_its_row(page: Page, app: Flask, quiet_site: str, seats: int) -> None:
    app.extensions["seats"] = Seats(in_all=seats, of_an_address=seats)
    batch = _working()
    page.clock.install()
    with page.expect_response("**/rows?*" if not seats else "**/stream"):
        page.goto(f"{quiet_site}/batches/{batch.id}")

    adding.add(batch.id, [upload(app, b"monday")], [])
    page.clock.run_for(_BETWEEN_TWO_QUESTIONS)

    expect(page.locator(".job")).to_have_count(3)
    expect(page.locator(".job").last.locator(".job-state")).to_have_text("Waiting")
