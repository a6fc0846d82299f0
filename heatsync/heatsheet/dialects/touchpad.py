"""TeamUnify TouchPad, now SportsEngine: the usual table under its own name."""

import re
from dataclasses import replace

from heatsync.heatsheet.dialects.table import TABLE

TOUCHPAD = replace(
    TABLE,
    software="TeamUnify TouchPad",
    signature=re.compile(r"TeamUnify|TEAMUNIFY|TouchPad\b|TOUCHPAD\b|SportsEngine|SPORTSENGINE"),
)
