"""Splash Meet Manager: start lists in English, German, Turkish, French, Dutch and Spanish."""

import re

from heatsync.heatsheet.dialects.dialect import WORDS, Dialect, lines
from heatsync.heatsheet.moments import DATE, TIME
from heatsync.heatsheet.races import STROKE

_START_LIST = (
    r"Start ?list|Start ?liste|Startlijst|Start Listesi|Başlama Listesi|Liste de départ|Lista de salidas?|Series|Heats"
)
_HEAD_OF_EVENT = rf".*(?:  (?:{_START_LIST})$|[^\W\d]\.?, (?:\d ?x ?)?\d+m )"
_RESULTS = r"Results|Result list|Ergebnisse|Ergebnisliste|Sonuçlar|Résultats|Uitslagen|Resultados"
_EVENT_WORDS = (
    "Event", "Wettkampf", "Yarış", "Épreuve", "Epreuve", "Programmanummer", "Programma", "Wedstrijd", "Prueba",
)  # fmt: skip
_EVENT_WORD = f"(?:{'|'.join(_EVENT_WORDS)})"
_EVENT = rf"{_EVENT_WORD}\s+(?P<number>\d+[A-Za-z]?)"
_HEAT = r"(?:Heat|Lauf|Seri|Série|Serie)\s+(?P<number>\d+)(?:\s*(?:of|von|sur|van|de|/)\s*(?P<of>\d+))?"
_DAYS = rf"(?:(?P<start>\d{{1,2}}\.(?:\d{{1,2}}\.)?)\s*[-–]\s*)?(?P<end>{DATE})"
_AGES = r"(?:Jahrgang|Jahrgänge|Jg\.|AK|Altersklasse|Offen|Open|Age group|Years?)"
"""How the second line of an event's name begins that tells who may swim."""
_SEED = r"(?P<seed_time>NT|(?:\d{1,2}:)?(?:\d{1,2}:)?\d{1,2}[.,]\d\d)(?:\s+[LSY]|\s+\d\dm)?"
_NAME = r"[^\W\d_]\S*(?:\s+[^\d\s/]\S*)*?"
_YEAR = r"(?:(?:19|20)\d\d|\d\d)(?!\d)"
_NAME_AND_NATION = rf"(?P<name>\S+\s\s[A-Z]{{3}}(?=\s+{_YEAR})|{_NAME})(?:\s\s[A-Z]{{3}})?"
"""Three capitals in a cell of their own are a nation, unless a single word stands before them: "Ada  LEE"."""

SPLASH = Dialect(
    software="Splash Meet Manager",
    signature=re.compile(
        "|".join(("Splash Meet Manager", *(rf"{word} \d{_HEAD_OF_EVENT}" for word in _EVENT_WORDS))), re.MULTILINE
    ),
    titles={"results": re.compile(_RESULTS)},
    patterns={
        "meet_details": lines(
            rf"(?P<name>\S.*?)(?:\s+-\s+|,\s+)(?P<venue>[^\d,]+),\s+{_DAYS}(?:\s+Splash Meet Manager\b.*)?",
            rf"(?P<venue>(?:(?!\s-\s)[^\d,])+),\s+{_DAYS}(?:\s+Splash Meet Manager\b.*)?",
        ),
        "first_line": lines(rf"(?!{_EVENT_WORD}\s+\d|.*{_DAYS}(?:\s|$))(?P<name>\S.*?)(?:\s{{2,}}.*)?"),
        "title": lines(rf"(?:.*\s\s)?(?P<title>{_RESULTS})"),
        "event": lines(
            rf"{_EVENT}\s+(?:/\s+)?(?P<name>[^\s/].*?)(?:(?:\s\s|\s+/\s+)(?:{_START_LIST}))?", rf"{_EVENT}(?P<name>)"
        ),
        "more_of_event": lines(
            rf"(?!{_EVENT_WORD}\s+\d|.*\d[.,:]\d\d)(?P<name>(?:[^\W\d].*{STROKE}|{_AGES}\b).*?)(?:\s\s(?:{_START_LIST}))?",
        ),
        "event_goes_on": lines(rf"{_EVENT},\s+(?P<name>\S.*?)(?:\s\s(?:{_START_LIST}))?"),
        "event_start": lines(rf"(?P<date>{DATE})(?:\s+[-–]\s+(?P<starts_at>{TIME}))?\s*(?:{_START_LIST})?"),
        "heat": lines(rf"{_HEAT}(?:\W+(?P<starts_at>{TIME})\W*)?"),
        "lanes": lines(r"(?:Lane|Bahn|Kulvar|Couloir|Ligne|Baan|Calle|YB|JG|Jg\.|DT|AN|Nat)\b[^\d]*"),
        "entry": lines(
            rf"(?P<lane>\d{{1,2}})\s+{_NAME_AND_NATION}\s+(?P<birth_year>{_YEAR})\s+(?P<team>{WORDS})(?:\s+{_SEED})?"
        ),
        "team": lines(rf"(?P<lane>\d{{1,2}})\s+(?P<team>{WORDS})(?:\s+(?P<relay>\d|[A-D]))?\s+{_SEED}"),
        "legs": lines(rf"{_NAME},?\s+{_YEAR}(?:\s*(?:/\s*)?{_NAME},?\s+{_YEAR}){{0,3}}"),
        "empty_lane": lines(r"\d{1,2}"),
        "record": lines(r"[^\W\d].{0,40}?\s(?:\d{1,2}:)?\d{1,2}[.,]\d\d(?:\s+\S.*)?"),
        "furniture": lines(
            r".*Splash Meet Manager\b.*|Registered to\b.*|Registriert für\b.*|(?:Points|Punkte|Puan|Punten|Puntos)\b.*"
        ),
    },
    leg=re.compile(rf"(?P<name>{_NAME}(?<!,)),?\s+{_YEAR}\s*/?"),
)
