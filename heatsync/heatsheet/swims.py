"""What one swimmer swims: a Program seen from a name."""

import datetime

import msgspec

from heatsync.heatsheet.program import Box, Program


class Swim(msgspec.Struct, frozen=True):
    """One race of one swimmer: an Entry, or a Leg of a relay entry, with its event, heat and session.

    ``starts_at`` is printed, or ``estimated`` between ``earliest`` and ``latest`` for the ``reason`` given (all "HH:MM").
    """

    event_name: str
    name: str
    page: int
    line: str
    box: Box
    event: str | None = None
    session: str | None = None
    session_index: int | None = None
    date: datetime.date | None = None
    round: str | None = None
    heat: int | None = None
    of: int | None = None
    lane: int | None = None
    rank: int | None = None
    relay: str | None = None
    leg: int | None = None
    starts_at: str | None = None
    estimated: bool = False
    earliest: str | None = None
    latest: str | None = None
    reason: str | None = None
    seed_time: str | None = None
    exhibition: bool = False
    team: str | None = None
    age: int | None = None
    birth_year: int | None = None


class Near(msgspec.Struct, frozen=True):
    """Somebody of a similar name on the sheet: offered, never matched."""

    name: str
    team: str | None = None
    age: int | None = None


class Found(msgspec.Struct, frozen=True):
    """All that a sheet says about one swimmer. ``warnings`` are sentences for a parent."""

    swims: tuple[Swim, ...] = ()
    near: tuple[Near, ...] = ()
    warnings: tuple[str, ...] = ()


def find(program: Program, swimmer: str) -> Found:
    """Every race of that swimmer on the sheet, in the order printed, and the near names when there is none."""
    raise NotImplementedError
