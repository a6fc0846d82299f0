"""The proof of an entry: at its box on its page stands what its line says."""

from random import Random

import pypdfium2 as pdfium
import pytest

from heatsync.heatsheet import read
from heatsync.heatsheet.program import Entry
from heatsync.heatsheet.reading import unread
from heatsync.samples.invent import Size
from heatsync.samples.layouts import LAYOUTS, sheet
from heatsync.samples.sheet import entries_of


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_box_of_an_entry_holds_its_printed_line(layout: str) -> None:
    pdf = sheet(layout, Random(3), Size(sessions=2, events=6, swimmers=40)).pdf
    document = pdfium.PdfDocument(pdf)
    for entry in entries_of(read(pdf)):
        inside = _words_inside(document, entry)
        if entry.legs and len(inside) < len(_words_of(entry)):  # its legs went on in the next column
            assert inside == sorted(entry.line.split(" / ")[0].split())
        else:
            assert inside == _words_of(entry)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_two_entries_have_the_same_place(layout: str) -> None:
    entries = list(entries_of(read(sheet(layout, Random(4), Size(events=6, swimmers=40)).pdf)))
    assert len({(entry.page, entry.box) for entry in entries}) == len(entries)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_entry_stands_among_all_the_printed_lines_at_its_place(layout: str) -> None:
    pdf = sheet(layout, Random(5), Size(events=6, swimmers=40)).pdf
    printed = {(line.page, " ".join(line.text.split())) for line in unread(pdf, lambda *_: None, 400).unread}
    assert {(entry.page, entry.line.split(" / ")[0]) for entry in entries_of(read(pdf))} <= printed


def _words_of(entry: Entry) -> list[str]:
    return sorted(entry.line.replace(" / ", " ").split())


def _words_inside(document: pdfium.PdfDocument, entry: Entry) -> list[str]:
    page = document[entry.page - 1]
    x0, top, x1, bottom = entry.box
    height, slack = page.get_height(), 1.0
    text = page.get_textpage().get_text_bounded(x0 - slack, height - bottom, x1 + slack, height - top)
    return sorted(text.split())
