"""A result is light enough for one bar of signal: counted as it lies here, before any proxy packs it smaller."""

import pytest
from playwright.sync_api import BrowserContext, Response

from heatsync.models import ProcessingBatch
from tests.web import shelf

RACES = 12
"""A long weekend."""


@pytest.fixture
def batch(quiet_site: str) -> ProcessingBatch:
    races = [shelf.swim(event=str(hour), starts_at=f"{hour:02}:05") for hour in range(8, 8 + RACES)]
    return shelf.finished(*races)


def loaded(phone: BrowserContext, address: str) -> dict[str, int]:
    """What a first visit loads, by address, in bytes."""
    answers: list[Response] = []
    page = phone.new_page()

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    page.goto(address, wait_until="networkidle")
    return {answer.url: len(answer.body()) for answer in answers if not _is_for_later(answer)}


def _is_for_later(answer: Response) -> bool:
    """What the service worker keeps for when there is no signal is fetched after the page is there."""
    return answer.request.service_worker is not None or answer.url.endswith("/sw.js")


def test_a_result_is_lighter_than_60_kb(phone: BrowserContext, quiet_site: str, batch: ProcessingBatch) -> None:
    sizes = loaded(phone, f"{quiet_site}/r/{batch.result_code}")

    assert any("heatsync.css" in address for address in sizes)
    assert sum(sizes.values()) < 60_000


def test_its_scripts_are_shorter_than_20_kb(phone: BrowserContext, quiet_site: str, batch: ProcessingBatch) -> None:
    for path in (f"/r/{batch.result_code}", f"/r/{batch.result_code}/now", f"/r/{batch.result_code}/card", "/"):
        scripts = {address: size for address, size in loaded(phone, quiet_site + path).items() if ".js" in address}

        assert scripts
        assert sum(size for address, size in scripts.items() if "htmx" not in address) < 20_000, path
