"""What all invented meets have in common: races, heats, lanes and a clock that goes on."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import count, pairwise, product
from random import Random
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Heat, Meet, Program, Session
from heatsync.samples.people import Person

SATURDAY = datetime.date(2026, 3, 14)
FIRST_STARTS = (datetime.time(9, 30), datetime.time(14, 20))
"""When the first and the second session of a day begin."""
RACES = (
    (50, "Freestyle"), (100, "Backstroke"), (100, "Breaststroke"), (50, "Butterfly"), (200, "Medley"),
    (400, "Freestyle"),
)  # fmt: skip
_LONG, _ENDLESS = 400, 9999
Race: TypeAlias = tuple[str, str, tuple[int, str]]
"""Gender and ages as they are called, distance and stroke."""

unprinted = partial(Entry, page=0, line="", box=(0, 0, 0, 0))
"""An entry that is on no paper yet."""


class Size(NamedTuple):
    """How big a meet is, and what its sheet prints: starts of heats, legs of relays, long events as ranked lists."""

    sessions: int = 1
    events: int = 4
    swimmers: int = 24
    lanes: int = 6
    starts: bool = True
    legs: bool = True
    ranked: bool = False
    longest: int = 28


class Inventor:
    """Invents one meet; the layouts differ in who swims, and in what is said of a session, a race and a relay."""

    software: str | None = None
    venue: str | None = None
    girls: Mapping[str, bool | None]
    """What the genders of an event are called, and who may swim then: girls, boys, or (None) all."""
    ages: Mapping[str, range]
    """What its ages are called."""

    def __init__(self, random: Random, size: Size, field: list[Person]) -> None:
        self.random, self.size, self.field = random, size, field
        self.numbers = count(random.choice((1, 101)))
        self.round: str | None = None
        self.listed_from = _LONG if size.ranked else _ENDLESS
        self._minute = 0
        self._races: list[Race] = []

    def meet(self) -> Program:
        """The meet."""
        sessions = tuple(self.session(index) for index in range(self.size.sessions))
        events = tuple(event for index in range(len(sessions)) for event in self._events(index))
        return Program(
            kind="heat_sheet" if any(event.heats for event in events) else "psych_sheet",
            software=self.software,
            pages=0,
            coverage=1.0,
            meet=Meet(name=self.name(), start=sessions[0].date, end=sessions[-1].date, venue=self.venue),
            sessions=sessions,
            events=events,
        )

    def name(self) -> str:
        """What the meet is called."""
        raise NotImplementedError

    def session(self, index: int) -> Session:
        """The meet's first, second … session."""
        raise NotImplementedError

    def race(self, session: int) -> Event:
        """An event of single swimmers."""
        raise NotImplementedError

    def relay(self, session: int) -> Event:
        """An event of teams."""
        raise NotImplementedError

    def _events(self, session: int) -> Iterator[Event]:
        self._minute = FIRST_STARTS[session % 2].hour * 60 + FIRST_STARTS[session % 2].minute
        relays = max(1, self.size.events // 6) if self.size.events > 2 else 0
        for position in range(self.size.events):
            yield self.race(session) if position < self.size.events - relays else self.relay(session)

    def next_race(self) -> Race:
        """Another race than those before, until all have been, that somebody may swim."""
        while True:
            if not self._races:
                self._races = list(product(self.girls, self.ages, RACES))
                self.random.shuffle(self._races)
            gender, ages, _ = race = self._races.pop()
            if self.eligible(gender, self.ages[ages]):
                return race

    def gender(self) -> str:
        """Some gender of an event."""
        return self.random.choice(list(self.girls))

    def eligible(self, gender: str, ages: range) -> list[Person]:
        """Who may swim that."""
        girls = self.girls[gender]
        return [who for who in self.field if who.age in ages and girls in (None, who.girl)]

    def some(self, field: Sequence[Person]) -> list[Person]:
        """Some of them, three heats at most."""
        return self.random.sample(field, self.random.randint(1, min(len(field), 3 * self.size.lanes)))

    def filled(self, event: Event, entries: Sequence[Entry]) -> Event:
        """The event with those entries: in heats and lanes, or ranked."""
        if (event.distance or 0) >= self.listed_from:
            return replace(event, ranked=tuple(replace(entry, rank=n) for n, entry in enumerate(entries, start=1)))
        return replace(event, heats=self._heats(entries))

    def _heats(self, entries: Sequence[Entry]) -> tuple[Heat, ...]:
        """As few heats as hold them, the first one short: it gets what is left over."""
        lanes = self.size.lanes
        number = -(-len(entries) // lanes)
        cuts = [0, *range(len(entries) - lanes * (number - 1), len(entries) + 1, lanes)]
        return tuple(
            Heat(number=index, of=number, round=self.round, starts_at=self._start(), entries=self._seeded(entries[a:b]))
            for index, (a, b) in enumerate(pairwise(cuts), start=1)
        )

    def _seeded(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        lanes = sorted(self.random.sample(range(1, self.size.lanes + 1), len(entries)))
        return tuple(replace(entry, lane=lane) for lane, entry in zip(lanes, entries, strict=True))

    def _start(self) -> str | None:
        minute = self._minute
        self._minute += self.random.randint(1, 3)
        return f"{minute // 60:02}:{minute % 60:02}" if self.size.starts else None

    def minutes_and_seconds(self, distance: int) -> tuple[int, float]:
        """How long somebody takes for that distance."""
        minutes, hundredths = divmod(round(distance * self.random.uniform(58, 110)), 6000)
        return minutes, hundredths / 100
