"""Meets that never were: a Program without its paper, from a seeded Random.

Where a line is printed, its drawer fills in: ``page``, ``line`` and ``box`` are empty here. Each layout can say only
some things (Hy-Tek no start of a session, EasyWk no legs), so each has its own inventor.
"""

from random import Random

from heatsync.heatsheet.program import Program
from heatsync.samples.invent.american import American, Psych, Varied
from heatsync.samples.invent.german import German
from heatsync.samples.invent.international import (
    DUTCH,
    ENGLISH,
    FRENCH,
    GERMAN,
    SPANISH,
    TURKISH,
    Entries,
    International,
    Language,
)
from heatsync.samples.invent.inventor import Size
from heatsync.samples.invent.latin import Latin
from heatsync.samples.invent.plain import ClubTrial, Plain, SchoolRelays, SummerLeague, Timed

__all__ = [
    "DUTCH",
    "ENGLISH",
    "FRENCH",
    "GERMAN",
    "SPANISH",
    "TURKISH",
    "Size",
    "club_trial",
    "easywk",
    "entries",
    "hytek",
    "latin_web",
    "psych_sheet",
    "school_relays",
    "splash",
    "swimtopia",
    "table",
    "timeline",
    "varied",
]


def hytek(random: Random, size: Size) -> Program:
    """A meet as a Hy-Tek program prints it: on one day, or two sessions a day; relays last."""
    return American(random, size).meet()


def varied(random: Random, size: Size) -> Program:
    """A meet with the habits of some licence or other: names, ages, seeds and finals as Hy-Tek can print them, too."""
    return Varied(random, size).meet()


def psych_sheet(random: Random, size: Size) -> Program:
    """A meet before it is seeded, as a Hy-Tek psych sheet prints it: every event ranked."""
    return Psych(random, size._replace(sessions=1)).meet()


def easywk(random: Random, size: Size, named_relays: bool = False) -> Program:
    """A meet as EasyWk's Meldeergebnis prints it: sessions with dates and hours, each heat with its start."""
    return German(random, size, named_relays).meet()


def splash(random: Random, size: Size, language: Language = ENGLISH) -> Program:
    """A meet as Splash's start list prints it: its days, each event with its start, relay swimmers by name."""
    return International(random, size, language).meet()


def entries(random: Random, size: Size) -> Program:
    """A championship as Omega lists its entries: by event, neither heats nor ranks."""
    return Entries(random, size).meet()


def swimtopia(random: Random, size: Size) -> Program:
    """A dual meet of a summer league, as SwimTopia prints it."""
    return SummerLeague(random, size).meet()


def latin_web(random: Random, size: Size) -> Program:
    """A Latin-American meet as its web program prints it."""
    return Latin(random, size).meet()


def table(random: Random, size: Size, software: str | None = None) -> Program:
    """A meet of one session in a table, by that software."""
    return Plain(random, size, software).meet()


def club_trial(random: Random, size: Size) -> Program:
    """A club's time trial: events without numbers."""
    return ClubTrial(random, size).meet()


def school_relays(random: Random, size: Size) -> Program:
    """A schools' gala: relays, and nobody's name."""
    return SchoolRelays(random, size).meet()


def timeline(random: Random, size: Size) -> Program:
    """A meet of which only the hours are told."""
    return Timed(random, size).meet()
