"""Paper that remembers where each line was printed."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import reportlab
from reportlab.pdfbase.pdfmetrics import getAscentDescent, registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from heatsync.heatsheet.program import Box


@dataclass(frozen=True, slots=True)
class Type:
    """The two faces that a sheet is set in: standard PDF fonts, or reportlab's own Vera, embedded."""

    regular: str
    bold: str


TIMES = Type("Times-Roman", "Times-Bold")
HELVETICA = Type("Helvetica", "Helvetica-Bold")
VERA = Type("Vera", "VeraBd")


class Words(NamedTuple):
    """Text that begins at ``x`` (or ends there: ``flush`` "right"; or has its middle there: "centre")."""

    x: float
    text: str
    size: float
    bold: bool = False
    flush: str = "left"
    rise: float = 0.0


class Printed(NamedTuple):
    """The place of a printed line and its text, words in reading order with single spaces."""

    page: int
    line: str
    box: Box


class Paper:
    """A PDF in the making, measured from the top left corner. The same calls give the same bytes."""

    def __init__(self, size: tuple[float, float], face: Type, creator: str, title: str) -> None:
        self.width, self.height = size
        self.page = 0
        self._face = face
        self._bytes = io.BytesIO()
        self._canvas = Canvas(self._bytes, pagesize=size, invariant=1)
        self._canvas.setCreator(creator)
        self._canvas.setTitle(title)
        if face is VERA:
            _register_vera()

    def turn(self) -> None:
        """Begin a page."""
        if self.page:
            self._canvas.showPage()
        self.page += 1

    def row(self, baseline: float, *words: Words) -> Printed:
        """Print words on one baseline, in the order given: a reader must not rely on it."""
        placed = [self._put(baseline, piece) for piece in words if piece.text]
        placed.sort(key=lambda piece: piece[0][0])
        line = " ".join(" ".join(text for _, text in placed).split())
        return Printed(self.page, line, around([box for box, _ in placed]))

    def rule(self, x0: float, y0: float, x1: float, y1: float, thickness: float = 1.0) -> None:
        """A straight line."""
        self._canvas.setLineWidth(thickness)
        self._canvas.line(x0, self.height - y0, x1, self.height - y1)

    def width_of(self, text: str, size: float, bold: bool = False) -> float:
        """How wide that text is printed."""
        return float(stringWidth(text, self._font(bold), size))

    def close(self) -> bytes:
        """The finished PDF."""
        self._canvas.save()
        return self._bytes.getvalue()

    def _put(self, baseline: float, words: Words) -> tuple[Box, str]:
        font, width = self._font(words.bold), self.width_of(words.text, words.size, words.bold)
        x0 = words.x - {"left": 0.0, "centre": width / 2, "right": width}[words.flush]
        y = baseline - words.rise
        self._canvas.setFont(font, words.size)
        self._canvas.drawString(x0, self.height - y, words.text)
        ascent, descent = getAscentDescent(font, words.size)
        return (x0, y - ascent, x0 + width, y - descent), words.text

    def _font(self, bold: bool) -> str:
        return self._face.bold if bold else self._face.regular


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds them all."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def _register_vera() -> None:
    folder = Path(reportlab.__file__).parent / "fonts"
    for face in (VERA.regular, VERA.bold):
        registerFont(TTFont(face, str(folder / f"{face}.ttf")))
