"""German meets: years of birth, clubs, relay teams with a number, withdrawn swimmers."""

import datetime
from collections.abc import Mapping
from random import Random

from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Leg, Session
from heatsync.samples import people
from heatsync.samples.invent.inventor import FIRST_STARTS, SATURDAY, Inventor, Size, unprinted

_STROKES = {
    "Freestyle": "Freistil", "Backstroke": "Rücken", "Breaststroke": "Brust", "Butterfly": "Schmetterling",
    "Medley": "Lagen",
}  # fmt: skip


class German(Inventor):
    """A meet that EasyWk prints."""

    software = "EasyWk"
    venue = '"Otterbad" - Schwimmhalle, Biberweg 5, Otterbach, 99999'
    girls: Mapping[str, bool | None] = {"weiblich": True, "männlich": False, "mixed": None}
    ages: Mapping[str, range] = {"Offen": range(9999)}

    def __init__(self, random: Random, size: Size, named_relays: bool = False) -> None:
        super().__init__(random, size, people.schwimmer(random, size.swimmers))
        self._named_relays = named_relays and size.legs

    def name(self) -> str:
        return f"{self.random.randint(4, 40)}. Otterbacher Frühjahrsschwimmen"

    def session(self, index: int) -> Session:
        return Session(
            name=f"Abschnitt {index + 1}",
            date=SATURDAY + datetime.timedelta(days=index // 2),
            starts_at=f"{FIRST_STARTS[index % 2]:%H:%M}",
            warm_up=("08:15", "13:15")[index % 2],
        )

    def race(self, session: int) -> Event:
        gender, ages, (distance, stroke) = self.next_race()
        event = Event(
            name=f"{distance}m {_STROKES[stroke]} {gender}",
            number=str(next(self.numbers)),
            session=session,
            distance=distance,
            stroke=stroke,
        )
        entries = [self._entered(distance, who) for who in self.some(self.eligible(gender, self.ages[ages]))]
        out = entries[:1] if len(entries) > 2 and distance < self.listed_from and self.random.random() < 0.4 else []
        return replace(self.filled(event, entries[len(out) :]), withdrawn=tuple(out))

    def relay(self, session: int) -> Event:
        event = Event(
            name=f"4x50m Freistil {self.gender()}",
            number=str(next(self.numbers)),
            session=session,
            relay=True,
            distance=200,
            stroke="Freestyle",
        )
        entries = [
            unprinted(
                name=club, team=club, relay=self.random.choice("112"), legs=self._legs(club), seed_time=self._seed(200)
            )
            for club in people.clubs(self.random, self.random.randint(1, 6))
        ]
        return self.filled(event, entries)

    def _legs(self, club: str) -> tuple[Leg, ...]:
        mates = [who.name for who in self.field if who.team == club][:4] if self._named_relays else []
        return tuple(Leg(leg=leg, name=name) for leg, name in enumerate(mates, start=1))

    def _entered(self, distance: int, who: people.Person) -> Entry:
        return unprinted(name=who.name, birth_year=who.age, team=who.team, seed_time=self._seed(distance))

    def _seed(self, distance: int) -> str | None:
        if self.random.random() < 0.08:
            return None
        minutes, seconds = self.minutes_and_seconds(distance)
        return f"{minutes:02}:{seconds:05.2f}".replace(".", ",")
