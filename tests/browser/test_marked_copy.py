"""From the example to its sheet with the rows marked, in the whole thing as it is run."""

from pathlib import Path

from playwright.sync_api import Page, expect

from heatsync.samples import EXAMPLE_PDF

PATIENCE = 60_000


def test_the_sheet_comes_back_marked(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(site)
    page.get_by_role("button", name="Try it with an example sheet").click()
    expect(page.locator(".finished")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="The sheet with these races marked").click()
    page.get_by_label("Heat sheet").set_input_files(EXAMPLE_PDF)
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name="Get the marked copy").click()
    download.value.save_as(tmp_path / "marked.pdf")

    marked = (tmp_path / "marked.pdf").read_bytes()
    assert marked.startswith(b"%PDF-")
    assert marked != EXAMPLE_PDF.read_bytes()


def test_another_file_is_said_to_be_another(page: Page, site: str, tmp_path: Path) -> None:
    (tmp_path / "other.pdf").write_bytes(EXAMPLE_PDF.read_bytes() + b"\n")
    page.goto(site)
    page.get_by_role("button", name="Try it with an example sheet").click()
    expect(page.locator(".finished")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="The sheet with these races marked").click()
    page.get_by_label("Heat sheet").set_input_files(tmp_path / "other.pdf")
    page.get_by_role("button", name="Get the marked copy").click()

    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("These races are not on this PDF")
