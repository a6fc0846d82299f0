"""Legs of relays that stand in two halves of a page are no columns of a newspaper."""

from random import Random

import pytest

from heatsync.heatsheet import read
from heatsync.samples import people
from heatsync.samples.paper import TIMES, Paper, Words
from heatsync.samples.sheet import entries_of

_MARGIN, _HALF = 18.0, 288.0


def relays_half_a_page_apart(chance: Random, right: float, indent: float) -> bytes:
    """A page in one column, drawn row by row, two legs a line."""
    swimmers = people.swimmers(chance, 80, 20)
    paper = Paper((612, 792), TIMES, "Crystal Reports", "")
    paper.turn()
    paper.row(42, Words(594, "HY-TEK's MEET MANAGER 8.0 - 5:26 PM 3/2/2026 Page 1", 8.5, flush="right"))
    paper.row(55, Words(306, "Otter Cup - 3/2/2026", 8.5, flush="centre"))
    paper.row(67, Words(306, "Meet Program", 8.5, flush="centre"))
    paper.row(90, Words(_MARGIN, "Event 1  Girls 11-12 200 SC Meter Medley Relay", 11, bold=True))
    head = (
        Words(x, text, 9, bold=True)
        for x, text in ((_MARGIN, "Lane"), (40, "Team"), (310, "Relay"), (520, "Seed Time"))
    )
    paper.row(103, *head)
    y = 103.0
    for heat in (1, 2):
        y += 12
        paper.row(y, Words(_MARGIN, f"Heat {heat} of 2 Finals", 9, bold=True))
        for lane in range(1, 9):
            legs = [f"{leg}) {swimmers.pop().name} {chance.randint(9, 12)}" for leg in range(1, 5)]
            seed = Words(560, f"{chance.randint(1, 2)}:{chance.randint(10, 59)}.12", 9, flush="right")
            paper.row(y + 12, Words(_MARGIN, str(lane), 9), Words(40, "OTTR-PV", 9), Words(310, "A", 9), seed)
            for row, pair in enumerate((legs[:2], legs[2:]), start=2):
                left, other = pair
                paper.row(y + 12 * row, Words(_MARGIN + indent, left, 9), Words(right + indent, other, 9))
            y += 36
    return paper.close()


@pytest.mark.parametrize("indent", [0.0, 22.0])
@pytest.mark.parametrize("seed", range(4))
def test_a_page_in_one_column_whose_legs_stand_half_a_page_apart_is_not_cut(seed: int, indent: float) -> None:
    found = read(relays_half_a_page_apart(Random(seed), _MARGIN + _HALF, indent))
    assert [len(entry.legs) for entry in entries_of(found)] == [4] * 16
    assert found.unread == ()
