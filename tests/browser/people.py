"""Everybody who is on a sheet or in a form of these tests, as a log might name them."""

import re
from collections.abc import Iterable
from functools import cache

from flask import Flask
from sqlalchemy import select

from heatsync.heatsheet.names import display_name
from heatsync.heatsheet.program import Program
from heatsync.models import ExtractionResult, PdfFile, ProcessingBatch, transaction
from heatsync.samples.example import example, forty_pages

_TYPED = (
    *("Ada Abbernock", "Ida Abbernock", "Nell Garrowby", "Marlo Quill", "Robin Example", "Alex Sample"),
    *("parent@mail.example", "for-alex-from-grandma"),
)


@cache
def everybody() -> frozenset[str]:
    """All who are on the sheets that are sent to a running site, or are typed into its forms."""
    return frozenset(_TYPED).union(*(names_on(sheet.truth) for sheet in (example(), forty_pages(1), forty_pages(3))))


def shown_by(app: Flask) -> set[str]:
    """All who are in that application's database: who was looked for, who was found, and who was printed beside."""
    with app.app_context(), transaction() as session:
        names = set(session.scalars(select(ProcessingBatch.swimmer_name_display)))
        for extraction in session.scalars(select(ExtractionResult)):
            found = [*extraction.events, *(extraction.warnings or {}).get("near", ())]
            names |= {name for one in found for name in (one["name"], display_name(one["name"]))}
        programs = [file.unpacked() for file in session.scalars(select(PdfFile).where(PdfFile.program.is_not(None)))]
    return names.union(*(names_on(program) for program in programs if program))


def names_on(program: Program) -> set[str]:
    """The names of all swimmers there, as printed and in the usual order; no team's: codes hold its letters, too."""
    heats = [heat for event in program.events for heat in event.heats]
    entries = [entry for heat in heats for entry in heat.entries]
    swimmers = [entry.name for entry in entries if not entry.relay]
    printed = {*swimmers, *(leg.name for entry in entries for leg in entry.legs)}
    return {shown for name in printed if " " in name for shown in (name, display_name(name))}


def found_in(log: str, marks: Iterable[str]) -> set[str]:
    """Those that the log holds, whatever case and escape they are written in."""
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), log).casefold()
    return {mark for mark in marks if mark.casefold() in plain}
