import os
import re
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, sync_playwright

from heatsync.factory import ROOT
from heatsync.serving.leash import Leash
from tests import chromium
from tests.browser.gallery import served
from tests.browser.people import everybody, found_in, shown_by
from tests.servers import free_ports, wait_until

PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def site_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the web and the workers of ``site`` write what they say."""
    return tmp_path_factory.mktemp("site") / "log"


@pytest.fixture(scope="session")
def site(site_log: Path) -> Iterator[str]:
    """The address of the whole thing, as ``make run`` starts it: web, worker and embedded Redis."""
    with logged_site(site_log.with_name("data"), site_log, {}) as address:
        yield address


@pytest.fixture
def database(new_sqlite: str) -> str:
    """Pages are the same on both."""
    return new_sqlite


@pytest.fixture(autouse=True)
def names_nobody(
    request: pytest.FixtureRequest, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """What a site says that this very process serves names nobody; ``logged_site`` sees to the others."""
    app: Flask | None = request.getfixturevalue("app") if "app" in request.fixturenames else None
    yield
    lines = [caplog.handler.format(line) for when in ("setup", "call") for line in caplog.get_records(when)]
    said = "".join(capfd.readouterr())
    sys.stderr.write(said)
    assert found_in("\n".join([said, *lines]), everybody() | (shown_by(app) if app else set())) == set()


@pytest.fixture
def quiet_site(app: Flask) -> Iterator[str]:
    """The address of the application, with rows that only the test puts there and moves."""
    with app.app_context(), served(app) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=chromium.launch_arguments())
        yield browser
        browser.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that has never been here."""
    with browser.new_context(viewport=PHONE) as context:
        yield context


@pytest.fixture
def page(phone: BrowserContext) -> Iterator[Page]:
    """A page of that phone; whatever it complains about fails the test."""
    page = phone.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.extend(_complaint(message)))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@contextmanager
def running_site(folder: Path, **settings: str) -> Iterator[str]:
    """``python app.py`` on a free port, with a data folder of its own."""
    with logged_site(folder, folder.with_name(f"{folder.name}.log"), settings) as address:
        yield address


@contextmanager
def logged_site(folder: Path, log: Path, settings: Mapping[str, str]) -> Iterator[str]:
    """The same, with all that web and worker say in that file. In the end, whatever was done there, it names nobody."""
    port = str(free_ports(1)[0])
    few = {"WEB_PROCESSES": "1", "WORKER_PROCESSES": "1", "REDIS_URL": "", "DATABASE_URL": ""}
    environment = {**os.environ, **few, "DATA_FOLDER": str(folder), "PORT": port, **settings}
    command = ["/bin/sh", "-c", 'exec "$@" >>"$0" 2>&1', str(log), sys.executable, str(ROOT / "app.py")]
    leash = Leash(command, environment=environment, folder=ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: _answers(address), leash)
        yield address
    finally:
        leash.let_go()
        leash.wait(30)
        said = log.read_text(encoding="utf-8")
        sys.stderr.write(said)
    assert found_in(said, everybody()) == set()


def _complaint(message: ConsoleMessage) -> list[str]:
    # Chromium notes every answer of 400 and above; a form that comes back is one, and means no harm.
    return [message.text] if message.type == "error" and "status of 422" not in message.text else []


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz") as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def words(text: str | None) -> str:
    """The text with single spaces."""
    return re.sub(r"\s+", " ", text or "").strip()
