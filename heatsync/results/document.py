"""A result as JSON: what /r/<code>.json and ``heatsync find --json`` print."""

import datetime

import msgspec

from heatsync.heatsheet.swims import Near
from heatsync.results.result import Change, Race, Result


class SwimDocument(msgspec.Struct, frozen=True):
    """One race; what is not printed is null."""

    file: str
    event: str | None
    event_name: str
    heat: int | None
    of: int | None
    lane: int | None
    leg: int | None
    starts_at: str | None
    estimated: bool
    date: datetime.date | None
    seed_time: str | None
    team: str | None
    age: int | None
    page: int
    line: str


class ChangeDocument(msgspec.Struct, frozen=True):
    """What a newer sheet changed: null before for a new race, null after for one that is there no longer."""

    before: SwimDocument | None
    after: SwimDocument | None


class Document(msgspec.Struct, frozen=True):
    """All races of one swimmer, the near names where there is none, and what a parent should know."""

    swimmer: str
    swims: tuple[SwimDocument, ...]
    near: tuple[Near, ...]
    warnings: tuple[str, ...]
    changes: tuple[ChangeDocument, ...] = ()


def document_of(result: Result) -> Document:
    """The document of that result, to be encoded by msgspec."""
    swims, changes = tuple(map(_swim, result.races)), tuple(map(_change, result.changes))
    return Document(result.swimmer, swims, result.near, result.warnings, changes)


def json_of(result: Result) -> bytes:
    """The document as UTF-8."""
    return msgspec.json.encode(document_of(result))


def _change(change: Change) -> ChangeDocument:
    before, after = (_swim(race) if race else None for race in (change.before, change.after))
    return ChangeDocument(before, after)


def _swim(race: Race) -> SwimDocument:
    return SwimDocument(
        file=race.filename,
        event=race.event,
        event_name=race.event_name,
        heat=race.heat,
        of=race.of,
        lane=race.lane,
        leg=race.leg,
        starts_at=race.starts_at,
        estimated=race.estimated,
        date=race.date,
        seed_time=race.seed_time,
        team=race.team,
        age=race.age,
        page=race.page,
        line=race.line,
    )
