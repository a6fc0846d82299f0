"""A dialect is data, and each of its patterns earns its place: without one, coverage falls."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from heatsync.heatsheet import words
from heatsync.heatsheet.assemble import Assembler
from heatsync.heatsheet.columns import Splitter
from heatsync.heatsheet.dialects import DIALECTS, recognise
from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.heatsheet.dialects.easywk import EASYWK
from heatsync.heatsheet.dialects.hytek import HYTEK
from heatsync.heatsheet.dialects.latin_web import LATIN_WEB
from heatsync.heatsheet.dialects.omega import OMEGA
from heatsync.heatsheet.dialects.splash import SPLASH
from heatsync.heatsheet.dialects.swimify import SWIMIFY
from heatsync.heatsheet.dialects.swimtopia import SWIMTOPIA
from heatsync.heatsheet.dialects.table import TABLE
from heatsync.heatsheet.dialects.timeline import TIMELINE
from heatsync.heatsheet.dialects.touchpad import TOUCHPAD
from heatsync.heatsheet.furniture import below_heads
from heatsync.heatsheet.lines import Line, gather
from heatsync.heatsheet.program import Program
from heatsync.samples.invent import Size
from heatsync.samples.layouts import LAYOUTS, sheet
from heatsync.samples.sheet import entries_of
from heatsync.samples.variants import VARIANTS
from tests.heatsheet.rare_lines import RARE

DIALECT_OF = {
    "hytek": HYTEK, "easywk": EASYWK, "splash": SPLASH, "omega": OMEGA, "swimtopia": SWIMTOPIA, "touchpad": TOUCHPAD,
    "swimify": SWIMIFY, "latin": LATIN_WEB, "table": TABLE, "club": TABLE, "school": TABLE, "web": TIMELINE,
}  # fmt: skip
"""By the first word of a layout."""
WEEKEND = Size(sessions=2, events=12, swimmers=60, ranked=True)


def lines_of(pdf: bytes) -> tuple[Line, ...]:
    document = words.open_pdf(pdf, max_pages=99)
    splitter = Splitter()
    pages = [page for page in words.pages(document) if page]
    return tuple(gather(pages, [splitter.split(page) for page in pages]))


@cache
def printed(layout: str) -> tuple[Line, ...]:
    return lines_of(sheet(layout, Random(5), WEEKEND).pdf)


def assembled(dialect: Dialect, lines: Sequence[Line]) -> Program:
    assembler = Assembler(dialect)
    for line in below_heads(lines, dialect):
        assembler.take(line)
    return assembler.program(lines, pages=9)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sheet_is_recognised_as_its_own_software(layout: str) -> None:
    assert recognise(printed(layout)) is DIALECT_OF[layout.split("-")[0]]


def in_lines(text: str) -> tuple[Line, ...]:
    rows = enumerate(text.splitlines())
    return tuple(Line(row, 1, (0.0, 10.0 * place, 100.0, 10.0 * place + 9)) for place, row in rows)


@cache
def sheets(dialect: Dialect) -> list[tuple[Line, ...]]:
    """All that is drawn for it and its kin."""
    kin = [one for one in (*DIALECTS, TABLE) if one.patterns is dialect.patterns]
    drawn = [printed(layout) for layout in LAYOUTS if DIALECT_OF[layout.split("-")[0]] in kin]
    variants = [lines_of(draw().pdf) for draw in VARIANTS.values()] if dialect is HYTEK else []
    return [*drawn, *variants, *map(in_lines, RARE.get(dialect, ()))]


@cache
def understood(dialect: Dialect) -> list[Program]:
    return [assembled(dialect, lines) for lines in sheets(dialect)]


PATTERNS = [
    pytest.param(dialect, role, number, id=f"{name}-{role}-{'all' if isinstance(number, slice) else number}")
    for name, dialect in DIALECT_OF.items()
    if name not in ("touchpad", "swimify", "club", "school")  # they share those of the table
    for role, prints in dialect.patterns.items()
    for number in (*range(len(prints)), *[slice(None)] * (len(prints) > 1))
]
"""Each way to print a thing, and all ways of things that are printed in several."""


@pytest.mark.parametrize(("dialect", "role", "number"), PATTERNS)
def test_without_any_one_pattern_coverage_falls_and_never_rises(
    dialect: Dialect, role: str, number: int | slice
) -> None:
    prints = list(dialect.patterns[role])
    del prints[number]
    patterns = {**dialect.patterns, role: tuple(prints)}
    whole = understood(dialect)
    poorer = [assembled(replace(dialect, patterns=patterns), lines) for lines in sheets(dialect)]
    assert all(less.coverage <= more.coverage for less, more in zip(poorer, whole, strict=True))
    assert any(less.coverage < more.coverage for less, more in zip(poorer, whole, strict=True)), "it is of no use"
    assert all(entries(less) <= entries(more) for less, more in zip(poorer, whole, strict=True))


def entries(program: Program) -> int:
    return len(list(entries_of(program)))
