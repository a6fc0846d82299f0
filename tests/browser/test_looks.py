"""What can be said by rule of every page in every state: nothing sticks out, nothing is too small, all can use it."""

from collections.abc import Iterator

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from heatsync.settings import Settings
from tests import chromium
from tests.browser.gallery import EVERYTHING_ON, Picture, pictures, served

pytestmark = pytest.mark.tour

NAMES = (
    "start", "form-again", "working", "finished", "nobody", "stopped", "unreadable", "timeline", "changed",
    "family", "family-print", "teams", "team", "team-by-name", "shared", "calendar", "card", "now", "print", "marked",
    "makers-now", "offline", "namesakes", "notify", "admin", "admin-enter", "help", "privacy", "not-found",
    "offered", "start-de", "shared-de", "changed-de", "family-de", "calendar-de", "card-de", "now-de", "print-de",
    "help-de", "privacy-de", "shared-es",
)  # fmt: skip
TOO_SMALL = """
    [...document.querySelectorAll("button, .button, summary, nav a, input:not([type=hidden]), label:has(input)")]
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


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """An installation that has every page."""
    return msgspec.structs.replace(settings, **EVERYTHING_ON)


@pytest.fixture
def gallery(app: Flask) -> Iterator[tuple[str, dict[str, Picture]]]:
    """The address of a site, and its pages by name."""
    with app.app_context(), served(app) as site:
        yield site, {picture.name: picture for picture in pictures()}


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    """A page that may complain: some pictures show what went wrong."""
    return phone.new_page()


def test_every_picture_is_looked_at(gallery: tuple[str, dict[str, Picture]]) -> None:
    assert tuple(gallery[1]) == NAMES


def test_axe_finds_nothing(page: Page, gallery: tuple[str, dict[str, Picture]]) -> None:
    site, all_pictures = gallery
    for picture in all_pictures.values():
        picture.show(page, site)
        _unfold(page)
        _look(page, picture.name, rules={"target-size": {"enabled": True}})
        if not picture.name.endswith(("-de", "-es")):  # colours speak no language
            page.emulate_media(color_scheme="dark")
            _look(page, f"{picture.name} in the dark", runOnly=list(OF_COLOURS))
            page.emulate_media(color_scheme="light")


def test_nothing_sticks_out_or_is_too_small_to_press(page: Page, gallery: tuple[str, dict[str, Picture]]) -> None:
    site, all_pictures = gallery
    for picture in all_pictures.values():
        picture.show(page, site)
        _unfold(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate(STICKING_OUT) == 0, (picture.name, width)
            assert page.evaluate(TOO_SMALL) == [], (picture.name, width)


def test_letters_of_twice_the_size_stay_on_the_page(
    browser: Browser, chromium_path: str, gallery: tuple[str, dict[str, Picture]]
) -> None:
    site, all_pictures = gallery
    arguments = [*chromium.launch_arguments(), "--blink-settings=defaultFontSize=32"]
    with browser.browser_type.launch(executable_path=chromium_path, args=arguments) as large:
        page = large.new_page(viewport={"width": 1280, "height": 844})
        for picture in all_pictures.values():
            picture.show(page, site)
            assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
            assert page.evaluate(STICKING_OUT) == 0, picture.name


def test_a_race_has_room_for_its_name_on_paper(page: Page, gallery: tuple[str, dict[str, Picture]]) -> None:
    site, all_pictures = gallery
    page.set_viewport_size({"width": 710, "height": 950})  # Letter without its margins
    page.emulate_media(media="print")
    for name in ("print", "family-print", "print-de"):
        all_pictures[name].show(page, site)
        race = page.locator(".paper-races th:nth-child(5)").first.bounding_box()
        assert race
        assert race["width"] > 160, name


def test_digits_stand_out_in_bright_sun(page: Page, gallery: tuple[str, dict[str, Picture]]) -> None:
    site, all_pictures = gallery
    for name in ("shared", "family", "now", "card", "print"):
        all_pictures[name].show(page, site)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            contrasts = page.evaluate(CONTRASTS)
            assert contrasts, name
            assert min(contrasts) >= 7, (name, scheme)


def test_nothing_moves_for_whoever_wants_no_motion(page: Page, gallery: tuple[str, dict[str, Picture]]) -> None:
    site, all_pictures = gallery
    page.emulate_media(reduced_motion="reduce")
    for name in ("working", "shared", "now"):
        all_pictures[name].show(page, site)
        _unfold(page)
        assert page.evaluate("document.getAnimations().length") == 0, name


def _look(page: Page, name: str, **options: object) -> None:
    found = Axe().run(page, options=options)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"


def _unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
