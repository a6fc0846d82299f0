"""Every page in every state, to be looked at: by a rule, or by eye."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask, abort
from playwright.sync_api import Page
from werkzeug.serving import make_server

from heatsync.intake.links.kinds import Kind
from heatsync.intake.links.meet_page import Found
from heatsync.models import ProcessingBatch, new_code
from heatsync.results.groups import result_of_batch
from heatsync.samples import EXAMPLE_PDF
from heatsync.web import kept
from tests.browser import sheets_in_states as states
from tests.web import shelf

_AT_THE_POOL = "2026-03-14T09:12"
"""What the clocks of all phones show in the pictures: half an hour before the first race."""
_ADMIN_KEY = "k" * 32
EVERYTHING_ON: dict[str, Any] = {
    "smtp_url": "smtp://127.0.0.1:9",
    "mail_from": "heatsync@sheets.example",
    "public_base_url": "http://localhost",
    "admin_key": _ADMIN_KEY,
}
"""Settings of an installation that has every page."""
_OFFER = [
    Found("https://meet.example/a.pdf", "Saturday heat sheet", Kind.HEAT_SHEET, 1_400_000),
    Found("https://meet.example/b.pdf", "winter-championships-qualifying-standards-and-warm-up-lanes.pdf", Kind.OTHER),
    Found("https://meet.example/c.pdf", "Psych sheet", Kind.PSYCH_SHEET, 812_000),
]
_PUT_OFFER = """(offer) => {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "offered", value: offer });
    document.querySelector("form").append(field);
}"""
_SAVED = "caches.open('pages').then((cache) => cache.match(location.origin + location.pathname))"
_TEAM = hashlib.sha256(b"ottr").hexdigest()[:12]
_ERRORS = (400, 403, 404, 405, 408, 413, 429, 500, 503)
_OTHER_LANGUAGES = ("de", "es")


@dataclass(frozen=True)
class Picture:
    """A page in one state, which ``then`` brings it into. One of a batch is seen by the browser that made it."""

    name: str
    address: str
    batch: ProcessingBatch | None = None
    admin_key: str = ""
    clock: str = _AT_THE_POOL
    then: Callable[[Page], object] | None = None

    def show(self, page: Page, site: str) -> None:
        """Open it."""
        page.context.set_offline(False)
        if self.batch:
            name, places = f"manage-{str(self.batch.id)[:8]}", (f"/batches/{self.batch.id}", self.address)
            page.context.add_cookies([{"name": name, "value": shelf.TOKEN, "url": site + place} for place in places])
        page.set_extra_http_headers({"X-Admin-Key": self.admin_key} if self.admin_key else {})
        page.clock.set_fixed_time(self.clock)
        page.goto(site + self.address)
        if self.then:
            self.then(page)


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The application's address while it is served from here."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()


@contextmanager
def gallery_of(app: Flask) -> Iterator[tuple[str, dict[str, Picture]]]:
    """The address of that application, which has no rows yet and serves nobody, and its pages by name."""
    app.add_url_rule("/error/<int:code>", "error", abort)
    with app.app_context(), served(app) as site:
        yield site, {picture.name: picture for picture in _pictures()}


def _pictures() -> Iterator[Picture]:
    finished, family, changed, nobody = states.finished(), states.family(), states.changed(), states.nobody()
    yield from _of_the_start()
    yield from _of_the_work(states.working())
    yield from _of_batches(finished, changed, nobody)
    yield from _of_families(family, nobody)
    yield from _of_namesakes(states.namesakes())
    yield from _taken_along(finished, nobody)
    yield from _of_the_house()
    yield from (Picture(f"error-{code}", f"/error/{code}") for code in _ERRORS)
    for language in _OTHER_LANGUAGES:
        for name, address in _in_other_words(finished, changed, family):
            yield Picture(f"{name}-{language}", f"{address}?lang={language}")


def _of_the_start() -> Iterator[Picture]:
    yield Picture("start", "/")
    yield Picture("form-again", "/", then=_send_no_sheet)
    yield Picture("form-kept", "/", then=_send_a_sheet_and_no_link)
    yield Picture("form-stale", "/", then=_send_an_old_form)
    yield Picture("offered", "/", then=_look_at_offer(kept.offer(_OFFER)))


def _of_the_work(working: ProcessingBatch) -> Iterator[Picture]:
    yield _of("working", working)
    yield Picture("working-cut-off", f"/batches/{working.id}", working, then=_lose_the_signal)
    yield Picture("notify", f"/batches/{working.id}/notify", working)
    yield Picture("notify-again", f"/batches/{working.id}/notify", working, then=_give_no_mail_address)


def _of_batches(finished: ProcessingBatch, changed: ProcessingBatch, nobody: ProcessingBatch) -> Iterator[Picture]:
    yield _of("finished", finished)
    yield _of("changed", changed)
    yield _of("nobody", nobody)
    yield _of("stopped", states.stopped())
    yield _of("unreadable", states.unreadable())
    yield _of("timeline", states.timeline())


def _of_families(family: ProcessingBatch, nobody: ProcessingBatch) -> Iterator[Picture]:
    teams = f"/batches/{family.id}/teams"
    yield Picture("family", f"/f/{family.family_code}")
    yield Picture("family-working", f"/f/{states.young_family().family_code}")
    yield Picture("makers-family", f"/f/{family.family_code}", family)
    yield Picture("family-changed", f"/f/{states.changed(family_code=new_code()).family_code}")
    yield Picture("family-print", f"/f/{family.family_code}/print")
    yield Picture("another-again", f"/batches/{family.id}", family, then=_look_up_nobody)
    yield Picture("teams", teams, family)
    yield Picture("teams-none", f"/batches/{nobody.id}/teams", nobody)
    yield Picture("team", f"{teams}/{_TEAM}", family)
    yield Picture("team-by-name", f"{teams}/{_TEAM}?order=name", family)


def _of_namesakes(namesakes: ProcessingBatch) -> Iterator[Picture]:
    result = result_of_batch(namesakes.id)
    assert result
    address = f"/r/{namesakes.result_code}"
    yield Picture("namesakes", address)
    yield Picture("namesakes-chosen", f"{address}?who={result.identities[0].key}")
    yield Picture("namesakes-lost", f"{address}?who=somebody")


def _taken_along(finished: ProcessingBatch, nobody: ProcessingBatch) -> Iterator[Picture]:
    address, none = f"/r/{finished.result_code}", f"/r/{nobody.result_code}"
    yield Picture("shared", address)
    yield Picture("shared-none", none)
    yield from (Picture(way, f"{address}/{way}") for way in ("calendar", "card", "now", "print", "marked"))
    yield from (Picture(f"{way}-none", f"{none}/{way}") for way in ("card", "now", "print"))
    yield Picture("now-over", f"{address}/now", clock="2026-03-14T18:00")
    yield Picture("makers-now", f"/batches/{finished.id}/now", finished)
    yield Picture("makers-now-again", f"/batches/{finished.id}/now", finished, then=_say_what_does_not_swim)
    yield Picture("marked-again", f"{address}/marked", then=_send_another_sheet)
    yield Picture("offline", "/offline")
    yield Picture("offline-saved", address, then=_see_what_is_saved)
    yield Picture("shared-saved", address, then=_open_what_is_saved)


def _of_the_house() -> Iterator[Picture]:
    yield Picture("admin", "/admin", admin_key=_ADMIN_KEY)
    yield Picture("admin-enter", "/admin/enter")
    yield Picture("help", "/help")
    yield Picture("privacy", "/privacy")
    yield Picture("no-such-link", "/r/abcDEF123456")


def _in_other_words(
    finished: ProcessingBatch, changed: ProcessingBatch, family: ProcessingBatch
) -> Iterator[tuple[str, str]]:
    """Pages with many words."""
    yield "start", "/"
    yield "shared", f"/r/{finished.result_code}"
    yield "changed", f"/r/{changed.result_code}"
    yield "family", f"/f/{family.family_code}"
    yield from ((way, f"/r/{finished.result_code}/{way}") for way in ("calendar", "card", "now", "print"))
    yield "help", "/help"
    yield "privacy", "/privacy"


def _of(name: str, batch: ProcessingBatch) -> Picture:
    return Picture(name, f"/batches/{batch.id}", batch)


def _send_no_sheet(page: Page) -> None:
    page.get_by_label("Swimmer’s name").fill("Ada Abbernock")
    _send(page)


def _send_a_sheet_and_no_link(page: Page) -> None:
    page.get_by_label("Swimmer’s name").fill("Ada Abbernock\nIda Abbernock")
    page.get_by_label("Heat sheets").set_input_files(EXAMPLE_PDF)
    page.get_by_label("Or links to them").fill("the heat sheet")
    _send(page)


def _send(page: Page) -> None:
    page.get_by_role("button", name="Find the races").click()
    page.get_by_role("alert").first.wait_for()


def _send_an_old_form(page: Page) -> None:
    page.locator("[name=csrf_token]").first.evaluate("field => { field.value = 'old'; }")
    page.get_by_role("button", name="Find the races").click()
    page.get_by_role("heading", name="That form is too old").wait_for()


def _look_at_offer(offer: str) -> Callable[[Page], None]:
    def look(page: Page) -> None:
        page.evaluate(_PUT_OFFER, offer)
        page.get_by_role("button", name="Find the races").click()
        page.locator(".offered").wait_for()

    return look


def _lose_the_signal(page: Page) -> None:
    page.locator(".job").first.wait_for()
    page.context.set_offline(True)
    page.locator("[data-connection]:visible").wait_for()


def _give_no_mail_address(page: Page) -> None:
    page.get_by_label("Mail address").fill("ada")
    page.get_by_role("button", name="Send me a mail").click()
    page.locator(".error").wait_for()


def _look_up_nobody(page: Page) -> None:
    page.get_by_role("button", name="Look up").click()
    page.get_by_role("heading", name="That did not work").wait_for()


def _say_what_does_not_swim(page: Page) -> None:
    page.get_by_label("Event", exact=True).fill("99")
    page.get_by_role("button", name="Shift the times by this").click()
    page.get_by_role("alert").wait_for()


def _send_another_sheet(page: Page) -> None:
    page.get_by_label("Heat sheet").set_input_files(EXAMPLE_PDF)
    page.get_by_role("button", name="Get the marked copy").click()
    page.get_by_role("alert").wait_for()


def _see_what_is_saved(page: Page) -> None:
    _wait_until_it_is_saved(page)
    page.goto(page.url.split("/r/")[0] + "/offline")
    page.locator(".saved-list a").first.wait_for()


def _open_what_is_saved(page: Page) -> None:
    _wait_until_it_is_saved(page)
    page.context.set_offline(True)
    page.reload()
    page.locator(".saved:visible").wait_for()


def _wait_until_it_is_saved(page: Page) -> None:
    while not page.evaluate(f"{_SAVED}.then((saved) => Boolean(saved && navigator.serviceWorker.controller))"):
        page.wait_for_timeout(20)
