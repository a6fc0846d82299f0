"""How long the server takes for a result: five sheets, forty races, beside a page that looks nothing up."""

import datetime
import gc
import statistics
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import flask_migrate
import msgspec
from flask import Flask
from flask.testing import FlaskClient

from heatsync.factory import create_app
from heatsync.heatsheet.swims import Swim
from heatsync.models import BatchJob, ExtractionResult, LinePicture, PdfFile, db, new_batch, transaction
from heatsync.settings import Settings

SHEETS, RACES = 5, 40
_TIMES = 200
_A_BROWSER = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"}
_FIRST_DAY = datetime.date(2026, 3, 13)
_BOX = (36.0, 100.0, 280.0, 109.0)


@dataclass(frozen=True)
class Page:
    """Milliseconds: the result's median and the time that 95 % stay under, the empty page's median."""

    median: float
    p95: float
    empty: float
    kilobytes: float


def measure() -> Page:
    """Ask for both pages by turns, in this process, over a database that is a file."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(data_folder=str(Path(folder))))
        with app.app_context():
            flask_migrate.upgrade()
            code = _result()
        found = _measured(app, f"/r/{code}")
        with app.app_context():
            db.engine.dispose()
    return found


def _measured(app: Flask, address: str) -> Page:
    client = app.test_client()
    weight = len(client.get(address, headers=_A_BROWSER).data) / 1000
    gc.collect()
    gc.freeze()  # as the web's processes do when they start
    pairs = [(_milliseconds(client, address), _milliseconds(client, "/privacy")) for _ in range(_TIMES)]
    results, empty = zip(*pairs, strict=True)
    p95 = statistics.quantiles(results, n=20)[-1]
    return Page(statistics.median(results), p95, statistics.median(empty), weight)


def _milliseconds(client: FlaskClient, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address, headers=_A_BROWSER)
    assert answer.status_code == 200
    return 1000 * (time.perf_counter() - began)


def _result() -> str:
    batch = new_batch("Ada Example", SHEETS)
    batch.status, batch.completed_at = "completed", datetime.datetime.now(datetime.UTC)
    batch.jobs = [_job(number) for number in range(SHEETS)]
    with transaction() as session:
        session.add(batch)
        session.flush()
        session.add_all(_picture(job, at) for job in batch.jobs for at in range(RACES // SHEETS))
    assert batch.result_code
    return batch.result_code


def _job(number: int) -> BatchJob:
    pdf = PdfFile(checksum=uuid.uuid4().hex, sha256=2 * uuid.uuid4().hex, file_size_bytes=1, kind="heat_sheet")
    pdf.covers = {f"{event:08x}": [1, 9, None] for event in range(100)}
    with transaction() as session:
        session.add(pdf)
    swims = [_swim(number, at) for at in range(RACES // SHEETS)]
    extraction = ExtractionResult(
        pdf_id=pdf.id,
        swimmer_name_normalized="ada example",
        swimmer_name_display="Ada Example",
        meet_name="Example Championships",
        events=msgspec.to_builtins(swims),
        warnings={"warnings": [], "near": [], "printed": [swim.page for swim in swims]},
    )
    about = {"filename": f"session-{number + 1}.pdf", "meet_name": "Example Championships", "event_count": len(swims)}
    return BatchJob(
        sequence=number + 1, source_type="file", status="completed", extraction=extraction,
        result_code=uuid.uuid4().hex[:12], **about,
    )  # fmt: skip


def _picture(job: BatchJob, at: int) -> LinePicture:
    page, (x, top, *_) = at + 1, _BOX
    return LinePicture(extraction_id=job.extraction_id, page=page, x=int(x), top=int(top), png=b"")


def _swim(session: int, at: int) -> Swim:
    return Swim(
        event_name="Girls 11-12 100 Yard Freestyle",
        name="Example, Ada",
        page=at + 1,
        line="4  Example, Ada   11  EXMP-EX   1:05.32",
        box=_BOX,
        event=str(100 * session + at),
        session=f"Session {session + 1}",
        session_index=session,
        date=_FIRST_DAY + datetime.timedelta(days=session // 2),
        heat=3,
        of=9,
        lane=4,
        starts_at=f"{9 + at:02d}:12",
        estimated=True,
        earliest=f"{9 + at:02d}:02",
        latest=f"{9 + at:02d}:41",
        reason="from the session's start at 9:00, 12 heats before",
        seed_time="1:05.32",
        team="EXMP-EX",
        age=11,
    )
