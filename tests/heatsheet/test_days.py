"""Which day a session is on, and how sure that is."""

import datetime

import pytest

from heatsync.heatsheet.days import NO_DATE, dated
from heatsync.heatsheet.drafts import MeetDraft, SessionDraft
from heatsync.heatsheet.session_names import Hours, day_in, hours_in, number_of_day

FRIDAY, SUNDAY = datetime.date(2026, 6, 5), datetime.date(2026, 6, 7)


def draft(start: str, end: str | None, *sessions: str) -> MeetDraft:
    return MeetDraft("Otter Cup", start, end, sessions=[SessionDraft(name) for name in sessions])


def test_a_meet_of_three_days_is_not_taken_for_one_of_two_months() -> None:
    meet, _, doubts = dated(draft("5/6/2026", "7/6/2026", "All Events"), ())

    assert (meet.start, meet.end) == (FRIDAY, SUNDAY)
    assert not [doubt for doubt in doubts if "writes its date" in doubt]


def test_a_weekday_in_a_sessions_name_tells_how_the_date_is_written() -> None:
    day_first, _, _ = dated(draft("05/06/2026", None, "Viernes"), ())
    month_first, _, _ = dated(draft("05/06/2026", None, "Wednesday"), ())

    assert (day_first.start, month_first.start) == (FRIDAY, datetime.date(2026, 5, 6))


def test_a_date_that_can_be_read_both_ways_is_a_warning() -> None:
    _, _, doubts = dated(draft("05/06/2026", None, "All Events"), ())

    assert doubts == ("The sheet writes its date as 05/06/2026. We read it as May 6: please check.",)


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        ("1 Jornada Viernes 5 de Junio Cal 07:00 Comp 08:30", Hours("07:00", "08:30")),
        ("Friday Morning - warmup from 7.30am", Hours("07:30", None)),
        ("Saturday - Warm-up: 1:00 PM, Start: 2:15 PM", Hours("13:00", "14:15")),
        ("Samedi - échauffement 07:00 début à 08:30", Hours("07:00", "08:30")),
        ("Session 3", Hours(None, None)),
        ("Comp Team 10", Hours(None, None)),
    ],
)
def test_the_hours_in_a_sessions_name(name: str, hours: Hours) -> None:
    assert hours_in(name) == hours


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("1 Jornada Viernes 5 de Junio Cal 07:00", FRIDAY),
        ("June 7th Finals", SUNDAY),
        ("7. Juni", SUNDAY),
        ("Sexta 5 de Junho", FRIDAY),
        ("June 5 and June 7", None),
        ("June 9", None),
        ("Session 5", None),
    ],
)
def test_the_day_that_is_written_out_in_a_sessions_name(name: str, day: datetime.date | None) -> None:
    assert day_in(name, FRIDAY, SUNDAY) == day


def test_a_session_on_a_day_in_words_is_on_that_day_without_a_doubt() -> None:
    _, (session,), doubts = dated(draft("2026-06-05", "2026-06-07", "2 Jornada 6 de Junio Comp 16:00"), ())

    assert (session.date, session.starts_at, doubts) == (datetime.date(2026, 6, 6), "16:00", ())


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Day 2", 2),
        ("DAY 2 Finals", 2),
        ("2nd Day", 2),
        ("Second Day AM", 2),
        ("Tag 2", 2),
        ("2. Tag Vormittag", 2),
        ("Día 2", 2),
        ("Jour 2", 2),
        ("Day 10:30", None),
        ("Days 1 and 2", None),
        ("Day 1 and Day 2", None),
        ("Holiday 2", None),
        ("Session 2", None),
    ],
)
def test_the_number_of_the_day_in_a_sessions_name(name: str, number: int | None) -> None:
    assert number_of_day(name) == number


@pytest.mark.parametrize(("number", "day"), [(1, FRIDAY), (3, SUNDAY)])
def test_a_session_on_a_numbered_day_is_on_that_day_of_the_meet_without_a_doubt(
    number: int, day: datetime.date
) -> None:
    _, (session,), doubts = dated(draft("2026-06-05", "2026-06-07", f"Day {number}"), ())

    assert (session.date, doubts) == (day, ())


def test_a_numbered_day_that_the_meet_does_not_have_is_doubted() -> None:
    _, _, doubts = dated(draft("2026-06-05", "2026-06-07", "Day 4"), ())

    assert "does not say on which day session “Day 4” is swum" in doubts[0]


def test_a_sheet_that_prints_no_date_says_so() -> None:
    _, (session,), doubts = dated(MeetDraft("Otter Cup", sessions=[SessionDraft("Saturday")]), ())

    assert (session.date, doubts) == (None, (NO_DATE,))
