"""What the locked child costs: a sheet of one page through the reading room, and without it."""

import statistics
import time
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

from heatsync import heatsheet
from heatsync.intake.reading import ReadingRoom
from heatsync.intake.reading_room.first_page import FIRST_PAGE
from heatsync.settings import Settings

_RUNS = 40


class Cost(NamedTuple):
    """Milliseconds: the reader alone, then the median and the 95th percentile through the room."""

    alone: float
    median: float
    p95: float


def measure() -> Cost:
    """Forty reads each, the room being warm."""
    alone = statistics.median(_milliseconds(lambda: heatsheet.read(FIRST_PAGE)))
    with ReadingRoom(Settings()) as room:
        room.read(BytesIO(FIRST_PAGE))
        through_the_room = sorted(_milliseconds(lambda: room.read(BytesIO(FIRST_PAGE))))
    return Cost(alone, statistics.median(through_the_room), through_the_room[int(_RUNS * 0.95)])


def _milliseconds(work: Callable[[], object]) -> list[float]:
    taken = []
    for _ in range(_RUNS):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return taken
