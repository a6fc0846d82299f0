"""Lines that nobody understands, on sheets of every layout: they may cost a race, but lend nobody to another one."""

from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from heatsync.heatsheet import dialects
from heatsync.heatsheet.lines import Line
from heatsync.heatsheet.program import Program
from heatsync.samples.invent import Size
from heatsync.samples.layouts import LAYOUTS, sheet
from heatsync.samples.variants import VARIANTS
from tests.heatsheet.test_dialects import assembled, lines_of

NOISE = (
    "Meet Referee: Otilie Bellweather   Starter: Peregrine Crumhorn",
    "Timers lane 3  Zéphyrin Dapplegrey",
    "Otter Bakery: fresh rolls from six, 12 for 4.50",
    "Visit www.otter-creek.example",
    "OTTR Otter Creek  14 swimmers  Coach Fothersby",
    "POOL: 58.04 8/1/1998  Peregrine Fothersby",
    "Bellweather, Otilie",
)
"""Officials, advertisements, lists of teams, records, and somebody's name."""


@cache
def drawn(layout: str) -> tuple[Line, ...]:
    paper = VARIANTS[layout]() if layout in VARIANTS else sheet(layout, Random(5), Size(2, 5, 24))
    return lines_of(paper.pdf)


def races(program: Program) -> set[tuple[str | None, str]]:
    """Who swims in which event: the event's number, or its name, and the row."""
    return {
        (event.number or event.name, entry.line.split(" / ")[0])
        for event in program.events
        for rows in (*(heat.entries for heat in event.heats), event.ranked, event.alternates, event.withdrawn)
        for entry in rows
    }


def read(layout: str, lines: list[Line]) -> set[tuple[str | None, str]]:
    return races(assembled(dialects.recognise(drawn(layout)), lines))


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_noise_is_no_entry_and_moves_nobody(layout: str, data: st.DataObject) -> None:
    lines = list(drawn(layout))
    for noise in data.draw(st.lists(st.sampled_from(NOISE), min_size=1, max_size=4)):
        at = data.draw(st.integers(1, len(lines) - 1))
        lines.insert(at, replace(lines[at], text=noise))
    assert read(layout, lines) <= read(layout, list(drawn(layout)))


@pytest.mark.parametrize("layout", [*LAYOUTS, *VARIANTS])
def test_whichever_line_is_garbled_nobody_is_lent_to_another_event(layout: str) -> None:
    whole = list(drawn(layout))
    right = read(layout, whole)
    for at, line in enumerate(whole):
        garbled = read(layout, [*whole[:at], replace(line, text="�" * 9), *whole[at + 1 :]])
        assert garbled <= right, line.text
