"""A newer version of a sheet: what it replaces, what it leaves alone, and what it says differently."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from heatsync.heatsheet.program import Program, Session
from heatsync.heatsheet.swims import Swim, find
from heatsync.results.arranging import result_of
from heatsync.results.result import Result, Sheet
from heatsync.results.versions import covers_of, key_of
from tests.heatsheet.sheets import JANE, SATURDAY, entry, event, heat, program
from tests.results.results import SUNDAY, swim

MONDAY, TUESDAY = (datetime.datetime(2025, 7, day, tzinfo=datetime.UTC) for day in (14, 15))
HEATS = 5


def version(*swims: Swim, added_at: datetime.datetime = MONDAY, **about: Any) -> Sheet:
    """A sheet that prints heats 1 to 5 of events 1 to 4, with these races of Jane's."""
    covers = covers_of(program(*(_event(str(number)) for number in range(1, 5))))
    usual = Sheet(filename=f"{added_at:%A}.pdf", swims=swims, meet="Winter Cup", covers=covers, added_at=added_at)
    return replace(usual, **about)


def _event(number: str) -> Any:
    return event(*(heat(number=place) for place in range(1, HEATS + 1)), number=number)


def race(event: str = "1", **printed: Any) -> Swim:
    return swim(event=event, **printed)


def both(older: list[Swim], newer: list[Swim]) -> Result:
    return result_of(JANE, [version(*older), version(*newer, added_at=TUESDAY)])


def said(result: Result) -> list[tuple[str | None, int | None, int | None]]:
    """event, heat before, heat after"""
    pairs = [(change.before, change.after) for change in result.changes]
    events = [race.event for old, new in pairs if (race := new or old)]
    heats = [(old.heat if old else None, new.heat if new else None) for old, new in pairs]
    return [(event, *both) for event, both in zip(events, heats, strict=True)]


def test_a_race_in_another_heat_is_moved_and_only_its_new_place_is_shown() -> None:
    result = both([race(heat=3)], [race(heat=2, lane=5)])

    assert [(one.heat, one.lane) for one in result.races] == [(2, 5)]
    assert said(result) == [("1", 3, 2)]
    assert result.changes[0].is_moved


def test_a_race_that_is_not_there_any_more_is_off() -> None:
    result = both([race(), race("2")], [race()])

    assert [one.event for one in result.races] == ["1"]
    assert said(result) == [("2", 3, None)]


def test_a_race_that_was_not_there_is_new() -> None:
    assert said(both([race()], [race(), race("2")])) == [("2", None, 3)]


def test_another_time_is_told_and_a_few_minutes_of_an_estimate_are_not() -> None:
    assert len(both([race(starts_at="09:12")], [race(starts_at="09:13")]).changes) == 1
    about = race(starts_at="09:12", estimated=True)
    assert both([about], [replace(about, starts_at="09:14")]).changes == ()
    assert len(both([about], [replace(about, starts_at="09:30")]).changes) == 1


def test_the_older_sheet_is_kept_with_what_it_said() -> None:
    (old,) = both([race(heat=3)], [race(heat=2)]).old

    assert (old.filename, [one.heat for one in old.races]) == ("Monday.pdf", [3])


def test_a_race_that_moves_keeps_its_key_so_that_calendars_move_it_too() -> None:
    before = result_of(JANE, [version(race(heat=3))])

    assert both([race(heat=3)], [race(heat=2)]).races[0].key == before.races[0].key


def test_a_swimmer_who_is_off_all_races_is_told_so() -> None:
    result = both([race(), race("2")], [])

    assert result.races == ()
    assert said(result) == [("1", 3, None), ("2", 3, None)]


def test_of_three_versions_the_last_two_are_compared() -> None:
    sheets = [version(race(heat=heat), added_at=MONDAY + datetime.timedelta(days=heat)) for heat in (1, 2, 4)]
    result = result_of(JANE, sheets)

    assert said(result) == [("1", 2, 4)]
    assert [old.races[0].heat for old in result.old] == [1, 2]


def test_what_the_newer_sheet_does_not_print_stays() -> None:
    shorter = covers_of(program(_event("1"), _event("2")))
    newer = version(race(heat=2), added_at=TUESDAY, covers=shorter)
    result = result_of(JANE, [version(race(heat=3), race("4")), newer])

    assert sorted((one.event or "", one.heat) for one in result.races) == [("1", 2), ("4", 3)]
    assert said(result) == [("1", 3, 2)]


LATER_SHEETS = {
    "came with the same form": {"added_at": MONDAY + datetime.timedelta(milliseconds=20)},
    "is of another meet": {"meet": "Spring Cup"},
    "has no meet's name": {"meet": None},
    "begins on another day": {"meet_start": SUNDAY},
    "prints other heats of the event": {
        "covers": covers_of(program(event(heat(number=6), heat(number=7), number="1")))
    },
    "prints the events of another day": {
        "covers": covers_of(
            program(*(_event(str(number)) for number in range(1, 5)), sessions=(Session("Sunday", SUNDAY),))
        )
    },
    "prints another round": {
        "covers": covers_of(program(event(heat(round="Finals"), heat(round="Finals", number=2), number="1")))
    },
    "shares but few of many events": {
        "covers": covers_of(program(_event("1"), *(_event(str(number)) for number in range(20, 40))))
    },
}


@pytest.mark.parametrize("about", LATER_SHEETS.values(), ids=LATER_SHEETS)
def test_a_sheet_replaces_nothing_when_it(about: dict[str, Any]) -> None:
    older = version(race(), meet_start=SATURDAY)
    newer = version(**{"added_at": TUESDAY, "meet_start": SATURDAY, **about})

    result = result_of(JANE, [older, newer])

    assert [one.event for one in result.races] == ["1"]
    assert (result.changes, result.old) == ((), ())


def test_a_race_that_a_third_sheet_has_too_is_not_taken_for_off() -> None:
    ranks = Sheet(filename="ranks.pdf", swims=(race(heat=2),), meet="Winter Cup", added_at=MONDAY)
    result = result_of(JANE, [ranks, version(race(heat=3)), version(race(heat=2), added_at=TUESDAY)])

    assert said(result) == [("1", 3, 2)]


def test_another_child_of_the_name_does_not_count_as_the_same_race() -> None:
    result = both([race(team="ABC", age=12)], [race(team="XYZ", age=9, heat=2)])

    assert said(result) == [("1", 3, None), ("1", None, 2)]


def test_the_round_of_a_swim_is_called_as_its_sheet_calls_it() -> None:
    sheet: Program = program(event(heat(entry(), round="Prelims"), number="12"))

    assert [key_of(swim) for swim in find(sheet, JANE).swims] == list(covers_of(sheet))


PLACES = st.dictionaries(
    st.sampled_from("1234"),
    st.tuples(st.integers(1, HEATS), st.integers(1, 8), st.sampled_from(["09:00", "10:00", None])),
)


def _races(places: dict[str, tuple[int, int, str | None]]) -> list[Swim]:
    return [race(number, heat=heat, lane=lane, starts_at=start) for number, (heat, lane, start) in places.items()]


@given(PLACES, PLACES)
def test_only_the_newer_sheets_races_are_shown_and_every_difference_is_told_once(
    older: dict[str, Any], newer: dict[str, Any]
) -> None:
    result = both(_races(older), _races(newer))

    assert {str(one.event): (one.heat, one.lane, one.starts_at) for one in result.races} == newer
    different = {number for number in {*older, *newer} if older.get(number) != newer.get(number)}
    assert sorted(str(number) for number, _, _ in said(result)) == sorted(different)


@given(PLACES)
def test_the_same_sheet_once_more_changes_nothing(places: dict[str, Any]) -> None:
    assert both(_races(places), _races(places)).changes == ()
