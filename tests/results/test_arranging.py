"""Sheets become groups, in order of date and time."""

import pytest

from heatsync.heatsheet.swims import Near
from heatsync.results.arranging import result_of
from heatsync.results.result import Proof
from tests.heatsheet.sheets import JANE
from tests.results.results import SUNDAY, result, sheet, swim


def test_a_sheet_is_a_group_that_says_how_many_races_it_has() -> None:
    (group,) = result(swim(), swim(event="13")).groups

    assert group.title == "Winter Cup (2 races)"
    assert (group.session, group.filename, group.venue) == ("Saturday", "saturday.pdf", "Example Pool")


def test_each_session_of_a_sheet_is_a_group_of_its_own() -> None:
    sunday = swim(event="30", session="Sunday", session_index=1, date=SUNDAY)
    groups = result(sunday, swim()).groups

    assert [(group.session, group.title) for group in groups] == [
        ("Saturday", "Winter Cup (1 race)"),
        ("Sunday", "Winter Cup (1 race)"),
    ]
    assert len({group.anchor for group in groups}) == 2


def test_a_session_on_two_sheets_is_one_group() -> None:
    sheets = [sheet(swim(event="13", starts_at="10:00")), sheet(swim(), filename="ranks.pdf")]
    (group,) = result_of(JANE, sheets).groups

    assert [race.event for race in group.swims] == ["12", "13"]


def test_sessions_of_two_meets_on_one_day_stay_apart() -> None:
    assert len(result_of(JANE, [sheet(swim()), sheet(swim(event="3"), meet="Spring Cup")]).groups) == 2


def test_where_a_sheet_names_no_session_each_has_its_own_group() -> None:
    nameless = swim(session=None, session_index=None)

    assert len(result_of(JANE, [sheet(nameless), sheet(swim(event="3", session=None))]).groups) == 2


def test_sessions_of_one_day_without_names_are_numbered() -> None:
    morning, afternoon = (swim(event=str(at), session=None, session_index=at) for at in range(2))
    sunday = swim(event="9", session=None, session_index=2, date=SUNDAY)

    assert [group.number for group in result(morning, afternoon, sunday).groups] == [1, 2, None]
    assert [group.number for group in result(swim()).groups] == [None]


@pytest.mark.parametrize(
    ("sessions", "anchors"),
    [
        (["Session 3 - Saturday", "Session 4 - Sunday"], ["session-3", "session-4"]),
        (["7", "Abschnitt 8"], ["session-7", "session-8"]),
        (["Saturday 14 March", "Sunday 15 March"], ["session-1", "session-2"]),
        (["Session 3", "Sunday"], ["session-1", "session-2"]),
    ],
)
def test_a_group_can_be_linked_to_by_the_number_of_its_session(sessions: list[str], anchors: list[str]) -> None:
    first, second = sessions
    sunday = swim(event="30", session=second, session_index=1, date=SUNDAY)

    assert [group.anchor for group in result(swim(session=first), sunday).groups] == anchors


def test_sessions_of_one_number_are_counted_by_us() -> None:
    sheets = [sheet(swim(session="Session 3")), sheet(swim(session="Session 3"), meet="Spring Cup")]

    assert [group.anchor for group in result_of(JANE, sheets).groups] == ["session-1", "session-2"]


def test_it_is_said_how_often_the_name_is_printed_where_every_line_was_understood() -> None:
    sheets = [sheet(swim(), printed=(7, 3, 7)), sheet(filename="b.pdf", printed=(1,), missed=(2,)), sheet()]

    assert result_of(JANE, sheets).proofs == (Proof("saturday.pdf", 3, (3, 7)),)


def test_a_sheet_without_a_meets_name_is_called_by_its_file() -> None:
    assert result(swim(), meet=None).groups[0].title == "saturday.pdf (1 race)"


def test_races_are_in_order_of_time_and_one_without_stays_where_it_is_printed() -> None:
    races = swim(event="1", starts_at="11:00"), swim(event="2", starts_at="09:00"), swim(event="3", starts_at=None)

    assert [race.event for race in result(*races).races] == ["2", "3", "1"]


def test_a_race_after_midnight_is_the_last() -> None:
    races = swim(event="1", starts_at="00:10", date=SUNDAY), swim(event="2", starts_at="23:50")

    assert [race.event for race in result(*races).races] == ["2", "1"]


def test_sheets_are_in_order_of_their_dates() -> None:
    sunday = sheet(swim(event="30", date=SUNDAY, session="Sunday"), filename="sunday.pdf")

    assert [group.filename for group in result_of(JANE, [sunday, sheet(swim())]).groups] == [
        "saturday.pdf",
        "sunday.pdf",
    ]


def test_all_meets_are_named_once() -> None:
    sheets = [sheet(swim(event="1")), sheet(swim(event="2")), sheet(swim(event="3"), meet="Spring Cup")]

    assert result_of(JANE, sheets).meets == ("Winter Cup", "Spring Cup")


def test_a_warning_says_which_sheet_it_is_about_where_there_are_several() -> None:
    warned = sheet(warnings=("Look at page 3.",))
    failed = sheet(filename="sunday.pdf", problem="This sheet could not be read.")

    assert result_of(JANE, [warned]).warnings == ("Look at page 3.",)
    assert result_of(JANE, [warned, failed]).warnings == (
        "saturday.pdf: Look at page 3.",
        "sunday.pdf: This sheet could not be read.",
    )


def test_near_names_are_offered_once_where_no_sheet_has_a_race() -> None:
    near = sheet(near=(Near("Janet Example", "ABC", 12),))

    assert result_of(JANE, [near, near]).near == (Near("Janet Example", "ABC", 12),)
    assert result_of(JANE, [near, near]).warnings == ()


def test_a_sheet_without_a_race_warns_of_its_near_names_where_another_has_one() -> None:
    near = sheet(near=(Near("Jane Ada Example", "ABC", 12), Near("Janet Example")), filename="s2.pdf")
    both = result_of(JANE, [sheet(swim()), near])

    assert both.near == ()
    assert both.warnings == ("s2.pdf: nobody of that name. Did you mean Jane Ada Example (ABC, 12) or Janet Example?",)
