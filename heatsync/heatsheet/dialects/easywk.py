"""EasyWk: the German Meldeergebnis."""

import re

from heatsync.heatsheet.dialects.dialect import WORDS, Dialect, lines
from heatsync.heatsheet.moments import DATE, TIME

_SWIMMER = rf"(?P<name>(?!\d+\. Mannschaft\b){WORDS})\s+(?:(?P<birth_year>(?:19|20)\d\d)|Offen)\s+(?P<team>{WORDS})"
_SEED = r"(?:00:00,00|(?P<seed_time>\d\d:\d\d,\d\d))"
_CLUB = rf"(?:(?:19|20)\d\d|Offen)\s+(?P<team>{WORDS})\s+{_SEED}"
_TEAM = rf"(?:(?P<relay>\d+)\. Mannschaft|(?P<squad>{WORDS}))(?:\s+\(\w\))?\s+{_CLUB}"
_NAME_AND_YEAR = r"(?P<name>[^\W\d_][^\d,]*,\s*[^\d,]+?)\s+\(?(?:19|20)\d\d\)?"
_LEG = rf"(?:[1-8]\.\s*)?{_NAME_AND_YEAR.replace('?P<name>', '?:')}"

EASYWK = Dialect(
    software="EasyWk",
    signature=re.compile(r"Meldeergebnis$|Protokoll$|Wettkampf \d+ - |Abschnitt \d+ - ", re.MULTILINE),
    titles={"heat_sheet": re.compile(r"Meldeergebnis"), "results": re.compile(r"Protokoll")},
    patterns={
        "cover": lines(r"(?P<title>Meldeergebnis|Protokoll)"),
        "meet_dates": lines(rf"(?:vom|am)\s+(?P<start>{DATE})(?:\s+bis\s+(?P<end>{DATE}))?"),
        "venue": lines(r"Schwimmbad-Adresse\b.*"),
        "cover_line": lines(rf"(?!Schwimmbad-Adresse\b|.*\b{DATE}\b|.*\sSeite\s+\d).*"),
        "venue_line": lines(r"(?!.*\sSeite\s+\d).*"),
        "page_line": lines(r"(?=.*Seite)(?P<meet>\S.*?)\s+Seite\s+\d+"),
        "session": lines(rf"(?P<name>Abschnitt\s+\d+)\s+-\s+(?:\w+\s+)?(?P<date>{DATE})"),
        "warm_up": lines(rf"Einlass:.*?Einschwimmen:\s*(?:00:00|(?P<warm_up>{TIME}))\b.*"),
        "session_start": lines(
            rf"Beginn:\s*(?P<starts_at>{TIME})\s*(?:Uhr)?",
            rf"Beginn:\s*(?P<pause>{TIME})\s*nach\s+Abs(?:chnitt|\.)?\s*(?P<after>\d+)",
        ),
        "order": lines(r"Wettkampffolge für .*"),
        "order_end": lines(rf"Abschnittsende\b(?:\s+\(ca\.\s+(?P<ends_at>{TIME})\s*Uhr\))?.*"),
        "event": lines(r"Wettkampf\s+(?P<number>\d+[A-Za-z]?)\s+-\s+(?P<name>\S.*?)"),
        "event_goes_on": lines(r"noch\s+Wettkampf\s+(?P<number>\d+[A-Za-z]?)\s+-\s+(?P<name>\S.*?)"),
        "heat": lines(rf"Lauf\s+(?P<number>\d+)(?:/(?P<of>\d+))?(?:\s+\((?:ca\.\s+)?(?P<starts_at>{TIME})\s*Uhr\))?"),
        "lanes": lines(r"Bahn\s+(?:Schwimmer|(?P<teams>Mannschaft)).*"),
        "ranks": lines(r"Nr\.\s+(?:Schwimmer|(?P<teams>Mannschaft)).*"),
        "team": lines(rf"Bahn\s+(?P<lane>\d+)\s+{_TEAM}"),
        "legs": lines(rf"{_LEG}(?:[\s,;/]+{_LEG}){{0,7}}"),
        "entry": lines(rf"Bahn\s+(?P<lane>\d+)\s+{_SWIMMER}\s+{_SEED}"),
        "ranked_team": lines(rf"(?P<rank>\d+)\.\s+{_TEAM}"),
        "ranked": lines(rf"(?P<rank>\d+)\.\s+{_SWIMMER}\s+{_SEED}"),
        "withdrawn_team": lines(rf"abgem\.\s+(?P<relay>\d+)\. Mannschaft(?:\s+\(\w\))?\s+{_CLUB}"),
        "withdrawn": lines(rf"abgem\.\s+{_SWIMMER}\s+{_SEED}"),
        "empty_lane": lines(r"Bahn\s+\d+"),
        "furniture": lines(
            r"(?:Pause\s+)?---.*|Pause\b.*|-|www\.\S+|Stand: .*|Anzahl Meldungen|Teilnehmer: .*"
            r"|Gesamtzahl der Meldungen|Ausländische Vereine|.*\(LSV-Nr\.: \d+\)|Verein\s.*\bGesamt"
            r"|.*\b\d+/\s*\d+\s+\d+/\s*\d+(?:\s+\d+/\s*\d+)*"
        ),
    },
    leg=re.compile(rf"(?:(?P<leg>[1-8])\.\s*)?{_NAME_AND_YEAR}[\s,;/]*"),
)
