"""One small file per meet software: its lines, as named patterns; nothing about positions."""

from collections.abc import Sequence

from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.heatsheet.dialects.easywk import EASYWK
from heatsync.heatsheet.dialects.hytek import HYTEK
from heatsync.heatsheet.dialects.table import TABLE
from heatsync.heatsheet.lines import Line

DIALECTS = (HYTEK, EASYWK)


def recognise(printed: Sequence[Line]) -> Dialect:
    """The dialect whose signature stands on most of those lines; where none does, the one that reads any table."""
    hits = {dialect: sum(bool(dialect.signature.search(line.text)) for line in printed) for dialect in DIALECTS}
    best = max(DIALECTS, key=lambda dialect: hits[dialect])
    return best if hits[best] else TABLE
