"""Pages without text are read from their pictures, and say so."""

import functools
from collections.abc import Iterable
from io import BytesIO

import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from heatsync import heatsheet
from heatsync.heatsheet.program import Entry, Program
from heatsync.heatsheet.scans import reader
from heatsync.heatsheet.swims import find
from tests.heatsheet.scans.pictures import ANOTHER, MOST_OF_IT, SHEET, UPPER_PART, coarse, pdf_of, printed_on, scanned

FIRST_EVENT = 340
"""Rows of the scanned page down to its first event."""
CHECK = "This sheet was read from a picture: check each race against the paper."


@functools.cache
def scanned_sheet() -> Program:
    """Most of the drawn sheet's first page, scanned a degree askew."""
    return heatsheet.read(pdf_of(scanned()[:MOST_OF_IT]), max_pictures=1)


def in_sight() -> list[Entry]:
    """Who is printed on it."""
    return [entry for entry in printed_on(SHEET.truth, 1) if entry.box[3] < MOST_OF_IT * 72 / 200]


@functools.cache
def upright() -> list[str]:
    """The words of the page's first lines."""
    return sorted(reader.page_of(scanned()[:FIRST_EVENT], 1, 0.36).texts)


def joined(*pdfs: bytes) -> bytes:
    """One PDF with the pages of all."""
    whole = pypdfium2.PdfDocument.new()
    for pdf in pdfs:
        whole.import_pages(pypdfium2.PdfDocument(pdf))
    file = BytesIO()
    whole.save(file)
    return file.getvalue()


def blank() -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=(612, 792))
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_a_scan_gives_the_swimmers_and_times_that_are_printed() -> None:
    def told(entries: Iterable[Entry]) -> set[tuple[object, ...]]:
        return {(entry.lane, entry.name, entry.seed_time) for entry in entries}

    assert told(printed_on(scanned_sheet(), 1)) == told(in_sight())
    assert len(in_sight()) > 4


def test_a_scan_says_that_it_is_one_and_so_does_each_swimmer_found_on_it() -> None:
    program = scanned_sheet()
    name = next(printed_on(program, 1)).name
    assert CHECK in program.warnings
    assert CHECK in find(program, name).warnings
    assert program.pictures == (1,)


def test_the_place_of_a_race_is_where_it_is_printed() -> None:
    for read, true in zip(printed_on(scanned_sheet(), 1), in_sight(), strict=True):
        assert np.allclose(read.box, true.box, atol=5), true.line


def test_words_that_are_hard_to_make_out_lower_the_coverage_and_are_told() -> None:
    program = heatsheet.read(pdf_of(coarse(scanned()[:900])), max_pictures=1)
    assert program.coverage < 1
    assert "Some words on page 1 were hard to make out." in program.warnings


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_is_turned_as_its_text_runs(turns: int) -> None:
    turned = reader.page_of(np.ascontiguousarray(np.rot90(scanned()[:FIRST_EVENT], turns)), 1, 0.36)
    assert "Event" in upright()
    assert sorted(turned.texts) == upright()


def test_a_sheet_may_be_text_on_one_page_and_a_picture_on_the_next() -> None:
    program = heatsheet.read(joined(SHEET.pdf, pdf_of(scanned(ANOTHER.pdf)[:UPPER_PART])), max_pictures=1)
    assert list(printed_on(program, 1))
    assert list(printed_on(program, 2))
    assert "Page 2 was read from a picture: check each race against the paper." in program.warnings


def test_pages_beyond_the_limit_are_named() -> None:
    part = scanned()[:UPPER_PART]
    program = heatsheet.read(joined(SHEET.pdf, pdf_of(part, part, part)), max_pictures=1)
    assert program.pictures == (2, 3, 4)
    unread = "Pages 3, 4 were not read, being a picture: races shown there are not in this list."
    assert unread in program.warnings


def test_without_a_reader_of_pictures_they_are_named_and_the_rest_is_read() -> None:
    program = heatsheet.read(joined(SHEET.pdf, pdf_of(scanned())))
    assert program.is_heat_sheet
    assert "Page 2 was not read, being a picture: races shown there are not in this list." in program.warnings


def test_a_blank_page_is_no_picture_and_is_told() -> None:
    program = heatsheet.read(joined(SHEET.pdf, blank()), max_pictures=1)
    assert program.pictures == ()
    assert "There is no text on page 2: if races are shown there, they are not in this list." in program.warnings


def test_a_picture_without_races_is_no_sheet() -> None:
    with pytest.raises(heatsheet.Unreadable, match="UNREADABLE_PICTURE"):
        heatsheet.read(pdf_of(np.full((300, 300), 200, dtype=np.uint8)), max_pictures=1)
