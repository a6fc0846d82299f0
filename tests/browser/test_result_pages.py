"""What a parent does with a result: on a phone and at a desk, with script and without."""

from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from heatsync.heatsheet.cuts import Cut, Cuts
from heatsync.heatsheet.names import display_name
from heatsync.heatsheet.program import Entry, Event, Heat, Program
from heatsync.heatsheet.swims import Near
from heatsync.intake.line_pictures import pictures_of
from heatsync.models import LinePicture, ProcessingBatch, transaction
from heatsync.samples.example import example
from tests.browser.sheets_in_states import changed, family
from tests.web import shelf

SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}
PATIENCE = 60_000
"""Milliseconds for what a busy machine may take its time to do."""


@pytest.fixture(params=[(size, script) for size in SIZES for script in (True, False)], ids=lambda way: f"{way}")
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A browser of each size, with script and without."""
    size, script = request.param
    with browser.new_context(viewport=SIZES[size], java_script_enabled=script) as context:  # type: ignore[arg-type]
        yield context


def opened(context: BrowserContext, site: str, address: str, maker_of: ProcessingBatch | None = None) -> Page:
    """That page, by whoever made the batch or by anybody."""
    if maker_of:
        own = f"{site}/batches/{maker_of.id}"
        context.add_cookies([{"name": f"manage-{str(maker_of.id)[:8]}", "value": shelf.TOKEN, "url": own}])
    page = context.new_page()
    page.goto(site + address)
    return page


def two_sessions() -> ProcessingBatch:
    later = {"session": "Session 3", "session_index": 2, "starts_at": "15:00"}
    return shelf.finished(shelf.swim(), shelf.swim(event="20", **later), shelf.swim(event="22", **later))


def test_a_session_has_a_link_and_can_be_folded(context: BrowserContext, quiet_site: str) -> None:
    page = opened(context, quiet_site, f"/r/{two_sessions().result_code}#session-3")
    session = page.locator("#session-3")

    expect(session.locator(".swim")).to_have_count(2)
    expect(session).to_be_in_viewport()
    session.locator("summary").first.click()
    expect(session.locator(".swim").first).to_be_hidden()


def test_what_is_folded_stays_folded_until_a_link_leads_there(page: Page, quiet_site: str) -> None:
    address = f"{quiet_site}/r/{two_sessions().result_code}"
    page.goto(address)
    page.locator("#session-3 > summary").click()
    page.reload()

    expect(page.locator("#session-3 .swim").first).to_be_hidden()
    expect(page.locator("#session-2 .swim").first).to_be_visible()
    page.goto(f"{address}#session-3")
    expect(page.locator("#session-3 .swim").first).to_be_visible()


def test_a_race_that_is_left_out_is_not_in_the_calendar(context: BrowserContext, quiet_site: str) -> None:
    page = opened(context, quiet_site, f"/r/{two_sessions().result_code}")
    page.locator(".choose input").first.uncheck()

    with page.expect_download() as download:
        page.get_by_role("button", name="Add to calendar").click()

    events = icalendar.Calendar.from_ical(download.value.path().read_bytes()).walk("VEVENT")
    assert len(events) == 2


def test_all_races_or_none_with_one_press(page: Page, quiet_site: str) -> None:
    page.goto(f"{quiet_site}/r/{two_sessions().result_code}")

    page.get_by_role("button", name="none").click()
    assert [box.is_checked() for box in page.locator(".choose input").all()] == [False] * 3
    page.get_by_role("button", name="all races").click()
    assert [box.is_checked() for box in page.locator(".choose input").all()] == [True] * 3


def pictured() -> ProcessingBatch:
    """A batch with a race whose line was cut out."""
    batch = shelf.finished(shelf.swim(box=(40.0, 100.0, 300.0, 110.0)))
    (png,) = pictures_of(Cuts((Cut(60, 20, bytes(1200)),)).to_json(), 1)
    with transaction() as session:
        session.add(LinePicture(extraction_id=batch.jobs[0].extraction_id, page=3, x=40, top=100, png=png))
    return batch


def test_a_printed_line_unfolds_to_a_picture_of_it(context: BrowserContext, quiet_site: str) -> None:
    page = opened(context, quiet_site, f"/r/{pictured().result_code}")
    picture = page.locator(".proof img")

    expect(picture).to_be_hidden()
    page.locator(".proof summary").click()
    expect(picture).to_be_visible()
    expect(page.locator(".proof .line")).to_contain_text("4 Abbernock, Ada 10 OTTR 1:12.34")


def test_the_picture_of_a_line_is_fetched_only_then(page: Page, quiet_site: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{quiet_site}/r/{pictured().result_code}", wait_until="networkidle")
    assert not any("/lines/" in address for address in fetched)

    with page.expect_response(lambda answer: "/lines/" in answer.url) as answer:
        page.locator(".proof summary").click()
    assert (answer.value.status, answer.value.headers["content-type"]) == (200, "image/png")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_time_event_heat_and_lane_can_be_read_in_bright_sun(browser: Browser, quiet_site: str, scheme: str) -> None:
    with browser.new_context(color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = opened(context, quiet_site, f"/r/{two_sessions().result_code}")
        digits = {"include": [[".when time"], [".ehl dd"]]}
        found = Axe().run(page, context=digits, options={"runOnly": ["color-contrast-enhanced"]})

    ratios = [node["any"][0]["data"]["contrastRatio"] for rule in found.response["passes"] for node in rule["nodes"]]
    assert found.violations_count == 0
    assert len(ratios) >= 12
    assert min(ratios) >= 7


def test_a_similar_name_is_one_tap_away(context: BrowserContext, quiet_site: str) -> None:
    event = Event(
        "Girls 100 Free",
        "7",
        heats=(Heat(1, entries=(Entry("Abernock, Ada", page=1, line="4", box=(0, 0, 1, 1), lane=4),)),),
    )
    sheet = Program("heat_sheet", None, 1, 1.0, events=(event,))
    batch = shelf.batch(shelf.job("completed", near=[Near("Ada Abernock")], program=sheet), status="completed")
    page = opened(context, quiet_site, f"/batches/{batch.id}", maker_of=batch)

    page.locator(".notice").get_by_role("button", name="Ada Abernock").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Abernock")
    expect(page.locator(".swim")).to_have_count(1)


def test_another_name_is_looked_up_in_the_same_sheets(context: BrowserContext, quiet_site: str) -> None:
    batch = family()
    page = opened(context, quiet_site, f"/batches/{batch.id}", maker_of=batch)

    page.get_by_label("Another swimmer’s name").fill("Marlo Quill")
    page.get_by_role("button", name="Look up").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Marlo Quill")
    page.get_by_role("link", name="All swimmers on one page").click()
    expect(page.locator(".children li")).to_have_count(4)


def test_a_family_sees_who_swims_when_and_what_clashes(context: BrowserContext, quiet_site: str) -> None:
    page = opened(context, quiet_site, f"/f/{family().family_code}")

    expect(page.locator(".clash")).to_have_text(
        ["11 minutes after Ada Abbernock", "At the same time as Otto Abbernock"]
    )
    page.locator(".children").get_by_role("link", name="Otto Abbernock").click()
    expect(page.locator(".swim")).to_have_count(1)


def test_a_coach_sees_a_whole_team_by_time_and_by_name(context: BrowserContext, quiet_site: str) -> None:
    batch = family()
    page = opened(context, quiet_site, f"/batches/{batch.id}", maker_of=batch)

    page.get_by_role("link", name="A whole team").click()
    page.get_by_role("link", name="OTTR").click()
    expect(page.locator("tbody tr")).to_have_count(3)
    page.get_by_role("link", name="A to Z").click()
    expect(page.locator("h2").first).to_have_text("Abbernock, Ada")


def test_a_newer_sheet_says_what_it_changed_and_leads_to_it(context: BrowserContext, quiet_site: str) -> None:
    page = opened(context, quiet_site, f"/batches/{changed().id}")
    news = page.locator(".changes")

    expect(news.locator("li")).to_have_count(4)
    news.get_by_role("link").first.click()
    expect(page.locator(".swim").filter(has_text="Changed: was heat 3")).to_be_in_viewport()
    page.locator(".old > summary").click()
    expect(page.locator(".old li")).to_have_count(2)


def test_two_names_and_one_file_are_a_family_with_pictures_of_its_lines(page: Page, site: str, tmp_path: Path) -> None:
    sheet = example()
    (tmp_path / "saturday.pdf").write_bytes(sheet.pdf)
    entries = [entry for event in sheet.truth.events for heat in event.heats for entry in heat.entries if entry.age]
    names = list(dict.fromkeys(display_name(entry.name) for entry in entries))[:2]
    page.goto(site)
    page.get_by_label("Swimmer’s name").fill("\n".join(names))
    page.get_by_label("Heat sheets").set_input_files([tmp_path / "saturday.pdf"])
    page.get_by_role("button", name="Find the races").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("All swimmers")
    expect(page.get_by_text("Reading your heat sheets")).to_have_count(0, timeout=PATIENCE)
    page.locator(".children").get_by_role("link", name=names[0]).click()
    page.locator(".proof summary").first.click()
    picture = page.locator(".proof img").first
    expect(picture).to_be_visible()
    page.wait_for_function("element => element.naturalWidth > 200", arg=picture.element_handle())
