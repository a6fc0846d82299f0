"""What only Splash's start lists have."""

import datetime

import pytest

from heatsync.heatsheet.swims import find
from heatsync.samples.sheet import entries_of
from tests.heatsheet.lines_of import program_of

HEAD = "14th Puddle Cup - Pond City, 20. - 22.6.2018  Splash Meet Manager, 11.78321\n"
EVENT = "Event 12  Women, 100m Freestyle  11 - 12 years  Start list\n21.06.2018 - 9:30\n"


def test_days_of_the_meet_and_of_the_event_and_its_start() -> None:
    found = program_of(f"{HEAD}{EVENT}Heat 1 of 4  9:32\n1  EXAMPLE Ada  06  Pond Club  1:12.40")
    (event,) = found.events
    assert (found.meet.name, found.meet.venue) == ("14th Puddle Cup", "Pond City")
    assert (found.meet.start, found.meet.end) == (datetime.date(2018, 6, 20), datetime.date(2018, 6, 22))
    assert (found.sessions[event.session or 0].date, event.starts_at) == (datetime.date(2018, 6, 21), "09:30")
    assert (event.heats[0].of, event.heats[0].starts_at) == (4, "09:32")


def test_a_surname_in_capitals_is_found_by_the_name_as_people_say_it() -> None:
    found = program_of(f"{HEAD}{EVENT}Heat 1 of 1\n2  VAN DER SAMPLE Ada  05  15 Temmuz Club  NT")
    (swim,) = find(found, "Ada Van Der Sample").swims
    assert (swim.lane, swim.team, swim.birth_year, swim.seed_time) == (2, "15 Temmuz Club", 2005, "NT")


@pytest.mark.parametrize(("name", "known_as"), [("EXAMPLE Ada  GBR", "Ada Example"), ("Ada  LEE", "Ada Lee")])
def test_a_nation_is_no_part_of_a_name_and_a_surname_is_no_nation(name: str, known_as: str) -> None:
    (swim,) = find(program_of(f"{HEAD}{EVENT}Heat 1 of 1\n2  {name}  06  Pond Club  1:12.40"), known_as).swims
    assert (swim.lane, swim.team, swim.birth_year) == (2, "Pond Club", 2006)


def test_a_year_of_two_digits_is_that_of_somebody_who_may_swim() -> None:
    found = program_of(
        f"{HEAD}{EVENT}Heat 1 of 1\n1  OLD Ada  98  Pond Club  1:12.40\n2  NEW Bo  06  Pond Club  1:12,40"
    )
    assert [entry.birth_year for entry in entries_of(found)] == [1998, 2006]


@pytest.mark.parametrize("heat", ["Heat 1 of 4  9:32", "Heat 1 of 4 (9:32)", "Heat 1 of 4, 9:32"])
def test_a_heats_start_is_read_however_it_is_set_apart(heat: str) -> None:
    found = program_of(f"{HEAD}{EVENT}{heat}\n1  EXAMPLE Ada  06  Pond Club  1:12.40")
    assert found.events[0].heats[0].starts_at == "09:32"


def test_a_comma_before_the_year_is_not_part_of_a_legs_name() -> None:
    relay = "Event 13  Women, 4 x 50m Medley  Start list\nHeat 1 of 1\n3  Pond Club  2:12.40\n"
    found = program_of(f"{HEAD}{relay}EXAMPLE Ada, 06  SAMPLE Bo, 05\nOLD Cy, 06  NEW Dy, 05")
    (entry,) = entries_of(found)
    assert [leg.name for leg in entry.legs] == ["EXAMPLE Ada", "SAMPLE Bo", "OLD Cy", "NEW Dy"]


def test_holders_of_records_are_no_entries() -> None:
    record = "WR  51.71  HOLDER Otilie  OTT  23.07.2017\n"
    found = program_of(f"{HEAD}{EVENT}{record}Heat 1 of 1\n1  EXAMPLE Ada  06  Pond Club  1:12.40")
    assert [entry.name for entry in entries_of(found)] == ["EXAMPLE Ada"]
    assert found.coverage == 1.0


@pytest.mark.parametrize(
    "title",
    [
        "Wettkampf 12  Frauen, 100m Freistil  Startliste",
        "Wettkampf 12 / Frauen, 100m Freistil / Startliste",
        "Wettkampf 12, Frauen, 100m Freistil",
    ],
)
def test_an_event_is_one_however_its_title_is_set(title: str) -> None:
    found = program_of(f"{HEAD}{title}\nLauf 1 von 4  9:32\n1  EXAMPLE Ada  06  Pond Club  1:12,40")
    (event,) = found.events
    assert (event.number, event.name, event.distance, event.stroke) == ("12", "Frauen, 100m Freistil", 100, "Freestyle")


def test_a_final_on_another_day_is_another_event() -> None:
    final = EVENT.replace("21.06.2018 - 9:30", "22.06.2018 - 17:00")
    heat = "Heat 1 of 1\n1  EXAMPLE Ada  06  Pond Club  1:12.40\n"
    found = program_of(f"{HEAD}{EVENT}{heat}{final}{heat}")
    assert [(event.session, event.starts_at) for event in found.events] == [(0, "09:30"), (1, "17:00")]


def test_results_of_splash_are_results() -> None:
    found = program_of(
        "POND LEAGUE\nPOND (P), 19/11/2022\nPrueba 9  Masc., 50m Espalda\n19/11/2022  Resultados\n1.  EXAMPLE, Bo  12"
    )
    assert (found.kind, list(entries_of(found))) == ("results", [])


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Wettkampf 12\nFrauen, 100m Freistil", "Frauen, 100m Freistil"),
        ("Wettkampf 12  Frauen, 100m Lagen\nJahrgang 2010 und jünger", "Frauen, 100m Lagen Jahrgang 2010 und jünger"),
        ("Event 12  Women, 100m Medley\nOpen  Start list", "Women, 100m Medley Open"),
    ],
)
def test_the_title_of_an_event_may_take_two_lines(head: str, name: str) -> None:
    found = program_of(f"{HEAD}{head}\nHeat 1 of 1\n2  SAMPLE Ada  06  Pond Club  1:12.40")
    (event,) = found.events

    assert (event.number, event.name, event.distance, found.coverage) == ("12", name, 100, 1)
    assert [entry.name for entry in entries_of(found)] == ["SAMPLE Ada"]
