"""What can be said by rule of every page in every state: nothing sticks out, nothing is too small, all can use it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from heatsync.factory import create_app
from heatsync.models import db
from heatsync.settings import Settings
from tests import chromium
from tests.browser.conftest import PHONE
from tests.browser.gallery import EVERYTHING_ON, Picture, gallery_of

Gallery = tuple[str, dict[str, Picture]]

PARTS = 4
"""All pictures at once would keep one of the tests' processes busy when the others are done."""
TOO_SMALL = """
    const isInASentence = ({ parentElement }) =>
        [...parentElement.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    [...document.querySelectorAll("button, a, summary, select, textarea, input:not([type=hidden]), label:has(input)")]
        .filter((element) => !element.matches("a") || !isInASentence(element))
        .map((element) => element.matches("[type=radio], [type=checkbox]") ? element.closest("label") : element)
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 48)
        .map((element) => element.outerHTML.slice(0, 120))
"""
CONTRASTS = """
    (() => {
        const bare = (text) => text.match(/[\\d.]+/g).map(Number);
        const over = ([r, g, b, a = 1], under) => [r, g, b].map((part, at) => part * a + under[at] * (1 - a));
        const ground = (element) => element
            ? over(bare(getComputedStyle(element).backgroundColor), ground(element.parentElement))
            : matchMedia("(prefers-color-scheme: dark)").matches ? [0, 0, 0] : [255, 255, 255];
        const light = (rgb) => rgb.map((part) => part / 255)
            .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
            .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
        const colour = (element) => bare(getComputedStyle(element).color);
        const digits = ".ehl dd, .when time, .at time, .countdown, .arm td, .paper-races .number";
        return [...document.querySelectorAll(digits)]
            .filter((element) => element.checkVisibility())
            .map((element) => [ground(element), over(colour(element), ground(element))].map(light))
            .map((both) => (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05));
    })()
"""
"""How much lighter or darker than what is behind them the digits are that matter at the pool."""
WIDTHS = {"reflow": 320, "phone": 390, "desk at 200 %": 640, "desk": 1280}.values()
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that may judge otherwise in the dark."""
STICKING_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def gallery(migrated_sqlite: Path, redis_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gallery]:
    """The address of a site that has every page, and its pages by name."""
    folder = tmp_path_factory.mktemp("gallery")
    shutil.copyfile(migrated_sqlite, folder / "heatsync.sqlite3")
    app = create_app(Settings(data_folder=str(folder), redis_url=redis_server, secret_key="test", **EVERYTHING_ON))
    with gallery_of(app) as gallery:
        yield gallery
        db.engine.dispose()


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    """A page that may complain: some pictures show what went wrong."""
    return phone.new_page()


@pytest.mark.parametrize("part", range(PARTS))
def test_all_can_read_and_press_all_of_it(page: Page, gallery: Gallery, part: int) -> None:
    site, pictures = gallery
    for name in list(pictures)[part::PARTS]:
        pictures[name].show(page, site)
        _unfold(page)
        if not name.endswith("-es"):
            _look(page, name, rules={"target-size": {"enabled": True}})
        if not name.endswith(("-de", "-es")):  # colours speak no language
            page.emulate_media(color_scheme="dark")
            _look(page, f"{name} in the dark", runOnly=list(OF_COLOURS))
            page.emulate_media(color_scheme="light")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate(STICKING_OUT) == 0, (name, width)
            assert page.evaluate(TOO_SMALL) == [], (name, width)
        page.set_viewport_size(PHONE)


def test_letters_of_twice_the_size_stay_on_the_page(browser: Browser, chromium_path: str, gallery: Gallery) -> None:
    site, pictures = gallery
    arguments = [*chromium.launch_arguments(), "--blink-settings=defaultFontSize=32"]
    with browser.browser_type.launch(executable_path=chromium_path, args=arguments) as large:
        page = large.new_page(viewport={"width": 1280, "height": 844})
        for picture in (one for name, one in pictures.items() if not name.endswith("-es")):  # German words are longer
            picture.show(page, site)
            assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
            assert page.evaluate(STICKING_OUT) == 0, picture.name


def test_a_race_has_room_for_its_name_on_paper(page: Page, gallery: Gallery) -> None:
    site, pictures = gallery
    page.set_viewport_size({"width": 710, "height": 950})  # Letter without its margins
    page.emulate_media(media="print")
    for name in ("print", "family-print", "print-de"):
        pictures[name].show(page, site)
        race = page.locator(".paper-races th:nth-child(5)").first.bounding_box()
        assert race
        assert race["width"] > 160, name


def test_digits_stand_out_in_bright_sun(page: Page, gallery: Gallery) -> None:
    site, pictures = gallery
    for name in ("shared", "family", "now", "card", "print"):
        pictures[name].show(page, site)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            contrasts = page.evaluate(CONTRASTS)
            assert contrasts, name
            assert min(contrasts) >= 7, (name, scheme)


def test_nothing_moves_for_whoever_wants_no_motion(page: Page, gallery: Gallery) -> None:
    site, pictures = gallery
    page.emulate_media(reduced_motion="reduce")
    for name in ("working", "shared", "now"):
        pictures[name].show(page, site)
        _unfold(page)
        assert page.evaluate("document.getAnimations().length") == 0, name


def _look(page: Page, name: str, **options: object) -> None:
    found = Axe().run(page, options=options)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"


def _unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
