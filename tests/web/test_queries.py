"""What pages and workers ask of the database: few questions, and none that looks through a whole table (LD10)."""

import re
from collections.abc import Sequence

import pytest
from flask import Flask
from flask.testing import FlaskClient

from heatsync.batches import cleanup, managing, recovery, watching
from heatsync.batches.mail import waiting
from heatsync.batches.work import read_sheet
from heatsync.models import ProcessingBatch, db
from tests.batches.factories import FakeRoom, batch_of
from tests.statements import Statement, noted
from tests.web import shelf

_WHOLE = re.compile(rf"SCAN ({'|'.join(set(db.metadata.tables) - {'held_sheets'})})(?! USING)")
"""A table, in SQLite's plan, that is read from its first row to its last: not what a single minute has left."""


def finished(sheets: int) -> ProcessingBatch:
    """A batch of so many sheets with a race on each."""
    jobs = [shelf.job("completed", [shelf.swim(event=str(number))]) for number in range(sheets)]
    return shelf.batch(*jobs, status="completed", family_code="f" * 12)


def plans(statements: Sequence[Statement]) -> list[str]:
    """How SQLite would find what these ask for, one line for each table."""
    with db.engine.connect() as connection:
        return [
            f"{row[-1]}  <-  {one.text}"
            for one in statements
            if one.text.lstrip().startswith(("SELECT", "UPDATE", "DELETE", "WITH"))
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one.text}", one.values)
        ]


@pytest.mark.parametrize("address", ["/r/{code}", "/r/{code}.ics", "/r/{code}.json", "/batches/{id}", "/f/{family}"])
def test_fifteen_sheets_take_as_many_questions_as_one_and_no_more_than_eight(client: FlaskClient, address: str) -> None:
    counts = list[int]()
    for sheets in (1, 15):
        batch = finished(sheets)
        with noted() as statements:
            assert client.get(address.format(code=batch.result_code, id=batch.id, family="f" * 12)).status_code == 200
        counts.append(sum(one.text.lstrip().startswith("SELECT") for one in statements))
        managing.delete(batch.id, shelf.TOKEN)
    assert counts[0] == counts[1] <= 8


def test_no_page_and_no_work_looks_through_a_whole_table(app: Flask, client: FlaskClient) -> None:
    batch = finished(2)
    with noted() as statements:
        for way in ("", ".ics", ".json", ".csv", "/print", "/card", "/now", "/calendar"):
            client.get(f"/r/{batch.result_code}{way}")
        for address in (f"/batches/{batch.id}", f"/batches/{batch.id}/rows?since=0", f"/f/{batch.family_code}", "/"):
            assert client.get(address).status_code == 200
        assert client.get("/r/unknown4C0de").status_code == 404
        created = batch_of(app, b"one", b"two")
        for job in created.batch.jobs:
            read_sheet(job.id, FakeRoom())
        for duty in (recovery.reconcile, cleanup.let_go_of_held, cleanup.clean_up, waiting.send_due, watching.look):
            duty()
        managing.delete(created.batch.id, created.manage_token)
    assert len(statements) > 100
    assert [plan for plan in plans(statements) if _WHOLE.match(plan)] == []
