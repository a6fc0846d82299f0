"""Latin-American meets: sessions with hours, events in Spanish and English, first names and two surnames."""

import datetime
from collections.abc import Mapping
from random import Random

from msgspec.structs import replace

from heatsync.heatsheet.program import Event, Program, Session
from heatsync.samples import people
from heatsync.samples.invent.inventor import FIRST_STARTS, SATURDAY, Inventor, Size, unprinted

_STROKES = {
    "Freestyle": "Libre/{distance}m Free", "Backstroke": "Espalda/{distance}m Back",
    "Breaststroke": "Pecho/{distance}m Breast", "Butterfly": "Mariposa/{distance}m Fly",
    "Medley": "Combinado/{distance}m IM",
}  # fmt: skip


class Latin(Inventor):
    """A meet whose program is on the web."""

    girls: Mapping[str, bool | None] = {"F": True, "M": False, "X": None}
    ages: Mapping[str, range] = {
        "11Y - 12Y": range(11, 13), "13Y - 14Y - 15Y": range(13, 16), "Open": range(99),
    }  # fmt: skip

    def __init__(self, random: Random, size: Size) -> None:
        super().__init__(random, size, [_turned(who) for who in people.swimmers(random, size.swimmers, size.longest)])
        self.listed_from = 9999

    def meet(self) -> Program:
        """The meet; no page says on which days all of it is."""
        meet = super().meet()
        events = tuple(
            replace(event, heats=tuple(replace(heat, of=None) for heat in event.heats)) for event in meet.events
        )
        return replace(meet, meet=replace(meet.meet, start=None, end=None), events=events)

    def name(self) -> str:
        return f"{self.random.randint(4, 20)} Copa Nutria"

    def session(self, index: int) -> Session:
        day = SATURDAY + datetime.timedelta(days=index // 2)
        return Session(date=day, starts_at=f"{FIRST_STARTS[index % 2]:%H:%M}", warm_up=("08:15", "13:15")[index % 2])

    def race(self, session: int) -> Event:
        gender, ages, (distance, stroke) = self.next_race()
        event = Event(
            name=f"{ages} | {gender} {distance}m {_STROKES[stroke].format(distance=distance)}",
            number=str(next(self.numbers)),
            session=session,
            distance=distance,
            stroke=stroke,
        )
        entries = [
            unprinted(
                name=who.name, age=self.random.choice((who.age, None)), team=who.team, seed_time=self.seed(distance)
            )
            for who in self.some(self.eligible(gender, self.ages[ages]))
        ]
        return self.filled(event, entries)

    def relay(self, session: int) -> Event:
        return self.race(session)

    def seed(self, distance: int) -> str:
        """An entry time, or none."""
        minutes, seconds = self.minutes_and_seconds(distance)
        return "NT" if self.random.random() < 0.1 else f"{minutes}:{seconds:05.2f}" if minutes else f"{seconds:.2f}"


def _turned(who: people.Person) -> people.Person:
    last, _, first = who.name.partition(", ")
    return people.Person(f"{first} {last}", who.girl, who.age, who.team.lower())
