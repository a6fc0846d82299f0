"""Guessing links (WS08, WS09): misses are counted, and a link that is there always opens."""

import datetime
import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from limits import RateLimitItemPerMinute
from structlog.testing import capture_logs

from heatsync.models import new_code
from heatsync.web import guessing
from tests.statements import noted
from tests.web import shelf

GUESSER = {"REMOTE_ADDR": "93.184.216.34"}


def test_after_thirty_misses_only_misses_are_refused(client: FlaskClient) -> None:
    there = shelf.finished(shelf.swim())

    misses = [client.get(f"/r/{new_code()}", environ_overrides=GUESSER).status_code for _ in range(40)]

    assert misses == [404] * 30 + [429] * 10
    assert client.get(f"/r/{there.result_code}", environ_overrides=GUESSER).status_code == 200
    assert client.get(f"/batches/{there.id}", environ_overrides=GUESSER).status_code == 200
    assert client.get(f"/r/{new_code()}").status_code == 404


@pytest.mark.parametrize("address", ["/r/{}.ics", "/r/{}.json", "/result/{}", "/batches/{}"])
def test_every_way_to_guess_counts(client: FlaskClient, address: str) -> None:
    for _ in range(40):
        client.get(address.format(uuid.uuid4() if "batches" in address else new_code()), follow_redirects=True)

    assert client.get(f"/r/{new_code()}").status_code == 429


def test_an_expired_link_and_one_that_never_was_get_the_same_answer(client: FlaskClient) -> None:
    long_ago = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    expired = shelf.finished(shelf.swim(), expires_at=long_ago)

    codes = [str(expired.result_code), new_code()]
    answers = [client.get(f"/r/{code}") for code in codes]

    first, second = (answer.text.replace(code, "what was asked") for answer, code in zip(answers, codes, strict=True))
    assert first == second
    assert dict(answers[0].headers) == dict(answers[1].headers)
    assert "deleted after 30 days" in answers[0].text


def test_to_tell_them_apart_the_database_is_asked_nothing_more(client: FlaskClient) -> None:
    long_ago = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    expired = shelf.finished(shelf.swim(), expires_at=long_ago)
    asked = list[list[str]]()
    for code in (expired.result_code, expired.jobs[0].result_code, new_code()):
        with noted() as statements:
            client.get(f"/r/{code}")
        asked.append([one.text for one in statements])

    assert asked[0] == asked[1] == asked[2] != []


def test_a_thousand_misses_of_all_together_are_an_alarm_once_a_minute(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert RateLimitItemPerMinute(1000) == guessing._MISSES_OF_ALL
    monkeypatch.setattr(guessing, "_MISSES_OF_ALL", RateLimitItemPerMinute(10))
    there = shelf.finished(shelf.swim())
    with capture_logs() as lines:
        for number in range(15):
            with app.test_request_context(environ_overrides={"REMOTE_ADDR": f"93.184.{number}.34"}):
                assert not guessing.is_too_often()

    assert [line["event"] for line in lines] == ["many_guesses"]
    assert client.get(f"/r/{there.result_code}").status_code == 200


@pytest.mark.parametrize("change", [str.swapcase, lambda code: code[:-1] + "_", lambda code: f" {code}", "%".__add__])
def test_a_code_that_is_nearly_right_is_wrong(client: FlaskClient, change: object) -> None:
    code = shelf.finished(shelf.swim()).result_code
    assert callable(change)

    assert client.get(f"/r/{change(code)}").status_code == 404


@pytest.mark.parametrize("code", ["%", "_" * 12, "%00", "a" * 10_000, "' OR '1'='1", "..%2f..%2fetc", "☃"])
def test_a_code_that_is_none_does_no_harm(client: FlaskClient, code: str) -> None:
    assert client.get(f"/r/{code}").status_code == 404
