"""When a heat starts: as printed, or estimated from the last printed time before it, with a range and a reason."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from math import ceil
from typing import TypeAlias

import msgspec

from heatsync.heatsheet.program import Entry, Event, Program

HeatKey: TypeAlias = tuple[int, int]
"""An index into ``Program.events`` and one into that event's heats."""

_INTERVAL = 30
_INTO_THE_WATER = 15
"""Backstroke starts in the water: getting in takes longer than stepping up."""
_UNSEEDED_PACE = 1.1
_SLOWEST_PACE = 4
"""Seconds a metre. A seed slower than that is a code for no time, as 59:59.99 is."""
_USUAL_DISTANCE = 100
_LANES = 8
_EARLY, _LATE = 0.9, 1.25
"""Meets run somewhat ahead of their seeds, or behind them by breaks and awards."""
_LATE_START = 3 * 60
"""Nothing starts on the second: an estimate may be late by that, however short the way to it."""
_DAY = 24 * 60 * 60
_MORNING, _EVENING = 6 * 60 * 60, 18 * 60 * 60
_MOST_DELAY = 2 * 60 * 60
"""A printed start further back than that belongs to another day."""
_SEED = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,2}):)?(\d{1,2})[.,]\d")


class StartTime(msgspec.Struct, frozen=True):
    """A start on the clock, all "HH:MM"; ``days`` is 1 for a heat that starts after the session's midnight."""

    starts_at: str
    estimated: bool = False
    earliest: str | None = None
    latest: str | None = None
    reason: str | None = None
    days: int = 0


def start_times(program: Program) -> Mapping[HeatKey, StartTime]:
    """The start of each heat; none for a heat that no printed time comes before in its session."""
    numbered = sorted(enumerate(program.events), key=lambda item: _session(item[1]))
    found: dict[HeatKey, StartTime] = {}
    for session, events in groupby(numbered, key=lambda item: _session(item[1])):
        begins_at = program.sessions[session].starts_at if 0 <= session < len(program.sessions) else None
        clock = _Clock()
        if begins_at:
            clock.set_to(begins_at, f"the session's start at {begins_at}")
        for at, event in events:
            found.update(((at, heat), start) for heat, start in _starts(event, clock))
    return found


def _session(event: Event) -> int:
    return -1 if event.session is None else event.session


def _starts(event: Event, clock: "_Clock") -> Iterator[tuple[int, StartTime]]:
    title = f"event {event.number}" if event.number else event.name
    if event.starts_at and not clock.is_just_past(event.starts_at):
        if event.planned:
            clock.go_on_to(event.starts_at, f"the session report's start of {title} at {event.starts_at}")
        else:
            clock.set_to(event.starts_at, f"the start of {title} at {event.starts_at}", of_a_heat=True)
    for at, heat in enumerate(event.heats):
        if heat.swims_with and not heat.starts_at:  # in another session
            continue
        if heat.starts_at:
            clock.set_to(heat.starts_at, f"heat {heat.number} of {title} at {heat.starts_at}", of_a_heat=True)
        start = clock.read()
        if start:
            yield at, start
        clock.run(1, _duration(event, heat.entries))
    if event.ranked and not event.heats:
        heats = ceil(len(event.ranked) / _LANES)
        clock.run(heats, heats * _duration(event, event.ranked))


class _Clock:
    """Runs from heat to heat, in seconds after midnight, from the last printed time (``anchor``) on."""

    def __init__(self) -> None:
        self._anchor: int | None = None
        self._what = ""
        self._stands_at_heat = False
        self._since, self._before_last, self._heats = 0.0, 0.0, 0

    def set_to(self, printed: str, what: str, of_a_heat: bool = False) -> None:
        """Go on from that printed time, the next heat's own or only its session's."""
        moment = _seconds_after_midnight(printed)
        if self._anchor is not None and self._anchor + self._since > _EVENING and moment < _MORNING:
            moment += _DAY
        self._anchor, self._what, self._stands_at_heat = moment, what, of_a_heat
        self._since, self._before_last, self._heats = 0.0, 0.0, 0

    def go_on_to(self, planned: str, what: str) -> None:
        """Go on from that planned time, as doubtful as any other estimate since the last printed one."""
        if self._anchor is None:
            self.set_to(planned, what)
            return
        moment = _seconds_after_midnight(planned)
        if moment < self._anchor - _MOST_DELAY:
            moment += _DAY
        self._since = max(moment - self._anchor, 0)
        self._what, self._stands_at_heat, self._before_last, self._heats = what, False, self._since, 0

    def is_just_past(self, printed: str) -> bool:
        """Whether the last heat started after that time: then the meet runs late, and the print is no help."""
        if self._anchor is None or not self._heats:
            return False
        return 0 < self._anchor + self._before_last - _seconds_after_midnight(printed) < _MOST_DELAY

    def run(self, heats: int, seconds: float) -> None:
        """Let that many heats be swum."""
        self._stands_at_heat = False
        self._before_last = self._since
        self._since += seconds
        self._heats += heats

    def read(self) -> StartTime | None:
        """The next heat's start; None while no time was printed."""
        if self._anchor is None:
            return None
        now = self._anchor + self._since
        if self._stands_at_heat:
            return StartTime(_on_the_clock(now), days=int(now // _DAY))
        return StartTime(
            starts_at=_on_the_clock(now),
            estimated=True,
            earliest=_on_the_clock(self._anchor + self._since * _EARLY),
            latest=_on_the_clock(self._anchor + max(self._since * _LATE, self._since + _LATE_START) + 59),
            reason=f"from {self._what}, {_heats_before(self._heats)}",
            days=int(now // _DAY),
        )


def _duration(event: Event, entries: Iterable[Entry]) -> float:
    """How long a heat keeps the pool: its slowest seed, and the time until the next one is ready."""
    distance = event.distance or _USUAL_DISTANCE
    seeds = [_plausible(entry.seed_time, distance) for entry in entries] or [_UNSEEDED_PACE * distance]
    return max(seeds) + _INTERVAL + (_INTO_THE_WATER if event.stroke == "Backstroke" else 0)


def seconds_of(seed: str | None) -> int | None:
    """How long a seed time is, in whole seconds; None for NT and the like."""
    found = _SEED.search(seed or "")
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds or None


def _plausible(seed: str | None, distance: int) -> float:
    total = seconds_of(seed)
    return total if total and total <= _SLOWEST_PACE * distance else _UNSEEDED_PACE * distance


def _seconds_after_midnight(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def _on_the_clock(seconds: float) -> str:
    minutes = int(seconds // 60) % (24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _heats_before(heats: int) -> str:
    return "the first heat" if not heats else f"{heats} heat{'s' if heats > 1 else ''} before"
