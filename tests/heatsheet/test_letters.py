"""Letters as fonts and programs draw them, where more is drawn than is to be read."""

import io

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from heatsync.heatsheet import read
from tests.heatsheet.test_unseen import HEAD

_FONT, _SIZE = "Helvetica", 12


def sheet(begin: str, end: str, back: str) -> bytes:
    """A sheet with one swimmer, whose name is drawn in two parts; the second covers ``back``, the end of the first."""
    pdf = io.BytesIO()
    canvas = Canvas(pdf)
    canvas.setFont(_FONT, _SIZE)
    for place, line in enumerate(HEAD):
        canvas.drawString(50, 800 - 16 * place, line)
    for x, cell in ((50, "4"), (80, begin), (250, "12"), (300, "ABC"), (400, "1:02.34")):
        canvas.drawString(x, 684, cell)
        if cell == begin:
            drawn = begin.removesuffix(back) if back else begin
            canvas.drawString(x + stringWidth(drawn, _FONT, _SIZE), 684, end)
    canvas.save()
    return pdf.getvalue()


def names(pdf: bytes) -> list[str]:
    return [entry.name for event in read(pdf).events for heat in event.heats for entry in heat.entries]


@pytest.mark.parametrize(
    ("begin", "end", "back", "read_as"),
    [
        ("Pen", "ña, Ada", "n", "Peña, Ada"),
        ("ESPAN", "ÑA, ADA", "N", "ESPAÑA, ADA"),
        ("Mu", "üller, Ida", "u", "Müller, Ida"),
        ("Jose", "é, Ana", "e", "José, Ana"),
    ],
)
def test_a_letter_that_is_drawn_under_itself_with_an_accent_is_read_once(
    begin: str, end: str, back: str, read_as: str
) -> None:
    assert names(sheet(begin, end, back)) == [read_as]


def test_a_letter_that_stands_before_itself_with_an_accent_is_read() -> None:
    assert names(sheet("Isa", "ác, Ada", back="")) == ["Isaác, Ada"]
