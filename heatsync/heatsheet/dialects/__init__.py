"""One small file per meet software: its lines, as named patterns; nothing about positions."""

import re
from collections.abc import Sequence

from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.heatsheet.dialects.easywk import EASYWK
from heatsync.heatsheet.dialects.hytek import HYTEK
from heatsync.heatsheet.dialects.latin_web import LATIN_WEB
from heatsync.heatsheet.dialects.omega import OMEGA
from heatsync.heatsheet.dialects.splash import SPLASH
from heatsync.heatsheet.dialects.swimify import SWIMIFY
from heatsync.heatsheet.dialects.swimtopia import SWIMTOPIA
from heatsync.heatsheet.dialects.table import TABLE
from heatsync.heatsheet.dialects.timeline import TIMELINE
from heatsync.heatsheet.dialects.touchpad import TOUCHPAD
from heatsync.heatsheet.lines import Line

DIALECTS = (HYTEK, EASYWK, SPLASH, OMEGA, TIMELINE, SWIMTOPIA, LATIN_WEB, TOUCHPAD, SWIMIFY)
"""All that have a signature; TABLE reads what has none of theirs."""


def recognise(printed: Sequence[Line]) -> Dialect:
    """The dialect whose signature stands most often on those lines; where none does, the one that reads any table."""
    text = "\n".join(line.text for line in printed)
    any_signature = re.compile("|".join(dialect.signature.pattern for dialect in DIALECTS), re.MULTILINE)
    places = [found.start() for found in any_signature.finditer(text)]  # once through the sheet, not once for each
    hits = {dialect: sum(bool(dialect.signature.match(text, place)) for place in places) for dialect in DIALECTS}
    best = max(DIALECTS, key=lambda dialect: hits[dialect])
    return best if hits[best] else TABLE
