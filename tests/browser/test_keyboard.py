"""From the start page to the calendar with the keyboard alone: Tab, Enter, letters."""

import pytest
from playwright.sync_api import Page, expect

from heatsync.samples import EXAMPLE_SWIMMER

PATIENCE = 60_000
"""Milliseconds for what a busy machine may take its time to do."""
MOST_STEPS = 60
IS_SEEN = """
    (() => {
        const style = getComputedStyle(document.activeElement);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none";
    })()
"""


def go_to(page: Page, words: str) -> None:
    """Press Tab until what says so is reached; each place on the way can be seen."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        assert page.evaluate(IS_SEEN), page.evaluate("document.activeElement.outerHTML")
        if words in page.evaluate(
            "document.activeElement.closest('label')?.innerText || document.activeElement.innerText"
        ):
            return
    pytest.fail(f"Tab does not lead to “{words}”")


def test_the_first_step_skips_to_the_content(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "swimmer"


def test_a_name_is_typed_and_what_is_missing_is_found(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_label("Swimmer’s name").focus()
    page.keyboard.type("Ada Abbernock")
    go_to(page, "Find the races")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#sheets")).to_be_focused()


def test_races_are_found_proven_and_taken_along(page: Page, site: str) -> None:
    page.goto(site)
    go_to(page, "Try it with an example sheet")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(EXAMPLE_SWIMMER)
    expect(page.locator(".finished")).to_be_visible(timeout=PATIENCE)

    go_to(page, "Printed line")
    page.keyboard.press("Enter")
    expect(page.locator(".proof[open]")).to_have_count(1)

    go_to(page, "Add to calendar")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "races.ics"


def test_another_language_is_chosen(page: Page, site: str) -> None:
    page.goto(f"{site}/help")
    go_to(page, "Deutsch")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Hilfe")
    assert page.url == f"{site}/help"
