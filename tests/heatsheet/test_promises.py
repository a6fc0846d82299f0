"""What the reader promises of every sheet: nothing missed, twice or invented, and every line accounted for."""

import io
from collections import Counter
from functools import cache
from random import Random

import pikepdf
import pytest

from heatsync.heatsheet import read
from heatsync.heatsheet.program import Program
from heatsync.samples import hytek, invent
from heatsync.samples.invent import Size
from heatsync.samples.layouts import LAYOUTS, sheet
from heatsync.samples.sheet import Sheet, entries_of

BUSY = Size(sessions=2, events=9, swimmers=60, ranked=True)


@cache
def drawn(layout: str) -> Sheet:
    return sheet(layout, Random(7), BUSY)


@cache
def found_on(layout: str) -> Program:
    return read(drawn(layout).pdf)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_swimmer_is_found_as_often_as_drawn(layout: str) -> None:
    paper = drawn(layout)
    found = Counter((entry.page, entry.line) for entry in entries_of(found_on(layout)))
    assert found == Counter((entry.page, entry.line) for entry in entries_of(paper.truth))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_line_is_accounted_for(layout: str) -> None:
    found = found_on(layout)
    assert (found.unread, found.coverage) == ((), 1.0)


def test_holders_of_records_and_standards_are_no_entries() -> None:
    meet = invent.hytek(Random(7), BUSY)
    with_records = read(hytek.draw(meet, hytek.Style(records=True)).pdf)
    without = read(hytek.draw(meet, hytek.Style(records=False)).pdf)
    assert [(e.name, e.lane) for e in entries_of(with_records)] == [(e.name, e.lane) for e in entries_of(without)]
    assert not [e for e in entries_of(with_records) if any(name in e.line for name in hytek.RECORD_HOLDERS)]


def test_namesakes_in_two_teams_stay_two() -> None:
    paper = sheet("hytek-two-columns", Random(6), BUSY)
    people = {(entry.name, entry.team) for entry in entries_of(read(paper.pdf)) if entry.age}
    assert people == {(entry.name, entry.team) for entry in entries_of(paper.truth) if entry.age}
    assert 2 in Counter(name for name, _ in people).values()


def test_a_page_that_is_in_the_file_twice_gives_its_swimmers_once() -> None:
    once = drawn("hytek-two-columns")
    with pikepdf.open(io.BytesIO(once.pdf)) as pdf:
        pdf.pages.append(pdf.pages[1])
        twice = io.BytesIO()
        pdf.save(twice)
    found = read(twice.getvalue())
    assert found.pages == once.truth.pages + 1
    assert [(entry.name, entry.lane, entry.legs) for entry in entries_of(found)] == [
        (entry.name, entry.lane, entry.legs) for entry in entries_of(once.truth)
    ]


def test_progress_is_told_after_every_page() -> None:
    told: list[tuple[int, int]] = []
    paper = drawn("easywk")
    read(paper.pdf, on_page=lambda done, total: told.append((done, total)))
    assert told == [(done, paper.truth.pages) for done in range(1, paper.truth.pages + 1)]
