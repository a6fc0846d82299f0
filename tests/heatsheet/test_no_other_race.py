"""Where the head of an event or a heat cannot be read, its swimmers are unread: they never go to the race before it."""

import pytest

from heatsync.heatsheet.assemble import Assembler
from heatsync.heatsheet.dialects.table import TABLE
from heatsync.heatsheet.lines import Line
from heatsync.heatsheet.program import Entry, Event, Program
from heatsync.heatsheet.swims import find
from heatsync.samples.sheet import entries_of
from tests.heatsheet.lines_of import program_of

KNOWN = """Puddle Cup
Event 1: Girls 50m Freestyle
Heat 1 of 1
3  Sample, Ada  SC Pond  31.20
4  Sample, Bo  SC Pond  31.90"""
OTHER_HEATS = "Heat 1 of 1\n4  Sample, Cleo  SC Pond  29.90"
NEXT = "Event 3: Girls 50m Backstroke\nHeat 1 of 1\n4  Sample, Dot  SC Pond  39.90"


def entries_of_event(event: Event) -> list[Entry]:
    return [*event.ranked, *(entry for heat in event.heats for entry in heat.entries)]


def swimmers(program: Program) -> list[tuple[str, str]]:
    return [(event.name, entry.name) for event in program.events for heat in event.heats for entry in heat.entries]


@pytest.mark.parametrize(
    "head",
    [
        "Event 2: Boys 50m Kickboard",
        "#2 Boys 50m with fins",
        "Boys 9-10 50m Kickboard",
        "Wettkampf 2 Flossenschwimmen",
        "The race of the clowns",
    ],
)
@pytest.mark.parametrize("between", ["", "Lane  Name  Team  Time\n"])
def test_an_event_that_is_not_understood_leaves_its_swimmers_to_no_other(head: str, between: str) -> None:
    found = program_of(f"{KNOWN}\n{head}\n{between}{OTHER_HEATS}\n{NEXT}")
    assert swimmers(found) == [
        ("Girls 50m Freestyle", "Sample, Ada"),
        ("Girls 50m Freestyle", "Sample, Bo"),
        ("Girls 50m Backstroke", "Sample, Dot"),
    ]
    assert next(line.text for line in found.unread) == head
    assert "4  Sample, Cleo  SC Pond  29.90" in [line.text for line in found.unread]


def test_a_heat_whose_head_is_not_understood_leaves_its_lanes_to_no_other() -> None:
    found = program_of(f"{KNOWN}\nSecond group, after the break\n4  Sample, Cleo  SC Pond  29.90\n{NEXT}")
    assert [name for _, name in swimmers(found)] == ["Sample, Ada", "Sample, Bo", "Sample, Dot"]


@pytest.mark.parametrize("head", ["Event 2: Boys 50m Kickboard", "Gara 2 Boys 50m Kickboard", "#2 Boys with fins"])
def test_heats_that_are_numbered_through_the_whole_meet_do_not_hide_a_new_event(head: str) -> None:
    found = program_of(f"{KNOWN}\n{head}\nHeat 2\n5  Sample, Cleo  SC Pond  29.90")
    assert [name for _, name in swimmers(found)] == ["Sample, Ada", "Sample, Bo"]


def test_heats_in_rows_under_an_event_that_is_not_understood_are_no_others() -> None:
    found = program_of(
        """
        Puddle Cup
        #7 Girls 11-12 50 Free
        Heat  Lane  Name  Team  Time
        1  3  Sample, Ada  SC Pond  NT
        2  3  Sample, Bo  SC Pond  41.00
        The race of the clowns
        Heat  Lane  Name  Team  Time
        1  4  Sample, Cleo  SC Pond  31.20
        """
    )
    assert [entry.name for entry in entries_of(found)] == ["Sample, Ada", "Sample, Bo"]


@pytest.mark.parametrize(
    ("page_head", "head", "row"),
    [
        (
            "HY-TEK's MEET MANAGER 8.0 Page 1\nMay Meet - 5/30/2026\nPsych Sheet",
            "Name  Age  Team  Seed Time",
            "1  Sample, {}  10  AAA-CA  1:01.00",
        ),
        ("Puddle Cup", "Heat  Lane  Name  Team  Time", "1  4  Sample, {}  SC Pond  31.20"),
    ],
    ids=["ranks", "heats in rows"],
)
def test_a_table_behind_two_lines_that_are_not_understood_is_none_of_the_event_before(
    page_head: str, head: str, row: str
) -> None:
    one, two = (f"#{number} Girls 11-12 100 Yard Freestyle\n{head}" for number in (1, 3))
    found = program_of(f"{page_head}\n{one}\n????\n???????\n{head}\n{row.format('Ada')}\n{two}\n{row.format('Bo')}")
    assert [(event.number, entry.name) for event in found.events for entry in entries_of_event(event)] == [
        ("3", "Sample, Bo")
    ]


@pytest.mark.parametrize("advertisement", ["Otter Bakery: fresh rolls from six", "Come to the 2nd Puddle Cup"])
def test_an_advertisement_between_heats_costs_nobody_a_race(advertisement: str) -> None:
    found = program_of(
        f"{KNOWN}\n{advertisement}\nHeat 2 of 2\n4  Sample, Cleo  SC Pond  29.90\n5  Sample, Dot  SC Pond  NT"
    )
    assert [name for _, name in swimmers(found)] == ["Sample, Ada", "Sample, Bo", "Sample, Cleo", "Sample, Dot"]


def test_an_advertisement_within_a_heat_costs_nobody_a_race() -> None:
    found = program_of(f"{KNOWN}\nOtter Bakery: fresh rolls from six\n5  Sample, Cleo  SC Pond  29.90")
    assert [name for _, name in swimmers(found)] == ["Sample, Ada", "Sample, Bo", "Sample, Cleo"]


TWO_ADVERTS = "Otter Bakery: fresh rolls from six\nCome to the 2nd Puddle Cup"


def test_behind_two_lines_that_may_have_been_an_event_and_a_heat_nobody_is_taken_and_all_are_told() -> None:
    found = program_of(f"{KNOWN}\n?????\n????\n5  Sample, Cleo  SC Pond  29.90\n{NEXT}")
    assert [name for _, name in swimmers(found)] == ["Sample, Ada", "Sample, Bo", "Sample, Dot"]
    assert find(found, "Cleo Sample").missed == (1,)


def test_two_advertisements_between_heats_cost_nobody_a_race() -> None:
    found = program_of(f"{KNOWN}\n{TWO_ADVERTS}\nHeat 2 of 2\n4  Sample, Cleo  SC Pond  29.90")
    assert [name for _, name in swimmers(found)] == ["Sample, Ada", "Sample, Bo", "Sample, Cleo"]


def test_advertisements_that_were_read_over_before_cost_nobody_a_race() -> None:
    found = program_of(f"{TWO_ADVERTS}\n{KNOWN}\n{TWO_ADVERTS}\n5  Sample, Cleo  SC Pond  29.90")
    assert [name for _, name in swimmers(found)] == ["Sample, Ada", "Sample, Bo", "Sample, Cleo"]


def test_rows_that_are_not_understood_cost_nobody_else_a_race() -> None:
    found = program_of(f"{KNOWN}\n5  ?? (scratched?)\n6  ?? (scratched?) 2\n7  Sample, Cleo  SC Pond  29.90")
    assert [name for _, name in swimmers(found)] == ["Sample, Ada", "Sample, Bo", "Sample, Cleo"]


SIZES = {"head": 11.0, "advertisement": 7.0, "row": 9.0}


@pytest.mark.parametrize(
    ("size", "names"),
    [("head", ["Sample, Ada", "Sample, Bo"]), ("advertisement", ["Sample, Ada", "Sample, Bo", "C, D"])],
)
def test_one_line_that_is_set_as_heads_are_and_rows_are_not_may_have_been_one(size: str, names: list[str]) -> None:
    assembler = Assembler(TABLE)
    texts = [*KNOWN.splitlines(), "Wydra!", "5  C, D  SC Pond  29.90"]
    for row, (text, set_as) in enumerate(zip(texts, ("head",) * 3 + ("row",) * 2 + (size, "row"), strict=True)):
        assembler.take(Line(text, 1, (0.0, 20.0 * row, 90.0, 20.0 * row + SIZES[set_as])))
    assert [entry.name for entry in entries_of(assembler.program([], pages=1))] == names


def test_a_lane_that_is_empty_again_is_another_heats() -> None:
    found = program_of(f"{KNOWN}\n5\n6\nSecond group\n1\n5  Sample, Cleo  SC Pond  29.90")
    assert [name for _, name in swimmers(found)] == ["Sample, Ada", "Sample, Bo"]


@pytest.mark.parametrize(
    ("second", "between", "names"),
    [
        ("3  Sample, Bo  SC Pond  41.00", "The race of the clowns", ["Sample, Ada", "Sample, Bo"]),
        ("1  3  Sample, Bo  SC Pond  41.00", "Otter Bakery", ["Sample, Ada", "Sample, Bo", "Sample, Cleo"]),
    ],
    ids=["in its first row", "in each row"],
)
def test_a_heat_that_tells_its_number_again_is_another_one_unless_each_row_tells_it(
    second: str, between: str, names: list[str]
) -> None:
    found = program_of(
        f"""
        Puddle Cup
        #7 Girls 11-12 50 Free
        Heat  Lane  Name  Team  Time
        1  2  Sample, Ada  SC Pond  NT
        {second}
        {between}
        1  4  Sample, Cleo  SC Pond  31.20
        """
    )
    assert [entry.name for entry in entries_of(found)] == names


def test_swimmers_of_a_team_that_is_not_understood_swim_for_no_other() -> None:
    found = program_of(
        "Puddle Cup\nEvent 1: Girls 4x50m Medley Relay\nHeat 1 of 1\n3  SC Pond  A  2:31.20\n"
        "?? !!\n1) Sample, Ada 12  2) Sample, Bo 11"
    )
    assert [entry.legs for entry in entries_of(found)] == [()]
    assert find(found, "Ada Sample").missed == (1,)


def test_nobody_is_withdrawn_from_the_event_before() -> None:
    found = program_of(
        """
        Wettkampf 1 - 50m Rücken weiblich
        Lauf 1/1
        Bahn 3  Muster, Ada  2012  SV Muster  00:41,00
        Flossen, die zweite
        abgem.  Muster, Bo  2012  SV Muster  00:40,00
        """
    )
    assert [entry.name for entry in entries_of(found)] == ["Muster, Ada"]


def on_pages(*pages: str) -> Program:
    assembler = Assembler(TABLE)
    lines = [
        Line(text, page, (0.0, 10.0 * row, 90.0, 9.0 + 10 * row))
        for page, texts in enumerate(pages, start=1)
        for row, text in enumerate(texts.splitlines())
    ]
    for line in lines:
        assembler.take(line)
    return assembler.program(lines, pages=len(pages))


@pytest.mark.parametrize("head", ["Event 2: Boys 50m Kickboard", "The race of the clowns"])
@pytest.mark.parametrize("rows", [OTHER_HEATS, "4  Sample, Cleo  SC Pond  29.90", "H1 4  Sample, Cleo  SC Pond  29.90"])
def test_a_head_at_the_end_of_a_page_that_is_not_understood_leaves_the_next_page_to_no_other(
    head: str, rows: str
) -> None:
    found = on_pages(f"{KNOWN}\n{head}", f"{rows}\n{NEXT}")
    assert [name for _, name in swimmers(found)] == ["Sample, Ada", "Sample, Bo", "Sample, Dot"]
    assert find(found, "Cleo Sample").missed == (2,)


def test_the_foot_of_a_page_costs_nobody_a_race() -> None:
    head = "Lane  Name  Team  Time"
    found = on_pages(
        f"Event 1: Girls 50m Freestyle\nHeat 1 of 2\n{head}\n4  Sample, Ada  SC Pond  29.90\nprinted for Otter 1/2",
        f"{head}\n5  Sample, Bo  SC Pond  29.90\nHeat 2 of 2\n4  Sample, Cy  SC Pond  29.90\nprinted for Otter 2/2",
    )
    assert [entry.lane for entry in entries_of(found)] == [4, 5, 4]
