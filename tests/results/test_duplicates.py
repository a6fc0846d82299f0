"""The same race on two sheets."""

import pytest

from heatsync.heatsheet.swims import Swim
from heatsync.results.arranging import result_of
from heatsync.results.result import Result
from tests.heatsheet.sheets import JANE
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
    ],
)
def test_races_that_differ_in_anything_are_two(other: Swim) -> None:
    assert two_sheets(swim(), other).total_races == 2


def test_sessions_that_count_their_events_from_1_again_have_races_of_their_own() -> None:
    again = sheet(swim(date=None), swim(date=None, session_index=1))

    assert result_of(JANE, [again]).total_races == 2


def test_a_page_that_is_in_a_sheet_twice_gives_each_race_once() -> None:
    (race,) = result_of(JANE, [sheet(swim(), swim(page=12))]).races

    assert (race.page, race.also_on) == (2, ())
