"""Rows as the pages find them, put there by hand. Names are invented."""

import datetime
import re
import uuid
import zlib
from collections.abc import Sequence
from typing import Any

import msgspec
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.test import TestResponse

from heatsync.batches.creating import token_hash
from heatsync.heatsheet.program import Program
from heatsync.heatsheet.swims import Near, Swim
from heatsync.models import BatchJob, ExtractionResult, PdfFile, ProcessingBatch, ResultLink, db, new_batch, transaction
from heatsync.results.versions import covers_of

SWIMMER = "Ada Abbernock"
TOKEN = "the-token-of-the-maker"
FINAL = ("completed", "failed", "partial", "cancelled")
SATURDAY = datetime.date(2026, 3, 14)


def swim(**facts: Any) -> Swim:
    """A race in heat 3, lane 4."""
    usual = {"name": "Abbernock, Ada", "page": 3, "line": "4 Abbernock, Ada 10 OTTR 1:12.34", "box": (0, 0, 1, 1)}
    place = {"event": "12", "heat": 3, "of": 5, "lane": 4, "team": "OTTR", "age": 10, "seed_time": "1:12.34"}
    when = {"starts_at": "09:40", "date": SATURDAY, "session": "Session 2", "session_index": 1}
    return Swim(**{"event_name": "Girls 9-10 100 Freestyle", **usual, **place, **when, **facts})


def job(
    status: str = "pending",
    swims: Sequence[Swim] = (),
    near: Sequence[Near] = (),
    program: Program | None = None,
    **columns: Any,
) -> BatchJob:
    """A sheet; a completed one with what it says of the swimmer, and the Program that was read, if it matters."""
    row = BatchJob(**{"source_type": "file", "filename": "sheet.pdf", "status": status, **columns})
    if status == "completed":
        row.meet_name, row.event_count, row.result_code = "Winter Championships", len(swims), uuid.uuid4().hex[:12]
        row.extraction = _extraction(swims, near, program)
    return row


def batch(*jobs: BatchJob, status: str = "processing", swimmer: str = SWIMMER, **columns: Any) -> ProcessingBatch:
    """A batch of these sheets, whose maker holds TOKEN."""
    row = new_batch(swimmer, len(jobs))
    row.status, row.manage_token_hash, row.last_event_id = status, token_hash(TOKEN), len(jobs)
    row.completed_pdfs = sum(one.status == "completed" for one in jobs)
    row.failed_pdfs = sum(one.status == "failed" for one in jobs)
    for number, one in enumerate(jobs, start=1):
        one.sequence = one.event_id = number
    row.jobs = list(jobs)
    for column, value in columns.items():
        setattr(row, column, value)
    with transaction() as session:
        session.add(row)
        session.flush()
        session.add_all(_link(one) for one in jobs if one.extraction)
    with transaction() as session:
        whole = select(ProcessingBatch).options(selectinload(ProcessingBatch.jobs))
        return session.scalars(whole.where(ProcessingBatch.id == row.id)).one()


def finished(*swims: Swim, **columns: Any) -> ProcessingBatch:
    """A batch that found these races on its one sheet."""
    return batch(job("completed", swims), status="completed", **columns)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    with transaction() as session:
        tables = db.metadata.sorted_tables
        return {table.name: [tuple(row) for row in session.execute(table.select())] for table in tables}


def become_maker(client: FlaskClient, of: ProcessingBatch) -> None:
    """Give this browser the token of that batch, as POST /batches does."""
    client.set_cookie(f"manage-{str(of.id)[:8]}", TOKEN, path=f"/batches/{of.id}")


def post(client: FlaskClient, address: str, *, site: str = "http://localhost", **data: Any) -> TestResponse:
    """Send a form of ours, as a browser does that has seen the start page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/", base_url=site).text)
    assert found
    fields = {"csrf_token": found.group(1), **data}
    return client.post(address, data=fields, content_type="multipart/form-data", base_url=site)


def _extraction(swims: Sequence[Swim], near: Sequence[Near], program: Program | None) -> ExtractionResult:
    content = PdfFile(checksum=uuid.uuid4().hex, sha256=2 * uuid.uuid4().hex, file_size_bytes=1)
    if program:
        content.kind, content.program = program.kind, zlib.compress(program.to_json())
        content.covers = msgspec.to_builtins(covers_of(program))
    with transaction() as session:
        session.add(content)
    return ExtractionResult(
        pdf_id=content.id,
        swimmer_name_normalized=SWIMMER.lower(),
        swimmer_name_display=SWIMMER,
        meet_name="Winter Championships",
        events=[msgspec.to_builtins(one) for one in swims],
        warnings={
            "warnings": [],
            "near": [msgspec.to_builtins(one) for one in near],
            "printed": [one.page for one in swims],
        },
    )


def _link(one: BatchJob) -> ResultLink:
    assert one.extraction
    return ResultLink(short_code=one.result_code, extraction_id=one.extraction.id)
