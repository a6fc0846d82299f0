"""A session report beside a sheet of its meet fills the sheet's gaps, and nothing else."""

import datetime

from msgspec.structs import replace

from heatsync.heatsheet import read
from heatsync.heatsheet.clock import start_times
from heatsync.heatsheet.days import NO_DATE, unknown_day
from heatsync.heatsheet.program import Meet, Session
from heatsync.heatsheet.swims import find
from heatsync.heatsheet.timeline import fill, filled
from heatsync.samples import variants
from tests.heatsheet.sheets import JANE, entry, event, heat, program

FRIDAY, SUNDAY = datetime.date(2026, 7, 17), datetime.date(2026, 7, 19)
CUP = Meet("Otter Cup", FRIDAY, SUNDAY)
PRELIMS, FINALS = Session("Friday Prelims", FRIDAY, "08:30"), Session("Sunday Finals", SUNDAY, "17:00")
REPORT = program(
    event(number="1", starts_at="08:30"),
    event(number="2", starts_at="08:52"),
    event(number="2", starts_at="17:00", session=1),
    event(number="3", starts_at="17:10", session=1),
    kind="session_report",
    meet=replace(CUP, name="OTTER CUP, Sanction #: OC-26-112"),
    sessions=(PRELIMS, FINALS),
)
FIRST, SECOND, THIRD = (event(heat(entry()), heat(entry(), number=2), number=number) for number in "123")


def test_starts_of_sessions_and_events_are_filled_in() -> None:
    sheet = program(FIRST, SECOND, meet=CUP, sessions=(Session("Friday prelims"),))
    found = fill(sheet, REPORT)

    assert found.sessions == (replace(PRELIMS, name="Friday prelims"),)
    assert [(event.starts_at, event.planned) for event in found.events] == [("08:30", True), ("08:52", True)]


def test_what_the_sheet_prints_itself_is_kept() -> None:
    printed = event(heat(entry(), starts_at="08:47"), number="2")
    sheet = program(printed, meet=CUP, sessions=(Session("Friday Prelims", FRIDAY, "08:15"),))

    assert fill(sheet, REPORT) == sheet


def test_a_planned_start_is_an_estimate_with_a_range_and_a_reason() -> None:
    found = fill(program(FIRST, SECOND, meet=CUP, sessions=(Session("Friday Prelims"),)), REPORT)
    start = start_times(found)[1, 1]

    assert (start.starts_at, start.estimated, start.earliest, start.latest) == ("08:53", True, "08:51", "09:00")
    assert start.reason == "from the session report's start of event 2 at 08:52, 1 heat before"


def test_a_session_that_could_be_on_any_day_gets_its_day_and_loses_its_warning() -> None:
    doubt = unknown_day("Prelims")
    sheet = program(FIRST, meet=CUP, sessions=(Session("Prelims", FRIDAY),), warnings=(doubt, "Something else."))
    report = replace(REPORT, sessions=(replace(PRELIMS, name="Prelims", date=SUNDAY), FINALS))

    assert fill(sheet, report).sessions[0].date == SUNDAY
    assert fill(sheet, report).warnings == ("Something else.",)


def test_a_sheet_without_a_date_that_gets_its_days_loses_its_warning() -> None:
    sheet = program(FIRST, meet=CUP, sessions=(Session("Friday Prelims"),), warnings=(NO_DATE,))

    assert fill(sheet, REPORT).warnings == ()
    assert fill(sheet, replace(REPORT, sessions=(replace(PRELIMS, date=None), FINALS))).warnings == (NO_DATE,)


def test_two_papers_that_do_not_agree_on_the_day_are_a_warning() -> None:
    sheet = program(FIRST, meet=CUP, sessions=(Session("Friday Prelims", SUNDAY),))
    (warning,) = fill(sheet, REPORT).warnings

    assert fill(sheet, REPORT).sessions[0].date == SUNDAY
    assert "July 17" in warning
    assert "July 19" in warning


def test_events_of_a_sheet_without_sessions_go_to_those_of_the_report() -> None:
    sheet = program(FIRST, SECOND, THIRD, meet=CUP, sessions=(Session("All Events", FRIDAY),))
    found = fill(sheet, REPORT)
    days = [found.sessions[event.session or 0].date for event in found.events]

    assert days == [FRIDAY, FRIDAY, SUNDAY]
    assert [event.starts_at for event in found.events] == ["08:30", None, "17:10"], "the second is swum in both"


def test_a_combined_event_starts_with_the_earlier_of_its_two() -> None:
    sheet = program(replace(FIRST, number="1 / 2"), meet=CUP, sessions=(Session("Friday Prelims"),))

    assert fill(sheet, REPORT).events[0].starts_at == "08:30"


def test_another_race_of_that_number_is_not_taken_for_it() -> None:
    sheet = program(replace(FIRST, distance=400), meet=CUP, sessions=(Session("Friday Prelims"),))

    assert fill(sheet, REPORT).events[0].starts_at is None


def test_a_report_of_another_meet_or_year_fills_nothing() -> None:
    sheet = program(FIRST, SECOND, meet=CUP, sessions=(Session("Friday Prelims"),))
    last_year = Meet("Otter Cup", FRIDAY.replace(year=2025), SUNDAY.replace(year=2025))

    assert fill(sheet, replace(REPORT, meet=Meet("Heron Cup"))) == sheet
    assert fill(sheet, replace(REPORT, meet=last_year)) == sheet


def test_a_meet_of_another_name_is_known_by_its_dates_and_events() -> None:
    sheet = program(FIRST, SECOND, meet=replace(CUP, name="Summer Cup"), sessions=(Session("Friday Prelims"),))

    assert fill(sheet, REPORT).events[0].starts_at == "08:30"


def test_a_heat_that_swims_in_another_session_gets_no_time_and_takes_none() -> None:
    moved = heat(entry(), swims_with="Finals")
    sheet = program(event(moved, heat(entry(), number=2)), meet=CUP, sessions=(Session("Friday Prelims"),))
    found = find(fill(sheet, REPORT), JANE)

    assert [swim.starts_at for swim in found.swims] == [None, "08:30"]
    assert [warning for warning in found.warnings if "swims with Finals" in warning]


def test_papers_of_one_batch_fill_each_other() -> None:
    drawn = [read(variants.VARIANTS[name]().pdf) for name in ("licence-on-its-own-line", "session-report")]
    sheet, report = filled(drawn)

    assert report == drawn[1]
    assert [session.starts_at for session in sheet.sessions] == ["17:00", "08:30"]
    assert [event.starts_at for event in sheet.events] == ["17:00", None, "08:30"]
