"""A dialect is data, and each of its patterns earns its place: without one, less is understood, never more."""

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
from tests.heatsheet.printed import as_text
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
    return tuple(line for page in pages for line in gather(page, splitter.split(page)))


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
    pytest.param(dialect, role, number, id=f"{name}-{role}-{number}")
    for name, dialect in DIALECT_OF.items()
    if name not in ("touchpad", "swimify", "club", "school")  # they share those of the table
    for role, prints in dialect.patterns.items()
    for number in range(len(prints))
]


@pytest.mark.parametrize(("dialect", "role", "number"), PATTERNS)
def test_without_any_one_pattern_less_is_understood_and_never_more(dialect: Dialect, role: str, number: int) -> None:
    prints = dialect.patterns[role]
    patterns = {**dialect.patterns, role: prints[:number] + prints[number + 1 :]}
    whole = understood(dialect)
    poorer = [assembled(replace(dialect, patterns=patterns), lines) for lines in sheets(dialect)]
    assert all(less.coverage <= more.coverage for less, more in zip(poorer, whole, strict=True))
    assert all(entries(less) <= entries(more) for less, more in zip(poorer, whole, strict=True))
    assert [as_text(program) for program in poorer] != [as_text(program) for program in whole], "it is of no use"


def entries(program: Program) -> int:
    return len(list(entries_of(program)))


@pytest.mark.parametrize(
    ("layout", "role"),
    [
        ("hytek-two-columns", "heat"),
        ("hytek-two-columns", "entry"),
        ("hytek-two-columns", "team"),
        ("hytek-two-columns", "legs"),
        ("hytek-two-columns", "empty_lane"),
        ("hytek-two-columns", "record"),
        ("hytek-two-columns", "standard"),
        ("hytek-psych-sheet", "ranked"),
        ("hytek-psych-sheet", "ranked_team"),
        ("easywk", "session"),
        ("easywk", "heat"),
        ("easywk", "entry"),
        ("easywk", "team"),
        ("easywk", "ranked"),
        ("easywk", "withdrawn"),
        ("easywk", "furniture"),
        ("splash", "event_start"),
        ("splash", "heat"),
        ("splash", "entry"),
        ("splash", "team"),
        ("splash", "legs"),
        ("splash", "record"),
        ("splash-french", "event_goes_on"),
        ("omega-entries", "ranked"),
        ("omega-entries", "ranked_team"),
        ("omega-entries", "repeated"),
        ("swimtopia", "entry"),
        ("swimtopia", "legs"),
        ("latin-web", "more_of_event"),
        ("latin-web", "entry"),
        ("touchpad", "lanes"),
        ("table", "heat"),
        ("table-lane-last", "lanes"),
        ("club-trial", "entry"),
        ("school-relays", "heat_and_team"),
        ("web-timeline", "timed_event"),
    ],
)
def test_without_a_pattern_that_its_sheet_needs_coverage_falls(layout: str, role: str) -> None:
    lines = printed(layout)
    dialect = recognise(lines)
    patterns = {name: prints for name, prints in dialect.patterns.items() if name != role}
    assert assembled(replace(dialect, patterns=patterns), lines).coverage < 1.0
