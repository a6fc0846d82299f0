"""Dates and times of day in every print."""

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatsync.heatsheet.moments import date_of, days_in_words, order_of, time_of

MINUTES = [datetime.time(minute // 60, minute % 60) for minute in range(24 * 60)]
DAYS = st.dates(datetime.date(2011, 1, 1), datetime.date(2039, 12, 31))


@pytest.mark.parametrize(
    "print_it",
    [
        lambda time: f"{time:%H:%M}",
        lambda time: f"{time.hour}:{time:%M}",
        lambda time: f"{time:%H.%M} Uhr",
        lambda time: f"{time.hour}h{time:%M}",
        lambda time: f"{time:%H%M}",
        lambda time: f"{time:%I:%M %p}",
        lambda time: f"{time:%I.%M}{'am' if time.hour < 12 else 'pm'}",
        lambda time: f"{time:%I:%M} {'a.m.' if time.hour < 12 else 'p.m.'}",
        lambda time: f"{time:%I:%M}{'a' if time.hour < 12 else 'p'}",
    ],
)
def test_every_minute_of_the_day_is_read(print_it: Callable[[datetime.time], str]) -> None:
    assert [time_of(print_it(time)) for time in MINUTES] == [f"{time:%H:%M}" for time in MINUTES]


@pytest.mark.parametrize("no_time", ["24:00", "9:60", "", None, "noon"])
def test_what_is_no_time_of_day_is_none(no_time: str | None) -> None:
    assert time_of(no_time) is None


@pytest.mark.parametrize(
    "print_it",
    [
        lambda day: f"{day:%Y-%m-%d}",
        lambda day: f"{day:%d.%m.%Y}",
        lambda day: f"{day.day}.{day.month}.{day:%y}",
        lambda day: f"{day:%d-%b-%y}",
        lambda day: f"{day:%Y-%b-%d}",
    ],
)
@given(day=DAYS)
def test_a_date_whose_print_tells_its_order_needs_no_other(
    print_it: Callable[[datetime.date], str], day: datetime.date
) -> None:
    assert date_of(print_it(day), None) == date_of(print_it(day), "month first") == day


def test_a_date_that_can_be_read_in_one_way_only_is_read_so_whatever_the_order() -> None:
    assert date_of("5/25/2026", "day first") == date_of("25/5/2026", "month first") == datetime.date(2026, 5, 25)


@given(first=DAYS, days=st.integers(0, 20))
def test_one_date_of_a_sheet_that_can_be_read_one_way_tells_of_all(first: datetime.date, days: int) -> None:
    both = first, first + datetime.timedelta(days)
    for order, print_it in (("day first", "%d/%m/%Y"), ("month first", "%m/%d/%Y")):
        printed = [f"{day:{print_it}}" for day in both]
        found = order_of(printed)
        assert found in (order, None)
        assert found is None or [date_of(text, found) for text in printed] == list(both)
        assert found or all(day.day <= 12 for day in both)


@pytest.mark.parametrize(
    "days",
    [
        "March 3-5, 2027",
        "Mar. 3 - 5 2027",
        "March 3rd to March 5th, 2027",
        "3-5 March 2027",
        "3.-5. März 2027",
        "3. bis 5. März 2027",
        "3 al 5 de marzo de 2027",
        "3 au 5 mars 2027",
        "3 a 5 de março de 2027",
    ],
)
def test_days_in_words_are_read_in_five_languages_and_leave_the_rest(days: str) -> None:
    march = (datetime.date(2027, 3, 3), datetime.date(2027, 3, 5), "Otter Cup")

    assert days_in_words(f"Otter Cup - {days}") == march
    assert days_in_words(f"{days}: Otter Cup".replace(":", " -")) == march


def test_days_in_words_may_be_of_two_months_or_only_one() -> None:
    july, august = datetime.date(2026, 7, 31), datetime.date(2026, 8, 3)

    for text in ("July 31 - August 3, 2026", "31 July - 3 August 2026"):
        assert days_in_words(text) == (july, august, "")
    assert days_in_words("Friday, July 31, 2026 at the pond") == (july, july, "Friday, at the pond")


@pytest.mark.parametrize(
    "text", ["Lane 3 Otter 2027", "50 Free 2027", "Otter Cup 2027", "Feb 30, 2027", "Team 5-3 May 2027"]
)
def test_no_other_words_before_a_year_are_days(text: str) -> None:
    assert days_in_words(text) is None
