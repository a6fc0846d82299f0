"""The same race on two sheets."""

import datetime

import pytest

from heatsync.heatsheet.swims import Swim
from heatsync.results.arranging import result_of
from heatsync.results.result import Result
from tests.heatsheet.sheets import JANE, SATURDAY
from tests.results.results import SUNDAY, sheet, swim


def two_sheets(one: Swim, other: Swim) -> Result:
    return result_of(JANE, [sheet(one), sheet(other, filename="all.pdf")])


def test_a_race_on_two_sheets_is_shown_once_and_says_so() -> None:
    (race,) = two_sheets(swim(), swim(page=40, session="All events", session_index=3)).races

    assert (race.filename, race.also_on) == ("saturday.pdf", ("all.pdf",))


def test_the_sheet_that_prints_the_time_is_shown() -> None:
    (race,) = two_sheets(swim(starts_at=None), swim()).races
    assert (race.filename, race.starts_at) == ("all.pdf", "09:12")

    (race,) = two_sheets(swim(starts_at="09:20", estimated=True), swim()).races
    assert (race.starts_at, race.estimated) == ("09:12", False)


def test_a_psych_sheets_rank_is_the_race_whose_heat_is_known() -> None:
    (race,) = two_sheets(swim(heat=None, of=None, lane=None, rank=7, starts_at=None, date=None), swim()).races

    assert (race.heat, race.also_on) == (3, ("saturday.pdf",))


@pytest.mark.parametrize(
    "other",
    [
        swim(heat=4),
        swim(lane=5),
        swim(event="13"),
        swim(event_name="Girls 100 Back"),
        swim(round="Finals"),
        swim(date=SUNDAY),
        swim(relay="A", leg=2),
        swim(age=10),
        swim(team="XYZ"),
    ],
)
def test_races_that_differ_in_anything_are_two(other: Swim) -> None:
    assert two_sheets(swim(), other).total_races == 2


def test_the_other_child_of_one_name_keeps_her_race_when_only_one_of_them_has_a_heat() -> None:
    ranked = {"heat": None, "of": None, "lane": None, "starts_at": None}
    psych = sheet(swim(age=10, rank=1, **ranked), swim(age=12, team="XYZ", rank=2, **ranked), filename="psych.pdf")
    races = result_of(JANE, [psych, sheet(swim(age=10))]).races

    assert [(race.team, race.heat, race.also_on) for race in races] == [("XYZ", None, ()), ("ABC", 3, ("psych.pdf",))]


@pytest.mark.parametrize(("meet", "date", "total"), [(None, None, 2), ("Winter Cup", None, 1), (None, SATURDAY, 1)])
def test_sheets_are_of_one_meet_only_where_its_name_or_the_day_says_so(
    meet: str | None, date: datetime.date | None, total: int
) -> None:
    weeks = [sheet(swim(date=date), meet=meet, meet_start=None, filename=f"week{number}.pdf") for number in (1, 2)]

    assert result_of(JANE, weeks).total_races == total


def test_sheets_of_two_meets_on_one_day_are_not_merged() -> None:
    assert result_of(JANE, [sheet(swim()), sheet(swim(), meet="Spring Cup")]).total_races == 2


def test_sessions_that_count_their_events_from_1_again_have_races_of_their_own() -> None:
    again = sheet(swim(date=None), swim(date=None, session_index=1))

    assert result_of(JANE, [again]).total_races == 2


def test_a_page_that_is_in_a_sheet_twice_gives_each_race_once() -> None:
    (race,) = result_of(JANE, [sheet(swim(), swim(page=12))]).races

    assert (race.page, race.also_on) == (2, ())
