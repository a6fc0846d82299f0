"""What SwimTopia's sheets print in more than one way."""

import pytest

from heatsync.samples.sheet import entries_of
from tests.heatsheet.lines_of import program_of

HEAD = "Pond Dual - 7/19/2025\nSwimTopia Meet Maestro\n"


@pytest.mark.parametrize("seed", ["X25.40", "25.40 X", "25.40 EXH"])
def test_an_exhibition_swim_is_marked_before_its_time_or_behind_it(seed: str) -> None:
    (entry,) = entries_of(program_of(f"{HEAD}#1  Girls 50 Free\nHeat 1 of 1\n4  Sample, Ada 12  PND  {seed}"))

    assert (entry.seed_time, entry.exhibition) == ("25.40", True)


@pytest.mark.parametrize(
    "legs",
    [
        "Sample, Ada / Maple, Mo 12 / Pine, Pia / Rowan, Ro",
        "1) Sample, Ada 2) Maple, Mo 12\n3) Pine, Pia 4) Rowan, Ro",
    ],
    ids=["slashes", "numbers"],
)
def test_the_swimmers_of_a_relay_are_told_by_numbers_or_slashes(legs: str) -> None:
    relay = f"#2  Girls 200 Medley Relay\nHeat 1 of 1\n4  Pond A  2:01.40\n{legs}"
    (team,) = entries_of(program_of(f"{HEAD}{relay}"))

    assert [(leg.leg, leg.name, leg.age) for leg in team.legs] == [
        (1, "Sample, Ada", None),
        (2, "Maple, Mo", 12),
        (3, "Pine, Pia", None),
        (4, "Rowan, Ro", None),
    ]
