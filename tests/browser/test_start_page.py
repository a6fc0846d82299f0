"""The start page and the page that works, on a phone and a desk, with script and without."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import PHONE
from tests.browser.gallery import served
from tests.browser.test_looks import STICKING_OUT, TOO_SMALL
from tests.intake.links.internet import Internet, answer
from tests.web import shelf
from tests.web.test_discovery import BODY

DESK: ViewportSize = {"width": 1280, "height": 900}
DROP = """
    (name) => {
        const files = new DataTransfer();
        files.items.add(new File(["%PDF-1.7 dropped"], name, { type: "application/pdf" }));
        for (const kind of ["dragover", "drop"]) {
            const event = new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true });
            document.querySelector("footer").dispatchEvent(event);
        }
    }
"""
CHOSEN = "[...document.querySelector('#sheets').files].map((file) => file.name)"


@pytest.fixture
def house(app: Flask) -> Iterator[str]:
    """A site on an internet where there is one meet's page."""
    with Internet({"/meet": answer(body=BODY)}).running() as internet, app.app_context(), served(app) as site:
        app.extensions["fetcher"] = internet.fetcher()
        yield site


@pytest.fixture(params=[(PHONE, True), (PHONE, False), (DESK, True), (DESK, False)],
                ids=["phone", "phone without script", "desk", "desk without script"])  # fmt: skip
def visitor(request: pytest.FixtureRequest, browser: Browser, house: str) -> Iterator[Page]:
    """Somebody at the start page, with each kind of screen, with script and without."""
    viewport, script = request.param
    with browser.new_context(viewport=viewport, java_script_enabled=script) as context:
        page = context.new_page()
        page.goto(house)
        yield page


@pytest.fixture
def sheets(tmp_path: Path) -> list[Path]:
    for name in ("friday.pdf", "saturday.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.7 " + name.encode() * 1000)
    return [tmp_path / "friday.pdf", tmp_path / "saturday.pdf"]


def test_a_meets_page_offers_its_sheets_and_all_else_stays(visitor: Page, sheets: list[Path]) -> None:
    visitor.get_by_label("Swimmer’s name").fill("Ada Abbernock\nIda Abbernock")
    visitor.get_by_label("Heat sheets").set_input_files(sheets)
    visitor.get_by_label("Or links to them").fill("http://pub.test/meet")

    visitor.get_by_role("button", name="Show the sheets on a meet’s page").click()

    expect(visitor.get_by_role("checkbox", name="Heat sheet Saturday")).to_be_checked()
    expect(visitor.get_by_role("checkbox", name="Map")).not_to_be_checked()
    expect(visitor.get_by_label("Swimmer’s name")).to_have_value("Ada Abbernock\nIda Abbernock")
    expect(visitor.get_by_text("friday.pdf").first).to_be_visible()
    visitor.get_by_role("button", name="Find the races").click()
    expect(visitor).to_have_url(re.compile("/(batches|f)/"))


def test_a_form_with_a_mistake_says_where_and_keeps_all(visitor: Page, sheets: list[Path]) -> None:
    visitor.get_by_label("Swimmer’s name").fill("Ada Abbernock")
    visitor.get_by_label("Heat sheets").set_input_files(sheets)
    visitor.get_by_label("Or links to them").fill("the heat sheet")
    visitor.get_by_role("button", name="Find the races").click()

    visitor.get_by_role("alert").first.get_by_role("link", name="This is not a web address").click()
    expect(visitor.get_by_label("Or links to them")).to_be_focused()
    expect(visitor.get_by_label("Or links to them")).to_have_value(re.compile("the heat sheet"))
    expect(visitor.get_by_label("Swimmer’s name")).to_have_value("Ada Abbernock")
    expect(visitor.get_by_role("checkbox", name="saturday.pdf")).to_be_checked()
    assert visitor.title().startswith("Error")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_form_that_is_full(
    browser: Browser, house: str, sheets: list[Path], scheme: str
) -> None:
    with browser.new_context(viewport=PHONE, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(house)
        page.get_by_label("Heat sheets").set_input_files([*sheets, sheets[0]])
        page.get_by_label("Or links to them").fill("http://pub.test/meet")
        page.get_by_role("button", name="Show the sheets on a meet’s page").click()
        expect(page.get_by_text("Which ones?")).to_be_focused()

        found = Axe().run(page)

        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate(STICKING_OUT) == 0
        assert page.evaluate(TOO_SMALL) == []


def test_files_dropped_anywhere_join_those_that_are_chosen(page: Page, house: str, sheets: list[Path]) -> None:
    page.goto(house)
    page.get_by_label("Heat sheets").set_input_files(sheets[:1])

    page.evaluate(DROP, "sunday.pdf")

    assert page.evaluate(CHOSEN) == ["friday.pdf", "sunday.pdf"]
    expect(page.locator("[data-chosen] .file").first).to_contain_text("10 kB")


def test_the_same_file_again_is_noticed(page: Page, house: str, sheets: list[Path]) -> None:
    page.goto(house)
    page.get_by_label("Heat sheets").set_input_files(sheets)
    page.get_by_label("Heat sheets").set_input_files(sheets[:1])

    assert page.evaluate(CHOSEN) == ["friday.pdf", "saturday.pdf"]
    expect(page.get_by_role("status")).to_have_text(re.compile("friday.pdf is in the list already"))


def test_a_file_that_cannot_be_sent_is_left_out_before_it_is(
    page: Page, house: str, app: Flask, tmp_path: Path
) -> None:
    (tmp_path / "large.pdf").write_bytes(b"%PDF-1.7" + bytes(51_000_000))
    page.goto(house)

    page.get_by_label("Heat sheets").set_input_files(tmp_path / "large.pdf")

    assert page.evaluate(CHOSEN) == []
    expect(page.get_by_role("status")).to_contain_text("large.pdf is too large")


def test_the_field_grows_with_the_names(page: Page, house: str) -> None:
    page.goto(house)
    field = page.get_by_label("Swimmer’s name")
    before = field.bounding_box()
    field.fill("Ada Abbernock\nIda Abbernock\nNell Garrowby")
    after = field.bounding_box()

    assert before
    assert after
    assert after["height"] > before["height"] + 30


def test_a_page_that_works_says_when_it_is_cut_off_and_goes_on(browser: Browser, house: str) -> None:
    batch = shelf.batch(shelf.job("processing", pages_done=2, pages_total=9), shelf.job())
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(f"{house}/batches/{batch.id}")
        expect(page.get_by_text("You can close this page")).to_be_visible()
        expect(page.locator(".job").first).to_contain_text("Reading page 2 of 9")

        context.set_offline(True)
        expect(page.get_by_text("No connection just now")).to_be_visible()

        context.set_offline(False)
        expect(page.locator("[data-connection]")).to_be_hidden(timeout=30_000)


def test_more_sheets_are_added_to_a_page_that_is_there(browser: Browser, house: str, sheets: list[Path]) -> None:
    batch = shelf.finished(shelf.swim())
    with browser.new_context(viewport=PHONE) as context:
        address = f"{house}/batches/{batch.id}"
        context.add_cookies([{"name": f"manage-{str(batch.id)[:8]}", "value": shelf.TOKEN, "url": address}])
        page = context.new_page()
        page.goto(address)
        page.get_by_text("Add more sheets").click()
        page.get_by_label("Heat sheets").set_input_files(sheets)
        expect(page.locator("[data-chosen] .file")).to_have_count(2)

        page.get_by_role("button", name="Add them").click()

        expect(page.locator(".job")).to_have_count(3)
        expect(page.get_by_text("1 of 3 sheets read")).to_be_visible()
