"""Lines that nobody understands, on sheets of every layout: they may cost a race, but lend nobody to another one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from heatsync.heatsheet import dialects
from heatsync.heatsheet.dialects.dialect import FINAL
from heatsync.heatsheet.lines import Line
from heatsync.heatsheet.program import Entry, Event, Program
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


ALONE = re.compile(FINAL)
BUSY, SMALL = Size(2, 5, 24), Size(1, 4, 14)


@cache
def drawn(layout: str, size: Size) -> tuple[Line, ...]:
    paper = VARIANTS[layout]() if layout in VARIANTS else sheet(layout, Random(5), size)
    return lines_of(paper.pdf)


Race = tuple[str | None, str | None, str, str | None]
"""The event's number, or its name; the heat's number, or the name that is all it has; the row; a leg's swimmer."""


def races(program: Program) -> set[Race]:
    """Who swims in which race."""
    found: set[Race] = set()
    for event in program.events:
        for heat in event.heats:
            name = heat.round if ALONE.fullmatch(heat.round or "") else str(heat.number)
            found.update(swum(event, name, heat.entries))
        found.update(swum(event, None, (*event.ranked, *event.alternates, *event.withdrawn)))
    return found


def swum(event: Event, heat: str | None, rows: Iterable[Entry]) -> Iterator[Race]:
    for row in rows:
        race = event.number or event.name, heat, row.line.split(" / ")[0]
        yield *race, None
        yield from ((*race, leg.name) for leg in row.legs)


def read(lines: Sequence[Line]) -> set[Race]:
    return races(assembled(dialects.recognise(lines), lines))


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_noise_is_no_entry_and_moves_nobody(layout: str, data: st.DataObject) -> None:
    lines = list(drawn(layout, BUSY))
    for noise in data.draw(st.lists(st.sampled_from(NOISE), min_size=1, max_size=4)):
        at = data.draw(st.integers(1, len(lines) - 1))
        lines.insert(at, replace(lines[at], text=noise))
    assert read(lines) <= read(drawn(layout, BUSY))


@pytest.mark.parametrize("together", [1, 2])
@pytest.mark.parametrize("layout", [*LAYOUTS, *VARIANTS])
def test_whichever_line_or_two_are_garbled_nobody_is_lent_to_another_race(layout: str, together: int) -> None:
    whole = drawn(layout, SMALL)
    dialect, right = dialects.recognise(whole), read(whole)
    for at, line in enumerate(whole[: 1 - together or None]):
        lines = list(whole)
        lines[at : at + together] = [
            replace(line, text="�" * (9 + more)) for more, line in enumerate(lines[at : at + together])
        ]
        assert races(assembled(dialect, lines)) <= right, line.text
