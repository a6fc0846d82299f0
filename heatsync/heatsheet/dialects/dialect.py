"""What a dialect is: how one meet software prints its lines, as data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from heatsync.heatsheet.program import Kind


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """The lines of one meet software, as named patterns over a line's text; nothing about positions.

    ``patterns`` go by what a line is (see ``assemble``): their groups are named as the fields they fill. ``leg`` finds
    each swimmer on a line of relay legs. ``titles`` tell what kind of sheet a title names. Cells are two spaces apart.
    """

    software: str
    signature: re.Pattern[str]
    titles: Mapping[Kind, re.Pattern[str]]
    patterns: Mapping[str, re.Pattern[str]]
    leg: re.Pattern[str]
