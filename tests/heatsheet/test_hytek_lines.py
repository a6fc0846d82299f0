"""Hy-Tek's lines as clubs and places fill them, which the drawn meets do not."""

import pytest

from heatsync.samples.sheet import entries_of
from tests.heatsheet.lines_of import program_of

TOP = "HY-TEK's MEET MANAGER 8.0\nOtter Cup - 7/19/2025\n"
EVENT = "Event 1  Girls 50 Yard Freestyle\nLane  Name  Age  Team  Seed Time\n"


def names(sheet: str) -> list[str]:
    return [entry.name for entry in entries_of(program_of(sheet))]


@pytest.mark.parametrize("team", ["NTRO-NT", "NSSC-NE", "NPAC-PN", "NTN", "NSB Aquatics", "Team NSW", "NT-Otters"])
def test_a_club_whose_code_begins_like_no_time_is_a_club(team: str) -> None:
    program = program_of(f"{TOP}Meet Program\n{EVENT}Heat 1 of 1 Finals\n4  Maple, Mo  12  {team}  31.20")

    (entry,) = entries_of(program)
    assert (entry.name, entry.team, entry.seed_time) == ("Maple, Mo", team, "31.20")


def test_a_relay_of_such_a_club_is_read() -> None:
    head = "Event 2  Girls 200 Yard Freestyle Relay\nLane  Team  Relay  Seed Time\nHeat 1 of 1 Finals\n"

    (entry,) = entries_of(program_of(f"{TOP}Meet Program\n{head}4  NTRO-NT  A  1:57.09"))

    assert (entry.name, entry.relay, entry.seed_time) == ("NTRO-NT", "A", "1:57.09")


@pytest.mark.parametrize(
    "title", ["Meet Programme - Saturday", "MEET PROGRAM: SATURDAY", "Startliste", "Programa da Competição - Sábado"]
)
@pytest.mark.parametrize("begin", ["Heat 2 of 2 Finals\n", ""])
def test_a_title_that_is_not_known_takes_no_heat_and_no_row_with_it(title: str, begin: str) -> None:
    before = f"{TOP}{title}\n{EVENT}Heat 1 of 2 Finals\n3  Maple, Mo  12  OTTR  31.20\n"
    after = f"{TOP}{title}\n{begin}4  Pine, Pia  11  OTTR  32.20\n5  Rowan, Ro  12  HILL  33.20"

    assert names(before + after) == ["Maple, Mo", "Pine, Pia", "Rowan, Ro"]


@pytest.mark.parametrize(
    "start", ["Starts at 09:12 AM", "Est. 09:12 AM", "Starts at ~09:12 AM", "09:12 AM", "Empieza a las 09:12 AM"]
)
def test_the_start_of_a_heat_is_kept_however_it_is_announced(start: str) -> None:
    program = program_of(f"{TOP}Meet Program\n{EVENT}Heat 3 of 5 Finals {start}\n4  Maple, Mo  12  OTTR  31.20")

    (heat,) = program.events[0].heats
    assert (heat.number, heat.round, heat.starts_at) == (3, "Finals", "09:12")
