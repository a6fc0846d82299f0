"""SwimTopia's Meet Maestro: heat sheets of summer leagues."""

import re

from heatsync.heatsheet.dialects.dialect import Dialect, lines
from heatsync.heatsheet.moments import DATE, TIME

_SEED = r"(?P<exhibition>X)?(?P<seed_time>N[TS]|\d{0,2}:?\d{1,2}\.\d\d[YML]?)(?:\s+(?P<exhibited>EXH|X))?"
_CELL = r"\S+(?: \S+)*"
_EVENT = r"#(?P<number>\d+[A-Z]?)"
_GOES_ON = r"\((?:continued|cont\.?)\)"
_LANE = r"(?P<lane>\d{1,2})"
_WHO = r"(?P<name>[^\W\d_][^\d/]*?)(?:\s*\(?(?P<age>\d{1,3})\)?)?"
_LEG = rf"(?:(?P<leg>[1-8])\)\s*)?{_WHO}(?:(?=\s*[1-8]\))|\s*/|\s*$)"
_A_LEG = re.sub(r"P<\w+>", ":", rf"[1-8]\)\s*{_WHO}(?=\s*[1-8]\)|\s*$)")
_BETWEEN_SLASHES = re.sub(r"P<\w+>", ":", rf"{_WHO}(?:\s*/\s*{_WHO}){{1,7}}")

SWIMTOPIA = Dialect(
    software="SwimTopia Meet Maestro",
    signature=re.compile(r"SwimTopia|Meet Maestro"),
    titles={"results": re.compile("Results")},
    patterns={
        "title": lines(r"(?:(?:Meet|Event)\s)?(?P<title>Results)(?:\s.*)?"),
        "meet_details": lines(rf"(?P<name>\S.*?)\s+(?:[-–|]\s+)?(?P<start>)(?P<end>{DATE})"),
        "first_line": lines(rf"(?!#\d|.*\s{DATE}(?:\s|$))(?P<name>\S.*?)(?:\s\s.*)?"),
        "event": lines(  # the ages may stand once more at the right
            rf"{_EVENT}\s+(?!.*{_GOES_ON})(?P<name>(?:(?P<ages>{_CELL})\s\d)?\S*.*?)(?:\s\s(?P=ages))?"
        ),
        "event_goes_on": lines(rf"{_EVENT}\s+(?P<name>\S.*?)\s+{_GOES_ON}(?:\s\s.*)?"),
        "heat": lines(rf"Heat\s+(?P<number>\d+)(?:\s+of\s+(?P<of>\d+))?(?:\W+(?P<starts_at>{TIME})\W*)?"),
        "lanes": lines(r"(?:Ln|Lane)\b[^\d]*"),
        "entry": lines(rf"{_LANE}\s+(?P<name>[^\W\d_].*?)\s+(?P<age>\d{{1,2}})\s\s(?P<team>{_CELL})\s\s{_SEED}"),
        "team": lines(rf"{_LANE}\s+(?P<team>{_CELL}?)(?:\s+(?P<relay>[A-Z]))?\s\s{_SEED}"),
        "legs": lines(rf"{_A_LEG}(?:\s+{_A_LEG}){{0,7}}", _BETWEEN_SLASHES),
        "empty_lane": lines(r"\d{1,2}"),
        "furniture": lines(r".*(?:SwimTopia|Meet Maestro).*", r"(?:.*\s)?Page\s+\d+(?:\s+of\s+\d+)?", r"Heat Sheet"),
    },
    leg=re.compile(_LEG),
)
