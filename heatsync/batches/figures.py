"""What the workers have done: counted in Redis, by all of them together. An emptied Redis begins at nothing again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import redis

from heatsync.batches.surroundings import redis_client

_OUTCOMES = "heatsync:figures:outcomes"
_READ, _WAIT = "heatsync:figures:read_seconds", "heatsync:figures:wait_seconds"
_EDGES = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, float("inf"))
"""Seconds. A time is counted under the first edge that it does not pass."""


@dataclass(frozen=True)
class Times:
    """How many took no longer than each edge, from the shortest on, and how long all took together."""

    up_to: Mapping[float, int]
    seconds: float


@dataclass(frozen=True)
class Figures:
    """Sheets by outcome ("read", "cached", "lost" or an error's code), how long reading took, how long they waited."""

    outcomes: Mapping[str, int]
    read: Times
    wait: Times


def note(outcome: str, seconds: float, waited: float | None) -> None:
    """Count a sheet: what became of it, how long that took, and how long it had waited for its first worker."""
    pipeline = redis_client().pipeline(transaction=False)
    pipeline.hincrby(_OUTCOMES, outcome, 1)
    if outcome == "read":
        _add(pipeline, _READ, seconds)
    if waited is not None:
        _add(pipeline, _WAIT, waited)
    try:
        pipeline.execute()
    except redis.RedisError:
        return


def figures() -> Figures:
    """All that was counted. Raises redis.RedisError."""
    outcomes = {outcome: int(number) for outcome, number in _counted(_OUTCOMES).items()}
    return Figures(outcomes, _times(_READ), _times(_WAIT))


def _add(pipeline: "redis.client.Pipeline", key: str, seconds: float) -> None:
    edge = next(edge for edge in _EDGES if seconds <= edge)
    pipeline.hincrby(key, str(edge), 1)
    pipeline.hincrbyfloat(key, "seconds", round(seconds, 3))


def _times(key: str) -> Times:
    counted, up_to, so_far = _counted(key), dict[float, int](), 0
    for edge in _EDGES:
        so_far += int(counted.get(str(edge), 0))
        up_to[edge] = so_far
    return Times(up_to, counted.get("seconds", 0.0))


def _counted(key: str) -> dict[str, float]:
    fields = cast(dict[bytes, bytes], redis_client().hgetall(key))
    return {name.decode(): float(number) for name, number in fields.items()}
