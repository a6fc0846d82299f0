"""A page that changes under its reader's eyes leaves the line in place that is being read."""

from playwright.sync_api import Page, expect

from heatsync.batches import managing
from tests.web import shelf

READ = """
    (number) => {
        const race = document.querySelectorAll(".swim")[number];
        race.querySelector("details").open = true;
        race.scrollIntoView();
        return race.getBoundingClientRect().y;
    }
"""
"""In one go: the first words of the stream replace every row, and one that was asked for before scrolls nothing."""


def test_the_race_that_is_read_stays_where_it_is_and_open_when_the_work_ends(page: Page, quiet_site: str) -> None:
    swims = [shelf.swim(event=str(number), starts_at=f"{number}:00") for number in range(10, 20)]
    batch = shelf.batch(shelf.job("completed", swims), shelf.job("processing", filename="sunday.pdf"))
    page.goto(f"{quiet_site}/batches/{batch.id}")
    before = page.evaluate(READ, 2)

    assert managing.cancel(batch.id, shelf.TOKEN)

    expect(page.locator(".finished")).to_be_visible()
    after = page.locator(".swim").nth(2).bounding_box()
    assert after
    assert abs(after["y"] - before) <= 1
    expect(page.locator(".swim").nth(2).locator("details")).to_have_attribute("open", "")


def test_a_page_that_hears_of_its_work_does_not_load_itself_anew(page: Page, quiet_site: str) -> None:
    loads = list[str]()
    page.on("load", lambda loaded: loads.append(loaded.url))
    page.clock.install()
    page.goto(f"{quiet_site}/batches/{shelf.batch(shelf.job('processing')).id}")

    page.clock.run_for(30_000)
    page.evaluate("document.title")
    assert len(loads) == 1
