"""A dialect is data, and each of its patterns earns its place: without one, less is understood, never more."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from heatsync.heatsheet import words
from heatsync.heatsheet.assemble import Assembler
from heatsync.heatsheet.columns import Splitter
from heatsync.heatsheet.dialects import recognise
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
from heatsync.heatsheet.lines import Line, gather
from heatsync.heatsheet.program import Program
from heatsync.samples.invent import Size
from heatsync.samples.layouts import LAYOUTS, sheet
from heatsync.samples.sheet import entries_of

DIALECT_OF = {
    "hytek": HYTEK, "easywk": EASYWK, "splash": SPLASH, "omega": OMEGA, "swimtopia": SWIMTOPIA, "touchpad": TOUCHPAD,
    "swimify": SWIMIFY, "latin": LATIN_WEB, "table": TABLE, "club": TABLE, "school": TABLE, "web": TIMELINE,
}  # fmt: skip
"""By the first word of a layout."""
WEEKEND = Size(sessions=2, events=12, swimmers=60, ranked=True)


@cache
def printed(layout: str) -> tuple[Line, ...]:
    document = words.open_pdf(sheet(layout, Random(5), WEEKEND).pdf, max_pages=99)
    splitter = Splitter()
    pages = [page for page in words.pages(document) if page]
    return tuple(line for page in pages for line in gather(page, splitter.split(page)))


def assembled(dialect: Dialect, lines: Sequence[Line]) -> Program:
    assembler = Assembler(dialect)
    for line in lines:
        assembler.take(line)
    return assembler.program(lines, pages=9)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sheet_is_recognised_as_its_own_software(layout: str) -> None:
    assert recognise(printed(layout)) is DIALECT_OF[layout.split("-")[0]]


def roles() -> list[tuple[str, str]]:
    return [(layout, role) for layout in LAYOUTS for role in DIALECT_OF[layout.split("-")[0]].patterns]


@pytest.mark.parametrize(("layout", "role"), roles())
def test_without_one_of_its_patterns_a_dialect_understands_no_more(layout: str, role: str) -> None:
    lines = printed(layout)
    dialect = recognise(lines)
    patterns = {name: prints for name, prints in dialect.patterns.items() if name != role}
    whole, poorer = assembled(dialect, lines), assembled(replace(dialect, patterns=patterns), lines)
    assert poorer.coverage <= whole.coverage
    assert len(list(entries_of(poorer))) <= len(list(entries_of(whole)))


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
