"""Every page in every state, to be looked at: by a rule, or by eye. Names are invented."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from playwright.sync_api import BrowserContext, Page
from werkzeug.serving import make_server

from heatsync.heatsheet.swims import Near, Swim
from heatsync.models import BatchJob, ProcessingBatch
from heatsync.problems import SENTENCES
from tests.web import shelf

_LONG = "winter-championships-heat-sheet-saturday-afternoon-final-version-3-corrected.pdf"


@dataclass(frozen=True)
class Picture:
    """A page in one state. One of a batch is seen by the browser that made it."""

    name: str
    address: str
    batch: ProcessingBatch | None = None

    def show(self, context: BrowserContext, site: str) -> Page:
        """The page, open in that browser."""
        if self.batch:
            address = f"{site}/batches/{self.batch.id}"
            context.add_cookies([{"name": f"manage-{str(self.batch.id)[:8]}", "value": shelf.TOKEN, "url": address}])
        page = context.new_page()
        page.goto(site + self.address)
        if self.name == "form-again":
            page.get_by_label("Swimmer’s name").fill("Ada Abbernock")
            page.get_by_role("button", name="Find the races").click()
            page.get_by_role("alert").wait_for()
        return page


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


def pictures() -> list[Picture]:
    """All of them; the rows that they show are put into the database now."""
    working = shelf.batch(*_working(), status="processing")
    finished = shelf.batch(_saturday(), _sunday(), _failed(), status="partial")
    namesakes = shelf.finished(*_two_of_one_name())
    nobody = shelf.batch(shelf.job("completed", near=_NEAR), status="completed")
    stopped = shelf.batch(shelf.job("cancelled"), status="cancelled")
    unreadable = shelf.batch(_failed(), status="failed")
    return [
        Picture("start", "/"),
        Picture("form-again", "/"),
        *(_of(name, batch) for name, batch in (("working", working), ("finished", finished), ("nobody", nobody))),
        *(_of(name, batch) for name, batch in (("stopped", stopped), ("unreadable", unreadable))),
        Picture("shared", f"/r/{finished.result_code}"),
        Picture("namesakes", f"/r/{namesakes.result_code}"),
        Picture("help", "/help"),
        Picture("privacy", "/privacy"),
        Picture("not-found", "/r/abcDEF123456"),
    ]


def _of(name: str, batch: ProcessingBatch) -> Picture:
    return Picture(name, f"/batches/{batch.id}", batch)


_NEAR = (Near("Ada Abernock", "OTTR", 10), Near("Ida Abbernock-Vane", "Riverside Rays", 11))


def _working() -> tuple[BatchJob, ...]:
    reading = shelf.job("processing", filename=_LONG, pages_done=12, pages_total=40)
    nobody = shelf.job("completed", near=_NEAR, filename="friday.pdf")
    return _saturday(), reading, nobody, _failed(), shelf.job(filename="sunday.pdf")


def _saturday() -> BatchJob:
    reason = "from the session's start at 8:30, with 11 heats before it"
    about = {"starts_at": "09:40", "estimated": True, "earliest": "09:32", "latest": "09:55", "reason": reason}
    relay = {"event_name": "Girls 9-10 200 Medley Relay", "line": "6 Otter Creek A 2:31.10 / 1) Quill, Marlo 10"}
    late = {"event_name": "Girls 9-10 50 Butterfly", "session": "Saturday Afternoon", "session_index": 2}
    swims = [
        shelf.swim(**about, session="Saturday Morning"),
        shelf.swim(**relay, event="18", heat=1, of=2, lane=6, relay="A", leg=2, seed_time="2:31.10", starts_at="10:25",
                   session="Saturday Morning"),
        shelf.swim(**late, event="104B", heat=12, of=14, lane=10, seed_time="NT", exhibition=True, starts_at="13:05"),
    ]  # fmt: skip
    return shelf.job("completed", swims, filename="saturday.pdf")


def _sunday() -> BatchJob:
    day = shelf.SATURDAY.replace(day=15)
    ranked = {"heat": None, "lane": None, "of": None, "rank": 3, "starts_at": None, "seed_time": "5:55.12"}
    swims = [shelf.swim(**ranked, event="31", event_name="Girls Open 400 Freestyle", date=day, session="Sunday")]
    return shelf.job("completed", swims, filename="sunday.pdf")


def _failed() -> BatchJob:
    sentence = SENTENCES["WORKER_LOST"]
    return shelf.job("failed", filename="letter.pdf", error_message=sentence, temp_file_path="0" * 32)


def _two_of_one_name() -> list[Swim]:
    return [shelf.swim(), shelf.swim(event="30", team="HILL", age=14, event_name="Girls 13-14 100 Butterfly")]
