"""From the start page to the calendar, as a parent goes it."""

import datetime
from itertools import groupby
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from heatsync.heatsheet.names import display_name
from heatsync.heatsheet.swims import find
from heatsync.samples import EXAMPLE_PDF, EXAMPLE_SWIMMER
from heatsync.samples.example import forty_pages
from heatsync.samples.sheet import Sheet
from tests.browser.conftest import words

PATIENCE = 60_000
"""Milliseconds for what a busy machine may take its time to do."""
ORDER = ["Waiting", "Reading", "Finding", "Done"]
NOTE_STATES = """
    window.states = [];
    new MutationObserver(() => document.querySelectorAll(".job").forEach((row) => {
        const state = row.id + "|" + row.querySelector(".job-state").textContent.trim();
        if (!window.states.includes(state)) window.states.push(state);
    })).observe(document, { childList: true, subtree: true });
"""


@pytest.fixture(scope="session")
def big_sheet() -> Sheet:
    return forty_pages(1)


@pytest.fixture
def big_files(big_sheet: Sheet, tmp_path: Path) -> list[Path]:
    """The same forty pages, and something that is no PDF."""
    (tmp_path / "saturday.pdf").write_bytes(big_sheet.pdf)
    (tmp_path / "letter.pdf").write_bytes(b"PK\x03\x04 a letter")
    return [tmp_path / "saturday.pdf", tmp_path / "letter.pdf"]


def somebody(sheet: Sheet) -> str:
    entries = [entry for event in sheet.truth.events for heat in event.heats for entry in heat.entries]
    return display_name(entries[3].name)


def send_form(page: Page, site: str, swimmer: str, files: list[Path]) -> None:
    page.goto(site)
    page.get_by_label("Swimmer’s name").fill(swimmer)
    page.get_by_label("Heat sheets").set_input_files(files)
    page.get_by_role("button", name="Find the races").click()


def test_rows_move_and_the_races_take_their_place(
    page: Page, site: str, big_sheet: Sheet, big_files: list[Path]
) -> None:
    page.add_init_script(NOTE_STATES)

    send_form(page, site, somebody(big_sheet), big_files)

    expect(page.locator(".finished")).to_be_visible(timeout=PATIENCE)
    expected = find(big_sheet.truth, somebody(big_sheet)).swims
    expect(page.locator(".result .swim")).to_have_count(len(expected))
    assert page.title() == "Races · HeatSync"
    moved = [state.split("|") for state in page.evaluate("window.states")]
    for _, states in groupby(sorted(moved, key=lambda state: state[0]), key=lambda state: state[0]):
        seen = [words(state).split(" ")[0].strip(":") for _, state in states]
        assert seen == sorted(seen, key=[*ORDER, "Failed"].index)


def test_one_bad_file_does_the_others_no_harm(page: Page, site: str, big_sheet: Sheet, big_files: list[Path]) -> None:
    send_form(page, site, somebody(big_sheet), big_files)

    expect(page.locator(".finished")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".job-failed")).to_contain_text("This file is no PDF")
    expect(page.locator(".job-done")).to_contain_text("saturday.pdf")


def test_the_example_shows_its_races_in_one_click(page: Page, site: str) -> None:
    page.goto(site)

    page.get_by_role("button", name="Try it with an example sheet").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(EXAMPLE_SWIMMER)
    expect(page.locator(".finished .swim").first).to_be_visible(timeout=PATIENCE)


def test_the_calendar_holds_the_races_that_the_page_shows(page: Page, site: str, tmp_path: Path) -> None:
    send_form(page, site, EXAMPLE_SWIMMER, [EXAMPLE_PDF])
    expect(page.locator(".finished")).to_be_visible(timeout=PATIENCE)
    page.get_by_label("15 min").check()

    with page.expect_download() as download:
        page.get_by_role("button", name="Add to calendar").click()

    download.value.save_as(tmp_path / "races.ics")
    events = icalendar.Calendar.from_ical((tmp_path / "races.ics").read_bytes()).walk("VEVENT")
    assert len(events) == page.locator(".swim").count()
    alarms = [alarm for event in events for alarm in event.walk("VALARM")]
    assert {alarm.decoded("trigger") for alarm in alarms} == {datetime.timedelta(minutes=-15)}


def test_the_link_opens_in_another_browser_and_changes_nothing(page: Page, site: str, browser: Browser) -> None:
    send_form(page, site, EXAMPLE_SWIMMER, [EXAMPLE_PDF])
    expect(page.locator(".finished")).to_be_visible(timeout=PATIENCE)
    link = page.get_by_label("Link to send").input_value()

    with browser.new_context() as somebody_else:
        shared = somebody_else.new_page()
        shared.goto(link)

        assert shared.locator(".swim").count() == page.locator(".swim").count()
        assert shared.locator("form[method=post]").count() == 0
        assert EXAMPLE_SWIMMER.split()[1] not in shared.title()


def test_it_works_without_script(browser: Browser, site: str, big_sheet: Sheet, big_files: list[Path]) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        send_form(page, site, somebody(big_sheet), big_files)

        expect(page.locator(".finished .swim").first).to_be_visible(timeout=PATIENCE)


def test_it_polls_where_streams_do_not_get_through(
    phone: BrowserContext, site: str, big_sheet: Sheet, big_files: list[Path]
) -> None:
    phone.route("**/stream", lambda route: route.abort())
    page = phone.new_page()

    send_form(page, site, somebody(big_sheet), big_files)

    expect(page.locator(".finished .swim").first).to_be_visible(timeout=PATIENCE)


def test_a_form_with_a_mistake_loses_nothing(page: Page, site: str, big_files: list[Path]) -> None:
    page.goto(site)
    page.get_by_label("Heat sheets").set_input_files(big_files)
    page.get_by_role("button", name="Find the races").click()

    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Swimmer’s name")).to_be_focused()
    expect(page.get_by_role("checkbox", name="saturday.pdf")).to_be_checked()


def test_chosen_files_can_be_taken_out_again(page: Page, site: str, big_files: list[Path]) -> None:
    page.goto(site)
    page.get_by_label("Heat sheets").set_input_files(big_files)

    page.get_by_role("button", name="Remove letter.pdf").click()

    assert page.evaluate("[...document.querySelector('#sheets').files].map((file) => file.name)") == ["saturday.pdf"]
