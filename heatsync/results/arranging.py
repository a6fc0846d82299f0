"""Sheets become a result: races told apart by swimmer, each once, in groups and in order of date and time. Pure."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import asdict

from heatsync.heatsheet.swims import did_you_mean
from heatsync.results.duplicates import without_duplicates
from heatsync.results.identities import identities
from heatsync.results.keys import with_keys
from heatsync.results.result import Group, Race, Result, Sheet

_NO_DATE = datetime.date.max


def result_of(
    swimmer: str,
    sheets: Sequence[Sheet],
    who: str | None = None,
    code: str = "",
    expires_at: datetime.datetime | None = None,
) -> Result:
    """The result of those sheets; where ``who`` is given, only the races of the identity of that key, if any."""
    races = with_keys(without_duplicates(_races(sheets)))
    people = identities(races)
    chosen = next((identity for identity in people if identity.key == who), None)
    shown = people[chosen] if chosen else () if who else races
    return Result(
        swimmer=swimmer,
        groups=tuple(_groups(shown, sheets)),
        identities=tuple(sorted(people, key=lambda identity: -identity.races)),
        chosen=chosen.key if chosen else None,
        near=tuple(dict.fromkeys(person for sheet in sheets for person in sheet.near)) if not races else (),
        warnings=tuple(_warnings(sheets, has_races=bool(races))),
        meets=tuple(dict.fromkeys(race.meet for race in shown if race.meet)),
        code=code,
        expires_at=expires_at,
    )


def _races(sheets: Sequence[Sheet]) -> Iterator[Race]:
    for number, sheet in enumerate(sheets):
        for place, swim in enumerate(sheet.swims):
            yield Race(
                **asdict(swim),
                filename=sheet.filename,
                sheet=number,
                place=place,
                meet=sheet.meet,
                day=swim.date or sheet.meet_start,
            )


def _groups(races: Iterable[Race], sheets: Sequence[Sheet]) -> Iterator[Group]:
    def place(race: Race) -> tuple[int, int]:
        return race.sheet, -1 if race.session_index is None else race.session_index

    together = groupby(sorted(races, key=place), key=place)
    groups = [
        _group(sheets[number], f"sheet-{number + 1}-{session + 1}", list(swims))
        for (number, session), swims in together
    ]
    yield from sorted(groups, key=lambda group: _moment(group.swims[0]))


def _group(sheet: Sheet, anchor: str, races: list[Race]) -> Group:
    count = "1 race" if len(races) == 1 else f"{len(races)} races"
    return Group(
        title=f"{sheet.meet or sheet.filename} ({count})",
        anchor=anchor,
        filename=sheet.filename,
        session=races[0].session,
        date=min((race.date for race in races if race.date), default=None),
        venue=sheet.venue,
        job_id=sheet.job_id,
        swims=tuple(_in_order(races)),
    )


def _in_order(races: Iterable[Race]) -> list[Race]:
    """By date and time; a race without a time stays behind the one that is printed before it."""
    moments: list[tuple[datetime.date, str]] = []
    printed = sorted(races, key=lambda race: race.place)
    for race in printed:
        known = race.starts_at or not moments
        moments.append(_moment(race) if known else max(moments[-1], _moment(race)))
    return [printed[at] for at in sorted(range(len(printed)), key=moments.__getitem__)]


def _moment(race: Race) -> tuple[datetime.date, str]:
    return race.day or _NO_DATE, race.starts_at or ""


def _warnings(sheets: Sequence[Sheet], *, has_races: bool) -> Iterator[str]:
    for sheet in sheets:
        of_sheet = [*sheet.warnings, *([sheet.problem] if sheet.problem else ())]
        if has_races and sheet.near:
            of_sheet.append(f"nobody of that name. {did_you_mean(sheet.near)}")
        yield from (f"{sheet.filename}: {warning}" if len(sheets) > 1 else warning for warning in of_sheet)
