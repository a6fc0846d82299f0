"""The sheets that are measured: real ones where there is a corpus, drawn ones everywhere."""

import io
import os
from pathlib import Path
from random import Random
from typing import NamedTuple

import pikepdf

from heatsync.heatsheet.program import Program
from heatsync.samples import easywk, hytek, invent
from heatsync.samples.example import forty_pages

CORPUS = Path(os.environ.get("HEATSYNC_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
"""Real sheets, where there are any: HEATSYNC_CORPUS, or ../shared/corpus beside the checkout."""
MOST_PAGES = 400
BIG = invent.Size(sessions=4, events=20, swimmers=300)


class Measured(NamedTuple):
    """A sheet and the name it goes by in the report: the file's, never one of a person."""

    name: str
    pdf: bytes


def real() -> list[Measured]:
    """The programs of the two commonest softwares in the corpus, if it is there."""
    paths = [*CORPUS.glob("hytek-program*.pdf"), *CORPUS.glob("easywk*.pdf")]
    return [Measured(path.name, path.read_bytes()) for path in sorted(paths)]


def drawn() -> list[Measured]:
    """One big sheet of each layout that the project draws."""
    return [
        Measured("drawn Hy-Tek program", hytek.draw(invent.hytek(Random(1), BIG)).pdf),
        Measured("drawn EasyWk Meldeergebnis", easywk.draw(invent.easywk(Random(1), BIG)).pdf),
    ]


def four_hundred_pages() -> bytes:
    """As many pages as one sheet may have: a Hy-Tek program, bound ten times."""
    book, pages = pikepdf.new(), pikepdf.open(io.BytesIO(forty_pages(1).pdf)).pages
    while len(book.pages) < MOST_PAGES:
        book.pages.extend(pages[: MOST_PAGES - len(book.pages)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def somebody(program: Program) -> str:
    """A swimmer on it, to be looked for."""
    return next(entry.name for event in program.events for heat in event.heats for entry in heat.entries)
