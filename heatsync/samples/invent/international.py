"""Meets outside America: surnames in capitals first, years of birth, clubs; Splash's start lists, Omega's entries."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple

from msgspec import structs
from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Leg, Program, Session
from heatsync.samples import people
from heatsync.samples.invent.inventor import SATURDAY, Inventor, Size, unprinted

_YEAR = SATURDAY.year


class Language(NamedTuple):
    """What genders, ages and strokes are called; strokes in the order of ``_STROKES``, the relay last."""

    girls: Mapping[str, bool | None]
    ages: Mapping[str, range]
    strokes: tuple[str, ...]
    mark: str = "."


_STROKES = ("Freestyle", "Backstroke", "Breaststroke", "Butterfly", "Medley")
ENGLISH = Language(
    {"Women": True, "Men": False, "Mixed": None},
    {"11 - 12 years": range(11, 13), "13 years and older": range(13, 99), "Open": range(99)},
    ("Freestyle", "Backstroke", "Breaststroke", "Butterfly", "Medley", "Freestyle Relay"),
)
GERMAN = Language(
    {"Frauen": True, "Männer": False, "Mixed": None},
    {"11 - 12 Jahre": range(11, 13), "13 Jahre und älter": range(13, 99), "Offen": range(99)},
    ("Freistil", "Rücken", "Brust", "Schmetterling", "Lagen", "Freistilstaffel"),
    ",",
)
TURKISH = Language(
    {"Kızlar": True, "Erkekler": False, "Karma": None},
    {"11 - 12 yaş": range(11, 13), "Açık yaş": range(99)},
    ("Serbest", "Sırtüstü", "Kurbağalama", "Kelebek", "Karışık", "Serbest Bayrak"),
)
FRENCH = Language(
    {"Dames": True, "Messieurs": False, "Mixte": None},
    {"11 - 12 ans": range(11, 13), "Toutes catégories": range(99)},
    ("Nage Libre", "Dos", "Brasse", "Papillon", "4 Nages", "Nage Libre Relais"),
)
DUTCH = Language(
    {"Dames": True, "Heren": False, "Gemengd": None},
    {"11 - 12 jaar": range(11, 13), "Senioren Open": range(99)},
    ("vrije slag", "rugslag", "schoolslag", "vlinderslag", "wisselslag", "vrije slag estafette"),
    ",",
)
SPANISH = Language(
    {"Fem.": True, "Masc.": False, "Mixto": None},
    {"11 - 12 años": range(11, 13), "Absoluto": range(99)},
    ("Libre", "Espalda", "Braza Pecho", "Mariposa", "Estilos", "Libre Relevo"),
)


class International(Inventor):
    """A meet that Splash Meet Manager prints: days, not sessions, and each event with its start."""

    software = "Splash Meet Manager"
    venue: str | None = "Otterstadt"

    def __init__(self, random: Random, size: Size, language: Language = ENGLISH) -> None:
        super().__init__(random, size, [_abroad(who) for who in people.swimmers(random, size.swimmers, size.longest)])
        self.words, self.girls, self.ages = language, language.girls, language.ages
        self.listed_from = 9999

    def meet(self) -> Program:
        """The meet, its sessions of one day in one."""
        meet = super().meet()
        days = sorted({session.date for session in meet.sessions if session.date})
        events = tuple(replace(event, session=(event.session or 0) // 2) for event in meet.events)
        return replace(meet, sessions=tuple(Session(date=day) for day in days), events=events)

    def name(self) -> str:
        return f"{self.random.randint(4, 20)}th Otter Cup"

    def session(self, index: int) -> Session:
        return Session(date=SATURDAY + datetime.timedelta(days=index // 2))

    def race(self, session: int) -> Event:
        gender, ages, (distance, stroke) = self.next_race()
        name = self.called(gender, ages, f"{distance}m", self.words.strokes[_STROKES.index(stroke)])
        event = Event(name=name, number=str(next(self.numbers)), session=session, distance=distance, stroke=stroke)
        field = self.some(self.eligible(gender, self.ages[ages]))
        return self.started(self.filled(event, [self.entered(distance, who) for who in field]))

    def relay(self, session: int) -> Event:
        gender, ages = self.gender(), list(self.ages)[-1]
        event = Event(
            name=self.called(gender, ages, "4 x 50m", self.words.strokes[-1]),
            number=str(next(self.numbers)),
            session=session,
            relay=True,
            distance=200,
            stroke="Freestyle",
        )
        field = self.eligible(gender, self.ages[ages])
        clubs = sorted({who.team for who in self.field})
        return self.started(self.filled(event, [team for club in clubs for team in self.teams(club, field)]))

    def called(self, gender: str, ages: str, distance: str, stroke: str) -> str:
        """What an event is called."""
        return f"{gender}, {distance} {stroke} {ages}"

    def started(self, event: Event) -> Event:
        """The event with the start of its first heat."""
        return replace(event, starts_at=event.heats[0].starts_at)

    def entered(self, distance: int, who: people.Person) -> Entry:
        """Somebody with a year of birth and an entry time."""
        return unprinted(name=who.name, birth_year=_YEAR - who.age, team=who.team, seed_time=self.seed(distance))

    def teams(self, club: str, field: Sequence[people.Person]) -> Iterator[Entry]:
        """One relay or two of that club, with the names of those who are known by now."""
        mates = [who.name for who in field if who.team == club] if self.size.legs else []
        self.random.shuffle(mates)
        for place in range(self.random.randint(1, 2)):
            swum_by = mates[4 * place : 4 * place + 4]
            legs = (
                tuple(Leg(leg=leg, name=name) for leg, name in enumerate(swum_by, start=1)) if len(swum_by) == 4 else ()
            )
            yield unprinted(name=club, team=club, relay=str(place + 1), legs=legs, seed_time=self.seed(200))

    def seed(self, distance: int) -> str | None:
        """An entry time, or none."""
        if self.random.random() < 0.08:
            return "NT"
        minutes, seconds = self.minutes_and_seconds(distance)
        return (f"{minutes}:{seconds:05.2f}" if minutes else f"{seconds:.2f}").replace(".", self.words.mark)


class Entries(International):
    """The entries of a championship, as Omega lists them: by nation, without ranks."""

    software = "Omega"
    venue = "Otterstadt (OTT)"

    def __init__(self, random: Random, size: Size) -> None:
        super().__init__(random, size._replace(sessions=1, legs=False))
        self.field = [
            structs.replace(who, team=_NATIONS[sum(map(ord, who.team)) % len(_NATIONS)]) for who in self.field
        ]
        self.listed_from = 0

    def called(self, gender: str, _ages: str, distance: str, stroke: str) -> str:
        whose = "Mixed" if gender == "Mixed" else f"{gender}'s"
        return f"{whose} {distance.replace(' ', '')} {'Individual Medley' if stroke == 'Medley' else stroke}"

    def started(self, event: Event) -> Event:
        entries = {entry.name: replace(entry, rank=None) for entry in event.ranked}
        return replace(event, ranked=tuple(entries.values()))

    def entered(self, distance: int, who: people.Person) -> Entry:
        entry = super().entered(distance, who)
        return replace(entry, team=who.team[:3])

    def teams(self, club: str, _field: Sequence[people.Person]) -> Iterator[Entry]:
        yield unprinted(name=club, team=club, seed_time=None if self.random.random() < 0.5 else self.seed(200))


_NATIONS = ("OTT - Otterland", "BIB - Biberstan", "REI - Reiherreich", "MOW - Möwen and the Isles", "HEC - Hechtonia")


def _abroad(person: people.Person) -> people.Person:
    """The same swimmer as printed there, in a club there."""
    last, _, first = person.name.partition(", ")
    club = people.CLUBS_ABROAD[sum(map(ord, person.team)) % len(people.CLUBS_ABROAD)]
    return people.Person(f"{last.upper()} {first}", person.girl, person.age, club)
