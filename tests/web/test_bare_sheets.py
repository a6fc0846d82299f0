"""A home-made sheet may name no meet, no session, no day, no number, no time: every page of its races still opens."""

import re

import pytest
from flask.testing import FlaskClient

from heatsync.database import now
from heatsync.heatsheet.program import Entry, Event, Heat, Program
from heatsync.heatsheet.swims import find
from heatsync.models import ProcessingBatch
from tests.web import shelf

_NAMES = ("Abbernock, Ada", "Garrowby, Nell")
_BOX = (0.0, 0.0, 1.0, 1.0)
_SWUM = tuple(Entry(name, page=1, line=name, box=_BOX, lane=lane) for lane, name in enumerate(_NAMES, start=1))
_RELAY = Entry("", page=1, line="", box=_BOX)
HEATS = Program("heat_sheet", None, 1, 1.0, events=(Event("Freestyle", heats=(Heat(1, entries=_SWUM),)),))
RANKS = Program("psych_sheet", None, 1, 1.0, events=(Event("", ranked=(*_SWUM, _RELAY)),))
CODE = "b" * 12

PAGES_OF_A_RESULT = ["", ".json", ".csv", ".ics", "/calendar", "/card", "/card/1.svg", "/now", "/print", "/marked"]


@pytest.fixture(params=[HEATS, RANKS], ids=["heats", "ranks"])
def family(request: pytest.FixtureRequest, client: FlaskClient) -> list[ProcessingBatch]:
    """Two children on one sheet, whose maker this browser is."""
    return [_read(client, request.param, name) for name in ("Ada Abbernock", "Nell Garrowby")]


def _read(client: FlaskClient, program: Program, swimmer: str) -> ProcessingBatch:
    sheet = shelf.job("completed", find(program, swimmer).swims, program=program)
    sheet.meet_name = sheet.filename = None
    batch = shelf.batch(sheet, status="completed", swimmer=swimmer, completed_at=now(), family_code=CODE)
    shelf.become_maker(client, batch)
    return batch


@pytest.mark.parametrize("page", PAGES_OF_A_RESULT)
def test_each_page_of_its_result_opens(client: FlaskClient, family: list[ProcessingBatch], page: str) -> None:
    assert client.get(f"/r/{family[0].result_code}{page}").status_code == 200


@pytest.mark.parametrize("page", ["", "/rows", "/teams", "/now"])
def test_each_page_of_its_maker_opens(client: FlaskClient, family: list[ProcessingBatch], page: str) -> None:
    assert client.get(f"/batches/{family[0].id}{page}").status_code == 200


@pytest.mark.parametrize("page", ["", "/print"])
@pytest.mark.usefixtures("family")
def test_the_familys_pages_open(client: FlaskClient, page: str) -> None:
    assert client.get(f"/f/{CODE}{page}").status_code == 200


@pytest.mark.parametrize("minutes", ["5", "-5"])
def test_that_it_runs_late_is_taken_or_refused_in_words(
    client: FlaskClient, family: list[ProcessingBatch], minutes: str
) -> None:
    key = re.search(r'name="race" value="([^"]+)"', client.get(f"/batches/{family[0].id}/now").text)

    answer = shelf.post(client, f"/batches/{family[0].id}/shift", race=key[1] if key else "", minutes=minutes)

    assert answer.status_code in {303, 404, 422}
