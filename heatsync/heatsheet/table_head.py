"""A table's head tells the order of its columns, and so how each of its rows is read."""

import re
from collections.abc import Mapping

from heatsync.heatsheet.dialects.dialect import EMPTY

_TIME = r"(?:N\.?[TPS]\.?(?![\w-])|X?\d{0,2}:?\d{1,2}[.,]\d{2}|-{2,})"
_CELL = r"\S+(?: \S+)*"
_CELLS = {
    "heat": r"H?(?P<heat>\d{1,3})",
    "lane": r"L?(?P<lane>\d{1,2})",
    "name": rf"(?P<name>(?!N[TPS]\b|{EMPTY}(?:\s|$))[^\W\d_]\S*(?: \S+)*)",
    "two_names": r"(?P<name>[^\W\d_]\S*(?: \S+)*\s\s[^\W\d_]\S*(?: \S+)*)",
    "age": r"(?:[MWFBG]?(?P<age>\d{1,2})|(?P<class_year>FR|SO|JR|SR))",
    "birth_year": r"(?P<birth_year>\d\d|(?:19|20)\d\d)",
    "team": rf"(?P<team>(?!{_TIME}|{EMPTY}(?:\s|$)|\d{{1,4}}(?:\s\s|$)){_CELL})",
    "relay": r"(?P<relay>[A-Z]|\d)",
    "seed_time": r"(?P<exhibition>X)?(?P<seed_time>N[TPS]|\d{0,2}:?\d{1,2}[.,]\d{2}(?:\s?[YLSM])?)(?: \S{1,8})?",
}
"""How each field is printed in its cell. A cell may be empty, all but the lane's and the name's."""
_GIVEN = re.compile(r"First|Given|Vorname|Prénom|Förnamn|Fornavn", re.IGNORECASE)
"""Heads the second cell of a name that takes two."""


def row_under(head: str, columns: Mapping[str, re.Pattern[str]]) -> re.Pattern[str] | None:
    """How a row reads under that head; None where it tells of no lane, or of nobody in it."""
    fields: list[str | None] = []
    name = _CELLS["name"]
    for cell in head.split("  "):
        if fields and fields[-1] == "name" and _GIVEN.match(cell):
            name = _CELLS["two_names"]
            continue
        named = next((field for field, words in columns.items() if words.match(cell)), None)
        fields.append(None if named in fields else named)
    if "name" not in fields and "team" in fields and None in fields[: fields.index("team")]:
        fields[fields.index(None)] = "name"  # a word that we do not know, before the team: who else
    who = "name" if "name" in fields else "team"
    if "lane" not in fields or who not in fields:
        return None
    cell_of = {**_CELLS, "name": name}
    required = ("lane", who)
    cells = (
        rf"(?:{cell_of.get(field or '', _CELL)}(?:\s\s|\s*$)){'' if field in required else '?'}" for field in fields
    )
    return re.compile("".join(cells) + "$")
