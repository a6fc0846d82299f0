"""A whole way through a site, and then its log (WS25): no name, no link, no token, no file name, no address."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from heatsync.heatsheet.names import display_name
from heatsync.samples.example import forty_pages
from tests.browser.people import found_in, names_on

PATIENCE = 60_000
NOBODY = "Zephyrine Quandrell-Oxtoby"
SECRETS = ("grandmas-copy-7731", "t0ken-of-a-link-5512", "hidden-host-8841.test")


def test_nothing_of_a_family_is_in_the_log(phone: BrowserContext, site: str, site_log: Path, tmp_path: Path) -> None:
    drawn = forty_pages(3)
    swimmer = display_name(drawn.truth.events[0].heats[0].entries[0].name)
    marks = {*names_on(drawn.truth), swimmer, NOBODY, *SECRETS}
    sheet, letter = tmp_path / f"{SECRETS[0]}.pdf", tmp_path / f"{SECRETS[0]}.txt"
    sheet.write_bytes(drawn.pdf)
    letter.write_text(f"{swimmer} is no sheet")
    page = phone.new_page()
    for names, files in ((swimmer, [sheet, letter]), (NOBODY, [sheet]), (f"{swimmer}\n{NOBODY}", [sheet])):
        page.goto(f"{site}/?name={names}")
        page.get_by_label("Swimmer’s name").fill(names)
        page.get_by_label("Heat sheets").set_input_files(files)
        page.get_by_label("Or links to them").fill(f"https://{SECRETS[2]}/{SECRETS[0]}.pdf?key={SECRETS[1]}")
        page.get_by_role("button", name="Find the races").click()
        expect(page.locator(".finished").or_(page.locator(".family"))).to_be_visible(timeout=PATIENCE)
    page.goto(site)
    page.get_by_label("Swimmer’s name").fill(swimmer)
    page.get_by_role("button", name="Find the races").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    marks |= _visit_all(phone, site)
    for cookie in phone.cookies():
        marks.add(str(cookie.get("value")))

    written = site_log.read_text(encoding="utf-8")
    lines = [line for line in written.splitlines() if line.startswith("{")]
    assert any(json.loads(line)["event"] == "sheet" for line in lines)
    assert found_in(written, marks) == set()
    assert re.findall(r"127\.0\.0\.1(?!:\d+ )", written) == []


def _visit_all(phone: BrowserContext, site: str) -> set[str]:
    """Look at all that a result has, and at what is not there; the codes that were in the addresses."""
    page = phone.pages[0]
    page.goto(f"{site}/r/unknown4C0de")
    codes = set[str]()
    for ways in phone.cookies():
        page.goto(site + str(ways.get("path")))
        codes |= set(re.findall(r"/[rf]/([A-Za-z0-9]{12})", page.content()))
    for code in sorted(codes):
        for way in ("", ".ics", ".json", ".csv", "/print", "/card", "/now", "/calendar", "/nothing"):
            phone.request.get(f"{site}/r/{code}{way}")
    return codes | {"unknown4C0de"}


@pytest.mark.parametrize("written", ["ada abbernock", '{"event": "Mu\\u0308ller"}', "ABBERNOCK, Ada"])
def test_a_name_in_a_log_would_be_found(written: str) -> None:
    assert found_in(written, {"Ada Abbernock", "Abbernock, Ada", "Mu\u0308ller"})
