"""Swimify: the usual table under its own name."""

import re
from dataclasses import replace

from heatsync.heatsheet.dialects.table import TABLE

SWIMIFY = replace(TABLE, software="Swimify", signature=re.compile(r"Swimify|SWIMIFY|swimify"))
