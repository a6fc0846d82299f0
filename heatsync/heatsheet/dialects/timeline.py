"""Timelines that clubs make for the web: when each event of a session starts. No swimmers."""

import re

from heatsync.heatsheet.dialects.dialect import Dialect, lines
from heatsync.heatsheet.moments import TIME

_EVENT = r"(?P<number>\d+[A-Z]?)\s+(?P<name>[^\W\d].*?)(?:\s+[—–-]\s+(?:Finals|Prelims|Timed|Semis)\b[^\d]*?)?"
_COUNTS = r"(?:\s+\d+){0,2}"

TIMELINE = Dialect(
    software=None,
    signature=re.compile(r"Timeline$|TIME\s+EV\b", re.MULTILINE),
    titles={"session_report": re.compile("Timeline")},
    patterns={
        "first_line": lines(r"(?P<name>\S.*)"),
        "session": lines(r"(?P<name>\S.*?)\s+(?P<title>Timeline)"),
        "session_start": lines(rf"(?:.*\s)?Starts\s+(?P<starts_at>{TIME})", rf"(?P<starts_at>{TIME})\s+Competition .*"),
        "warm_up": lines(rf"(?P<warm_up>{TIME})\s+Warm-?ups?\b.*"),
        "timed_event": lines(
            rf"(?:(?P<starts_at>{TIME})\s+)?(?P<number>\d+[A-Z]?)\s+(?P<name>[^\W\d].*?)\s+[—–-]\s+"
            rf"Heat\s+(?P<heat>\d+)(?:\s+of\s+(?P<of>\d+))?{_COUNTS}",
            rf"(?!.*[—–-]\s+Heat\s+\d)(?:(?P<starts_at>{TIME})\s+)?{_EVENT}{_COUNTS}",
        ),
        "furniture": lines(
            rf"TIME\s+EV\b.*|(?:{TIME}\s+)?\W*Break:.*|\W*Est\. finish.*|Start and finish times are .*|.*\bPage \d+.*"
            rf"|{TIME}\s+(?:Pool|Doors|Scratch|Coaches|Officials|National)\b.*"
        ),
    },
)
