"""Every page in every state, to be looked at: by a rule, or by eye. Names are invented."""

import datetime
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import make_server

from heatsync.database import now
from heatsync.heatsheet.cuts import Place, question
from heatsync.heatsheet.cutting import cut
from heatsync.heatsheet.program import Entry, Event, Heat, Meet, Program, Session
from heatsync.heatsheet.swims import Near, Swim
from heatsync.intake.line_pictures import pictures_of
from heatsync.intake.links.kinds import Kind
from heatsync.intake.links.meet_page import Found
from heatsync.models import BatchJob, LinePicture, ProcessingBatch, new_code, transaction
from heatsync.problems import SENTENCES
from heatsync.samples import EXAMPLE_PDF
from heatsync.web import kept
from tests.web import shelf

_LONG = "winter-championships-heat-sheet-saturday-afternoon-final-version-3-corrected.pdf"


_OFFER = [
    Found("https://meet.example/a.pdf", "Saturday heat sheet", Kind.HEAT_SHEET, 1_400_000),
    Found("https://meet.example/b.pdf", "winter-championships-qualifying-standards-and-warm-up-lanes.pdf", Kind.OTHER),
    Found("https://meet.example/c.pdf", "Psych sheet", Kind.PSYCH_SHEET, 812_000),
]
_PUT_OFFER = """(offer) => {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "offered", value: offer });
    document.querySelector("form").append(field);
}"""
_ADMIN_KEY = "k" * 32
EVERYTHING_ON: dict[str, Any] = {
    "smtp_url": "smtp://127.0.0.1:9",
    "mail_from": "heatsync@sheets.example",
    "public_base_url": "http://localhost",
    "admin_key": _ADMIN_KEY,
}
"""Settings of an installation that has every page."""


@dataclass(frozen=True)
class Picture:
    """A page in one state. One of a batch is seen by the browser that made it."""

    name: str
    address: str
    batch: ProcessingBatch | None = None
    admin_key: str = ""
    offer: str = ""

    def show(self, page: Page, site: str) -> None:
        """Open it."""
        if self.batch:
            address = f"{site}/batches/{self.batch.id}"
            name = f"manage-{str(self.batch.id)[:8]}"
            page.context.add_cookies([{"name": name, "value": shelf.TOKEN, "url": address}])
        page.set_extra_http_headers({"X-Admin-Key": self.admin_key} if self.admin_key else {})
        page.goto(site + self.address)
        if self.name == "form-again":
            page.get_by_label("Swimmer’s name").fill("Ada Abbernock")
            page.get_by_role("button", name="Find the races").click()
            page.get_by_role("alert").wait_for()
        if self.offer:
            page.evaluate(_PUT_OFFER, self.offer)
            page.get_by_role("button", name="Find the races").click()
            page.locator(".offered").wait_for()


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
    friday = shelf.job("completed", near=_NEAR, filename="friday.pdf")
    finished = shelf.batch(_saturday(), _sunday(), _failed(), friday, _report(), status="partial")
    _put_a_picture_of_its_line(finished.jobs[0])
    namesakes = shelf.finished(*_two_of_one_name())
    nobody = shelf.batch(shelf.job("completed", near=_NEAR), status="completed")
    stopped = shelf.batch(shelf.job("cancelled"), status="cancelled")
    unreadable = shelf.batch(_failed(), status="failed")
    alone = shelf.batch(_report(), status="completed")
    family = _family()
    changed = shelf.batch(_version(3, "09:40", days_ago=2), _version(2, "09:31", 18, 21), status="completed")
    return [
        Picture("start", "/"),
        Picture("form-again", "/"),
        *(_of(name, batch) for name, batch in (("working", working), ("finished", finished), ("nobody", nobody))),
        *(_of(name, batch) for name, batch in (("stopped", stopped), ("unreadable", unreadable))),
        _of("timeline", alone),
        _of("changed", changed),
        Picture("family", f"/f/{family.family_code}"),
        Picture("family-print", f"/f/{family.family_code}/print"),
        Picture("teams", f"/batches/{family.id}/teams", family),
        Picture("team", f"/batches/{family.id}/teams/{_TEAM}", family),
        Picture("team-by-name", f"/batches/{family.id}/teams/{_TEAM}?order=name", family),
        Picture("shared", f"/r/{finished.result_code}"),
        *(Picture(name, f"/r/{finished.result_code}/{name}") for name in _TAKEN_ALONG),
        Picture("makers-now", f"/batches/{finished.id}/now", finished),
        Picture("offline", "/offline"),
        Picture("namesakes", f"/r/{namesakes.result_code}"),
        Picture("notify", f"/batches/{working.id}/notify", working),
        Picture("admin", "/admin", admin_key=_ADMIN_KEY),
        Picture("admin-enter", "/admin/enter"),
        Picture("help", "/help"),
        Picture("privacy", "/privacy"),
        Picture("not-found", "/r/abcDEF123456"),
        Picture("offered", "/", offer=kept.offer(_OFFER)),
        *(Picture(f"{name}-de", f"{address}?lang=de") for name, address in _in_german(finished, changed, family)),
        Picture("shared-es", f"/r/{finished.result_code}?lang=es"),
    ]


def _in_german(finished: ProcessingBatch, changed: ProcessingBatch, family: ProcessingBatch) -> list[tuple[str, str]]:
    """Pages with the longest words."""
    code = finished.result_code
    ways = [(way, f"/r/{code}/{way}") for way in ("calendar", "card", "now", "print")]
    pages = [("shared", f"/r/{code}"), ("changed", f"/r/{changed.result_code}"), ("family", f"/f/{family.family_code}")]
    return [("start", "/"), *pages, *ways, ("help", "/help"), ("privacy", "/privacy")]


def _of(name: str, batch: ProcessingBatch) -> Picture:
    return Picture(name, f"/batches/{batch.id}", batch)


_NEAR = (Near("Ada Abernock", "OTTR", 10), Near("Ida Abbernock-Vane", "Riverside Rays", 11))


def _working() -> tuple[BatchJob, ...]:
    reading = shelf.job("processing", filename=_LONG, pages_done=12, pages_total=40)
    nobody = shelf.job("completed", near=_NEAR, filename="friday.pdf")
    return _saturday(), reading, nobody, _failed(), shelf.job(filename="sunday.pdf")


def _saturday() -> BatchJob:
    reason = "from the session's start at 08:30, 11 heats before"
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


def _put_a_picture_of_its_line(job: BatchJob) -> None:
    """A printed line of the example stands for that of the job's races."""
    sheet = EXAMPLE_PDF.read_bytes()
    line = Place(1, (28.0, 177.0, 283.0, 186.0))
    (png,) = pictures_of(cut(question([line]) + sheet, lambda _done, _total: None, 10).to_json(), 1)
    with transaction() as session:
        session.add(LinePicture(extraction_id=job.extraction_id, page=3, x=0, top=0, png=png))


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


def _report() -> BatchJob:
    report = Program("session_report", "hytek", 1, 1.0)
    return shelf.job("completed", program=report, filename="timeline.pdf")


_TAKEN_ALONG = ("calendar", "card", "now", "print", "marked")
_TEAM = hashlib.sha256(b"ottr").hexdigest()[:12]


def _family() -> ProcessingBatch:
    """Two sisters of one initial and a brother, the sisters eleven minutes apart; the newest batch."""
    ids = shelf.swim(event="18", name="Abbernock, Ida", starts_at="09:51", heat=1, lane=6)
    otto = shelf.swim(event="21", name="Abbernock, Otto", starts_at="09:51", event_name="Boys 11-12 200 Medley")
    code = new_code()
    for swimmer, races in (("Otto Abbernock", [otto]), ("Ida Abbernock", [ids]), ("Ada Abbernock", _ADAS)):
        sheet = shelf.job("completed", races, program=_PROGRAM, filename="saturday.pdf")
        newest = shelf.batch(sheet, status="completed", swimmer=swimmer, family_code=code, completed_at=now())
    return newest


_ADAS = [shelf.swim(), shelf.swim(event="30", event_name="Girls 9-10 50 Backstroke", starts_at=None, heat=7)]


def _entry(lane: int, name: str, seed: str, team: str = "OTTR") -> Entry:
    line = f"{lane} {name} 10 {team} {seed}"
    return Entry(name, page=3, line=line, box=(0, 0, 1, 1), lane=lane, age=10, team=team, seed_time=seed)


_PROGRAM = Program(
    "heat_sheet",
    "hytek",
    4,
    1.0,
    meet=Meet("Winter Championships", shelf.SATURDAY, shelf.SATURDAY),
    sessions=(Session("Saturday Morning", shelf.SATURDAY, "08:30"),),
    events=(
        Event(
            "Girls 9-10 100 Freestyle",
            number="12",
            session=0,
            distance=100,
            heats=(
                Heat(
                    1, of=2, entries=(_entry(3, "Quill, Marlo", "1:20.01"), _entry(4, "Sable, Wren", "1:19.40", "HILL"))
                ),
                Heat(
                    2,
                    of=2,
                    entries=(_entry(4, "Abbernock, Ada", "1:12.34"), _entry(5, "Garrowby-Featherstone, Nell", "NT")),
                ),
            ),
        ),
    ),
)


def _version(heat: int, start: str, *others: int, days_ago: int = 0) -> BatchJob:
    """One of two versions of a sheet: the older has event 16 besides, the newer those others."""
    events = [str(number) for number in (12, *(others or (16,)))]
    swims = [shelf.swim(event=number, heat=heat, starts_at=start, session="Saturday") for number in events]
    heats = tuple(Heat(number) for number in range(1, 6))
    everything = tuple(Event("Girls 9-10 100 Freestyle", str(number), heats=heats) for number in (12, 16, 18, 21))
    printed = Program("heat_sheet", "hytek", 4, 1.0, events=everything)
    added = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days_ago)
    name = "saturday.pdf" if days_ago else "saturday-corrected.pdf"
    return shelf.job("completed", swims, program=printed, filename=name, created_at=added)
