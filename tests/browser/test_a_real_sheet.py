"""The whole way once more, on a meet program that a real meet handed out."""

from collections import Counter
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Browser, Page, expect

from heatsync import heatsheet
from heatsync.heatsheet.names import display_name
from heatsync.heatsheet.program import Program
from heatsync.heatsheet.swims import find
from tests.browser.conftest import words
from tests.browser.test_the_whole_way import NOTE_STATES, PATIENCE, send_form


@pytest.fixture
def sheet(corpus: Path) -> Path:
    return corpus / "hytek-program-2col.pdf"


def busiest(program: Program) -> str:
    """Whoever has the most races of their own."""
    heats = (heat for event in program.events if not event.relay for heat in event.heats)
    return Counter(entry.name for heat in heats for entry in heat.entries).most_common(1)[0][0]


def test_a_parent_takes_home_what_the_real_sheet_prints(
    page: Page, site: str, browser: Browser, sheet: Path, tmp_path: Path
) -> None:
    program = heatsheet.read(sheet.read_bytes())
    swimmer = display_name(busiest(program))
    expected = find(program, swimmer).swims
    page.add_init_script(NOTE_STATES)

    send_form(page, site, swimmer, [sheet])

    expect(page.locator(".finished")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".result .swim")).to_have_count(len(expected))
    printed = [words(line.text_content()) for line in page.locator(".swim .line").all()]
    assert all(any(swim.line in line for line in printed) for swim in expected)
    moved = [words(state.partition("|")[2]) for state in page.evaluate("window.states")]
    assert moved[-1].startswith("Done")

    with page.expect_download() as download:
        page.get_by_role("button", name="Add to calendar").click()
    download.value.save_as(tmp_path / "races.ics")
    calendar = icalendar.Calendar.from_ical((tmp_path / "races.ics").read_bytes())
    assert len(calendar.walk("VEVENT")) == len(expected)

    link = page.get_by_label("Link to send").input_value()
    with browser.new_context() as somebody_else:
        shared = somebody_else.new_page()
        shared.goto(link)
        assert shared.locator(".swim").count() == len(expected)
