"""Brothers and sisters on one page: all their races in order of time, and where one parent must be at two at once."""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec
from msgspec.structs import replace
from sqlalchemy import select

from heatsync.models import ProcessingBatch, transaction
from heatsync.results.groups import results_of
from heatsync.results.result import Group, Race, Result

CLASH_MINUTES = 20
"""Two races closer than that: one parent cannot be at the block for both."""


class Child(msgspec.Struct, frozen=True, kw_only=True):
    """One swimmer of a family. ``number`` (from 1) is the colour, ``mark`` what stands in it: nobody needs colours.

    ``sheets_over`` of the ``sheets`` need no more work.
    """

    number: int
    mark: str
    result: Result
    batch_id: uuid.UUID
    is_read: bool
    sheets: int
    sheets_over: int


class FamilyRace(msgspec.Struct, frozen=True, kw_only=True):
    """A race and whose it is. ``clash``: the minutes, if few, since the last race of another child, ``beside``."""

    child: Child
    race: Race
    group: Group
    clash: int | None = None
    beside: Child | None = None


class FamilyDay(msgspec.Struct, frozen=True):
    """The races of all children on one day, in order of time; those without a day stand on a day of their own."""

    date: datetime.date | None
    races: tuple[FamilyRace, ...]


class Family(msgspec.Struct, frozen=True):
    """All children that were looked up together."""

    code: str
    children: tuple[Child, ...]
    days: tuple[FamilyDay, ...]

    @property
    def is_read(self) -> bool:
        """Whether all their sheets are read."""
        return all(child.is_read for child in self.children)

    @property
    def warnings(self) -> dict[str, tuple[Child, ...]]:
        """What is to be said of the sheets that are read, each thing once, with the children whom it concerns."""
        said: dict[str, tuple[Child, ...]] = {}
        for child in self.children:
            for warning in child.result.warnings if child.is_read else ():
                said[warning] = (*said.get(warning, ()), child)
        return said

    @property
    def dropped(self) -> tuple[tuple[Child, Race], ...]:
        """The races that a newer sheet no longer has, and whose they were."""
        return tuple(
            (child, change.before)
            for child in self.children
            for change in child.result.changes
            if change.before and not change.after
        )

    @property
    def clashes(self) -> tuple[FamilyRace, ...]:
        """The races that come too soon after another child's."""
        return tuple(race for day in self.days for race in day.races if race.clash is not None)


def family_of_code(code: str) -> Family | None:
    """The family at /f/<code>; None where it is unknown, or all of it has expired."""
    if not code:
        return None
    which = ProcessingBatch.family_code == code
    with transaction() as session:
        batches = session.scalars(select(ProcessingBatch).where(which)).all()
    by_code = {batch.result_code: batch for batch in batches}
    results = [(by_code[result.code], result) for result in results_of(which) if result.code in by_code]
    return family(code, results) if results else None


def family(code: str, results: Sequence[tuple[ProcessingBatch, Result]]) -> Family:
    """The family of those results."""
    results = sorted(results, key=lambda pair: (pair[0].created_at, pair[1].swimmer))
    marks = _marks([result.swimmer for _, result in results])
    children = tuple(
        Child(
            number=number,
            mark=mark,
            result=result,
            batch_id=batch.id,
            is_read=batch.completed_at is not None,
            sheets=batch.total_pdfs,
            sheets_over=batch.completed_pdfs + batch.failed_pdfs,
        )
        for number, (mark, (batch, result)) in enumerate(zip(marks, results, strict=True), start=1)
    )
    return Family(code, children, tuple(_days(children)))


def _marks(names: Sequence[str]) -> list[str]:
    """The initial of each name, or its number where two have the same."""
    initials = [name[:1].upper() for name in names]
    counts = Counter(initials)
    return [mark if counts[mark] == 1 else str(number) for number, mark in enumerate(initials, start=1)]


def _days(children: Iterable[Child]) -> Iterator[FamilyDay]:
    races = sorted((pair for child in children for pair in _races(child)), key=lambda pair: pair[0])
    in_order = _with_clashes([race for _, race in races])
    for date, together in groupby(in_order, key=lambda one: one.race.day):
        yield FamilyDay(date, tuple(together))


def _races(child: Child) -> Iterator[tuple[tuple[datetime.date, str], FamilyRace]]:
    """The child's races, each with its moment; one without a time stays behind the one before it in its session."""
    for group in child.result.groups:
        clock = ""
        for race in group.swims:
            clock = race.starts_at or clock
            yield (race.day or datetime.date.max, clock), FamilyRace(child=child, race=race, group=group)


def _with_clashes(races: Iterable[FamilyRace]) -> Iterator[FamilyRace]:
    """Each race with the one of another child that is nearest before it, if a parent cannot be at both."""
    before: list[FamilyRace] = []
    for one in races:
        clashes = ((minutes, other) for other in reversed(before) if (minutes := _clash(other, one)) is not None)
        minutes, beside = next(clashes, (None, None))
        yield replace(one, clash=minutes, beside=beside.child if beside else None)
        before.append(one)


def _clash(before: FamilyRace, one: FamilyRace) -> int | None:
    """The minutes from one race to the other, if these are too few for whoever watches both."""
    start, next_start = _start(before.race), _start(one.race)
    if before.child == one.child or not (start and next_start):
        return None
    minutes = int((next_start - start).total_seconds() // 60)
    # Two in one heat, or in one relay, are watched from the same place.
    first, second = ((race.meet, race.event, race.event_name, race.heat) for race in (before.race, one.race))
    return minutes if minutes < CLASH_MINUTES and (first != second or one.race.heat is None) else None


def _start(race: Race) -> datetime.datetime | None:
    if not (race.day and race.starts_at):
        return None
    return datetime.datetime.combine(race.day, datetime.time.fromisoformat(race.starts_at))
