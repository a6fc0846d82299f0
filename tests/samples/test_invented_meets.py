"""Invented meets are repeatable, hold the hard names that real ones hold, and make sense."""

import re
from random import Random

import pytest

from heatsync.samples import invent
from heatsync.samples.invent import Size
from heatsync.samples.layouts import LAYOUTS, sheet
from heatsync.samples.sheet import entries_of

BIG = Size(sessions=4, events=20, swimmers=300)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_seed_draws_the_same_bytes(layout: str) -> None:
    assert sheet(layout, Random(8), Size()).pdf == sheet(layout, Random(8), Size()).pdf


@pytest.mark.parametrize(
    "hard", [r"[^\x00-\x7f]", r"\w-\w", r"'", r" (Jr|III)$", r" [A-Z]$", r"^Mc", r"^Van der ", r"\(\w+\)$", r"\w \w+, "]
)
def test_hard_names_are_among_the_swimmers(hard: str) -> None:
    names = {entry.name for entry in entries_of(invent.hytek(Random(1), BIG))}
    assert [name for name in names if re.search(hard, name)]


def test_nobody_swims_twice_in_a_heat_or_in_two_lanes_of_an_event() -> None:
    for event in invent.hytek(Random(2), BIG).events:
        swimmers = [(entry.name, entry.team, entry.relay) for heat in event.heats for entry in heat.entries]
        assert len(set(swimmers)) == len(swimmers)


def test_a_lane_holds_one_entry() -> None:
    for event in invent.easywk(Random(2), BIG).events:
        for heat in event.heats:
            assert len({entry.lane for entry in heat.entries}) == len(heat.entries)
