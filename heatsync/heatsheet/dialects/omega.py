"""Omega's entry lists of championships: who has entered each event, by entry time; neither heats nor ranks.

The list by nation that may follow says the same again.
"""

import re

from heatsync.heatsheet.dialects.dialect import WORDS, Dialect, lines

_TIME = r"(?:\d{1,2}:)?\d{1,2}\.\d\d"
_SEED = rf"(?:(?:\s\s.*)?\s\s(?:0\.00|(?P<seed_time>{_TIME}|NT))|\s\s.*)?"
_DAY = r"\d{1,2} [A-Z]{3} \d{4}"
_NATION = r"[A-Z]{3,4} - [^\d]+?"
_RACE = r"(?:Women|Men|Mixed|Mixt)(?:'s)? (?:\d ?x ?)?\d+m [^\d]+?"
_FRENCH = r"(?:\d ?x ?)?\d+m .*\b(?:Femmes|Hommes|Dames|Messieurs|Mixtes?)"

OMEGA = Dialect(
    software="Omega",
    signature=re.compile(r"Entry List by (?:Event|NAT|NOC)|Official Timekeeping by OMEGA|Report Created by OMEGA"),
    titles={"psych_sheet": re.compile(r"Entry List")},
    patterns={
        "title": lines(r"(?P<title>Entry List) by Event"),
        "meet_details": lines(r"(?P<venue>[^\W\d][^\d]* \([A-Z]{3}\))"),
        "first_line": lines(r"(?P<name>\S.*)"),
        "repeats": lines(r"Entry List by (?:NAT|NOC)"),
        "repeated": lines(
            rf"(?:{_NATION}\s\s)?(?:{_RACE}\s\s)?{WORDS}\s\s(?:\d{{4}}|{_DAY})\s\s(?:.*\s\s)?(?:{_TIME}|NT)",
            rf"(?:{_NATION}\s\s)?{_RACE}(?:\s\s{_TIME})?",
            r"(?:NAT|NOC)\s+(?:Event|Name)\b.*",
            r"(?:Year|Date) of\b.*|Birth\b.*",
        ),
        "event": lines(r"Event (?P<number>\d+[A-Z]?)\s+(?P<name>\S.*)"),
        "record": lines(rf"[A-Z]{{1,4}}\s+{_TIME}\s.*"),
        "ranks": lines(r"Name(?:\s\s.*)?", r"(?P<teams>NOC|Team)(?:\s\s.*)?"),
        "ranked": lines(
            rf"(?P<name>[^\W\d_].*?)\s\s(?P<team>[A-Z]{{3,4}})\s\s"
            rf"(?:\d{{1,2}} [A-Z]{{3}} )?(?P<birth_year>\d{{4}}){_SEED}"
        ),
        "ranked_team": lines(rf"(?!.*\s\s{_RACE})(?P<team>{_NATION}){_SEED}"),
        "furniture": lines(
            rf"{_FRENCH}|As of\b.*|EVENT NUMBER \d+|Number of entries:.*|Records?\s+.*\bDate|Legend:.*|Note:.*"
            r"|(?:NAT|NOC)\s+(?:Year|Date) of\b.*|Code\s+Birth\b.*|Location of\b.*|Performance\b.*|Qualification\b.*"
            r"|(?:[A-Z]{2}\s+[A-Z][a-z]+(?: [a-z]+)* record\s*)+|Official Timekeeping\b.*|.*Report Created by OMEGA\b.*"
            r"|NOCs are not required .*|must swim at least once .*|Men|Women|Mixed|Hommes|Femmes|Mixte"
        ),
    },
)
