"""The net under all dialects: any table of lanes, and nothing that is none."""

import pytest

from heatsync.heatsheet.program import Entry
from heatsync.heatsheet.swims import find
from heatsync.samples.sheet import entries_of
from tests.heatsheet.lines_of import program_of

EVENT = "Puddle Cup\nEvent 1: Girls 50m Freestyle\nHeat 1 of 1\n"
NAMED = "Sample, {}  12  SC Pond  31.20"
ADA = (4, "Sample, Ada", 12, "SC Pond", "31.20")


def only_entry(sheet: str) -> Entry:
    (entry,) = entries_of(program_of(sheet))
    return entry


def fields_of(entry: Entry) -> tuple[int | None, str, int | None, str | None, str | None]:
    return entry.lane, entry.name, entry.age, entry.team, entry.seed_time


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Lane  Name  Age  Team  Seed Time", "4  Sample, Ada  12  SC Pond  31.20"),
        ("Team  Seed  Age  Name  Lane", "SC Pond  31.20  12  Sample, Ada  4"),
        ("Ln  Swimmer  Club  Age  Time", "4  Sample, Ada  SC Pond  12  31.20"),
        ("Name  Age  Team  Lane  Entry Time  Place", "Sample, Ada  12  SC Pond  4  31.20"),
        ("Carril  Nombre  Edad  Equipo  Tiempo", "4  Sample, Ada  12  SC Pond  31.20"),
        ("Lane  Full Name  Age  Team  Time", "4  Sample, Ada  12  SC Pond  31.20"),
        ("Lane  Participant  Age  Team  Time", "4  Sample, Ada  12  SC Pond  31.20"),
        ("Lane  Uimari  Age  Team  Time", "4  Sample, Ada  12  SC Pond  31.20"),
    ],
)
def test_columns_are_read_in_the_order_of_the_head(head: str, row: str) -> None:
    assert fields_of(only_entry(f"{EVENT}{head}\n{row}")) == ADA


@pytest.mark.parametrize("head", ["Last Name  First Name", "Surname  First"])
def test_a_name_in_two_cells_is_one_name(head: str) -> None:
    program = program_of(f"{EVENT}Lane  {head}  Age  Team  Time\n4  Sample  Ada  12  SC Pond  31.20")

    (swim,) = find(program, "Ada Sample").swims
    assert (swim.lane, swim.age, swim.team, swim.seed_time) == (4, 12, "SC Pond", "31.20")


@pytest.mark.parametrize("row", ["4 Sample, Ada 12 SC Pond 31.20", "4  Sample, Ada  12 SC Pond  31.20"])
def test_cells_one_space_apart_are_read_where_a_comma_tells_the_name(row: str) -> None:
    assert fields_of(only_entry(f"{EVENT}{row}")) == ADA


@pytest.mark.parametrize(
    ("name", "stroke"),
    [("frisim", "Freestyle"), ("ryggsim", "Backstroke"), ("bröstsim", "Breaststroke"), ("fjärilsim", "Butterfly")],
)
def test_a_start_list_in_swedish_is_read(name: str, stroke: str) -> None:
    head = f"Pöl Cup\nGren 1, 100m {name} damer\nHeat 1\nBana  Namn  Född  Klubb  Anmäld tid\n"
    found = program_of(f"{head}3  Ada Exempel  2012  Utter SK  1:02,34")
    (event,) = found.events
    assert (event.number, event.name, event.stroke) == ("1", f"100m {name} damer", stroke)
    assert [entry.birth_year for entry in event.heats[0].entries] == [2012]


@pytest.mark.parametrize(
    "name", ["Girls 8&U 25 Fly", "Boys 11-12 50 Free", "Women 200 Free", "Mixed 12 & Under 100 I.M.", "Open 100 Back"]
)
def test_an_event_may_have_neither_a_number_nor_a_unit_where_it_tells_who_swims(name: str) -> None:
    (event,) = program_of(f"Puddle Cup\n{name}\nHeat 1 of 1\n4  Sample, Ada  12  SC Pond  31.20").events
    assert (event.name, len(event.heats[0].entries)) == (name, 1)


@pytest.mark.parametrize(
    "sentence",
    ["Girls in the 100 Free must check in by 9:00.", "Boys who swim the 50 Free: report to lane 4", "100 Free at noon"],
)
def test_a_sentence_that_names_a_race_begins_none(sentence: str) -> None:
    (event,) = program_of(f"{EVENT}4  Sample, Ada  12  SC Pond  31.20\n{sentence}").events
    assert event.number == "1"


@pytest.mark.parametrize("medley", ["IM", "I.M.", "I.M", "Individual Medley"])
def test_a_medley_may_be_shortened(medley: str) -> None:
    (event,) = program_of(
        f"Puddle Cup\nEvent 1: Girls 100m {medley}\nHeat 1\n4  Sample, Ada  12  SC Pond  31.20"
    ).events
    assert event.stroke == "Medley"


def test_a_year_of_birth_is_no_age() -> None:
    entry = only_entry(f"{EVENT}Lane  Name  YOB  Club  Time\n4  Sample, Ada  2014  SC Pond  31.20")
    assert (entry.birth_year, entry.age) == (2014, None)


def test_swimmers_of_a_relay_are_its_legs() -> None:
    found = program_of(
        "Puddle Cup\nEvent 1: Girls 4x50m Medley Relay\nHeat 1 of 1\n4  SC Pond  A  2:31.20\n"
        "1) Sample, Ada 12  2) Sample, Bo 11\n3) Sample, Cleo  4) Sample, Dot 12"
    )
    (entry,) = entries_of(found)
    assert [(leg.name, leg.age) for leg in entry.legs] == [
        ("Sample, Ada", 12),
        ("Sample, Bo", 11),
        ("Sample, Cleo", None),
        ("Sample, Dot", 12),
    ]


def test_a_date_behind_the_meets_name_is_its_day() -> None:
    found = program_of(f"{EVENT.replace('Cup', 'Cup - 3/14/2026 to 3/15/2026')}4  Sample, Ada  12  SC Pond  31.20")
    assert (found.meet.name, str(found.meet.start), str(found.meet.end)) == ("Puddle Cup", "2026-03-14", "2026-03-15")


@pytest.mark.parametrize("lane", ["4", "4.", "Lane 4", "Lane 4:", "L4"])
def test_a_lane_is_read_however_it_is_marked(lane: str) -> None:
    assert only_entry(f"{EVENT}{lane}  Sample, Ada  12  SC Pond  31.20").lane == 4


def test_an_empty_cell_moves_nobody_into_another_column() -> None:
    entry = only_entry(f"{EVENT}Lane  Name  Age  Team  Seed Time\n4  Sample, Ada  SC Pond  NT")
    assert (entry.name, entry.age, entry.team, entry.seed_time) == ("Sample, Ada", None, "SC Pond", "NT")


@pytest.mark.parametrize("head", ["", "Lane  Name  Age  Team  Seed Time\n"])
@pytest.mark.parametrize("empty", ["-", "Empty Lane", "EMPTY", "leer", "empty  --"])
def test_nobody_swims_in_an_empty_lane(head: str, empty: str) -> None:
    entry = only_entry(f"{EVENT}{head}3  {empty}\n4  Sample, Ada  12  SC Pond  31.20\n5")
    assert entry.lane == 4


def test_a_heat_in_each_row_needs_no_line_of_its_own() -> None:
    found = program_of(
        """
        Puddle Cup
        #7 Girls 11-12 50 Free
        Heat  Lane  Name  Team  Time
        1  3  Sample, Ada  SC Pond  NT
        1  4  Sample, Bo  SC Pond  41.00
        2  3  Sample, Cleo  SC Pond  31.20
        """
    )
    heats = found.events[0].heats
    assert [(heat.number, [entry.name for entry in heat.entries]) for heat in heats] == [
        (1, ["Sample, Ada", "Sample, Bo"]),
        (2, ["Sample, Cleo"]),
    ]


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("Event 2: Boys 4x25m Relay", "2"),
        ("#2 Mixed 8 x 50 Relay", "2"),
        ("Boys 4x25m Relay", None),
        ("Girls 9-10 4 × 25 yards", None),
    ],
)
def test_a_relay_that_names_no_stroke_is_an_event(head: str, number: str | None) -> None:
    found = program_of(f"Puddle Cup\n{head}\nHeat 1 of 1\n4  SC Pond  A  1:31.20\n5  SC Puddle  A  NT")
    (event,) = found.events
    assert (event.number, event.relay, event.stroke, found.coverage) == (number, True, None, 1.0)
    assert [entry.name for entry in entries_of(found)] == ["SC Pond", "SC Puddle"]


def test_heats_may_be_called_by_the_name_of_their_final_alone() -> None:
    found = program_of(
        f"""
        Puddle Cup
        Event 1: Girls 50m Freestyle
        B - Final
        4  {NAMED.format("Ada")}
        A - Final  6:12 PM
        4  {NAMED.format("Bo")}
        """
    )
    assert [(heat.number, heat.round, heat.starts_at) for heat in found.events[0].heats] == [
        (1, "B - Final", None),
        (2, "A - Final", "18:12"),
    ]


def test_a_sheet_that_only_names_a_software_is_still_read() -> None:
    entry = only_entry(
        f"{EVENT}4  Sample, Ada  SC Pond  31.20\nSee the Wednesday Timeline\nSplash Meet Manager welcomes you"
    )
    assert entry.name == "Sample, Ada"


@pytest.mark.parametrize(
    "sentence",
    [
        "Points: 9-7-6-5-4-3-2-1",
        "Results will be posted at the clerk of course.",
        "High Points awards after the last race",
    ],
)
def test_a_word_of_results_does_not_make_a_heat_sheet_results(sentence: str) -> None:
    before = only_entry(f"Puddle Cup\n{sentence}\nEvent 1: Girls 50m Freestyle\nHeat 1\n4  Sample, Ada  SC Pond  31.20")
    after = only_entry(f"{EVENT}{sentence}\nLane  Name  Team  Time\n4  Sample, Ada  SC Pond  31.20")
    assert (before.name, after.name) == ("Sample, Ada", "Sample, Ada")


@pytest.mark.parametrize(
    "paper",
    [
        "Puddle Cup - Results\nEvent 1: Girls 50m Freestyle\nHeat 1\n1  Sample, Ada  SC Pond  31.20",
        "Puddle Cup\nEvent 1: Girls 50m Free\nPlace  Name  Team  Finals Time  Points\n1  Sample, Ada  SC Pond  31.20",
        "Copa Charco\nResultados\nPrueba 1: 50m Libre\nSerie 1\n1  Sample, Ada  SC Pond  31.20",
    ],
)
def test_results_are_results(paper: str) -> None:
    found = program_of(paper)
    assert (found.kind, list(entries_of(found))) == ("results", [])


@pytest.mark.parametrize(
    "paper",
    [
        "Order of Events\n1  Girls 200 Medley Relay\n2  Boys 200 Medley Relay\n3  Girls 100 Freestyle",
        "Time Standards\n50 Free  39.09  46.99\n100 Free  1:33.39  1:49.59",
        "Puddle Games\n#1 Men's 100 Meters\nHeat 1 of 6\nLane  Name  Team  Seed\n4  Sample, Bo  Pond AC  11.20",
        "Puddle Games\nEvent 1  Men 110 Meter Hurdles Free Entry\nHeat 1 of 6\n4  Sample, Bo  Pond AC  15.20",
        "Puddle Games\nEvent 1  Men 4x100 Meter Relay\nHeat 1 of 6\n4  Pond AC  A  51.20",
        "START LIST\n#1 Men's 100 Meters\nLane  #  Name  Team\nSection 1 of 6\n1  262 SAMPLE, Bo  Pond AC",
    ],
)
def test_nothing_is_claimed_of_what_is_no_heat_sheet(paper: str) -> None:
    found = program_of(paper)
    assert (found.kind, found.events, found.coverage) == ("unknown", (), 0.0)


@pytest.mark.parametrize(
    ("printed", "age", "birth_year"), [("06", None, 2006), ("2006", None, 2006), ("11", 11, None), ("6", 6, None)]
)
def test_without_a_head_a_number_that_begins_with_nought_is_a_year_of_birth(
    printed: str, age: int | None, birth_year: int | None
) -> None:
    entry = only_entry(f"{EVENT}4  Sample, Ada  {printed}  SC Pond  31.20")

    assert (entry.age, entry.birth_year) == (age, birth_year)


@pytest.mark.parametrize(
    ("name", "distance"), [("4x50m", 200), ("4*50m", 200), ("4 x 50 m", 200), ("10x50m", 500), ("8 × 25m", 200)]
)
def test_a_relay_is_told_by_its_legs_and_as_long_as_all_of_them(name: str, distance: int) -> None:
    (event,) = program_of(f"Puddle Cup\nEvent 1: {name} Freestyle\nHeat 1 of 1\n4  SC Pond A  2:01.20").events

    (team,) = event.heats[0].entries
    assert (event.relay, event.distance) == (True, distance)
    assert (team.team, team.relay, team.seed_time) == ("SC Pond", "A", "2:01.20")
