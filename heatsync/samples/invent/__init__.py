"""Meets that never were: a Program without its paper, from a seeded Random.

Where a line is printed, its drawer fills in: ``page``, ``line`` and ``box`` are empty here. Each layout can say only
some things (Hy-Tek no start of a session, EasyWk no legs), so each has its own inventor.
"""

from random import Random

from heatsync.heatsheet.program import Program
from heatsync.samples.invent.american import American, Psych
from heatsync.samples.invent.german import German
from heatsync.samples.invent.inventor import Size

__all__ = ["Size", "easywk", "hytek", "psych_sheet"]


def hytek(random: Random, size: Size) -> Program:
    """A meet as a Hy-Tek program prints it: on one day, or two sessions a day; relays last."""
    return American(random, size).meet()


def psych_sheet(random: Random, size: Size) -> Program:
    """A meet before it is seeded, as a Hy-Tek psych sheet prints it: every event ranked."""
    return Psych(random, size._replace(sessions=1)).meet()


def easywk(random: Random, size: Size) -> Program:
    """A meet as EasyWk's Meldeergebnis prints it: sessions with dates and hours, each heat with its start."""
    return German(random, size).meet()
