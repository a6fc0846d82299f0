"""Races stay readable where there is no signal, and are gone where they should be."""

import datetime
import time

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from heatsync.batches import cleanup, managing
from heatsync.database import now
from heatsync.models import ProcessingBatch, new_code
from tests.web import shelf

SAVED = "caches.open('pages').then((cache) => cache.keys()).then((all) => all.length)"
CONTROLLED = "navigator.serviceWorker.controller !== null"
LIST_ONE_THAT_IS_GONE = """
    const listed = Cache.prototype.keys;
    Cache.prototype.keys = async function () { return [new Request("/r/gone"), ...await listed.call(this)]; };
"""
PATIENCE = 30


@pytest.fixture
def batch(quiet_site: str) -> ProcessingBatch:
    return shelf.finished(shelf.swim(), shelf.swim(event="18", event_name="Girls 50 Fly", starts_at="10:25"))


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    """A page that may complain: without a signal a browser does."""
    return phone.new_page()


def visit(page: Page, address: str, saved: int) -> None:
    """Open that page, and wait until so many are saved."""
    page.goto(address)
    wait_for(page, f"{SAVED}.then((number) => number === {saved})")
    wait_for(page, CONTROLLED)


def wait_for(page: Page, condition: str) -> None:
    """Wait until that is true in the page; it may be a promise, which Playwright's own waiting takes for true."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(20)


def test_the_races_the_card_and_the_next_race_open_without_a_signal(
    page: Page, phone: BrowserContext, quiet_site: str, batch: ProcessingBatch
) -> None:
    address = f"{quiet_site}/r/{batch.result_code}"
    visit(page, address, saved=3)
    phone.set_offline(True)

    for path, words in (("", "Girls 9-10 100 Freestyle"), ("/card", "100 FR"), ("/now", "Girls 50 Fly")):
        page.goto(address + path)
        expect(page.locator("main")).to_contain_text(words)
        expect(page.locator(".saved")).to_contain_text("saved at")
        assert page.locator("main").evaluate("main => getComputedStyle(main).marginInlineStart") != "0px"


def test_the_makers_own_page_opens_without_a_signal_too(
    page: Page, phone: BrowserContext, quiet_site: str, batch: ProcessingBatch
) -> None:
    visit(page, f"{quiet_site}/batches/{batch.id}", saved=3)
    phone.set_offline(True)

    page.goto(f"{quiet_site}/batches/{batch.id}")
    expect(page.locator(".swim")).to_have_count(2)


def test_a_page_that_turns_into_the_result_under_its_readers_eyes_is_saved(
    page: Page, phone: BrowserContext, quiet_site: str
) -> None:
    working = shelf.batch(shelf.job("completed", [shelf.swim()]), shelf.job("processing", filename="sunday.pdf"))
    page.goto(f"{quiet_site}/batches/{working.id}")
    assert managing.cancel(working.id, shelf.TOKEN)
    expect(page.locator(".finished")).to_be_visible()
    wait_for(page, f"{SAVED}.then((number) => number === 3)")
    wait_for(page, CONTROLLED)
    phone.set_offline(True)

    page.goto(f"{quiet_site}/batches/{working.id}")
    expect(page.locator(".finished .swim")).to_have_count(1)


def test_with_a_signal_the_page_is_the_servers_and_says_nothing_of_saving(
    page: Page, quiet_site: str, batch: ProcessingBatch
) -> None:
    visit(page, f"{quiet_site}/r/{batch.result_code}", saved=3)
    page.reload()

    expect(page.locator(".swim")).to_have_count(2)
    expect(page.locator(".saved")).to_be_hidden()


def test_each_of_two_swimmers_of_one_name_keeps_a_page_of_her_own(
    page: Page, phone: BrowserContext, quiet_site: str
) -> None:
    namesakes = shelf.finished(shelf.swim(), shelf.swim(event="30", team="HILL", age=14))
    address = f"{quiet_site}/r/{namesakes.result_code}"
    visit(page, address, saved=3)
    page.get_by_role("link", name="HILL").click()
    wait_for(page, f"{SAVED}.then((number) => number === 6)")
    hers = page.url
    phone.set_offline(True)

    page.goto(hers)
    expect(page.locator(".swim")).to_have_count(1)
    page.goto(address)
    expect(page.locator(".swim")).to_have_count(2)


def test_what_was_never_opened_is_not_there_but_what_was_is_listed(
    page: Page, phone: BrowserContext, quiet_site: str, batch: ProcessingBatch
) -> None:
    visit(page, f"{quiet_site}/r/{batch.result_code}", saved=3)
    phone.set_offline(True)
    page.goto(f"{quiet_site}/r/abcDEF123456")

    expect(page.get_by_role("heading")).to_have_text("Saved on this device")
    page.get_by_role("link", name=shelf.SWIMMER).click()
    expect(page.locator(".swim")).to_have_count(2)


def test_a_copy_that_is_forgotten_while_they_are_listed_takes_no_other_along(
    page: Page, quiet_site: str, batch: ProcessingBatch
) -> None:
    visit(page, f"{quiet_site}/r/{batch.result_code}", saved=3)
    page.add_init_script(LIST_ONE_THAT_IS_GONE)

    page.goto(f"{quiet_site}/offline")
    expect(page.get_by_role("link", name=shelf.SWIMMER)).to_have_count(1)


def test_a_result_that_was_deleted_is_forgotten_here_too(
    page: Page, phone: BrowserContext, quiet_site: str, batch: ProcessingBatch
) -> None:
    visit(page, f"{quiet_site}/r/{batch.result_code}", saved=3)
    cleanup.remove(batch.id)
    page.goto(f"{quiet_site}/r/{batch.result_code}/card")
    expect(page.locator("main")).not_to_contain_text("100 FR")
    wait_for(page, f"{SAVED}.then((number) => number === 0)")
    phone.set_offline(True)

    page.goto(f"{quiet_site}/r/{batch.result_code}")
    expect(page.locator(".swim")).to_have_count(0)


def test_deleting_here_deletes_the_copies_here(
    page: Page, phone: BrowserContext, quiet_site: str, batch: ProcessingBatch
) -> None:
    at = f"{quiet_site}/batches/{batch.id}"
    phone.add_cookies([{"name": f"manage-{str(batch.id)[:8]}", "value": shelf.TOKEN, "url": at}])
    visit(page, at, saved=3)
    page.get_by_text("Delete this page").click()
    page.get_by_role("button", name="Delete now").click()

    expect(page.get_by_role("button", name="Find the races")).to_be_visible()
    wait_for(page, f"{SAVED}.then((number) => number === 0)")


def test_a_copy_is_not_shown_after_its_result_has_expired(page: Page, phone: BrowserContext, quiet_site: str) -> None:
    end = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=8)
    short = shelf.finished(shelf.swim(), expires_at=end)
    visit(page, f"{quiet_site}/r/{short.result_code}", saved=3)
    phone.set_offline(True)
    wait_for(page, f"Date.now() > {end.timestamp() * 1000}")

    page.goto(f"{quiet_site}/r/{short.result_code}")
    expect(page.get_by_role("heading")).to_have_text("Saved on this device")


def test_all_copies_can_be_thrown_away(page: Page, quiet_site: str, batch: ProcessingBatch) -> None:
    visit(page, f"{quiet_site}/r/{batch.result_code}", saved=3)
    page.goto(f"{quiet_site}/offline")
    page.get_by_role("button", name="Forget all of them here").click()

    wait_for(page, f"{SAVED}.then((number) => number === 0)")
    expect(page.locator("[data-nothing]")).to_be_visible()


def test_a_server_that_fails_leaves_what_is_saved(
    page: Page, app: Flask, batch: ProcessingBatch, quiet_site: str
) -> None:
    visit(page, f"{quiet_site}/r/{batch.result_code}", saved=3)
    app.before_request_funcs.setdefault(None, []).append(lambda: ("down", 503))

    page.goto(f"{quiet_site}/r/{batch.result_code}")
    expect(page.locator(".swim")).to_have_count(2)
    expect(page.locator(".saved")).to_contain_text("saved at")


def test_it_can_be_installed(page: Page, phone: BrowserContext, quiet_site: str, batch: ProcessingBatch) -> None:
    visit(page, f"{quiet_site}/r/{batch.result_code}", saved=3)
    devtools = phone.new_cdp_session(page)

    assert devtools.send("Page.getAppManifest")["errors"] == []
    errors = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error for error in errors if error["errorId"] != "in-incognito"] == []


def test_a_familys_page_that_waits_stays_without_a_signal_and_goes_on_with_one(
    page: Page, phone: BrowserContext, quiet_site: str
) -> None:
    waiting = shelf.batch(shelf.job("processing"), swimmer="Otto Abbernock", family_code=new_code())
    page.goto(f"{quiet_site}/f/{waiting.family_code}")
    phone.set_offline(True)
    expect(page.get_by_text("No connection just now")).to_be_visible(timeout=PATIENCE * 1000)
    expect(page.get_by_text("0 of 1 sheets read")).to_be_visible()

    shelf.finished(shelf.swim(), swimmer="Ada Abbernock", family_code=waiting.family_code, completed_at=now())
    phone.set_offline(False)
    expect(page.locator(".family-races")).to_contain_text("Girls 9-10 100 Freestyle", timeout=PATIENCE * 1000)
    expect(page.get_by_text("No connection just now")).to_be_hidden()


def test_a_familys_page_saves_each_childs_pages_too(page: Page, phone: BrowserContext, quiet_site: str) -> None:
    family = new_code()
    ada, otto = (
        shelf.finished(shelf.swim(), swimmer=f"{name} Abbernock", family_code=family, completed_at=now())
        for name in ("Ada", "Otto")
    )
    visit(page, f"{quiet_site}/f/{family}", saved=7)
    phone.set_offline(True)

    for child in (ada, otto):
        for path, words in (
            ("", "Girls 9-10 100 Freestyle"),
            ("/card", "100 FR"),
            ("/now", "Girls 9-10 100 Freestyle"),
        ):
            page.goto(f"{quiet_site}/r/{child.result_code}{path}")
            expect(page.locator("main")).to_contain_text(words)
