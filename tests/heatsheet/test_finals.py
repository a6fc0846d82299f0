"""Finals: named rounds, and alternates who swim only if somebody does not."""

from random import Random

from msgspec.structs import replace

from heatsync.heatsheet.program import Program
from heatsync.heatsheet.swims import find
from heatsync.samples import hytek, invent
from heatsync.samples.invent import Size
from tests.heatsheet.agreement import assert_reads


def finals() -> Program:
    """One event in named finals, slow to fast."""
    meet = invent.hytek(Random(8), Size(events=1, swimmers=40))
    event = meet.events[0]
    rounds = ("C - Final", "B - Final", "A - Final")[-len(event.heats) :]
    heats = (replace(heat, of=None, round=name) for heat, name in zip(event.heats, rounds, strict=True))
    return replace(meet, events=(replace(event, heats=tuple(heats)),))


def finals_with_alternates() -> Program:
    meet = finals()
    first, *others = meet.events[0].heats
    waiting = tuple(replace(entry, lane=None, rank=rank) for rank, entry in enumerate(first.entries[:2], start=1))
    event = replace(meet.events[0], heats=tuple(others), alternates=waiting)
    return replace(meet, events=(event,))


def test_named_finals_are_read_with_their_names() -> None:
    assert_reads(hytek.draw(finals()))


def test_alternates_have_a_rank_and_no_lane() -> None:
    assert_reads(hytek.draw(finals_with_alternates()))


def test_an_alternate_has_no_race_and_is_told_of_her_place() -> None:
    meet = hytek.draw(finals_with_alternates()).truth
    second = meet.events[0].alternates[1]
    found = find(meet, second.name)
    assert not found.swims
    assert not found.near
    assert [warning for warning in found.warnings if "is listed as alternate 2 in" in warning]
