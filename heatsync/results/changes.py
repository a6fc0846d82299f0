"""What a newer sheet says differently of a swimmer: moved, new, no longer there, at another time. Pure."""

import datetime
from collections.abc import Iterable, Iterator

from heatsync.heatsheet.names import normalised
from heatsync.results.identities import may_be_one_swimmer
from heatsync.results.result import Change, Race

_ABOUT = datetime.timedelta(minutes=5)
"""Times that are worked out move a little with every heat; so far they still say the same."""


def changes(before: Iterable[Race], after: Iterable[Race]) -> tuple[Change, ...]:
    """What became of each race of the older sheet on the newer, and which the older did not have.

    Both hold the races of the same rounds only: of what the newer sheet does not print, it does not say anything.
    """
    return tuple(change for change in _pairs(list(before), list(after)) if not _says_the_same(change))


def _pairs(before: list[Race], after: list[Race]) -> Iterator[Change]:
    left = list(after)
    unmatched = []
    for old in before:  # what stayed where it was is itself, whatever else is alike
        if new := next((new for new in left if _is_one_race(old, new) and _place(old) == _place(new)), None):
            left.remove(new)
            yield Change(before=old, after=new)
        else:
            unmatched.append(old)
    for old in unmatched:
        new = next((new for new in left if _is_one_race(old, new)), None)
        if new:
            left.remove(new)
        yield Change(before=old, after=new)
    yield from (Change(before=None, after=new) for new in left)


def _is_one_race(old: Race, new: Race) -> bool:
    return _what(old) == _what(new) and normalised(old.name) == normalised(new.name) and may_be_one_swimmer(old, new)


def _what(race: Race) -> tuple[object, ...]:
    return race.event, race.event_name.casefold(), (race.round or "").casefold(), race.relay


def _place(race: Race) -> tuple[object, ...]:
    return race.heat, race.lane, race.leg


def _says_the_same(change: Change) -> bool:
    old, new = change.before, change.after
    return bool(old and new) and not change.is_moved and not _is_at_another_time(old, new)


def _is_at_another_time(old: Race | None, new: Race | None) -> bool:
    if old is None or new is None:
        return True
    if old.day != new.day or not (old.starts_at and new.starts_at):
        return (old.day, old.starts_at) != (new.day, new.starts_at)
    apart = abs(_clock(old.starts_at) - _clock(new.starts_at))
    return apart >= _ABOUT if old.estimated or new.estimated else bool(apart)


def _clock(time: str) -> datetime.timedelta:
    hours, minutes = map(int, time.split(":"))
    return datetime.timedelta(hours=hours, minutes=minutes)
