"""Hy-Tek's lines as clubs and places fill them, which the drawn meets do not."""

import pytest

from heatsync.heatsheet.program import Entry, Event
from heatsync.samples.sheet import entries_of
from tests.heatsheet.lines_of import program_of

TOP = "HY-TEK's MEET MANAGER 8.0\nOtter Cup - 7/19/2025\n"
EVENT = "Event 1  Girls 50 Yard Freestyle\nLane  Name  Age  Team  Seed Time\n"


LANES = "Lane  Name  Age  Team  Seed Time\nHeat 1 of 1 Finals\n"
TEAMS = "Event 2  Girls 200 Yard Freestyle Relay\nLane  Team  Relay  Seed Time\nHeat 1 of 1 Finals\n"


def swimmer(row: str) -> Entry:
    """Who swims in lane 4, whose row goes on like that."""
    (entry,) = entries_of(program_of(f"{TOP}Meet Program\n{EVENT}Heat 1 of 1 Finals\n4  {row}"))
    return entry


def event(head: str) -> Event:
    """The event under that head, in which one swims."""
    program = program_of(f"{TOP}Meet Program\n{head}\n{LANES}4  Maple, Mo  12  OTTR  31.20")
    assert program.coverage == 1
    (event,) = program.events
    return event


def names(sheet: str) -> list[str]:
    return [entry.name for entry in entries_of(program_of(sheet))]


@pytest.mark.parametrize("team", ["NTRO-NT", "NSSC-NE", "NPAC-PN", "NTN", "NSB Aquatics", "Team NSW", "NT-Otters"])
def test_a_club_whose_code_begins_like_no_time_is_a_club(team: str) -> None:
    program = program_of(f"{TOP}Meet Program\n{EVENT}Heat 1 of 1 Finals\n4  Maple, Mo  12  {team}  31.20")

    (entry,) = entries_of(program)
    assert (entry.name, entry.team, entry.seed_time) == ("Maple, Mo", team, "31.20")


def test_a_relay_of_such_a_club_is_read() -> None:
    (entry,) = entries_of(program_of(f"{TOP}Meet Program\n{TEAMS}4  NTRO-NT  A  1:57.09"))

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
    "start",
    [
        "Starts at 09:12 AM",
        "Est. 09:12 AM",
        "Starts at ~09:12 AM",
        "09:12 AM",
        "Empieza a las 09:12 AM",
        "Starts at 0912",
        "Starts at 9h12",
        "STARTS AT 09:12",
    ],
)
def test_the_start_of_a_heat_is_kept_however_it_is_announced(start: str) -> None:
    program = program_of(f"{TOP}Meet Program\n{EVENT}Heat 3 of 5 Finals {start}\n4  Maple, Mo  12  OTTR  31.20")

    (heat,) = program.events[0].heats
    assert (heat.number, heat.round, heat.starts_at) == (3, "Finals", "09:12")


@pytest.mark.parametrize("year", ["FR", "Fr", "So", "Jr", "9th", "10th", "5Y", "8&U"])
def test_a_year_at_school_or_an_age_group_is_no_part_of_the_team(year: str) -> None:
    entry = swimmer(f"Maple, Mo  {year}  OTTR  31.20")

    assert (entry.name, entry.class_year, entry.age, entry.team) == ("Maple, Mo", year, None, "OTTR")


def test_jr_behind_a_name_is_a_part_of_it() -> None:
    assert (swimmer("Maple, Mo Jr  12  OTTR  31.20").name, swimmer("Maple, Mo  12  OTTR  31.20").name) == (
        "Maple, Mo Jr",
        "Maple, Mo",
    )


@pytest.mark.parametrize("age", ["M11", "M 11", "11M", "11"])
def test_a_sex_beside_the_age_is_no_part_of_the_name_or_the_team(age: str) -> None:
    entry = swimmer(f"Maple, Mo  {age}  OTTR  31.20")

    assert (entry.name, entry.age, entry.team) == ("Maple, Mo", 11, "OTTR")


@pytest.mark.parametrize("age", ["  11", ""])
@pytest.mark.parametrize("sport_class", ["S9", "S9 SB8 SM9", "S9/SB8/SM9", "SB4 SM4 S4", "(S9)"])
def test_a_sport_class_is_neither_age_nor_name(sport_class: str, age: str) -> None:
    entry = swimmer(f"Maple, Mo {sport_class}{age}  OTTR  31.20")

    assert (entry.name, entry.sport_class, entry.age) == (
        "Maple, Mo",
        sport_class.strip("()"),
        int(age) if age else None,
    )


@pytest.mark.parametrize("seed", ["X31.20", "x31.20", "31.20X", "31.20 X", "31.20Y X"])
def test_an_exhibition_swim_is_marked_before_its_time_or_behind_it(seed: str) -> None:
    entry = swimmer(f"Maple, Mo  12  OTTR  {seed}")

    assert (entry.seed_time, entry.exhibition) == (seed.upper().replace("X", "").strip(), True)


@pytest.mark.parametrize("seed", ["NT X", "NTX", "XNT"])
def test_so_is_one_without_a_time(seed: str) -> None:
    entry = swimmer(f"Maple, Mo  12  OTTR  {seed}")

    assert (entry.seed_time, entry.exhibition) == ("NT", True)


@pytest.mark.parametrize("seed", ["DQ", "SCR", "DNS"])
def test_what_stands_for_a_time_is_kept_as_it_is_printed(seed: str) -> None:
    assert swimmer(f"Maple, Mo  12  OTTR  {seed}").seed_time == seed


def test_a_time_right_behind_a_team_that_was_too_long_is_the_seed() -> None:
    entry = swimmer("Maple, Mo  12  Otter Creek Swi1:01.20")

    assert (entry.age, entry.team, entry.seed_time) == (12, "Otter Creek Swi", "1:01.20")


@pytest.mark.parametrize("lane", ["5  (empty)", "5  Vacant", "5  EMPTY LANE", "5"])
def test_a_lane_in_which_nobody_swims_is_empty(lane: str) -> None:
    program = program_of(f"{TOP}Meet Program\n{EVENT}Heat 1 of 1 Finals\n4  Maple, Mo  12  OTTR  31.20\n{lane}")

    assert program.coverage == 1
    assert [entry.name for entry in entries_of(program)] == ["Maple, Mo"]


@pytest.mark.parametrize("head", ["Alternates", "1st Alternate", "Heat 1 Alternates", "ALTERNATES:"])
def test_an_alternate_is_in_no_lane(head: str) -> None:
    sheet = f"{EVENT}Heat 1 of 1 Finals\n4  Maple, Mo  12  OTTR  31.20\n{head}\n5  Pine, Pia  11  OTTR  32.20"
    (event,) = program_of(f"{TOP}Meet Program\n{sheet}").events

    assert [entry.name for heat in event.heats for entry in heat.entries] == ["Maple, Mo"]
    assert [entry.name for entry in event.alternates] == ["Pine, Pia"]


@pytest.mark.parametrize("rank", ["*2", "T2", "2"])
def test_a_tie_of_a_psych_sheet_is_ranked(rank: str) -> None:
    sheet = f"Event 1  Girls 50 Yard Freestyle\nName  Age  Team  Seed Time\n{rank}  Maple, Mo  12  OTTR  31.20"
    (event,) = program_of(f"{TOP}Psych Sheet\n{sheet}").events

    assert [(entry.rank, entry.name) for entry in event.ranked] == [(2, "Maple, Mo")]


@pytest.mark.parametrize(
    ("letter", "relay"), [("  A", "A"), ("  AA", "AA"), ("  (B)", "B"), ("", None)], ids=["A", "AA", "(B)", "none"]
)
def test_a_relay_team_has_a_letter_or_none(letter: str, relay: str | None) -> None:
    (entry,) = entries_of(program_of(f"{TOP}Meet Program\n{TEAMS}4  OTTR{letter}  1:57.09"))

    assert (entry.name, entry.relay, entry.seed_time) == ("OTTR", relay, "1:57.09")


def test_legs_without_numbers_may_have_the_given_name_first() -> None:
    legs = "Mo Maple 12  Pia Pine 11\nRo van der Rowan  Bo Umber"
    (entry,) = entries_of(program_of(f"{TOP}Meet Program\n{TEAMS}4  OTTR  A  1:57.09\n{legs}"))

    assert [(leg.leg, leg.name, leg.age) for leg in entry.legs] == [
        (1, "Mo Maple", 12),
        (2, "Pia Pine", 11),
        (3, "Ro van der Rowan", None),
        (4, "Bo Umber", None),
    ]


def test_a_leg_that_is_not_printed_moves_no_other() -> None:
    legs = "1) Maple, Mo 12\n3) Pine, Pia 11  4) Rowan, Ro 12"
    (entry,) = entries_of(program_of(f"{TOP}Meet Program\n{TEAMS}4  OTTR  A  1:57.09\n{legs}"))

    assert [leg.leg for leg in entry.legs] == [1, 3, 4]


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("EVENT 7  GIRLS 50 YARD FREESTYLE", "7"),
        ("Event No. 7  Girls 50 Yard Freestyle", "7"),
        ("Event 7: Girls 50 Yard Freestyle", "7"),
        ("Events 7 / 8  Mixed 50 Yard Freestyle", "7 / 8"),
        ("Event 7 & 8  Mixed 50 Yard Freestyle", "7 / 8"),
    ],
)
def test_an_event_has_its_number_however_its_head_is_printed(head: str, number: str) -> None:
    assert (event(head).number, event(head).distance) == (number, 50)


@pytest.mark.parametrize("start", ["Starts at 09:05 AM", "STARTS AT 9:05 AM", "Est. 9:05"])
def test_a_start_behind_the_name_of_an_event_is_its_start(start: str) -> None:
    timed = event(f"Event 7  Girls 50 Yard Freestyle {start}")

    assert (timed.name, timed.starts_at) == ("Girls 50 Yard Freestyle", "09:05")


@pytest.mark.parametrize("line", ["IM", "Butterfly (Timed Finals)", "Time Trial", "- Para"])
def test_the_name_of_an_event_goes_on_on_the_next_line(line: str) -> None:
    assert event(f"Event 7  Girls 13 & Over 200 Yard\n{line}").name == f"Girls 13 & Over 200 Yard {line}"


@pytest.mark.parametrize(
    "heat", ["Heat 1 of 2 Finals", "HEAT 1 OF 2 FINALS", "Ht 1 of 2", "Heat #1 of 2", "Heat 1/2", "Bateria 1 de 2"]
)
def test_a_heat_has_its_number_however_it_is_printed(heat: str) -> None:
    program = program_of(f"{TOP}Meet Program\n{EVENT}{heat}\n4  Maple, Mo  12  OTTR  31.20")

    assert [(heat.number, heat.of) for event in program.events for heat in event.heats] == [(1, 2)]
