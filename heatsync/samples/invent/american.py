"""American meets: ages, teams with codes, relays with named legs."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Leg, Program, Session
from heatsync.samples import people
from heatsync.samples.invent.inventor import SATURDAY, Inventor, Size, unprinted

_FINALS = ("C - Final", "B - Final", "A - Final")
_SESSIONS = ("Saturday Morning", "Saturday Afternoon", "Sunday Morning", "Sunday Afternoon")


class American(Inventor):
    """A meet that Hy-Tek Meet Manager prints."""

    software = "Hy-Tek Meet Manager"
    girls: Mapping[str, bool | None] = {"Girls": True, "Boys": False, "Mixed": None}
    ages: Mapping[str, range] = {
        "8 & Under": range(9), "9-10": range(9, 11), "11-12": range(11, 13), "13 & Over": range(13, 99),
        "Open": range(99), "11 Year Olds": range(11, 12),
    }  # fmt: skip

    def __init__(self, random: Random, size: Size) -> None:
        super().__init__(random, size, people.swimmers(random, size.swimmers, size.longest))
        self.round = random.choice(("Finals", "Prelims", "Timed Finals"))
        self._course = random.choice(("Yard", "SC Meter", "LC Meter"))

    def name(self) -> str:
        return f"{self.random.randint(4, 20)}th Otter Creek Invitational"

    def session(self, index: int) -> Session:
        name = _SESSIONS[index] if self.size.sessions > 1 else "All Events"
        return Session(name=name, date=SATURDAY + datetime.timedelta(days=index // 2))

    def race(self, session: int) -> Event:
        gender, ages, (distance, stroke) = self.next_race()
        event = Event(
            name=f"{gender} {ages} {distance} {self._course} {'IM' if stroke == 'Medley' else stroke}",
            number=str(next(self.numbers)),
            session=session,
            distance=distance,
            stroke=stroke,
        )
        entries = [
            self._swum(distance, unprinted(name=who.name, age=who.age, team=who.team))
            for who in self.some(self.eligible(gender, self.ages[ages]))
        ]
        return self.filled(event, entries)

    def relay(self, session: int) -> Event:
        gender, ages = self.gender(), self.random.choice(("11-12", "13 & Over", "Open"))
        stroke = self.random.choice(("Freestyle", "Medley"))
        event = Event(
            name=f"{gender} {ages} 200 {self._course} {stroke} Relay",
            number=str(next(self.numbers)),
            session=session,
            relay=True,
            distance=200,
            stroke=stroke,
        )
        field = self.eligible(gender, self.ages[ages])
        entries = [entry for team in sorted({who.team for who in self.field}) for entry in self._teams(team, field)]
        return self.filled(event, entries)

    def _teams(self, team: str, field: Sequence[people.Person]) -> Iterator[Entry]:
        """One relay or two of that team, with the names of those who are known by now."""
        mates = [who for who in field if who.team == team] if self.size.legs else []
        self.random.shuffle(mates)
        for place in range(self.random.randint(1, 2)):
            swum_by = mates[4 * place : 4 * place + 4]
            legs = tuple(Leg(leg=leg, name=who.name, age=who.age) for leg, who in enumerate(swum_by, start=1))
            named = legs if len(legs) == 4 else ()
            yield self._swum(200, unprinted(name=team, team=team, relay="AB"[place], legs=named))

    def _swum(self, distance: int, entry: Entry) -> Entry:
        chance = self.random.random()
        if chance < 0.08:
            return replace(entry, seed_time=self.random.choice(("NT", "NP")))
        minutes, seconds = self.minutes_and_seconds(distance)
        seed = f"{minutes}:{seconds:05.2f}" if minutes else f"{seconds:.2f}"
        return replace(entry, seed_time=seed + ("Y" if chance > 0.92 else ""), exhibition=chance < 0.14)


class Psych(American):
    """The same before it is seeded."""

    def __init__(self, random: Random, size: Size) -> None:
        super().__init__(random, size)
        self.listed_from = 0

    def session(self, index: int) -> Session:
        return Session(date=SATURDAY + datetime.timedelta(days=index))


class Varied(American):
    """A meet with habits of its own: how its names are written, what stands for the age, which finals it swims."""

    def __init__(self, random: Random, size: Size) -> None:
        super().__init__(random, size)
        self._comma = random.random() < 0.7
        self._years = random.choice((None, None, ("FR", "SO", "JR", "SR"), ("9", "10", "11", "12")))
        self._para = random.random() < 0.2
        self._decimal = random.choice("..,")
        self._letters = random.choice(("", "YLS"))
        self._finals = random.random() < 0.3

    def meet(self) -> Program:
        """The meet."""
        meet = super().meet()
        return replace(meet, events=tuple(map(self._event, meet.events)))

    def _event(self, event: Event) -> Event:
        is_final = self._finals and 0 < len(event.heats) <= len(_FINALS)
        heats = tuple(replace(heat, entries=tuple(map(self._entry, heat.entries))) for heat in event.heats)
        if is_final:
            named = zip(heats, _FINALS[-len(heats) :], strict=True)
            heats = tuple(replace(heat, of=None, round=name) for heat, name in named)
        return replace(
            event,
            heats=heats,
            ranked=tuple(map(self._entry, event.ranked)),
            alternates=tuple(self._alternates(event)) if is_final else (),
        )

    def _alternates(self, event: Event) -> Iterator[Entry]:
        """Some who are in none of its heats."""
        swum_by = {entry.name for heat in event.heats for entry in heat.entries}
        others = [who for who in self.field if who.name not in swum_by][: 0 if event.relay else 3]
        for rank, who in enumerate(others, start=1):
            yield self._entry(self._swum(100, unprinted(name=who.name, age=who.age, team=who.team, rank=rank)))

    def _entry(self, entry: Entry) -> Entry:
        legs = tuple(
            replace(leg, name=self._name(leg.name), age=None if self._years else leg.age) for leg in entry.legs
        )
        seed = (entry.seed_time or "").rstrip("Y").replace(".", self._decimal)
        letter = self.random.choice(self._letters) if self._letters and seed[-1:].isdigit() else ""
        entry = replace(entry, seed_time=seed + letter, legs=legs)
        if entry.relay:
            return entry
        entry = replace(entry, name=self._name(entry.name))
        if self._years:
            return replace(entry, age=None, class_year=self.random.choice(self._years))
        sport_class = self.random.choice((None, "S9", "SB8", "SM10", "S14")) if self._para else None
        return replace(entry, sport_class=sport_class)

    def _name(self, name: str) -> str:
        last, _, first = name.partition(", ")
        return name if self._comma else f"{first} {last}"
