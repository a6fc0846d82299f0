"""A sheet drawn from lines of text, two spaces between its cells: for what only a few lines show."""

from heatsync.heatsheet import read
from heatsync.heatsheet.program import Program
from heatsync.samples.paper import HELVETICA, Paper, Words

_CELL = 105.0


def program_of(sheet: str) -> Program:
    """What is read of a page with those lines; a line's cells stand below those of the lines above."""
    paper = Paper((612, 1400), HELVETICA, "", "")
    paper.turn()
    for place, line in enumerate(sheet.strip().splitlines()):
        cells = enumerate(line.strip().split("  "))
        paper.row(60 + 16 * place, *(Words(30 + _CELL * cell, text, 9) for cell, text in cells))
    return read(paper.close())
