"""What is kept in English, said in the reader's language: sentences of the reader, of problems, of calendars.

They are kept as they were said, with names and numbers in them. The shape of each is known: what is in braces changes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Flask
from flask_babel import format_decimal

from heatsync.problems import LINK_SENTENCES, SENTENCES
from heatsync.web.language import gettext
from heatsync.web.said_shapes import PARTS, PHRASES, SHAPES
from heatsync.web.words import clock, day_of_the_year

_LONGEST = 1000
"""Letters. Nobody here says more, and whoever made a sheet that does shall not keep us busy."""


def register(app: Flask) -> None:
    """Give templates the filter ``said``."""
    app.add_template_filter(said)


def said(text: str) -> str:
    """That sentence in the reader's language; as it is where nobody here says so."""
    if len(text) > _LONGEST:
        return text
    return _said(text, _SENTENCES) or _of_a_sheet(text) or text


@dataclass(frozen=True)
class _Shape:
    """A sentence to be translated. ``begins`` and ``ends``: its first and last words, which are quickly looked at."""

    sentence: str
    begins: str
    ends: str
    pattern: re.Pattern[str]


def _shape(sentence: str) -> _Shape:
    parts = re.split(r"\{(\w+)\}", sentence)
    pattern = "".join(
        f"(?P<{part}>{PARTS.get(part, '.+?')})" if number % 2 else re.escape(part) for number, part in enumerate(parts)
    )
    return _Shape(sentence, parts[0], parts[-1], re.compile(pattern, re.DOTALL))


_SENTENCES = [_shape(sentence) for sentence in (*SHAPES, *SENTENCES.values(), *LINK_SENTENCES.values())]
_PHRASES = {name: [_shape(phrase) for phrase in phrases] for name, phrases in PHRASES.items()}


def _said(text: str, shapes: Iterable[_Shape]) -> str | None:
    for shape in shapes:
        is_likely = text.startswith(shape.begins) and text.endswith(shape.ends)
        if is_likely and (found := shape.pattern.fullmatch(text)):
            parts = {name: _part(name, value) for name, value in found.groupdict().items()}
            return gettext(shape.sentence).format(**parts)
    return None


def _part(name: str, text: str) -> str:
    if name in {"time", "earliest", "latest"}:
        return clock(text)
    if name == "names":
        return f" {gettext('or')} ".join(text.split(" or "))
    if name == "megabytes":
        return str(format_decimal(text, format="0.0"))
    if name in {"day", "other_day"}:
        return day_of_the_year(text)
    return _said(text, _PHRASES.get(name, ())) or text


def _of_a_sheet(text: str) -> str | None:
    """Where several sheets are shown, each sentence has the name of its sheet before it."""
    for colon in re.finditer(": ", text):
        if sentence := _said(text[colon.end() :], _SENTENCES):
            return text[: colon.end()] + sentence
    return None
