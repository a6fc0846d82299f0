"""Words that are on a page but not drawn: nobody can see them, unless they say what a picture shows."""

import io

from reportlab.pdfgen.canvas import Canvas

from heatsync.heatsheet import read

HEAD = (
    "HY-TEK's MEET MANAGER 8.0",
    "Winter Cup - 7/19/2025",
    "Meet Program",
    "Event 1  Girls 100 Yard Freestyle",
    "Lane  Name  Age  Team  Seed Time",
    "Heat 1 of 1 Finals",
)
SEEN, UNSEEN = 0, 3
"""A PDF's modes of drawing text."""


def sheet(mode_of_the_second: int, rule: bool = False) -> bytes:
    pdf = io.BytesIO()
    canvas = Canvas(pdf)
    for place, line in enumerate(HEAD):
        canvas.drawString(50, 800 - 16 * place, line)
    for lane, (name, mode) in enumerate((("Example, Ada", SEEN), ("Ghost, Mia", mode_of_the_second)), start=1):
        for x, cell in ((50, str(lane)), (80, name), (250, "12"), (300, "ABC"), (400, "1:02.34")):
            text = canvas.beginText(x, 700 - 16 * lane)
            text.setTextRenderMode(mode)
            text.textOut(cell)
            text.setTextRenderMode(SEEN)
            canvas.drawText(text)
    if rule:
        canvas.line(50, 640, 500, 640)
    canvas.save()
    return pdf.getvalue()


def names(pdf: bytes) -> list[str]:
    return [entry.name for event in read(pdf).events for heat in event.heats for entry in heat.entries]


def test_an_entry_that_nobody_can_see_is_none() -> None:
    assert names(sheet(SEEN)) == ["Example, Ada", "Ghost, Mia"]
    assert names(sheet(UNSEEN)) == ["Example, Ada"]


def test_words_behind_something_drawn_are_read_since_they_may_say_what_it_shows() -> None:
    assert names(sheet(UNSEEN, rule=True)) == ["Example, Ada", "Ghost, Mia"]
