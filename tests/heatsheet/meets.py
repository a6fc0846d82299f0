"""Meets of any size, for what must hold of all sheets."""

from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heatsync.samples.invent import Size
from heatsync.samples.layouts import sheet
from heatsync.samples.sheet import Sheet

SIZES = st.builds(
    Size,
    sessions=st.integers(1, 4),
    events=st.integers(1, 5),
    swimmers=st.integers(1, 36),
    lanes=st.integers(4, 10),
    starts=st.booleans(),
    legs=st.booleans(),
    ranked=st.booleans(),
)

Draw = Callable[[str], Sheet]


def of_any_meet(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Runs a test with ``draw``: give it a layout, and it draws a sheet of one of so many meets."""

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        drawn: Any = given(draw=st.builds(_drawer, SIZES, st.integers(0, 2**32)))(test)
        return settings(  # type: ignore[no-any-return]
            max_examples=examples, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
        )(drawn)

    return decorate


def _drawer(size: Size, seed: int) -> Draw:
    return lambda layout: sheet(layout, Random(seed), size)
