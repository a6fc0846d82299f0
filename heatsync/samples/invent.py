"""Meets that never were: a Program without its paper, from a seeded Random.

Where a line is printed, its drawer fills in: ``page``, ``line`` and ``box`` are empty here. Each layout can say only
some things (Hy-Tek no start of a session, EasyWk no legs), so each has its own inventor.
"""

import datetime
from collections.abc import Iterator, Sequence
from itertools import count, pairwise, product
from random import Random
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Heat, Leg, Meet, Program, Session
from heatsync.samples import people

SATURDAY = datetime.date(2026, 3, 14)
_AGES = {
    "8 & Under": range(9), "9-10": range(9, 11), "11-12": range(11, 13), "13 & Over": range(13, 99), "Open": range(99),
    "11 Year Olds": range(11, 12),
}  # fmt: skip
_GIRLS = {"Girls": True, "Boys": False, "Mixed": None, "weiblich": True, "männlich": False, "mixed": None}
"""Who swims there: girls, boys, or all."""
_COURSES = ("Yard", "SC Meter", "LC Meter")
_RACES = (
    (50, "Freestyle"), (100, "Backstroke"), (100, "Breaststroke"), (50, "Butterfly"), (200, "Medley"),
    (400, "Freestyle"),
)  # fmt: skip
_GERMAN = {
    "Freestyle": "Freistil", "Backstroke": "Rücken", "Breaststroke": "Brust", "Butterfly": "Schmetterling",
    "Medley": "Lagen",
}  # fmt: skip
_SESSIONS = ("Saturday Morning", "Saturday Afternoon", "Sunday Morning", "Sunday Afternoon")
_Race: TypeAlias = tuple[str, str, tuple[int, str]]


class Size(NamedTuple):
    """How big a meet is, and what its sheet prints."""

    sessions: int = 1
    events: int = 4
    swimmers: int = 24
    lanes: int = 6
    starts: bool = True
    legs: bool = True
    ranked: bool = False
    longest: int = 28


def hytek(random: Random, size: Size) -> Program:
    """A meet as a Hy-Tek program prints it: on one day, or two sessions a day; relays last."""
    return _Hytek(random, size).meet()


def easywk(random: Random, size: Size) -> Program:
    """A meet as EasyWk's Meldeergebnis prints it: sessions with dates and hours, each heat with its start."""
    return _EasyWk(random, size).meet()


class _Inventor:
    software: str
    venue: str | None = None
    genders: tuple[str, ...]
    field: list[people.Person]

    def __init__(self, random: Random, size: Size) -> None:
        self.random, self.size = random, size
        self.numbers = count(random.choice((1, 101)))
        self.course = random.choice(_COURSES)
        self.round: str | None = None
        self.minute = 0
        self.races: list[_Race] = []

    def meet(self) -> Program:
        sessions = tuple(self.session(index) for index in range(self.size.sessions))
        return Program(
            kind="heat_sheet",
            software=self.software,
            pages=0,
            coverage=1.0,
            meet=Meet(name=self.name(), start=sessions[0].date, end=sessions[-1].date, venue=self.venue),
            sessions=sessions,
            events=tuple(event for index in range(len(sessions)) for event in self.events(index)),
        )

    def name(self) -> str:
        raise NotImplementedError

    def session(self, index: int) -> Session:
        raise NotImplementedError

    def race(self, session: int) -> Event:
        raise NotImplementedError

    def relay(self, session: int) -> Event:
        raise NotImplementedError

    def events(self, session: int) -> Iterator[Event]:
        self.minute = (9 * 60, 14 * 60 + 25)[session % 2] + self.random.randint(0, 40)
        relays = max(1, self.size.events // 6) if self.size.events > 2 else 0
        for position in range(self.size.events):
            yield self.race(session) if position < self.size.events - relays else self.relay(session)

    def next_race(self) -> "_Race":
        """Another race than those before, until all have been."""
        if not self.races:
            self.races = list(product(self.genders, _AGES, _RACES))
            self.random.shuffle(self.races)
        return self.races.pop()

    def eligible(self, gender: str, ages: range) -> list[people.Person]:
        """Who may swim that; everybody where nobody may, so that no event is empty."""
        girls = _GIRLS[gender]
        return [who for who in self.field if who.age in ages and girls in (None, who.girl)] or self.field

    def some(self, field: Sequence[people.Person]) -> list[people.Person]:
        return self.random.sample(field, self.random.randint(1, min(len(field), 3 * self.size.lanes)))

    def heats(self, entries: Sequence[Entry]) -> tuple[Heat, ...]:
        """As few heats as hold them, the first one short: it gets what is left over."""
        lanes = self.size.lanes
        number = -(-len(entries) // lanes)
        cuts = [0, *range(len(entries) - lanes * (number - 1), len(entries) + 1, lanes)]
        return tuple(
            Heat(number=index, of=number, round=self.round, starts_at=self.start(), entries=self.seeded(entries[a:b]))
            for index, (a, b) in enumerate(pairwise(cuts), start=1)
        )

    def seeded(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        lanes = sorted(self.random.sample(range(1, self.size.lanes + 1), len(entries)))
        return tuple(replace(entry, lane=lane) for lane, entry in zip(lanes, entries, strict=True))

    def start(self) -> str | None:
        self.minute += self.random.randint(1, 3)
        return f"{self.minute // 60:02}:{self.minute % 60:02}" if self.size.starts else None

    def hundredths(self, distance: int) -> int:
        return round(distance * self.random.uniform(58, 110))


class _Hytek(_Inventor):
    software = "Hy-Tek Meet Manager"
    genders = ("Girls", "Boys", "Mixed")

    def __init__(self, random: Random, size: Size) -> None:
        super().__init__(random, size)
        self.field = people.swimmers(random, size.swimmers, size.longest)
        self.round = random.choice(("Finals", "Prelims", "Timed Finals"))

    def name(self) -> str:
        return f"{self.random.randint(4, 40)}th Otter Creek Invitational"

    def session(self, index: int) -> Session:
        name = _SESSIONS[index] if self.size.sessions > 1 else "All Events"
        return Session(name=name, date=SATURDAY + datetime.timedelta(days=index // 2))

    def race(self, session: int) -> Event:
        gender, ages, (distance, stroke) = self.next_race()
        entries = [
            self.swum(distance, Entry(name=who.name, page=0, line="", box=(0, 0, 0, 0), age=who.age, team=who.team))
            for who in self.some(self.eligible(gender, _AGES[ages]))
        ]
        listed = self.size.ranked and distance >= 400
        return Event(
            name=f"{gender} {ages} {distance} {self.course} {'IM' if stroke == 'Medley' else stroke}",
            number=str(next(self.numbers)),
            session=session,
            distance=distance,
            stroke=stroke,
            heats=() if listed else self.heats(entries),
            ranked=_ranked(entries) if listed else (),
        )

    def relay(self, session: int) -> Event:
        gender, ages = self.random.choice(self.genders), self.random.choice(("11-12", "13 & Over", "Open"))
        stroke = self.random.choice(("Freestyle", "Medley"))
        field = self.eligible(gender, _AGES[ages])
        entries = [
            self.swum(
                200,
                Entry(
                    name=team, page=0, line="", box=(0, 0, 0, 0), team=team, relay=letter, legs=self.legs(team, field)
                ),
            )
            for team in sorted({who.team for who in self.field})
            for letter in "AB"[: self.random.randint(0, 2)]
        ] or [self.swum(200, Entry(name="PIKE", page=0, line="", box=(0, 0, 0, 0), team="PIKE", relay="A"))]
        return Event(
            name=f"{gender} {ages} 200 {self.course} {stroke} Relay",
            number=str(next(self.numbers)),
            session=session,
            relay=True,
            distance=200,
            stroke=stroke,
            heats=self.heats(entries),
        )

    def legs(self, team: str, field: Sequence[people.Person]) -> tuple[Leg, ...]:
        mates = [who for who in field if who.team == team]
        if not self.size.legs or len(mates) < 4:
            return ()
        return tuple(
            Leg(leg=place, name=who.name, age=who.age) for place, who in enumerate(self.random.sample(mates, 4), 1)
        )

    def swum(self, distance: int, entry: Entry) -> Entry:
        chance = self.random.random()
        if chance < 0.08:
            return replace(entry, seed_time=self.random.choice(("NT", "NP")))
        minutes, rest = divmod(self.hundredths(distance), 6000)
        seed = f"{minutes}:{rest / 100:05.2f}" if minutes else f"{rest / 100:.2f}"
        return replace(entry, seed_time=seed + ("Y" if chance > 0.92 else ""), exhibition=0.08 < chance < 0.14)


class _EasyWk(_Inventor):
    software = "EasyWk"
    genders = ("weiblich", "männlich", "mixed")
    venue = '"Otterbad" - Schwimmhalle, Biberweg 5, Otterbach, 99999'

    def __init__(self, random: Random, size: Size) -> None:
        super().__init__(random, size)
        self.field = people.schwimmer(random, size.swimmers)

    def name(self) -> str:
        return f"{self.random.randint(4, 40)}. Otterbacher Frühjahrsschwimmen"

    def session(self, index: int) -> Session:
        return Session(
            name=f"Abschnitt {index + 1}",
            date=SATURDAY + datetime.timedelta(days=index // 2),
            starts_at=("09:30", "14:20")[index % 2],
            warm_up=("08:15", "13:15")[index % 2],
        )

    def race(self, session: int) -> Event:
        gender, _, (distance, stroke) = self.next_race()
        entries = [self.gemeldet(distance, who) for who in self.some(self.eligible(gender, range(2999)))]
        listed = self.size.ranked and distance >= 400
        out = len(entries) > 2 and not listed and self.random.random() < 0.4
        return Event(
            name=f"{distance}m {_GERMAN[stroke]} {gender}",
            number=str(next(self.numbers)),
            session=session,
            distance=distance,
            stroke=stroke,
            heats=() if listed else self.heats(entries[1:] if out else entries),
            ranked=_ranked(entries) if listed else (),
            withdrawn=(entries[0],) if out else (),
        )

    def relay(self, session: int) -> Event:
        clubs = people.clubs(self.random, self.random.randint(1, 6))
        entries = [
            replace(self.gemeldet(200, people.Person(club, False, 0, club)), relay=self.random.choice("112"))
            for club in clubs
        ]
        return Event(
            name=f"4x50m Freistil {self.random.choice(self.genders)}",
            number=str(next(self.numbers)),
            session=session,
            relay=True,
            distance=200,
            stroke="Freestyle",
            heats=self.heats(entries),
        )

    def gemeldet(self, distance: int, who: people.Person) -> Entry:
        minutes, rest = divmod(self.hundredths(distance), 6000)
        seed = f"{minutes:02}:{rest / 100:05.2f}".replace(".", ",") if self.random.random() > 0.08 else None
        return Entry(
            name=who.name, page=0, line="", box=(0, 0, 0, 0), birth_year=who.age or None, team=who.team, seed_time=seed
        )


def _ranked(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(replace(entry, rank=rank) for rank, entry in enumerate(entries, start=1))
