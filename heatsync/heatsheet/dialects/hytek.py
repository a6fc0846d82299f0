"""Hy-Tek Meet Manager: meet programs and psych sheets."""

import re

from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.heatsheet.moments import DATE, TIME

_SEED = r"(?P<exhibition>X)?(?P<seed_time>N[TPS]|\d{0,2}:?\d{1,2}[.,]\d{2}(?:\s?[YLS](?![^\W_]))?)"
_MARKS = r"(?:\s*[*&#%+a-zA-Z][\w*&#%+-]*){0,4}[\s_]*"
_AGE = r"(?P<sex>[MWFBG])?(?P<age>\d{1,3})|(?P<class_year>FR|SO|JR|SR)"
_PLACE_RULE = r"(?:_+\s+)?"
_WORDS = r"\S+(?:\s+\S+)*?"
_SWIMMER = rf"(?P<name>{_WORDS})\s+(?:{_AGE})\s+(?P<team>{_WORDS})\s+{_SEED}{_MARKS}"
_SWIMMER_WITH_INITIAL = (
    rf"(?P<name>\S.*?\s[A-Z])(?P<sex>[MWFBG])(?P<age>\d{{1,2}})\s+(?P<team>{_WORDS})\s+{_SEED}{_MARKS}"
)
_SWIMMER_WITHOUT_AGE = rf"(?P<name>{_WORDS})\s{{2,}}(?P<team>{_WORDS})\s{{2,}}{_SEED}{_MARKS}"
_TEAM = rf"(?P<team>{_WORDS})\s+(?:[XMW]\d{{2,3}}\s+)?(?P<relay>[A-Z])\s+{_SEED}{_MARKS}"
_HEAT = r"Heat\s+(?P<number>\d+)"
_ROUND = r"(?:\s+(?P<round>[A-Z][^(]*?))?"
_EVENT = r"(?:Event\s+|#)(?P<number>\d+[A-Z]?)"


def _line(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern + r"\s*$")


HYTEK = Dialect(
    software="Hy-Tek Meet Manager",
    signature=re.compile(r"HY-?TEK's (?:MEET MANAGER|MM)\b"),
    titles={
        "heat_sheet": re.compile(r"Meet Program\b"),
        "psych_sheet": re.compile(r"Psych Sheet\b"),
        "session_report": re.compile(r"Session Report\b"),
        "results": re.compile(r"(?:Unofficial |Preliminary |Final )?Results\b"),
    },
    patterns={
        "page_head": re.compile(r".*HY-?TEK's (?:MEET MANAGER|MM)\b"),
        "title": _line(r"(?P<title>Meet Program|Psych Sheet|Session Report|\w* ?Results)(?:\s+-\s+(?P<session>.+?))?"),
        "meet": _line(rf"(?P<name>\S.*?)(?:\s+-\s+(?P<start>{DATE})(?:\s+to\s+(?P<end>{DATE}))?)?"),
        "event": _line(rf"{_EVENT}\s+(?P<name>[^.(\s].*?)"),
        "event_goes_on": _line(rf"\(?{_EVENT}\s*(?:\.\.\.\s*\()?(?P<name>.*?)\)?"),
        "heat": _line(rf"{_HEAT}(?:\s+of\s+(?P<of>\d+))?{_ROUND}(?:\s+Starts at\s+(?P<starts_at>{TIME}))?"),
        "heat_goes_on": re.compile(rf"{_HEAT}{_ROUND}\s*\(#(?P<event>\d+[A-Z]?)\b"),
        "lanes": _line(r"Lane\s+(?:Name|(?P<teams>Team))\b.*"),
        "ranks": _line(r"(?:Name|(?P<teams>Team))\s+(?:Age|Yr|Year|Relay|School)\b.*"),
        "entry": _line(rf"(?P<lane>\d{{1,2}})\s+{_PLACE_RULE}{_SWIMMER}"),
        "entry_with_initial": _line(rf"(?P<lane>\d{{1,2}})\s+{_PLACE_RULE}{_SWIMMER_WITH_INITIAL}"),
        "entry_without_age": _line(rf"(?P<lane>\d{{1,2}})\s{{2,}}{_PLACE_RULE}{_SWIMMER_WITHOUT_AGE}"),
        "team": _line(rf"(?P<lane>\d{{1,2}})\s+{_PLACE_RULE}{_TEAM}"),
        "ranked": _line(rf"(?P<rank>\d{{1,4}})\s+{_SWIMMER}"),
        "ranked_without_age": _line(rf"(?P<rank>\d{{1,4}})\s{{2,}}{_SWIMMER_WITHOUT_AGE}"),
        "ranked_team": _line(rf"(?P<rank>\d{{1,4}})\s+{_TEAM}"),
        "legs": _line(r"1\)\s*\S.*|[2-8]\)\s*\S.*"),
        "empty_lane": _line(r"\d{1,2}[\s_]*"),
        "record": _line(r"\S.*?:\s+(?:\d{0,2}:)?\d{1,2}[.,]\d{2}\b.*"),
        "standard": _line(r"(?:\d{0,2}:)?\d{1,2}[.,]\d{2}\s+\S.*"),
        "record_holders": _line(r"[^\d():]*"),
    },
    leg=re.compile(
        r"(?P<leg>[1-8])\)\s*(?P<name>\S.*?)(?:\s+[MWFBG]?(?P<age>\d{1,3})|\s+(?:FR|SO|JR|SR))?(?=\s*[1-8]\)|\s*$)"
    ),
)
