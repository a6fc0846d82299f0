"""The programs that Latin-American meets put on the web: Spanish and English side by side, age before the name."""

import re

from heatsync.heatsheet.dialects.dialect import Dialect, lines
from heatsync.heatsheet.moments import DATE, TIME
from heatsync.heatsheet.races import RELAY_IN_A_POOL, STROKE

_CATEGORY = r"(?:(?P<age>\d{1,2})[MFHDX]|[A-Z][a-z]{1,4}|[A-Z]{2,4})"
_SEED = r"(?P<seed_time>N[TS]|S/?T|\d{0,2}:?\d{1,2}\.\d\d)"
_TEAM = r"\S+(?: \S+)*?"

LATIN_WEB = Dialect(
    software=None,
    signature=re.compile(rf"Session: \d+ +{DATE}|Heat # ?\d+ ~"),
    titles={"results": re.compile("Resultados")},
    patterns={
        "title": lines(r"(?P<title>Resultados)(?:\s.*)?"),
        "first_line": lines(r"(?!Session:)(?P<name>\S.*?)(?:\s\s.*)?"),
        "session": lines(
            rf"Session:\s+(?P<number>\d+)\s+(?P<name>)(?P<date>{DATE})(?:\s+Warm Up:\s+(?P<warm_up>{TIME}))?"
            rf"(?:\s+Start Competition:\s+(?P<starts_at>{TIME}))?"
        ),
        "event": lines(r"(?P<number>\d+[A-Z]?)\s+\([MFXW]\)\s+(?P<name>\S.*?)"),
        "more_of_event": lines(
            rf"(?P<name>(?:\d ?x ?)?\d{{2,4}}\s?m\b.*{STROKE}.*)", rf"(?P<name>{RELAY_IN_A_POOL}\s?m\b\D*)"
        ),
        "heat": lines(rf"Heat\s*#\s*(?P<number>\d+)(?:\s*/\s*(?P<of>\d+))?(?:\s*~\s*(?P<starts_at>{TIME}))?"),
        "entry": lines(
            rf"(?P<lane>\d{{1,2}})\s+{_CATEGORY}\s+(?P<name>[^\W\d_].*?)\s\s(?P<team>{_TEAM})\s+{_SEED}",
            rf"(?P<lane>\d{{1,2}})\s+{_CATEGORY}\s+(?P<name>[^\W\d_](?:\S| (?! ))*?)\s(?P<team>\S+)\s+{_SEED}",
        ),
        "team": lines(
            rf"(?P<lane>\d{{1,2}})\s+(?:\d{{1,2}}[MFHDX]\s+)?(?P<team>{_TEAM})(?:\s(?P<relay>[A-Z]))?\s+{_SEED}"
        ),
        "empty_lane": lines(r"\d{1,2}"),
        "furniture": lines(r"(?:.*\s)?(?:Page|Página)\s+\d+(?:\s*(?:/|of|de)\s*\d+)?", r"(?:Lane|Carril)\b[^\d]*"),
    },
)
