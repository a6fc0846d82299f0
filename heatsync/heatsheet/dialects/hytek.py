"""Hy-Tek Meet Manager: meet programs and psych sheets."""

import re

from heatsync.heatsheet.dialects.dialect import WORDS, Dialect, lines
from heatsync.heatsheet.moments import DATE, TIME

_SEED = r"(?P<exhibition>X)?(?P<seed_time>N[TPS]|\d{0,2}:?\d{1,3}[.,]\d{2}(?:\s?[YLS](?![^\W_]))?)"
_MARKS = r"(?:\s*[*&#%+a-zA-Z][\w*&#%+-]*){0,4}[\s_]*"
_RULE = r"(?:_+\s+)?"
_CLASS = r"(?:FR|SO|JR|SR)"
_TIME = r"(?:N[TPS]|X?\d{0,2}:?\d{1,2}[.,]\d{2})"
_TEAM_NAME = rf"(?P<team>(?!{_TIME})\S+(?:\s+(?!{_TIME})\S+)*?)"
"""No time stands in it: else two rows that were drawn into one would pass for one."""
_AGE = rf"(?:[MWFBG]?(?P<age>\d{{1,3}})|(?P<class_year>{_CLASS}))"
_SWIMMERS = (
    rf"{_RULE}(?P<name>{WORDS})\s+{_AGE}\s+{_TEAM_NAME}\s+{_SEED}{_MARKS}",
    # the middle initial runs into sex and age: "Example, Ada MW10"
    rf"{_RULE}(?P<name>\S.*?\s[A-Z])[MWFBG](?P<age>\d{{1,2}})\s+{_TEAM_NAME}\s+{_SEED}{_MARKS}",
    # no age at all: only the cells tell where the name ends
    rf"{_RULE}(?P<name>{WORDS})\s{{2,}}{_TEAM_NAME}\s{{2,}}{_SEED}{_MARKS}",
)
_TEAM = rf"{_RULE}{_TEAM_NAME}\s+(?:[XMW]\d{{2,3}}\s+)?(?P<relay>[A-Z])\s+{_SEED}{_MARKS}"
_LEG_WITHOUT_NUMBER = rf"[^\W\d_][^\d,]*,[^\d,]+?(?:\s*\b[MWFBG]?\d{{1,3}}|\s+{_CLASS}\b|(?=\s{{2,}})|(?=\s*$))\s*"
_REPORTED_ROUND = r"(?:Finals|Prelims|Semis|Timed Finals|Swim-?off)(?:-\w)?"
_HEAT = r"Heat\s+(?P<number>\d+)"
_ROUND = r"(?:\s+(?P<round>[A-Z][^(]*?))?"
_EVENT = r"(?:Event\s+|#)(?P<number>\d+[A-Z]?)"

HYTEK = Dialect(
    software="Hy-Tek Meet Manager",
    signature=re.compile(r"HY-?TEK's (?:MEET MANAGER|MM)\b"),
    titles={
        "heat_sheet": re.compile(r"Meet Program\b"),
        "psych_sheet": re.compile(r"Psych Sheet\b"),
        "session_report": re.compile(r"Session Report\b"),
        "results": re.compile(r"(?:\w+ )?Results\b"),
    },
    patterns={
        "page_head": lines(r".*HY-?TEK's (?:MEET MANAGER|MM)\b.*"),
        "title": lines(
            r"(?P<title>Meet Program|Psych Sheet|Session Report|(?:\w+ )?Results)(?:\s+-\s+(?P<session>\S.*?))?"
        ),
        "meet": lines(rf"(?P<name>\S.*?)(?:\s+-\s+(?P<start>{DATE})(?:\s+to\s+(?P<end>{DATE}))?)?"),
        "session": lines(r"Session:\s*(?P<number>\d+)\s+(?P<name>\S.*?)"),
        "session_start": lines(rf"Day of Meet:\s*(?P<day>\d+)\s+Starts at\s+(?P<starts_at>{TIME})\b.*"),
        "timed_event": lines(
            rf"(?:{_REPORTED_ROUND}\s+)?(?P<number>\d+[A-Z]?)\s+(?P<name>[A-Z]\S*\s.*?)\s+\d+\s+\d+\s*u?"
            rf"\s+(?P<starts_at>{TIME})[\s_]*"
        ),
        "furniture": lines(
            r"Round\s+Event\b.*|Break: .*|Finish Time.*|Swimmers Counts .*|Entry / Heat Totals.*|=+(?:\s+=+)*"
        ),
        "event": lines(rf"{_EVENT}\s+(?P<name>[^.(\s].*?)"),
        "event_goes_on": lines(
            rf"\({_EVENT}\s*(?P<name>.*?)\)?",
            rf"{_EVENT}\s*\.\.\.\s*\((?P<name>.*?)\)?",
        ),
        "heat": lines(rf"{_HEAT}(?:\s+of\s+(?P<of>\d+))?{_ROUND}(?:\s+Starts at\s+(?P<starts_at>{TIME}))?"),
        "heat_goes_on": lines(rf"{_HEAT}{_ROUND}\s*\(#(?P<event>\d+[A-Z]?)\b.*"),
        "lanes": lines(r"Lane\s+(?:Name|(?P<teams>Team))\b.*"),
        "ranks": lines(r"(?:Name|(?P<teams>Team))\s+(?:Age|Yr|Year|Relay|School)\b.*"),
        "entry": lines(*(rf"(?P<lane>\d{{1,2}})\s+{swimmer}" for swimmer in _SWIMMERS)),
        "team": lines(rf"(?P<lane>\d{{1,2}})\s+{_TEAM}"),
        "ranked": lines(*(rf"(?P<rank>\d{{1,4}})\s+{swimmer}" for swimmer in _SWIMMERS)),
        "ranked_team": lines(rf"(?P<rank>\d{{1,4}})\s+{_TEAM}"),
        "legs": lines(r"[1-8]\)\s*\S.*", rf"(?:{_LEG_WITHOUT_NUMBER}){{1,4}}"),
        "empty_lane": lines(r"\d{1,2}[\s_]*"),
        "record": lines(r"\S.*?:\s+(?:\d{0,2}:)?\d{1,3}[.,]\d{2}\b.*"),
        "standard": lines(r"(?:\d{0,2}:)?\d{1,2}[.,]\d{2}\s+\S.*"),
        "record_holders": lines(r"[^\d():]*"),
    },
    leg=re.compile(
        r"(?:(?P<leg>[1-8])\)\s*)?(?P<name>[^\W\d_]\D*?)"
        rf"(?:\s*\b[MWFBG]?(?P<age>\d{{1,3}})(?!\))|\s+{_CLASS}\b|(?=\s*[1-8]\))|(?=\s{{2,}})|(?=\s*$))"
    ),
)
