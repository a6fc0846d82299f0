"""What pages and workers ask of the database: few questions, and none that looks through a whole table (LD10)."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection

from heatsync.batches import cleanup, managing, recovery, watching
from heatsync.batches.mail import waiting
from heatsync.batches.work import read_sheet
from heatsync.models import ProcessingBatch, db
from tests.batches.factories import FakeRoom, batch_of
from tests.statements import Statement, noted
from tests.web import shelf

_WHOLE = re.compile(rf"SCAN ({'|'.join(set(db.metadata.tables) - {'held_sheets'})})(?! USING)")
"""A table, in SQLite's plan, that is read from its first row to its last: not what a single minute has left."""
_OF_FEW_ROWS = {
    index.name
    for table in db.metadata.tables.values()
    for index in table.indexes
    if index.dialect_options["postgresql"]["where"] is not None
}
"""Indexes of the rows that are still at work, say: those may be gone through."""


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """SQLite, unless a test asks for one after the other."""
    return str(request.getfixturevalue(f"new_{getattr(request, 'param', 'sqlite')}"))


def finished(sheets: int) -> ProcessingBatch:
    """A batch of so many sheets with a race on each."""
    jobs = [shelf.job("completed", [shelf.swim(event=str(number))]) for number in range(sheets)]
    return shelf.batch(*jobs, status="completed", family_code="f" * 12)


def searched_whole(statements: Sequence[Statement]) -> list[str]:
    """What of these would have the database look through a whole table."""
    search = _whole_by_sqlite if db.engine.name == "sqlite" else _whole_by_postgres
    with db.engine.connect() as connection:
        return [
            f"{table}  <-  {one.text}"
            for one in statements
            if one.text.lstrip().startswith(("SELECT", "UPDATE", "DELETE", "WITH"))
            for table in search(connection, one)
        ]


def _whole_by_sqlite(connection: Connection, one: Statement) -> list[str]:
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one.text}", one.values)
    return [row[-1] for row in plan if _WHOLE.match(row[-1])]


def _whole_by_postgres(connection: Connection, one: Statement) -> list[str]:
    """As it would do it with many rows: only where no index serves does it go through a table all the same."""
    for way in ("seqscan", "hashjoin", "mergejoin"):
        connection.exec_driver_sql(f"SET enable_{way} = off")
    (plan,) = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {one.text}", one.values).scalar_one()
    return [node["Relation Name"] for node in _nodes(plan["Plan"]) if _is_whole(node)]


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)


def _is_whole(node: dict[str, Any]) -> bool:
    if node.get("Relation Name", "held_sheets") == "held_sheets" or "Index Cond" in node:
        return False
    return node["Node Type"] == "Seq Scan" or node.get("Index Name") not in {None, *_OF_FEW_ROWS}


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


@pytest.mark.parametrize("database", ["sqlite", "postgres"], indirect=True)
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
    assert searched_whole(statements) == []
