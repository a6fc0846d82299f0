"""What a dialect is: how one meet software prints its lines, as data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from heatsync.heatsheet.program import Kind

Prints: TypeAlias = tuple[re.Pattern[str], ...]
"""The ways in which one thing is printed, the likeliest first. Groups are named as the fields they fill."""


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """The lines of one meet software, as named patterns over a line's text; nothing about positions.

    ``patterns`` go by what a line can be (``places`` says where). ``leg`` finds each swimmer on a line of relay legs:
    nobody, where none is printed. ``titles`` tell what kind of sheet a title names, ``columns`` which field a cell in
    a table's head names. In a line cells stand two spaces apart, words one. Each way that a ``signature`` knows begins
    with a letter of its own: it is searched for in the whole sheet, and so most of the text is passed over.
    """

    software: str | None
    signature: re.Pattern[str]
    titles: Mapping[Kind, re.Pattern[str]]
    patterns: Mapping[str, Prints]
    leg: re.Pattern[str] = re.compile(r"(?!)(?P<name>)")
    columns: Mapping[str, re.Pattern[str]] = field(default_factory=dict)


def lines(*patterns: str) -> Prints:
    """Patterns of whole lines."""
    return tuple(re.compile(rf"(?:{pattern})\s*$") for pattern in patterns)


WORDS = r"\S+(?:\s+\S+)*?"
"""Some words, as few as will do."""

EMPTY = r"\(?(?i:empty(?: lane)?|open lane|vacante?|leer|frei|vac[ií]o|libre|vide|vazia|boş)\)?"
"""What is printed in a lane that nobody swims in, where anything is."""
FINAL = r"(?P<round>(?:[A-H]\s?[-–]\s?|(?:Championship|Consolation|Bonus)\s)Finale?s?|Finale?\s[A-H])"
"""A heat by the name of its round, where that stands alone."""
MORE_OF_ROW = lines(r"[^\W\d_][^\d:()]{0,60}")
"""The rest of a cell that was too narrow."""
