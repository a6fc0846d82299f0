"""How late a session runs, as the maker of the page says, and what that makes of the times, for every reader."""

import datetime
import uuid
from collections.abc import Collection

from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.orm import Session

from heatsync.models import TimeShift
from heatsync.results.result import Group, Race, Result, Shift


def shifts_of(session: Session, batch_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, tuple[Shift, ...]]:
    """What was said of the sessions of each of those batches, the latest word on each."""
    said: dict[uuid.UUID, tuple[Shift, ...]] = {}
    rows = select(TimeShift).where(TimeShift.batch_id.in_(batch_ids)).order_by(TimeShift.said_at)
    for row in session.scalars(rows):
        shift = Shift(
            day=row.day, session=row.session or None, since=row.since, minutes=row.minutes, said_at=row.said_at
        )
        said[row.batch_id] = (*said.get(row.batch_id, ()), shift)
    return said


def shifted(result: Result, shifts: tuple[Shift, ...]) -> Result:
    """That result with the times of later races moved; those that are moved are no longer the sheet's, but about."""
    if not shifts:
        return result
    groups = tuple(replace(group, swims=_moved_all(group, shifts)) for group in result.groups)
    return replace(result, groups=groups, shifts=tuple(shift for shift in shifts if shift.minutes))


def planned(race: Race) -> datetime.datetime | None:
    """When the sheet has it, before anybody said that it runs late."""
    if not (race.day and race.starts_at):
        return None
    start = datetime.datetime.combine(race.day, datetime.time.fromisoformat(race.starts_at))
    return start - datetime.timedelta(minutes=race.shift)


def planned_day(race: Race) -> datetime.date | None:
    """The day that the sheet has it on."""
    start = planned(race)
    return start.date() if start else race.day


def session_of(race: Race) -> str:
    """What its session is known by, as long as a column of the table may be."""
    return (race.session or "")[:500]


def _moved_all(group: Group, shifts: tuple[Shift, ...]) -> tuple[Race, ...]:
    return tuple(_moved(race, shift) if (shift := _shift_of(race, shifts)) else race for race in group.swims)


def _shift_of(race: Race, shifts: tuple[Shift, ...]) -> Shift | None:
    for shift in shifts:
        is_its_session = (race.day, session_of(race)) == (shift.day, shift.session or "")
        if is_its_session and race.starts_at and race.starts_at >= shift.since and shift.minutes:
            return shift
    return None


def _moved(race: Race, shift: Shift) -> Race:
    start = planned(race)
    if start is None:
        return race
    start += datetime.timedelta(minutes=shift.minutes)
    count = abs(shift.minutes)
    which = f"{count} minute{'s' * (count > 1)} {'later' if shift.minutes > 0 else 'earlier'}"
    return replace(
        race,
        starts_at=f"{start:%H:%M}",
        day=start.date(),
        date=race.date and start.date(),
        estimated=True,
        earliest=_moved_time(race.earliest, shift.minutes),
        latest=_moved_time(race.latest, shift.minutes),
        reason=f"{race.reason or f'from the printed {race.starts_at}'}, then {which} as the page's owner says",
        shift=shift.minutes,
    )


def _moved_time(time: str | None, minutes: int) -> str | None:
    if not time:
        return time
    hours, past = divmod((int(time[:2]) * 60 + int(time[3:]) + minutes) % (24 * 60), 60)
    return f"{hours:02d}:{past:02d}"
