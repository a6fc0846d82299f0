"""Sheets become a result: races told apart by swimmer, each once, in groups and in order of date and time. Pure."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec.structs import asdict, replace

from heatsync.heatsheet.swims import did_you_mean
from heatsync.results.changes import changes
from heatsync.results.duplicates import without_duplicates
from heatsync.results.identities import identities, may_be_one_swimmer
from heatsync.results.keys import with_keys
from heatsync.results.result import Change, Group, OldSheet, Proof, Race, Result, Sheet
from heatsync.results.versions import key_of, newer_versions

_NO_DATE = datetime.date.max
_NUMBER = re.compile(
    r"(?:^|\b(?:session|séance|sesi[oó]n|sess[aã]o|sessie|jornada|abschnitt|seans)\W*)0*(\d{1,2})\b", re.IGNORECASE
)


def result_of(
    swimmer: str,
    sheets: Sequence[Sheet],
    who: str | None = None,
    code: str = "",
    expires_at: datetime.datetime | None = None,
) -> Result:
    """The result of those sheets; where ``who`` is given, only the races of the identity of that key, if any."""
    newer = newer_versions(sheets)
    printed = list(_races(sheets))
    replaced = [race for race in printed if key_of(race) in newer[race.sheet]]
    races = with_keys(without_duplicates(race for race in printed if key_of(race) not in newer[race.sheet]))
    people = identities(races)
    chosen = next((identity for identity in people if identity.key == who), None)
    shown = people[chosen] if chosen else () if who else races
    current = [
        sheet for sheet, rounds in zip(sheets, newer, strict=True) if not rounds or set(sheet.covers) - set(rounds)
    ]
    return Result(
        swimmer=swimmer,
        groups=tuple(_groups(shown, sheets)),
        identities=tuple(sorted(people, key=lambda identity: -identity.races)),
        chosen=chosen.key if chosen else None,
        near=tuple(dict.fromkeys(person for sheet in current for person in sheet.near)) if not races else (),
        warnings=tuple(_warnings(current, has_races=bool(races))),
        proofs=tuple(_proofs(current)),
        changes=tuple(_changes(sheets, replaced, shown, newer, chosen is not None)),
        old=tuple(_old(replaced)),
        meets=tuple(dict.fromkeys(race.meet for race in shown if race.meet)),
        code=code,
        expires_at=expires_at,
    )


def _races(sheets: Sequence[Sheet]) -> Iterator[Race]:
    for number, sheet in enumerate(sheets):
        for place, swim in enumerate(sheet.swims):
            corner = (swim.page, int(swim.box[0]), int(swim.box[1]))
            yield Race(
                **asdict(swim),
                filename=sheet.filename,
                sheet=number,
                job_id=sheet.job_id,
                place=place,
                meet=sheet.meet,
                day=swim.date or sheet.meet_start,
                picture=corner if corner in sheet.pictures else None,
            )


def _changes(
    sheets: Sequence[Sheet],
    replaced: Sequence[Race],
    shown: Sequence[Race],
    newer: Sequence[Mapping[str, int]],
    is_choice: bool,
) -> Iterator[Change]:
    """Between the last version of each round and the one before it."""
    pairs: dict[tuple[int, int], set[str]] = {}
    for old, rounds in enumerate(newer):
        for key, new in rounds.items():
            if key not in newer[new]:
                pairs.setdefault((old, new), set()).add(key)
    for (old, new), keys in sorted(pairs.items(), key=lambda pair: pair[0][1]):
        meet = sheets[new].meet
        before = [race for race in replaced if race.sheet == old and key_of(race) in keys]
        if is_choice:
            before = [race for race in before if any(may_be_one_swimmer(race, one) for one in shown)]
        # Whichever sheet it is shown from: a race may be on a third one too.
        yield from changes(before, [race for race in shown if race.meet == meet and key_of(race) in keys])


def _old(replaced: Iterable[Race]) -> Iterator[OldSheet]:
    for _, races in groupby(replaced, key=lambda race: race.sheet):
        of_sheet = _in_order(races)
        yield OldSheet(of_sheet[0].filename, tuple(of_sheet))


def _groups(races: Iterable[Race], sheets: Sequence[Sheet]) -> Iterator[Group]:
    sessions: dict[tuple[object, ...], list[Race]] = {}
    for race in sorted(races, key=lambda race: (race.sheet, race.place)):
        sessions.setdefault(_session(race), []).append(race)
    groups = sorted((_group(sheets[swims[0].sheet], swims) for swims in sessions.values()), key=_beginning)
    for group, anchor, number in zip(groups, _anchors(groups), _numbers(groups), strict=True):
        yield replace(group, anchor=anchor, number=number)


def _session(race: Race) -> tuple[object, ...]:
    """What one session is known by on all sheets of a meet; where none is named, each sheet has its own."""
    return race.meet, race.date, race.session or (race.sheet, race.session_index)


def _group(sheet: Sheet, races: list[Race]) -> Group:
    return Group(
        anchor="",
        meet=sheet.meet,
        filename=sheet.filename,
        session=races[0].session,
        date=races[0].date,
        venue=sheet.venue,
        job_id=sheet.job_id,
        swims=tuple(_in_order(races)),
    )


def _beginning(group: Group) -> tuple[datetime.date, str]:
    return _moment(group.swims[0])


def _anchors(groups: Sequence[Group]) -> list[str]:
    """ "session-2", as the sheets number their sessions; where some do not, or two are called alike, as we do."""
    printed = [_NUMBER.search(group.session or "") for group in groups]
    numbers = [found[1] for found in printed if found]
    if len(set(numbers)) < len(groups):
        numbers = [str(number) for number in range(1, len(groups) + 1)]
    return [f"session-{number}" for number in numbers]


def _numbers(groups: Sequence[Group]) -> Iterator[int | None]:
    nameless = [None if group.session else (group.meet, group.date) for group in groups]
    for at, day in enumerate(nameless):
        yield nameless[: at + 1].count(day) if day and nameless.count(day) > 1 else None


def _in_order(races: Iterable[Race]) -> list[Race]:
    """By date and time; a race without a time stays behind the one that is printed before it."""
    moments: list[tuple[datetime.date, str]] = []
    printed = sorted(races, key=lambda race: (race.sheet, race.place))
    for at, race in enumerate(printed):
        is_first = at == 0 or printed[at - 1].sheet != race.sheet
        known = race.starts_at or is_first
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


def _proofs(sheets: Iterable[Sheet]) -> Iterator[Proof]:
    for sheet in sheets:
        if sheet.printed and not sheet.missed:
            yield Proof(sheet.filename, len(sheet.printed), tuple(sorted(set(sheet.printed))))
