"""On a phone at the pool: the next race, the arm card, paper, with script and without."""

import struct
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from heatsync.models import ProcessingBatch
from tests.web import shelf

NAMES = {"12": "Girls 9-10 100 Freestyle", "18": "Girls 50 Fly"}
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def batch(quiet_site: str) -> ProcessingBatch:
    return shelf.finished(shelf.swim(), shelf.swim(event="18", event_name=NAMES["18"], starts_at="10:25"))


def shown(page: Page) -> str:
    return page.locator(".ahead:visible h2").inner_text().strip()


@pytest.mark.parametrize(
    ("clock", "event", "left"),
    [
        ("09:00", "12", "in 40 minutes"),
        ("09:35:30", "12", "4:30"),
        ("09:42", "12", "now"),
        ("09:46", "18", "in 39 minutes"),
    ],
)
def test_the_phones_clock_says_which_race_is_next_and_how_long_until_then(
    page: Page, quiet_site: str, batch: ProcessingBatch, clock: str, event: str, left: str
) -> None:
    page.clock.set_fixed_time(f"2026-03-14T{clock}")
    page.goto(f"{quiet_site}/r/{batch.result_code}/now")

    assert shown(page) == NAMES[event]
    expect(page.locator(".ahead:visible [data-countdown]")).to_have_text(left)


def test_the_next_race_takes_its_place_by_itself(page: Page, quiet_site: str, batch: ProcessingBatch) -> None:
    page.clock.install(time="2026-03-14T09:44:30")
    page.goto(f"{quiet_site}/r/{batch.result_code}/now")
    assert shown(page) == NAMES["12"]

    page.clock.run_for(60_000)
    assert shown(page) == NAMES["18"]


def test_after_the_last_race_it_says_so(page: Page, quiet_site: str, batch: ProcessingBatch) -> None:
    page.clock.set_fixed_time("2026-03-14T18:00")
    page.goto(f"{quiet_site}/r/{batch.result_code}/now")

    expect(page.locator("[data-over]")).to_be_visible()


def test_one_may_look_ahead_and_back(page: Page, quiet_site: str, batch: ProcessingBatch) -> None:
    page.clock.set_fixed_time("2026-03-14T09:00")
    page.goto(f"{quiet_site}/r/{batch.result_code}/now")

    page.get_by_role("link", name="Race after").click()
    assert shown(page) == NAMES["18"]
    page.get_by_role("link", name="Race before").click()
    assert shown(page) == NAMES["12"]


def test_digits_are_read_at_arms_length(page: Page, quiet_site: str, batch: ProcessingBatch) -> None:
    page.clock.set_fixed_time("2026-03-14T09:00")
    page.goto(f"{quiet_site}/r/{batch.result_code}/now")

    sizes = page.locator(".ahead:visible :is(.at, .ehl dd)").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 48
    lane = page.locator(".ahead:visible .ehl").bounding_box()
    assert lane
    assert lane["y"] + lane["height"] < PHONE["height"]


def test_what_the_maker_moves_others_see_without_doing_anything(
    page: Page, browser: Browser, quiet_site: str, batch: ProcessingBatch
) -> None:
    page.clock.install(time="2026-03-14T09:00")
    page.goto(f"{quiet_site}/r/{batch.result_code}/now")
    with browser.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]
        at = f"{quiet_site}/batches/{batch.id}"
        context.add_cookies([{"name": f"manage-{str(batch.id)[:8]}", "value": shelf.TOKEN, "url": at}])
        makers = context.new_page()
        makers.clock.set_fixed_time("2026-03-14T09:00")
        makers.goto(f"{at}/now")
        makers.get_by_role("button", name="+5 minutes").click()
        expect(makers.locator(".ahead:visible .moved")).to_contain_text(
            "Shifted 5 minutes later by the page’s owner at"
        )

    page.clock.run_for(61_000)
    expect(page.locator(".ahead:visible .at")).to_contain_text("9:45")


def test_the_maker_says_which_heat_is_in_the_water_and_the_phone_knows_the_time(
    page: Page, phone: BrowserContext, quiet_site: str, batch: ProcessingBatch
) -> None:
    at = f"{quiet_site}/batches/{batch.id}"
    phone.add_cookies([{"name": f"manage-{str(batch.id)[:8]}", "value": shelf.TOKEN, "url": at}])
    page.clock.set_fixed_time("2026-03-14T09:12")
    page.goto(f"{at}/now")

    expect(page.get_by_label("at", exact=True)).to_have_value("09:12")
    page.get_by_label("Event", exact=True).fill("99")
    page.get_by_label("Heat", exact=True).fill("1")
    page.get_by_role("button", name="Shift the times by this").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Event", exact=True)).to_have_value("99")


def test_the_screen_may_be_kept_on(page: Page, phone: BrowserContext, quiet_site: str, batch: ProcessingBatch) -> None:
    phone.grant_permissions(["screen-wake-lock"])  # a browser without windows has nobody to ask
    page.goto(f"{quiet_site}/r/{batch.result_code}/now")
    button = page.get_by_role("button", name="Keep the screen on")

    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize(
    ("path", "words"),
    [("/now", "Girls 50 Fly"), ("/card", "100 FR"), ("/print", "1:12.34"), ("/calendar", "Follow in my calendar")],
)
def test_it_works_without_script(
    browser: Browser, quiet_site: str, batch: ProcessingBatch, size: dict[str, int], path: str, words: str
) -> None:
    with browser.new_context(java_script_enabled=False, viewport=size) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{quiet_site}/r/{batch.result_code}{path}")

        expect(page.locator("main")).to_contain_text(words)
        assert page.locator("button:visible", has_text="Full screen").count() == 0
        assert page.locator("button:visible", has_text="Copy").count() == 0


def test_the_card_becomes_a_picture_of_a_lock_screens_size(
    page: Page, quiet_site: str, batch: ProcessingBatch, tmp_path: Path
) -> None:
    page.goto(f"{quiet_site}/r/{batch.result_code}/card")
    with page.expect_download() as download:
        page.get_by_role("button", name="Picture for the lock screen").click()
    download.value.save_as(tmp_path / "card.png")

    head = (tmp_path / "card.png").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:]) == (1170, 2532)


def test_the_card_fills_the_screen(page: Page, quiet_site: str, batch: ProcessingBatch) -> None:
    page.goto(f"{quiet_site}/r/{batch.result_code}/card")
    page.get_by_role("button", name="Full screen").click()

    expect(page.locator(".arm-card:fullscreen")).to_be_visible()
    expect(page.locator(".arm-card:fullscreen").get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize("path", ["/card", "/print"])
def test_paper_takes_it_on_one_page(
    page: Page, quiet_site: str, batch: ProcessingBatch, tmp_path: Path, paper: str, path: str
) -> None:
    page.goto(f"{quiet_site}/r/{batch.result_code}{path}")
    page.pdf(path=tmp_path / "paper.pdf", format=paper)

    with pikepdf.open(tmp_path / "paper.pdf") as pdf:
        assert len(pdf.pages) == 1
    page.emulate_media(media="print")
    assert page.locator(".arm:visible").count() == (4 if path == "/card" else 0)


def test_the_calendar_page_gives_the_chosen_races(
    page: Page, quiet_site: str, batch: ProcessingBatch, tmp_path: Path
) -> None:
    page.goto(f"{quiet_site}/r/{batch.result_code}/calendar")
    page.get_by_label("Girls 50 Fly").uncheck()
    with page.expect_download() as download:
        page.get_by_role("button", name="Add to calendar").click()
    download.value.save_as(tmp_path / "races.ics")

    calendar = (tmp_path / "races.ics").read_text(encoding="utf-8")
    assert calendar.count("BEGIN:VEVENT") == 1
    assert calendar.count("BEGIN:VALARM") == 2


@pytest.mark.parametrize("path", ["", "/calendar"])
def test_an_address_is_copied_with_one_tap(
    page: Page, phone: BrowserContext, quiet_site: str, batch: ProcessingBatch, path: str
) -> None:
    phone.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{quiet_site}/r/{batch.result_code}{path}")
    page.get_by_role("button", name="Copy").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert str(batch.result_code) in page.evaluate("navigator.clipboard.readText()")


def test_the_time_of_what_is_swimming_goes_on_until_it_is_typed(
    page: Page, phone: BrowserContext, quiet_site: str, batch: ProcessingBatch
) -> None:
    at = f"{quiet_site}/batches/{batch.id}"
    phone.add_cookies([{"name": f"manage-{str(batch.id)[:8]}", "value": shelf.TOKEN, "url": at}])
    page.clock.install(time="2026-03-14T09:12")
    page.goto(f"{at}/now")
    page.clock.run_for(180_000)
    field = page.get_by_label("at", exact=True)
    expect(field).to_have_value("09:15")

    field.fill("09:10")
    page.clock.run_for(180_000)
    expect(field).to_have_value("09:10")
