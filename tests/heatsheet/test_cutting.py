"""A printed line as it looks on the sheet: that line, whole, and of the others nothing that can be read."""

import io
from collections.abc import Callable
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray
from reportlab.pdfgen.canvas import Canvas

from heatsync.heatsheet import Unreadable, read
from heatsync.heatsheet.cuts import Cut, Place, question
from heatsync.heatsheet.cutting import cut
from heatsync.samples.invent import Size
from heatsync.samples.layouts import LAYOUTS, sheet
from heatsync.samples.sheet import entries_of

LINES = ("3 Sample, Alex 11 SAMP 1:02.95", "4 Example, Robin 12 EXMP 1:03.21", "5 Other, Nell 12 OTHR 1:03.40")
BOX = (72.0, 103.0, 300.0, 115.0)
"""Where the middle one stands."""
WIDTH, HEIGHT = 612, 792


def drawn(turn: Callable[[Canvas], object] = lambda _: None, lines: tuple[str, ...] = LINES) -> bytes:
    """A page with three lines below each other, turned as a whole."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    turn(canvas)
    for at, line in enumerate(lines):
        canvas.drawString(72, HEIGHT - 98 - 14 * at, line)
    canvas.save()
    return file.getvalue()


def cuts(pdf: bytes, *places: Place) -> list[Cut | None]:
    return list(cut(question(places) + pdf, lambda _done, _total: None, 400).lines)


def pixels(pdf: bytes, box: tuple[float, float, float, float] = BOX) -> NDArray[np.uint8]:
    (found,) = cuts(pdf, Place(1, box))
    assert found
    return np.frombuffer(found.grey, np.uint8).reshape(found.height, found.width)


def upside_down(canvas: Canvas) -> None:
    canvas.translate(WIDTH, HEIGHT)
    canvas.rotate(180)


def upwards(canvas: Canvas) -> None:
    canvas.setPageSize((HEIGHT, WIDTH))
    canvas.translate(HEIGHT, 0)
    canvas.rotate(90)


def downwards(canvas: Canvas) -> None:
    canvas.setPageSize((HEIGHT, WIDTH))
    canvas.translate(0, WIDTH)
    canvas.rotate(-90)


def rotated_to_be_shown(canvas: Canvas) -> None:
    canvas.setPageSize((HEIGHT, WIDTH))
    canvas.setPageRotation(90)


@pytest.mark.parametrize("turn", [upside_down, upwards, downwards, rotated_to_be_shown])
def test_a_line_looks_the_same_however_its_page_is_turned(turn: Callable[[Canvas], object]) -> None:
    straight, turned = pixels(drawn()).astype(int), pixels(drawn(turn)).astype(int)

    assert straight.shape == turned.shape
    assert np.abs(straight - turned).mean() < 12


def test_the_line_itself_is_untouched_and_marked_at_its_left() -> None:
    alone = pixels(drawn(lines=("", LINES[1], "")))
    among_others = pixels(drawn())
    of_line = slice(22, 50)

    assert (alone[of_line] == among_others[of_line]).all()
    assert (among_others[of_line, :5] == 0).all()
    assert among_others[of_line].min() == 0


def test_of_the_other_lines_no_letter_is_left() -> None:
    above = pixels(drawn())[:20]

    assert len(np.unique(above)) < 40
    assert above.min() > 127
    assert all((above[:8, start : start + 24] == above[0, start]).all() for start in range(0, above.shape[1] - 24, 24))


@pytest.mark.parametrize(
    "place",
    [
        Place(0, BOX),
        Place(2, BOX),
        Place(1, (72.0, 101.0, 72.0, 112.0)),
        Place(1, (0.0, 0.0, 5000.0, 10.0)),
        Place(1, (72.0, 5000.0, 300.0, 5012.0)),
        Place(1, (72.0, -50.0, 300.0, 12.0)),
        Place(1, (5000.0, 100.0, 5300.0, 112.0)),
    ],
)
def test_where_there_is_no_line_there_is_no_picture(place: Place) -> None:
    first, second = cuts(drawn(), place, Place(1, BOX))

    assert first is None
    assert second


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layouts_lines_can_be_cut_out(layout: str) -> None:
    pdf = sheet(layout, Random(5), Size(sessions=1, events=3, swimmers=12)).pdf
    places = [Place(entry.page, entry.box) for entry in entries_of(read(pdf))][:8]

    for found in cuts(pdf, *places):
        assert found
        assert np.frombuffer(found.grey, np.uint8).min() < 64


def test_what_is_no_pdf_cannot_be_cut() -> None:
    with pytest.raises(Unreadable, match="INVALID_PDF"):
        cuts(b"PK word", Place(1, BOX))
