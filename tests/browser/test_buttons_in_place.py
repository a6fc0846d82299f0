"""What a maker presses while the page works takes effect in its place: nothing is loaded anew."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Page, expect

from heatsync.batches import managing
from heatsync.batches.cleanup import remove
from heatsync.models import BatchJob, ProcessingBatch
from heatsync.samples import EXAMPLE_PDF
from tests.batches.factories import change_rows
from tests.web import shelf

FAILED = "That is no PDF."
CRASH = "EXTRACTION_FAILED"


def _failed(filename: str) -> BatchJob:
    return shelf.job("failed", filename=filename, error_code=CRASH, error_message=FAILED, temp_file_path="0" * 32)


def _working() -> ProcessingBatch:
    return shelf.batch(
        shelf.job("completed", [shelf.swim()]), _failed("sunday.pdf"), shelf.job("processing", filename="monday.pdf")
    )


@contextmanager
def _its_maker_sees(batch: ProcessingBatch, phone: BrowserContext, page: Page, site: str) -> Iterator[None]:
    """The page of the browser that made it, which is not loaded again as long as this lasts."""
    at = f"{site}/batches/{batch.id}"
    phone.add_cookies([{"name": f"manage-{str(batch.id)[:8]}", "value": shelf.TOKEN, "url": at}])
    with page.expect_response("**/stream"):
        page.goto(at)
    page.evaluate("window.isStillThere = true")
    yield
    assert page.evaluate("window.isStillThere")
    assert page.url == at


def test_stop_shows_what_was_found_so_far(phone: BrowserContext, page: Page, quiet_site: str) -> None:
    batch = _working()
    with _its_maker_sees(batch, phone, page, quiet_site):
        page.get_by_role("button", name="Stop").click()

        expect(page.locator(".finished .result .swim")).to_have_count(1)
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        expect(page).to_have_title("Races · HeatSync")


def test_a_sheet_is_tried_again_beside_those_at_work(phone: BrowserContext, page: Page, quiet_site: str) -> None:
    batch = _working()
    with _its_maker_sees(batch, phone, page, quiet_site):
        page.get_by_role("button", name="Try again sunday.pdf").click()

        expect(page.locator(".job", has_text="sunday.pdf").locator(".job-state")).to_have_text("Waiting")
        expect(page.locator(".job")).to_have_count(3)


def test_all_that_failed_is_tried_again_on_a_page_that_has_just_ended(
    phone: BrowserContext, page: Page, quiet_site: str
) -> None:
    batch = shelf.batch(_failed("sunday.pdf"), _failed("monday.pdf"), shelf.job("processing", filename="friday.pdf"))
    with _its_maker_sees(batch, phone, page, quiet_site):
        page.get_by_role("button", name="Stop").click()
        expect(page.locator(".finished")).to_be_visible()
        change_rows(
            "UPDATE batch_jobs SET status = 'failed', error_code = :code WHERE status = 'cancelled'", code=CRASH
        )
        change_rows("UPDATE processing_batches SET status = 'failed'")

        page.get_by_role("button", name="Try all that failed again").click()

        expect(page.locator(".job-state", has_text="Waiting")).to_have_count(2)
        assert managing.cancel(batch.id, shelf.TOKEN)
        expect(page.locator(".finished")).to_be_visible()  # it listens again


def test_an_added_sheet_joins_the_rows_and_is_not_offered_to_be_sent_twice(
    phone: BrowserContext, page: Page, quiet_site: str
) -> None:
    batch = _working()
    with _its_maker_sees(batch, phone, page, quiet_site):
        page.get_by_text("Add more sheets").click()
        page.get_by_label("Heat sheets").set_input_files(EXAMPLE_PDF)
        expect(page.locator("[data-chosen] li")).to_have_count(1)
        page.get_by_role("button", name="Add them").click()

        expect(page.locator(".job")).to_have_count(4)
        expect(page.locator("[data-chosen] li")).to_have_count(0)
        assert page.evaluate("document.querySelector('#sheets').files.length") == 0


def test_what_goes_wrong_is_said_in_its_place(phone: BrowserContext, quiet_site: str) -> None:
    page, batch = phone.new_page(), _working()
    with _its_maker_sees(batch, phone, page, quiet_site):
        remove(batch.id)
        page.get_by_role("button", name="Stop").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("This link shows nothing any more")
