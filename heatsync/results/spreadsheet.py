"""The races as a table for a spreadsheet (RFC 4180). What a sheet prints is never a formula there."""

import csv
import io
from collections.abc import Callable, Iterator

from heatsync.heatsheet.names import display_name, visible
from heatsync.results.result import Race, Result

HEAD = (
    *("swimmer", "meet", "date", "time", "about", "session", "event", "race", "round", "heat", "of", "lane", "relay"),
    *("leg", "seed", "team", "age", "sheet", "page"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARK = "\ufeff"
"""Without it a widespread program takes UTF-8 for the letters of its own country."""


def csv_of(result: Result, say: Callable[[str], str] = str) -> bytes:
    """A head and a row for each race, in the order shown; ``say`` puts the head into the reader's language."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(map(say, HEAD))
    rows.writerows([_safe(cell) for cell in _cells(race, say)] for race in result.races)
    return (_MARK + text.getvalue()).encode()


def _cells(race: Race, say: Callable[[str], str]) -> Iterator[object]:
    yield from (display_name(race.name), race.meet, race.date, race.starts_at, say("yes") if race.estimated else "")
    yield from (race.session, race.event, race.event_name, race.round, race.heat, race.of, race.lane, race.relay)
    yield from (race.leg, race.seed_time, race.team, race.age, race.filename, race.page)


def _safe(cell: object) -> str:
    text = "" if cell is None else visible(str(cell))
    return f"'{text}" if text.startswith(_FORMULA) else text
