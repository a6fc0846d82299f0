"""Every layout that the project draws and reads, by name."""

from collections.abc import Callable
from functools import partial
from random import Random
from typing import NamedTuple

from heatsync.heatsheet.program import Program
from heatsync.samples import (
    easywk,
    home_made,
    hytek,
    invent,
    latin_web,
    omega,
    splash,
    swimtopia,
    table,
    timeline,
)
from heatsync.samples.invent import Size
from heatsync.samples.paper import HELVETICA, VERA
from heatsync.samples.sheet import Sheet


class Layout(NamedTuple):
    """How a meet of it is invented, how it is drawn, and what changes the size of its meets."""

    invent: Callable[[Random, Size], Program]
    draw: Callable[[Program], Sheet]
    longest: int = 28


LAYOUTS = {
    "hytek-two-columns": Layout(invent.hytek, lambda meet: hytek.draw(meet, hytek.Style())),
    "hytek-a4-legs-one-a-line": Layout(
        invent.hytek,
        lambda meet: hytek.draw(
            meet,
            hytek.Style(
                size=hytek.A4,
                face=HELVETICA,
                head=("Sanction #: OC-26-112",),
                legs_a_line=1,
                event_goes_on=True,
                day=lambda day: f"{day:%d/%m/%Y}",
            ),
        ),
        longest=22,
    ),
    "hytek-three-columns": Layout(
        invent.hytek, lambda meet: hytek.draw(meet, hytek.Style(columns=3, word="#", records=False)), longest=21
    ),
    "hytek-one-column": Layout(invent.hytek, lambda meet: hytek.draw(meet, hytek.Style(columns=1, face=VERA))),
    "hytek-varied": Layout(invent.varied, lambda meet: hytek.draw(meet, hytek.any_style(meet)), longest=16),
    "hytek-psych-sheet": Layout(invent.psych_sheet, lambda meet: hytek.draw(meet, hytek.Style(title="Psych Sheet"))),
    "easywk": Layout(invent.easywk, lambda meet: easywk.draw(meet, easywk.Style())),
    "easywk-older": Layout(invent.easywk, lambda meet: easywk.draw(meet, easywk.Style(heats_of=False, body=8.0))),
    "easywk-relay-names": Layout(
        partial(invent.easywk, named_relays=True), lambda meet: easywk.draw(meet, easywk.Style(relative_starts=True))
    ),
    "splash": Layout(invent.splash, splash.draw),
    "splash-german": Layout(
        partial(invent.splash, language=invent.GERMAN), lambda meet: splash.draw(meet, splash.GERMAN)
    ),
    "splash-turkish": Layout(
        partial(invent.splash, language=invent.TURKISH), lambda meet: splash.draw(meet, splash.TURKISH), longest=21
    ),
    "splash-french": Layout(
        partial(invent.splash, language=invent.FRENCH), lambda meet: splash.draw(meet, splash.FRENCH)
    ),
    "splash-dutch": Layout(partial(invent.splash, language=invent.DUTCH), lambda meet: splash.draw(meet, splash.DUTCH)),
    "splash-spanish": Layout(
        partial(invent.splash, language=invent.SPANISH), lambda meet: splash.draw(meet, splash.SPANISH)
    ),
    "omega-entries": Layout(invent.entries, omega.draw),
    "swimtopia": Layout(invent.swimtopia, swimtopia.draw),
    "touchpad": Layout(
        partial(invent.table, software="TeamUnify TouchPad"),
        lambda meet: table.draw(meet, table.Style(table.HEAT_FIRST, "#{number} {name}", "TeamUnify TouchPad")),
    ),
    "swimify": Layout(
        partial(invent.table, software="Swimify"),
        lambda meet: table.draw(meet, table.Style(table.BORN, foot="Swimify")),
    ),
    "latin-web": Layout(invent.latin_web, latin_web.draw),
    "table": Layout(invent.table, table.draw),
    "table-lane-last": Layout(invent.table, lambda meet: table.draw(meet, table.Style(table.LANE_LAST))),
    "club-trial": Layout(invent.club_trial, home_made.club_trial),
    "school-relays": Layout(invent.school_relays, home_made.school_relays),
    "web-timeline": Layout(invent.timeline, timeline.draw),
}


def sheet(layout: str, random: Random, size: Size) -> Sheet:
    """A sheet in that layout, of a meet of that size."""
    chosen = LAYOUTS[layout]
    return chosen.draw(chosen.invent(random, size._replace(longest=chosen.longest)))
