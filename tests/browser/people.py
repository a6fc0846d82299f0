"""Everybody who is on a sheet or in a form of these tests, as a log might name them."""

import re
from collections.abc import Iterable
from functools import cache

from heatsync.heatsheet.names import display_name
from heatsync.heatsheet.program import Program
from heatsync.samples.example import example, forty_pages

_TYPED = (
    *("Ada Abbernock", "Ida Abbernock", "Nell Garrowby", "Marlo Quill", "Robin Example", "Alex Sample"),
    *("parent@mail.example", "for-alex-from-grandma"),
)


@cache
def everybody() -> frozenset[str]:
    """All who are on the sheets that are sent to a running site, or are typed into its forms."""
    return frozenset(_TYPED).union(*(names_on(sheet.truth) for sheet in (example(), forty_pages(1), forty_pages(3))))


def names_on(program: Program) -> set[str]:
    """The names of all swimmers there, as printed and in the usual order."""
    heats = [heat for event in program.events for heat in event.heats]
    entries = [entry for heat in heats for entry in heat.entries]
    printed = {entry.name for entry in entries} | {leg.name for entry in entries for leg in entry.legs}
    return printed | {display_name(name) for name in printed}


def found_in(log: str, marks: Iterable[str]) -> set[str]:
    """Those that the log holds, whatever case and escape they are written in."""
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), log).casefold()
    return {mark for mark in marks if mark.casefold() in plain}
