"""What the reader and the calendars say in English is said in the reader's language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from heatsync.factory import ROOT
from heatsync.problems import LINK_SENTENCES, SENTENCES
from heatsync.web.said import said
from heatsync.web.said_shapes import PHRASES, SHAPES

SPEAKERS = (
    *(f"heatsheet/{name}.py" for name in ("clock", "days", "printed", "swims", "timeline")),
    *(f"results/{name}.py" for name in ("arranging", "calendar_entries", "calendar_links", "groups", "shifts")),
    "intake/model_reader/filling.py",
)
WORDS = 3


@pytest.mark.parametrize("speaker", SPEAKERS)
def test_whatever_is_said_has_a_shape(speaker: str) -> None:
    shapes = re.sub(r"\{\w+\}", "\0", "\n".join([*SHAPES, *(one for some in PHRASES.values() for one in some)]))
    unknown = [piece for piece in _pieces(ROOT / "heatsync" / speaker) if piece.strip(" .,:()") not in shapes]

    assert unknown == []


def test_a_sentence_without_a_shape_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "new.py").write_text('def f(n):\n    """Not this."""\n    yield f"Nobody swims {n}, it is too cold"\n')

    assert [*_pieces(tmp_path / "new.py")] == [", it is too cold"]


GERMAN = {
    "from the session's start at 08:30, 11 heats before": "ab dem Beginn des Abschnitts um 8:30, 11 Läufe davor",
    "from heat 2 of Girls 100 Free at 09:12, the first heat": "ab Lauf 2 von Girls 100 Free um 9:12, der erste Lauf",
    "from the start of event 12A at 09:00, 1 heat before, then 5 minutes later as the page's owner says": (
        "ab dem Beginn von Wettkampf 12A um 9:00, 1 Lauf davor, dann 5 Minuten später, wie von der Person angegeben, "
        "die diese Seite angelegt hat"
    ),
    "saturday: final.pdf: There is no text in this file.": "saturday: final.pdf: In dieser Datei steht kein Text.",
    "There is no text on pages 3, 14: if races are shown there, they are not in this list.": (
        "Auf den Seiten 3, 14 steht kein Text: Sind dort Starts abgebildet, fehlen sie hier."
    ),
    "b.pdf: nobody of that name. Did you mean Ada Orr (OTTR, 10) or Ida Orr?": (
        "b.pdf: niemand mit diesem Namen. Meinten Sie Ada Orr (OTTR, 10) oder Ida Orr?"
    ),
    "The sheet writes its date as 3/4/2026. We read it as March 4: please check.": (
        "Die Liste schreibt ihr Datum als 3/4/2026. Wir lesen das als 4. März: Bitte prüfen Sie es."
    ),
    "Ada Orr: Girls (A) 100 Free (event 12, heat 3, lane 4)": (
        "Ada Orr: Girls (A) 100 Free (Wettkampf 12, Lauf 3, Bahn 4)"
    ),
    "leg 2 BR": "Position 2 BR",
    "Fetched 1.4 MB": "1,4 MB abgerufen",
    "Winter Championships (3 races)": "Winter Championships (3 Starts)",
    SENTENCES["TOO_MANY_PAGES"].format(max_pages=400): (
        "Dieses PDF hat mehr als 400 Seiten. Teilen Sie es, und fügen Sie den Teil mit Ihren Abschnitten hinzu."
    ),
}


@pytest.mark.parametrize("english", GERMAN)
def test_it_is_said_in_german(app: Flask, english: str) -> None:
    with app.test_request_context(headers={"Accept-Language": "de"}):
        assert said(english) == GERMAN[english]


@pytest.mark.parametrize("sentence", [*SHAPES, *SENTENCES.values(), *LINK_SENTENCES.values()])
def test_in_english_it_stays_as_it_was(app: Flask, sentence: str) -> None:
    facts = {"time": "9:30", "earliest": "9:20", "latest": "9:40", "page": "3", "pages": "3, 4", "count": "5"}
    facts |= {"day": "March 4", "other_day": "May 31", "place": "event 12A, heat 3, leg 2", "number": "12"}
    facts |= {
        "stroke": "BR",
        "megabytes": "1.4",
        "since": "the start of event 7 at 9:00",
        "heats": "1 heat before",
        "names": "Ada or Ida",
    }
    facts |= {"reason": "from the printed 9:12", "summary": "Girls 100 Free (lane 4)"}
    english = re.sub(r"\{(\w+)\}", lambda name: facts.get(name[1], "Otto “X” (9): 50%"), sentence)

    with app.test_request_context():
        assert said(english) == english


@pytest.mark.parametrize("text", ["", "Anything else.", "a.pdf: something: new", "{swimmer} {0} %(x)s %"])
def test_what_is_not_known_is_left_alone(app: Flask, text: str) -> None:
    with app.test_request_context(headers={"Accept-Language": "de"}):
        assert said(text) == text


HOSTILE = {
    "many sheets": ": “1” is listed as alternate in " * 60,
    "many places": "A (" + "event 1, " * 100 + "event 1)",
    "places in places": "A" + " (event 1)" * 99,
    "many names": "nobody of that name. Did you mean " + "a or " * 190 + "a?",
    "no day": "The sheet writes its date as 3/4/2026. We read it as Smarch 31: please check.",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_line_neither_breaks_nor_holds_a_page(app: Flask, text: str) -> None:
    with app.test_request_context():
        assert said(text) == text


def _pieces(path: Path) -> Iterator[str]:
    """The parts of sentences in that program: strings of some words that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in documents]
    for text in (node.value for node in constants if isinstance(node.value, str)):
        if len(re.findall(r"[A-Za-z]{2,}", text)) >= WORDS and " " in text:
            yield text
