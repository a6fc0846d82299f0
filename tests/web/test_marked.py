"""A marked copy of the sheet, for whoever sends the sheet again."""

import hashlib
import io
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from msgspec.structs import replace
from sqlalchemy import update
from werkzeug.test import TestResponse

from heatsync.heatsheet import read
from heatsync.heatsheet.swims import Swim, find
from heatsync.models import PdfFile, ProcessingBatch, transaction
from heatsync.results.groups import result_of_code
from heatsync.results.marks import marks_of
from heatsync.samples import EXAMPLE_PDF, EXAMPLE_SWIMMER
from tests.web import shelf

PDF = EXAMPLE_PDF.read_bytes()
DIGEST = hashlib.sha256(PDF).hexdigest()


@pytest.fixture(autouse=True)
def room(app: Flask) -> Iterator[None]:
    yield
    app.extensions["marking_room"].close()


def example(*swims: Swim) -> ProcessingBatch:
    """A batch that has read the example sheet."""
    batch = shelf.finished(*swims, swimmer=EXAMPLE_SWIMMER)
    assert batch.jobs[0].extraction_id
    with transaction() as session:
        session.execute(update(PdfFile).values(sha256=DIGEST))
    return batch


def send(client: FlaskClient, batch: ProcessingBatch, pdf: bytes | None) -> TestResponse:
    fields: dict[str, Any] = {"sheet": (io.BytesIO(pdf), "sheet.pdf")} if pdf is not None else {}
    return shelf.post(client, f"/r/{batch.result_code}/marked", **fields)


def test_the_sheet_comes_back_with_its_rows_marked(client: FlaskClient) -> None:
    answer = send(client, example(*find(read(PDF), EXAMPLE_SWIMMER).swims), PDF)

    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert answer.data != PDF


def test_nothing_of_it_is_kept(app: Flask, client: FlaskClient) -> None:
    batch = example(*find(read(PDF), EXAMPLE_SWIMMER).swims)
    before = shelf.everything()
    send(client, batch, PDF)

    assert shelf.everything() == before
    assert not list((app.config["DATA_FOLDER"] / "uploads").rglob("*.pdf"))


@pytest.mark.parametrize(
    ("sent", "words"),
    [(PDF + b"\n", "not on this PDF"), (b"", "Add at least one heat sheet"), (None, "Add at least one heat sheet")],
)
def test_another_file_or_none_is_a_mistake(client: FlaskClient, sent: bytes | None, words: str) -> None:
    answer = send(client, example(shelf.swim()), sent)

    assert answer.status_code == 422
    assert words in answer.text


def test_a_file_that_is_too_large_is_a_mistake(client: FlaskClient) -> None:
    answer = send(client, example(shelf.swim()), b"%PDF-1.7" + bytes(5_000_001))

    assert answer.status_code == 422
    assert "larger than 5 MB" in answer.text


def test_only_the_chosen_swimmers_rows_are_marked(client: FlaskClient) -> None:
    hers, other = shelf.swim(line="hers"), shelf.swim(line="other", event="30", team="HILL", age=14)
    batch = example(hers, other)
    whole = result_of_code(batch.result_code or "")
    assert whole
    (who,) = (identity.key for identity in whole.identities if identity.team == "OTTR")
    result = result_of_code(batch.result_code or "", who)
    assert result

    assert [mark.line for mark in marks_of(whole, DIGEST)] == ["hers", "other"]
    assert [mark.line for mark in marks_of(result, DIGEST)] == ["hers"]
    assert marks_of(replace(result, code="abcDEF123456"), DIGEST) == []
