"""EasyWk: the German Meldeergebnis."""

import re

from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.heatsheet.moments import DATE, TIME

_WORDS = r"\S+(?:\s+\S+)*?"
_SWIMMER = rf"(?P<name>{_WORDS})\s+(?:(?P<birth_year>(?:19|20)\d\d)|Offen)\s+(?P<team>{_WORDS})"
_SEED = r"(?:00:00,00|(?P<seed_time>\d\d:\d\d,\d\d))"
_CLUB = rf"(?:(?:19|20)\d\d|Offen)\s+(?P<team>{_WORDS})\s+{_SEED}"
_TEAM = rf"(?:(?P<relay>\d+)\. Mannschaft|(?P<squad>{_WORDS}))(?:\s+\(\w\))?\s+{_CLUB}"


def _line(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern + r"\s*$")


EASYWK = Dialect(
    software="EasyWk",
    signature=re.compile(r"(?:Meldeergebnis|Protokoll)$|(?:noch )?Wettkampf \d+ - |Abschnitt \d+ - "),
    titles={"heat_sheet": re.compile(r"Meldeergebnis"), "results": re.compile(r"Protokoll")},
    patterns={
        "cover": _line(r"(?P<title>Meldeergebnis|Protokoll)"),
        "meet_dates": _line(rf"(?:vom|am)\s+(?P<start>{DATE})(?:\s+bis\s+(?P<end>{DATE}))?"),
        "venue": _line(r"Schwimmbad-Adresse\b.*"),
        "page_line": _line(r"(?P<meet>\S.*?)\s+Seite\s+\d+"),
        "session": _line(rf"(?P<name>Abschnitt\s+\d+)\s+-\s+(?:\w+\s+)?(?P<date>{DATE})"),
        "warm_up": re.compile(rf"Einlass:.*?Einschwimmen:\s*(?:00:00|(?P<warm_up>{TIME}))"),
        "session_start": re.compile(rf"Beginn:\s*(?P<starts_at>{TIME})(?!\s*nach)"),
        "order": _line(r"Wettkampffolge für .*"),
        "order_end": _line(r"Abschnittsende\b.*"),
        "event": _line(r"Wettkampf\s+(?P<number>\d+[A-Za-z]?)\s+-\s+(?P<name>\S.*?)"),
        "event_goes_on": _line(r"noch\s+Wettkampf\s+(?P<number>\d+[A-Za-z]?)\s+-\s+(?P<name>\S.*?)"),
        "heat": _line(rf"Lauf\s+(?P<number>\d+)(?:/(?P<of>\d+))?(?:\s+\((?:ca\.\s+)?(?P<starts_at>{TIME})\s*Uhr\))?"),
        "lanes": _line(r"Bahn\s+(?:Schwimmer|(?P<teams>Mannschaft)).*"),
        "ranks": _line(r"Nr\.\s+(?:Schwimmer|(?P<teams>Mannschaft)).*"),
        "team": _line(rf"Bahn\s+(?P<lane>\d+)\s+{_TEAM}"),
        "entry": _line(rf"Bahn\s+(?P<lane>\d+)\s+{_SWIMMER}\s+{_SEED}"),
        "ranked_team": _line(rf"(?P<rank>\d+)\.\s+{_TEAM}"),
        "ranked": _line(rf"(?P<rank>\d+)\.\s+{_SWIMMER}\s+{_SEED}"),
        "withdrawn_team": _line(rf"abgem\.\s+(?P<relay>\d+)\. Mannschaft(?:\s+\(\w\))?\s+{_CLUB}"),
        "withdrawn": _line(rf"abgem\.\s+{_SWIMMER}\s+{_SEED}"),
        "empty_lane": _line(r"Bahn\s+\d+"),
        "furniture": _line(
            r"(?:Pause\s+)?---.*|Pause\b.*|Abschnittsende\b.*|-|www\.\S+|Stand: .*|Anzahl Meldungen|Teilnehmer: .*"
            r"|Gesamtzahl der Meldungen|Ausländische Vereine|.*\(LSV-Nr\.: \d+\)|Verein\s.*\bGesamt"
            r"|.*\b\d+/\s*\d+\s+\d+/\s*\d+(?:\s+\d+/\s*\d+)*"
        ),
    },
    leg=re.compile(r"(?P<leg>[1-8])\.\s*(?P<name>\S.*?)(?=\s+[1-8]\.\s|\s*$)"),
)
