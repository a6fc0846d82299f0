"""The maker of a batch says at the pool how late a session runs. Whoever has the link sees its later times moved.

Each verb answers whether the token was right, as those of ``managing`` do.
"""

import datetime
import uuid
from collections.abc import Callable
from contextlib import suppress

from heatsync.batches.changes import NotOurs, change
from heatsync.batches.managing import may_manage
from heatsync.batches.progress import find_batch
from heatsync.batches.siblings import together
from heatsync.batches.states import BATCH_EDGES
from heatsync.database import insert_into, now
from heatsync.models import TimeShift
from heatsync.problems import Problem
from heatsync.results import feed
from heatsync.results.groups import result_of_batch
from heatsync.results.result import Race
from heatsync.results.running_order import running_orders
from heatsync.results.shifts import planned, planned_day, session_of

_MOST_MINUTES = 4 * 60


def push(batch_id: uuid.UUID, token: str, key: str, minutes: int) -> bool:
    """From the race of that key on, its session runs so many minutes later than was said so far, or earlier.

    Raises Problem NOT_SWIMMING_NOW when the sheet gives it no time, or that were hours.
    """
    race = _race(batch_id, token, key)
    if race is None:
        return False
    start = planned(race)
    if start is None:
        raise Problem("NOT_SWIMMING_NOW", "race")
    _say(batch_id, race, start, lambda said: said + minutes)
    return True


def swimming_now(batch_id: uuid.UUID, token: str, key: str, event: str, heat: int, clock: datetime.time) -> bool:
    """That heat, of the session of the race of that key, is in the water at ``clock``.

    Raises Problem NOT_SWIMMING_NOW when the sheet has no such heat with a time, or has it at quite another time.
    """
    race = _race(batch_id, token, key)
    if race is None:
        return False
    since_midnight, day = _planned_start(race, event, heat), planned_day(race)
    if since_midnight is None or day is None:
        raise Problem("NOT_SWIMMING_NOW", "event")
    start = datetime.datetime.combine(day, datetime.time()) + since_midnight
    late = round((datetime.datetime.combine(day, clock) - start).total_seconds() / 60)
    _say(batch_id, race, start, lambda _said: late)
    return True


def _race(batch_id: uuid.UUID, token: str, key: str) -> Race | None:
    """The race of that key, for whoever may manage the batch."""
    batch = find_batch(batch_id)
    result = result_of_batch(batch_id) if batch and may_manage(batch, token) else None
    return next((race for race in result.races if race.key == key), None) if result else None


def _planned_start(race: Race, event: str, heat: int) -> datetime.timedelta | None:
    order = next(iter(running_orders([race.job_id]).values()), None)
    return order.start(race, event, heat) if order else None


def _say(batch_id: uuid.UUID, race: Race, since: datetime.datetime, late: Callable[[int], int]) -> None:
    """Let the session of that race run so many minutes late from then on, given how many were said so far.

    So it does for those who were looked up together, too.
    """
    which, time = {"day": planned_day(race), "session": session_of(race)}, f"{since:%H:%M}"
    minutes: int | None = None
    for one in together(batch_id, BATCH_EDGES):
        feed.remember(one)
        with suppress(NotOurs), change(one, among=BATCH_EDGES) as (session, _):
            if minutes is None:
                before = session.get(TimeShift, {"batch_id": one, **which})
                minutes = late(before.minutes if before and before.since <= time else 0)
            if abs(minutes) > _MOST_MINUTES:
                raise Problem("NOT_SWIMMING_NOW", "event")
            says = {"since": time, "minutes": minutes, "said_at": now()}
            row = insert_into(session, TimeShift).values(batch_id=one, **which, **says)
            session.execute(row.on_conflict_do_update(index_elements=["batch_id", *which], set_=says))
