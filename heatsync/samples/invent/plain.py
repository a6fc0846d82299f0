"""Meets on home-made sheets, and of programs that print an American meet in few words: one day, one session."""

import datetime
import re
from random import Random

from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Meet, Program, Session
from heatsync.samples.invent.american import American
from heatsync.samples.invent.inventor import FIRST_STARTS, SATURDAY, Size


class Plain(American):
    """A meet of one session, without rounds; ``software`` prints it."""

    def __init__(self, random: Random, size: Size, software: str | None = None) -> None:
        super().__init__(random, size._replace(sessions=1))
        self.round, self.listed_from = None, 9999
        self._printed_by = software

    def meet(self) -> Program:
        """The meet, by that software."""
        return replace(super().meet(), software=self._printed_by)

    def session(self, index: int) -> Session:
        return Session(date=SATURDAY + datetime.timedelta(days=index))

    def relay(self, session: int) -> Event:
        """Every other relay without a stroke, as clubs write it."""
        event = super().relay(session)
        if int(event.number or 0) % 2 == 0:
            return event
        return replace(event, name=re.sub(r"200 .*", "4x25m Relay", event.name), distance=100, stroke=None)


class ClubTrial(Plain):
    """A club's time trial: events without numbers, swimmers without ages and teams, the day in the session's head."""

    def meet(self) -> Program:
        """The meet; only its session says on which day it is."""
        meet = super().meet()
        events = tuple(
            replace(event, number=None, heats=tuple(replace(heat, of=None) for heat in event.heats))
            for event in meet.events
        )
        return replace(meet, meet=Meet(name=meet.meet.name), events=events)

    def session(self, _index: int) -> Session:
        return Session(date=SATURDAY, starts_at=f"{FIRST_STARTS[0]:%H:%M}")

    def relay(self, session: int) -> Event:
        return self.race(session)


class SchoolRelays(Plain):
    """Schools that swim relays, none by name and few with a time; nothing says on which day."""

    def meet(self) -> Program:
        """The meet."""
        meet = super().meet()
        events = tuple(
            replace(event, heats=tuple(replace(heat, of=None, starts_at=None) for heat in event.heats))
            for event in meet.events
        )
        return replace(meet, meet=Meet(name=meet.meet.name), sessions=(Session(),), events=events)

    def race(self, session: int) -> Event:
        return self.relay(session)

    def _swum(self, _distance: int, entry: Entry) -> Entry:
        untimed = replace(entry, seed_time=None, legs=())
        return untimed if self.random.random() < 0.8 else replace(untimed, seed_time="10:39.99")


class Timed(Plain):
    """A meet of several sessions, of which only the hours are told."""

    def __init__(self, random: Random, size: Size) -> None:
        super().__init__(random, size)
        self.size = self.size._replace(sessions=size.sessions)

    def meet(self) -> Program:
        """The meet; nothing says on which day."""
        meet = super().meet()
        return replace(meet, meet=Meet(name=meet.meet.name))

    def session(self, index: int) -> Session:
        name = ("Saturday · Morning", "Saturday · Afternoon", "Sunday · Morning", "Sunday · Afternoon")[index]
        return Session(name=name, starts_at=f"{FIRST_STARTS[index % 2]:%H:%M}", warm_up=("08:15", "13:15")[index % 2])


class SummerLeague(Plain):
    """A meet that SwimTopia prints: entry times with their course."""

    def __init__(self, random: Random, size: Size) -> None:
        super().__init__(random, size, "SwimTopia Meet Maestro")

    def _swum(self, distance: int, entry: Entry) -> Entry:
        swum = super()._swum(distance, entry)
        seed = (swum.seed_time or "").rstrip("Y")
        return replace(swum, seed_time="NT" if seed.isalpha() else seed + self.random.choice("YM"))
