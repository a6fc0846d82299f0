"""A document that comes out of the reading room becomes a Program, if it can be one.

The types are checked by ``Program.from_json``. Here is what types do not say: sizes, and numbers that point somewhere.
"""

import logging
import re
from collections.abc import Iterator

import msgspec

from heatsync.heatsheet.program import Entry, Event, Program
from heatsync.heatsheet.unreadable import Unreadable

_log = logging.getLogger(__name__)

_MOST_ENTRIES = 20_000
_LONGEST_STRING = 100_000
_TIME_OF_DAY = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


def checked(document: bytes, max_pages: int) -> Program:
    """The program of that document. Raises Unreadable: TOO_COMPLEX where it is too large, else INVALID_PDF."""
    if _longest_string(document) > _LONGEST_STRING:
        raise Unreadable("TOO_COMPLEX")
    try:
        program = Program.from_json(document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _wrong("types") from error
    entries = [entry for event in program.events for entry in _entries(event)]
    if len(entries) > _MOST_ENTRIES:
        raise Unreadable("TOO_COMPLEX")
    if not 1 <= program.pages <= max_pages or not 0 <= program.coverage <= 1:
        raise _wrong("pages or coverage")
    if not all(1 <= page <= program.pages for page in _pages(program, entries)):
        raise _wrong("number of a page")
    if not all(event.session is None or 0 <= event.session < len(program.sessions) for event in program.events):
        raise _wrong("session of an event")
    if not all(time is None or _TIME_OF_DAY.fullmatch(time) for time in _times(program)):
        raise _wrong("time of day")
    return program


def _wrong(what: str) -> Unreadable:
    _log.warning("a program was refused", extra={"wrong": what})
    return Unreadable("INVALID_PDF")


def _longest_string(document: bytes) -> int:
    """Never less than the characters of any string in that JSON, found without decoding it."""
    without_escaped_quotes = document.replace(rb"\\", b"__").replace(rb"\"", b"__")
    return max(map(len, without_escaped_quotes.split(b'"')))


def _entries(event: Event) -> Iterator[Entry]:
    for heat in event.heats:
        yield from heat.entries
    yield from event.ranked
    yield from event.alternates
    yield from event.withdrawn


def _pages(program: Program, entries: list[Entry]) -> Iterator[int]:
    yield from (entry.page for entry in entries)
    yield from (line.page for line in program.unread)
    yield from (page for line in program.elsewhere for page in line.pages)
    yield from program.pictures


def _times(program: Program) -> Iterator[str | None]:
    for session in program.sessions:
        yield session.starts_at
        yield session.warm_up
    for event in program.events:
        yield event.starts_at
        for heat in event.heats:
            yield heat.starts_at
