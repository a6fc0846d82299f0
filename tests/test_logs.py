"""Log lines are JSON, one a line."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import structlog

from heatsync import logs


@pytest.fixture
def lines() -> Iterator[StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.configure()
    written = StringIO()
    [handler] = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def only_line(lines: StringIO) -> dict[str, Any]:
    [line] = lines.getvalue().splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


LOOP: list[Any] = []
LOOP.append(LOOP)


@pytest.mark.parametrize(
    "value",
    ['a\n{"event": "forged"}', "\x1b[31m\u2028\r\n", object(), {("a", 1): 2}, float("nan"), LOOP, b"\xff", "\ud800"],
    ids=["line end", "controls", "object", "odd keys", "nan", "loop", "bytes", "surrogate"],
)
def test_a_line_is_one_json_object_whatever_the_value(lines: StringIO, value: object) -> None:
    structlog.get_logger("heatsync").info("read", value=value)

    assert only_line(lines)["event"].strip("'") == "read"


def test_a_librarys_line_is_json_too(lines: StringIO) -> None:
    logging.getLogger("library").warning("two\nlines of %s", "text")

    assert only_line(lines)["event"] == "two\nlines of text"


def test_an_exception_stays_on_its_line(lines: StringIO) -> None:
    try:
        int("lane")
    except ValueError:
        structlog.get_logger("heatsync").exception("failed")

    assert "ValueError" in only_line(lines)["exception"]


def test_batch_and_job_are_named_once_bound(lines: StringIO) -> None:
    logs.working_on("batch-1", "job-2")
    logging.getLogger("library").warning("slow")

    line = only_line(lines)
    assert (line["batch"], line["job"]) == ("batch-1", "job-2")


def test_a_browser_that_is_given_up_costs_one_line_without_a_traceback(lines: StringIO) -> None:
    error = TimeoutError("timed out")
    logging.getLogger("gunicorn.error").error("Socket error processing request.", exc_info=error)

    found = only_line(lines)
    assert (found["event"], found["level"]) == ("browser_given_up", "info")
    assert "exception" not in found
