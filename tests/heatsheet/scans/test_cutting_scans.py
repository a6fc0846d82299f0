"""A line of a scanned page, or of a photo, is cut out level: it reads as it was read."""

from collections.abc import Callable

import numpy as np
import pytest

from heatsync import heatsheet
from heatsync.heatsheet.cuts import Cut, Place, question
from heatsync.heatsheet.cutting import cut
from heatsync.heatsheet.program import Entry
from heatsync.heatsheet.scans import reader
from heatsync.heatsheet.scans.picture import scaled
from tests.heatsheet.scans.pictures import (
    ANOTHER,
    SHEET,
    UPPER_PART,
    empty_below,
    pdf_of,
    photo_of,
    printed_on,
    scanned,
)


def said(cut: Cut) -> str:
    """What stands between the smudges."""
    pixels = np.frombuffer(cut.grey, np.uint8).reshape(cut.height, cut.width)
    return "".join(reader.page_of(scaled(pixels[22:-22, 8:], 1.4), 1, 1).texts)


@pytest.mark.parametrize(
    "shown",
    [
        lambda: pdf_of(scanned(ANOTHER.pdf)[:UPPER_PART]),
        lambda: pdf_of(scanned(ANOTHER.pdf)[:UPPER_PART][::-1, ::-1]),
        lambda: photo_of(empty_below(scanned(ANOTHER.pdf, turn=-2)), "JPEG"),
    ],
    ids=["a scan askew", "a scan on its head", "a photo"],
)
def test_a_line_of_a_picture_reads_as_it_was_read(shown: Callable[[], bytes]) -> None:
    sheet = shown()
    entries: list[Entry] = list(printed_on(heatsheet.read(sheet, max_pictures=1), 1))[:3]
    places = [Place(entry.page, entry.box, is_picture=True) for entry in entries]

    found = cut(question(places) + sheet, lambda _done, _total: None, 400, reader).lines

    assert len(entries) == 3
    for entry, line in zip(entries, found, strict=True):
        assert line
        assert entry.name.replace(" ", "") in said(line).replace(" ", "")


def test_without_what_reads_pictures_none_is_cut() -> None:
    (found,) = cut(question([Place(1, (72.0, 100.0, 300.0, 112.0), is_picture=True)]) + SHEET.pdf, print, 400).lines

    assert found is None
