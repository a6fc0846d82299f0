"""Pictures of every page in every state, on a phone and a desk, light and dark: ``make screenshots``."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import flask_migrate
from flask import Flask
from playwright.sync_api import sync_playwright

from heatsync.factory import ROOT, create_app
from heatsync.settings import Settings
from tests import chromium
from tests.browser.gallery import EVERYTHING_ON, Picture, gallery_of
from tests.servers import redis_server

_SIZES = {390: 844, 1280: 900}
_SCHEMES = ("light", "dark")


def main() -> None:
    """Write them into screenshots/."""
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    with _app() as app, gallery_of(app) as (site, pictures):
        _write(pictures.values(), site, folder)
    sys.stdout.write(f"Written to {folder}\n")


@contextmanager
def _app() -> Iterator[Flask]:
    with TemporaryDirectory() as data, redis_server() as redis_url:
        app = create_app(Settings(data_folder=data, redis_url=redis_url, **EVERYTHING_ON))
        with app.app_context():
            flask_migrate.upgrade()
        yield app


def _write(pictures: Iterable[Picture], site: str, folder: Path) -> None:
    chromium_path = chromium.find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=chromium.launch_arguments())
        for width, height in _SIZES.items():
            for scheme in _SCHEMES:
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,  # type: ignore[arg-type]
                    locale="en-US",
                )
                page = context.new_page()
                for picture in pictures:
                    picture.show(page, site)
                    page.screenshot(path=folder / f"{picture.name}-{width}-{scheme}.png", full_page=True)
                context.close()


if __name__ == "__main__":
    main()
