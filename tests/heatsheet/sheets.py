"""Small programs made by hand. The cast: Jane swims everything, Maya only relays, Sam is not there."""

import datetime
from typing import Any

from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Heat, Leg, Meet, Program, Session

JANE, MAYA, SAM = "Jane Example", "Maya Sample", "Sam Nowhere"
SATURDAY = datetime.date(2025, 7, 19)
BOX = (36.0, 100.0, 280.0, 109.0)


def entry(name: str = "Example, Jane", **printed: Any) -> Entry:
    line = f"{printed.get('lane', 4)} {name} {printed.get('seed_time', '1:05.32')}"
    usual = Entry(name=name, page=1, line=line, box=BOX, lane=4, age=12, team="ABC", seed_time="1:05.32")
    return replace(usual, **printed)


def team(*legs: str, **printed: Any) -> Entry:
    swimmers = tuple(Leg(leg=place, name=name, age=12) for place, name in enumerate(legs, start=1))
    return entry("ABC", relay="A", age=None, legs=swimmers, **printed)


def heat(*entries: Entry, number: int = 1, **printed: Any) -> Heat:
    return Heat(number=number, entries=entries, **printed)


def event(*heats: Heat, **printed: Any) -> Event:
    usual = Event(name="Girls 100 Free", number="1", session=0, distance=100, heats=heats)
    return replace(usual, **printed)


def program(*events: Event, **printed: Any) -> Program:
    usual = Program(
        kind="heat_sheet",
        software=None,
        pages=9,
        coverage=1.0,
        meet=Meet(name="Winter Cup", start=SATURDAY, end=SATURDAY),
        sessions=(Session(name="Saturday", date=SATURDAY, starts_at="09:00"),),
        events=events,
    )
    return replace(usual, **printed)
