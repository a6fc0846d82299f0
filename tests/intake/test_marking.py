"""A sheet is marked in a locked child."""

from collections.abc import Iterator

import pytest

from heatsync.heatsheet.marks import Mark
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.marking import MarkingRoom
from heatsync.samples import EXAMPLE_PDF
from heatsync.settings import Settings
from tests.hostile import pdfs
from tests.hostile.drawing import PDFS

assert PDFS, pdfs.__doc__

MARKS = [Mark(1, (40, 40, 90, 50), "")]


@pytest.fixture(scope="module")
def room() -> Iterator[MarkingRoom]:
    room = MarkingRoom(Settings(read_wall_seconds=5, read_cpu_seconds=3))
    yield room
    room.close()


def test_a_sheet_comes_back_as_a_pdf(room: MarkingRoom) -> None:
    copy = room.mark(EXAMPLE_PDF.read_bytes(), MARKS)

    assert copy.startswith(b"%PDF-")
    assert copy != EXAMPLE_PDF.read_bytes()


def test_a_damaged_sheet_is_refused_and_the_next_is_marked(room: MarkingRoom) -> None:
    with pytest.raises(Unreadable):
        room.mark(b"%PDF-1.7 nothing", MARKS)

    assert room.mark(EXAMPLE_PDF.read_bytes(), MARKS)


@pytest.mark.parametrize("name", PDFS)
def test_a_hostile_sheet_is_marked_or_refused(room: MarkingRoom, name: str) -> None:
    try:
        copy = room.mark(PDFS[name].content, MARKS)
    except Unreadable:
        return
    assert copy.startswith(b"%PDF-")
