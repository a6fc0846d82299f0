"""Every line that a sheet prints is in its Program, in an entry, elsewhere or unread: no name is missed in silence."""

import re
from collections import Counter

import pytest

from heatsync.heatsheet import read, reading
from heatsync.heatsheet.dialects.dialect import EMPTY
from heatsync.heatsheet.names import Search, display_name
from heatsync.heatsheet.program import Program
from heatsync.heatsheet.swims import find
from heatsync.samples import EXAMPLE_PDF, EXAMPLE_SWIMMER
from heatsync.samples.layouts import LAYOUTS
from heatsync.samples.sheet import entries_of
from heatsync.samples.variants import VARIANTS
from tests.heatsheet.agreement import assert_told
from tests.heatsheet.meets import Draw, of_any_meet

EMPTY_LANE = re.compile(rf"(?:Bahn )?\d{{1,2}}(?:[\s_]*|\s{EMPTY})")


def printed(pdf: bytes) -> Counter[tuple[int, str]]:
    """Every line, by its page, found without a dialect."""
    return Counter(
        (line.page, " ".join(line.text.split())) for line in reading.unread(pdf, lambda *_: None, 400).unread
    )


def told(program: Program) -> Counter[str]:
    """The lines that the program holds."""
    texts = [text for entry in entries_of(program) for text in entry.line.split(" / ")]
    texts += [text for other in program.elsewhere for text in [other.text] * len(other.pages)]
    return Counter(" ".join(text.split()) for text in [*texts, *(line.text for line in program.unread)])


def untold(pdf: bytes) -> list[str]:
    texts = Counter(text for _, text in printed(pdf).elements())
    return [text for text in texts - told(read(pdf)) if not EMPTY_LANE.fullmatch(text)]


@pytest.mark.parametrize("layout", LAYOUTS)
@of_any_meet(examples=3)
def test_every_printed_line_is_told(layout: str, draw: Draw) -> None:
    assert untold(draw(layout).pdf) == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_line_of_what_hytek_prints_now_and_then_is_told(variant: str) -> None:
    assert untold(VARIANTS[variant]().pdf) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@of_any_meet(examples=2)
def test_a_name_is_found_as_often_as_it_is_printed_or_there_is_a_warning(layout: str, draw: Draw) -> None:
    paper = draw(layout)
    lines = [text for _, text in printed(paper.pdf).elements()]
    program = read(paper.pdf)
    for name in sorted({display_name(entry.name) for entry in entries_of(program)})[:5]:
        assert_told(program, name, lines)


def test_the_examples_swimmer_is_printed_in_five_races_and_nowhere_else() -> None:
    pdf = EXAMPLE_PDF.read_bytes()
    search, found = Search(EXAMPLE_SWIMMER), find(read(pdf), EXAMPLE_SWIMMER)
    assert sum(times * search.count(text) for (_, text), times in printed(pdf).items()) == 5
    assert (len(found.swims), len(found.printed), found.elsewhere, found.missed) == (5, 5, (), ())
