"""Each session is on its day, however the sheet writes dates; where that can be read in two ways there is a warning."""

import datetime
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from heatsync.heatsheet import read
from heatsync.heatsheet.program import Program
from heatsync.samples import hytek, invent
from heatsync.samples.invent import Size

SMALL = Size(sessions=4, events=1, swimmers=4)
WEEKS = st.integers(-300, 300)


def weeks_later(meet: Program, weeks: int) -> Program:
    by = datetime.timedelta(weeks=weeks)
    assert meet.meet.start
    assert meet.meet.end
    days = replace(meet.meet, start=meet.meet.start + by, end=meet.meet.end + by)
    sessions = tuple(replace(one, date=one.date + by) if one.date else one for one in meet.sessions)
    return replace(meet, meet=days, sessions=sessions)


def read_as_drawn(meet: Program, day: Callable[[datetime.date], str]) -> tuple[Program, Program]:
    paper = hytek.draw(meet, hytek.Style(day=day, records=False))
    return read(paper.pdf), paper.truth


@pytest.mark.parametrize(
    "day",
    [
        lambda day: f"{day.month}/{day.day}/{day.year}",
        lambda day: f"{day:%d/%m/%Y}",
        lambda day: f"{day:%d-%m-%Y}",
        lambda day: f"{day:%d.%m.%Y}",
        lambda day: f"{day:%Y-%m-%d}",
        lambda day: f"{day:%d-%b-%y}",
    ],
    ids=["month first", "day first", "day first with dashes", "with dots", "ISO", "in letters"],
)
@settings(max_examples=12, deadline=None, derandomize=True)
@given(weeks=WEEKS)
def test_the_days_of_a_weekend_are_right_in_every_print(day: Callable[[datetime.date], str], weeks: int) -> None:
    found, drawn = read_as_drawn(weeks_later(invent.hytek(Random(1), SMALL), weeks), day)
    assert (found.meet, found.sessions, found.warnings) == (drawn.meet, drawn.sessions, ())


@settings(max_examples=40, deadline=None, derandomize=True)
@given(weeks=WEEKS, day_first=st.booleans())
def test_the_day_of_a_meet_of_one_day_is_right_or_doubted(weeks: int, day_first: bool) -> None:
    meet = weeks_later(invent.hytek(Random(1), SMALL._replace(sessions=1)), weeks)
    found, drawn = read_as_drawn(meet, lambda day: f"{day:%d/%m/%Y}" if day_first else f"{day:%m/%d/%Y}")
    assert drawn.meet.start
    doubted = [warning for warning in found.warnings if "writes its date as" in warning]
    assert doubted or found.meet == drawn.meet
    assert bool(doubted) == (drawn.meet.start.day <= 12 and drawn.meet.start.day != drawn.meet.start.month)
