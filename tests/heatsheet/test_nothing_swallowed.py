"""Two rows are one only where one row is printed twice: nobody is swallowed by somebody alike."""

import pytest

from heatsync.heatsheet.assemble import Assembler
from heatsync.heatsheet.dialects import DIALECTS
from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.heatsheet.dialects.easywk import EASYWK
from heatsync.heatsheet.dialects.hytek import HYTEK
from heatsync.heatsheet.dialects.table import TABLE
from heatsync.heatsheet.furniture import without_furniture
from heatsync.heatsheet.lines import Line
from heatsync.heatsheet.program import Program

HEAD = "Otter Creek  HY-TEK's MEET MANAGER 8.0 - 9:00 AM 1/2/2026 Page 1"
MAY, JUNE = "May Meet - 5/30/2026", "June Meet - 6/27/2026"
EVENT, LANES = "Event 1 Girls 100 Yard Freestyle", "Lane  Name  Age  Team  Seed Time"


def read(*texts: str, dialect: Dialect = HYTEK) -> Program:
    assembler = Assembler(dialect)
    printed = [Line(text, 1, (0.0, 10.0 * row, 100.0, 10.0 * row + 9)) for row, text in enumerate(texts)]
    for line in printed:
        assembler.take(line)
    return assembler.program(printed, pages=1)


def ages(program: Program) -> list[int | None]:
    rows = [entry for event in program.events for entry in event.ranked]
    rows += [entry for event in program.events for heat in event.heats for entry in heat.entries]
    return [entry.age for entry in rows]


def test_two_of_one_name_who_tie_are_two() -> None:
    program = read(
        HEAD, MAY, "Psych Sheet", EVENT, "Name  Age  Team  Seed Time",
        "1  Example, Ada  10  AAA-CA  1:01.00", "1  Example, Ada  12  BBB-CA  1:01.00",
    )  # fmt: skip
    assert ages(program) == [10, 12]


def test_two_of_one_name_who_share_a_lane_are_two() -> None:
    rows = "1  Example, Ada  10  AAA-CA  1:01.00", "1  Example, Ada  12  AAA-CA  1:02.00"
    assert ages(read(HEAD, MAY, "Meet Program", EVENT, LANES, "Heat 1 of 1 Finals", *rows)) == [10, 12]


def test_two_meets_in_one_file_keep_their_races_and_days() -> None:
    races = "Meet Program", EVENT, LANES, "Heat 1 of 1 Finals", "4  Example, Ada  10  AAA-CA  1:01.00"
    program = read(HEAD, MAY, *races, HEAD, JUNE, *races)
    days = [program.sessions[event.session or 0].date for event in program.events]
    assert ages(program) == [10, 10]
    assert [str(day) for day in days] == ["2026-05-30", "2026-06-27"]


def test_heats_of_one_number_at_two_times_are_two() -> None:
    row = "Bahn 4  Beispiel, Ada  2012  SV Muster  01:01,00"
    program = read(
        "Wettkampf 1 - 100m Freistil weiblich", "Lauf 1/1 (ca. 09:00 Uhr)", row, "Lauf 1/1 (ca. 16:00 Uhr)", row,
        dialect=EASYWK,
    )  # fmt: skip
    assert [heat.starts_at for heat in program.events[0].heats] == ["09:00", "16:00"]
    assert all(heat.entries for heat in program.events[0].heats)


def test_a_name_and_a_team_that_both_go_on_keep_to_their_cells() -> None:
    program = read(
        HEAD, MAY, "Meet Program", EVENT, LANES, "Heat 1 of 1 Finals",
        "4  Example-Sample-Wolfenwetter,  10  Otter Creek and  1:01.00", "Anastasia  Pond Aquatics",
    )  # fmt: skip
    (entry,) = program.events[0].heats[0].entries
    assert (entry.name, entry.team) == ("Example-Sample-Wolfenwetter, Anastasia", "Otter Creek and Pond Aquatics")


@pytest.mark.parametrize(
    ("row", "age", "team"),
    [
        ("4  Example, Ada 11  12 & Under-PV  1:01.00", 11, "12 & Under-PV"),
        ("4  2 Fast 4 U,  15  AAA-CA  1:01.00", 15, "AAA-CA"),
    ],
)
def test_a_number_in_a_name_or_a_team_is_no_age(row: str, age: int, team: str) -> None:
    (entry,) = read(HEAD, MAY, "Meet Program", EVENT, LANES, "Heat 1 of 1 Finals", row).events[0].heats[0].entries
    assert (entry.age, entry.team) == (age, team)


def test_a_leg_that_does_not_fit_stays_in_the_printed_line() -> None:
    program = read(
        HEAD, MAY, "Meet Program", "Event 2 Girls 200 Yard Medley Relay", "Lane  Team  Relay  Seed Time",
        "Heat 1 of 1 Finals", "4  AAA-CA  A  2:01.00", "1) Example, Ada 10", "1) Sample, Maria del Carmen 10",
    )  # fmt: skip
    entry = program.events[0].heats[0].entries[0]
    assert [leg.name for leg in entry.legs] == ["Example, Ada"]
    assert "Sample, Maria del Carmen" in entry.line


@pytest.mark.parametrize("lane", ["Lane 4", "Ln 4", "Bahn 4", "Carril 4", "Couloir 4", "L4"])
@pytest.mark.parametrize("dialect", [*DIALECTS, TABLE], ids=lambda dialect: dialect.software or "no software")
def test_no_head_of_a_table_and_no_furniture_is_a_row(dialect: Dialect, lane: str) -> None:
    patterns = [pattern for role in ("lanes", "ranks", "furniture") for pattern in dialect.patterns.get(role, ())]
    assert not [pattern for pattern in patterns if pattern.match(f"{lane}  Sample, Ada  12  SC Pond  31.20")]


def test_a_row_of_races_is_never_furniture_however_often_it_is_printed() -> None:
    row, foot = "3  Example, Ada  10  AAA-CA", "Hosted by the Otter Creek Swim Team"
    printed = [Line(text, page, (0.0, 50.0, 100.0, 59.0)) for page in range(1, 5) for text in (row, foot)]
    assert {line.text for line in without_furniture(printed, printed, pages=4)} == {row}
