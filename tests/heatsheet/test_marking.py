"""Rows of a sheet are highlighted where they are printed, whichever way the text runs."""

import io

import pypdfium2
import pytest
from numpy.typing import NDArray
from reportlab.pdfgen.canvas import Canvas

from heatsync.heatsheet import Unreadable, read
from heatsync.heatsheet.marking import marked
from heatsync.heatsheet.marks import Mark, question
from heatsync.heatsheet.program import Box
from heatsync.heatsheet.swims import find
from heatsync.heatsheet.words import open_pdf, pages
from heatsync.samples import EXAMPLE_PDF, EXAMPLE_SWIMMER

LINES = ("4 Example, Jane 12 ABC 1:05.32", "5 Sample, Sam 11 XYZ 1:10.00")
TURNS = {0: (60, 700), 90: (300, 60), 180: (550, 100), 270: (300, 750)}


def drawn(turn: int) -> bytes:
    """A page whose two lines run that way."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(612, 792))
    canvas.translate(*TURNS[turn])
    canvas.rotate(turn)
    for at, line in enumerate(LINES):
        canvas.drawString(0, -40 * at, line)
    canvas.save()
    return file.getvalue()


def box_of(pdf: bytes, line: str) -> Box:
    """The upright box of that line, as the reader sees it."""
    with open_pdf(pdf, 9) as document:
        (page,) = (page for page in pages(document) if page)
    words = line.split()
    first = page.texts.index(words[0])
    some = slice(first, first + len(words))
    edges = page.x0[some].min(), page.top[some].min(), page.x1[some].max(), page.bottom[some].max()
    x0, top, x1, bottom = map(float, edges)
    return x0, top, x1, bottom


def copy_of(pdf: bytes, *marks: Mark) -> bytes:
    return marked(question(pdf, marks), lambda _done, _total: None, 400).pdf


def yellow(pdf: bytes, page: int = 0) -> NDArray:  # type: ignore[type-arg]
    """The pixels, one for each point, that are of the marker's colour."""
    pixels = pypdfium2.PdfDocument(pdf)[page].render(scale=1).to_numpy()
    return (pixels[:, :, 0] < 150) & (pixels[:, :, 1] > 200) & (pixels[:, :, 2] > 230)  # type: ignore[no-any-return]


@pytest.mark.parametrize("turn", TURNS)
def test_the_marked_row_is_the_one_that_holds_the_line(turn: int) -> None:
    pdf = drawn(turn)
    copy = copy_of(pdf, Mark(1, box_of(pdf, LINES[0]), LINES[0]))

    rows, columns = yellow(copy).nonzero()
    with open_pdf(copy, 9) as document:
        text = document[0].get_textpage()
        found = text.get_text_bounded(columns.min() - 1, 792 - rows.max() - 1, columns.max() + 1, 792 - rows.min() + 1)
    assert found.split() == LINES[0].split()


def test_every_race_of_the_example_is_marked_and_no_other_row() -> None:
    pdf = EXAMPLE_PDF.read_bytes()
    swims = find(read(pdf), EXAMPLE_SWIMMER).swims
    copy = copy_of(pdf, *(Mark(swim.page, swim.box, swim.line) for swim in swims))

    for page in range(7):
        on_it = [swim.box for swim in swims if swim.page == page + 1]
        area = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in on_it)
        assert area / 2 <= yellow(copy, page).sum() <= 2 * area


def test_the_copy_has_the_same_text() -> None:
    pdf = EXAMPLE_PDF.read_bytes()

    assert read(copy_of(pdf, Mark(1, (40, 40, 90, 50), ""))) == read(pdf)


def test_a_mark_on_a_page_that_is_not_there_marks_nothing() -> None:
    assert not yellow(copy_of(drawn(0), Mark(7, (0, 0, 50, 50), ""))).any()


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(Unreadable):
        copy_of(b"%PDF-1.7 nothing", Mark(1, (0, 0, 9, 9), ""))
