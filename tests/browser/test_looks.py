"""What can be said by rule of every page in every state: nothing sticks out, nothing is too small, all can use it."""

from collections.abc import Iterator

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from heatsync.settings import Settings
from tests.browser.gallery import EVERYTHING_ON, Picture, pictures, served

NAMES = (
    "start", "form-again", "working", "finished", "nobody", "stopped", "unreadable", "timeline", "changed",
    "family", "family-print", "teams", "team", "team-by-name", "shared", "calendar", "card", "now", "print", "marked",
    "makers-now", "offline", "namesakes", "notify", "admin", "admin-enter", "help", "privacy", "not-found",
)  # fmt: skip
TOO_SMALL = """
    [...document.querySelectorAll("button, .button, summary, nav a, input:not([type=hidden]), label:has(input)")]
        .map((element) => element.matches("[type=radio], [type=checkbox]") ? element.closest("label") : element)
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 48)
        .map((element) => element.outerHTML.slice(0, 120))
"""
STICKING_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def database(new_sqlite: str) -> str:
    """How pages look does not depend on it."""
    return new_sqlite


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """An installation that has every page."""
    return msgspec.structs.replace(settings, **EVERYTHING_ON)


@pytest.fixture
def gallery(app: Flask) -> Iterator[tuple[str, dict[str, Picture]]]:
    """The address of a site, and its pages by name."""
    with app.app_context(), served(app) as site:
        yield site, {picture.name: picture for picture in pictures()}


def test_every_picture_is_looked_at(gallery: tuple[str, dict[str, Picture]]) -> None:
    assert tuple(gallery[1]) == NAMES


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, gallery: tuple[str, dict[str, Picture]], scheme: str) -> None:
    site, all_pictures = gallery
    with browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        for picture in all_pictures.values():
            page = picture.show(context, site)
            _unfold(page)
            found = Axe().run(page)
            assert found.violations_count == 0, f"{picture.name}: {found.generate_report()}"
            page.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_sticks_out_or_is_too_small_to_press(
    browser: Browser, gallery: tuple[str, dict[str, Picture]], width: int
) -> None:
    site, all_pictures = gallery
    with browser.new_context(viewport={"width": width, "height": 844}) as context:
        for picture in all_pictures.values():
            page = picture.show(context, site)
            _unfold(page)
            assert page.evaluate(STICKING_OUT) == 0, picture.name
            assert page.evaluate(TOO_SMALL) == [], picture.name
            page.close()


def _unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
