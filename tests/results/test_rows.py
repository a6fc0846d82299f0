"""What the row of a sheet shows of it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from msgspec.structs import replace

from heatsync.batches.work import read_sheet
from heatsync.heatsheet.program import Program
from heatsync.models import BatchJob
from heatsync.results.rows import facts_of
from tests.batches.factories import PROGRAM, SWIMMER, FakeRoom, batch_of, jobs_of


@pytest.fixture(autouse=True)
def app_context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.fixture
def database(new_sqlite: str) -> str:
    """Its one query is a plain one."""
    return new_sqlite


def read(app: Flask, *contents: bytes, swimmer: str = SWIMMER, sheet: Program = PROGRAM) -> list[BatchJob]:
    batch = batch_of(app, *contents, swimmer=swimmer).batch
    for job in batch.jobs:
        read_sheet(job.id, FakeRoom(sheet))
    return jobs_of(batch.id)


def test_two_sheets_of_one_content_both_know_their_near_names(app: Flask) -> None:
    jobs = read(app, b"one", b"one", swimmer="Ada Abernock")

    facts = facts_of(jobs, with_races=False)
    assert [[near.name for near in facts[job.id].near] for job in jobs] == [[SWIMMER], [SWIMMER]]


def test_races_are_loaded_only_while_they_are_shown(app: Flask) -> None:
    (job,) = read(app, b"one")

    assert facts_of([job], with_races=False) == {}
    (group,) = facts_of([job], with_races=True)[job.id].groups
    assert (group.anchor, len(group.swims)) == ("sheet-1-session-1", 1)


def test_a_session_report_is_known_as_one(app: Flask) -> None:
    (job,) = read(app, b"one", sheet=replace(PROGRAM, kind="session_report", events=()))

    assert facts_of([job], with_races=False)[job.id].is_report


def test_a_sheet_that_is_not_read_has_no_facts(app: Flask) -> None:
    assert facts_of(batch_of(app, b"one").batch.jobs, with_races=True) == {}
