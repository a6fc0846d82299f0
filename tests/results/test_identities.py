"""Swimmers who share a name."""

import re

import pytest

from heatsync.heatsheet.swims import Swim
from heatsync.results.arranging import result_of
from tests.heatsheet.sheets import JANE
from tests.results.results import result, sheet, swim


def swimmers(*swims: Swim) -> int:
    return len(result(*swims).identities)


@pytest.mark.parametrize(
    "other",
    [
        swim(event="2", team="ABC-PV"),
        swim(event="2", team="abc"),
        swim(event="2", age=None),
        swim(event="2", team=None),
        swim(event="2", name="Jane Example"),
        swim(event="2", name="Example, Jane M"),
        swim(event="2", team="ABC Swimmers", relay="A", leg=1, age=None),
    ],
)
def test_one_swimmer_printed_in_two_ways_is_one(other: Swim) -> None:
    assert swimmers(swim(), other) == 1


def test_a_teams_name_cut_by_its_column_is_the_same_team() -> None:
    assert swimmers(swim(team="Example Aquatics"), swim(event="2", team="Example Aquatics Club")) == 1


@pytest.mark.parametrize(
    "other",
    [
        swim(event="2", team="XYZ"),
        swim(event="2", age=10),
        swim(event="2", team="ABCDE"),
        swim(event="2", birth_year=2012),
    ],
)
def test_another_team_or_age_is_another_swimmer(other: Swim) -> None:
    assert swimmers(swim(birth_year=2013), other) == 2


def test_other_initials_are_another_swimmer() -> None:
    assert swimmers(swim(name="Example, Jane M"), swim(event="2", name="Example, Jane K")) == 2


def test_all_races_are_shown_until_one_swimmer_is_chosen() -> None:
    both = result(swim(), swim(event="2"), swim(event="3", team="XYZ", age=10))

    assert (both.total_races, both.chosen) == (3, None)
    assert [(one.name, one.team, one.age, one.races) for one in both.identities] == [
        ("Jane Example", "ABC", 12, 2),
        ("Jane Example", "XYZ", 10, 1),
    ]


def test_the_chosen_swimmers_races_are_shown_alone() -> None:
    sheets = [sheet(swim(), swim(event="2"), swim(event="3", team="XYZ", age=10))]
    mine, other = result_of(JANE, sheets).identities

    assert [race.event for race in result_of(JANE, sheets, who=mine.key).races] == ["12", "2"]
    assert [race.event for race in result_of(JANE, sheets, who=other.key).races] == ["3"]
    assert result_of(JANE, sheets, who=other.key).chosen == other.key
    assert result_of(JANE, sheets, who=other.key).groups[0].title == "Winter Cup (1 race)"


def test_a_race_that_may_be_either_swimmers_is_shown_to_both() -> None:
    sheets = [sheet(swim(), swim(event="2", team="XYZ", age=10), swim(event="3", team=None, age=None))]

    for identity in result_of(JANE, sheets).identities:
        assert "3" in [race.event for race in result_of(JANE, sheets, who=identity.key).races]


def test_a_key_nobody_has_shows_nobodys_races_but_who_there_is() -> None:
    nobodys = result_of(JANE, [sheet(swim())], who="nobody")

    assert (nobodys.total_races, nobodys.chosen, nobodys.choice_is_lost) == (0, None, True)
    assert len(nobodys.identities) == 1


def test_a_key_tells_nothing_of_the_child() -> None:
    keys = [one.key for one in result(swim(birth_year=2013), swim(event="2", team="XYZ")).identities]

    assert all(re.fullmatch("[0-9a-f]{12}", key) for key in keys)


@pytest.mark.parametrize(
    "other", [swim(event="2", team="XYZ"), swim(event="2", age=10), swim(event="2", name="Example, Jane K")]
)
def test_each_of_several_swimmers_has_a_key_of_her_own(other: Swim) -> None:
    assert len({one.key for one in result(swim(name="Example, Jane M"), other).identities}) == 2


def test_a_further_sheet_changes_no_key() -> None:
    (before,) = result(swim()).identities
    (after,) = result_of(JANE, [sheet(swim(event="1", team=None, age=None)), sheet(swim())]).identities

    assert before.key == after.key
