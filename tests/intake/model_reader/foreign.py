"""A sheet in a language that no dialect knows, and what a language model that reads it well would answer."""

from collections.abc import Sequence

from heatsync.samples.paper import HELVETICA, Paper, Words
from tests.intake.model_reader.model_server import answer, entry, event

FREE, BACK = "Dziewczyny 11-12 lat, 100 m dowolnym", "Chlopcy 11-12 lat, 50 m grzbietowym"
ADA, NELL, WREN, PIP, OLE = "Abbernock, Ada", "Garrowby, Nell", "Tillowe, Wren", "Ferrowhawk, Pip", "Quennby, Ole"
ROWS: Sequence[Sequence[str]] = (
    ("Puchar Wydry",),
    ("Konkurencja 12", FREE),
    ("Seria 1",),
    ("3", ADA, "11", "Wydra", "1:15.32"),
    ("4", NELL, "12", "Bobry Rzeka", "1:04.10"),
    ("Seria 2",),
    ("4", WREN, "11", "Wydra", "1:03.77"),
    ("Konkurencja 13", BACK),
    ("Seria 1",),
    ("2", PIP, "12", "Bobry Rzeka", "45.01"),
    ("3", OLE, "11", "Wydra", "44.20"),
)
_COLUMNS = (40, 130, 330, 370, 480)

IN_FREE_1 = [
    entry(3, ADA, age=11, team="Wydra", seed_time="1:15.32"),
    entry(4, NELL, age=12, team="Bobry Rzeka", seed_time="1:04.10"),
]
IN_FREE_2 = [entry(4, WREN, age=11, team="Wydra", seed_time="1:03.77")]
IN_BACK = [
    entry(2, PIP, age=12, team="Bobry Rzeka", seed_time="45.01"),
    entry(3, OLE, age=11, team="Wydra", seed_time="44.20"),
]
GOOD = answer(event("12", FREE, h1=IN_FREE_1, h2=IN_FREE_2), event("13", BACK, h1=IN_BACK))


def drawn(*rows: Sequence[str]) -> bytes:
    """A PDF of one page with these rows of cells, or with those of the foreign sheet."""
    paper = Paper((595.0, 842.0), HELVETICA, "", "Sheet")
    paper.turn()
    for place, row in enumerate(rows or ROWS):
        paper.row(60 + 16 * place, *(Words(x, text, 9) for x, text in zip(_COLUMNS, row, strict=False)))
    return paper.close()
