"""Hy-Tek Meet Manager: meet programs, psych sheets and session reports, in five languages."""

import re

from heatsync.heatsheet.dialects.dialect import EMPTY, FINAL, MORE_OF_ROW, WORDS, Dialect, lines
from heatsync.heatsheet.moments import DATE, TIME
from heatsync.heatsheet.races import STROKE

_EVENT_WORD = r"(?:Events?(?: No\.)?|EVENTS?(?: NO\.)?|Evento|Prueba|Prova|[ÉE]preuve|Wettkampf)"
_HEAT_WORD = r"(?:Heat|HEAT|Ht|Serie|Série|Bater[ií]a|Lauf)"
_LANE_WORD = r"(?:Lane|Carril|Raia|Pista|Couloir|Ligne|Bahn)"
_NAME_WORD = r"(?:ID#\s+)?(?:Name|Nombre|Nome|Nom)"
_TEAM_WORD = r"(?:Team|Equipo|Equipe|[ÉE]quipe|Mannschaft)"
_AGE_WORD = r"(?:Age|Edad|Idade|[ÂA]ge|Alter)"
_YEAR_WORD = r"(?P<school_years>Yr|Year)"
_STARTS_WORD = r"(?:Starts at|STARTS AT|Est\.?|Comienza a las|Empieza a las|Come[çc]a [àa]s|D[ée]bute [àa]|Beginnt um)"
_ALTERNATES_WORD = r"(?:Alternates?|ALTERNATES?|Suplentes|Reservas|Rempla[çc]ants|Ersatz)"

_TIME = r"(?:[\dXx][\d:]{0,4}[.,]\d{2}|(?:N[TPS]|DQ|SCR|DNS)(?![\w-]))"
_SEED = (
    r"(?P<exhibition>[Xx](?=[\dN]))?"
    r"(?P<seed_time>\d{0,2}:?\d{1,3}[.,]\d{2}(?:\s?[YLS](?![^\W_]))?|N[TPS]|(?:DQ|SCR|DNS)(?!\w))"
    r"(?P<exhibited>\s?[Xx]\b)?"
)
"""The X of an exhibition stands before the time or behind it."""
_MARKS = r"(?:\s*[*&#%+a-zA-Z][\w*&#%+-]*+){0,4}+[\s_]*"
_TIED = r"[*T]?"
_BEFORE_NAME = r"(?:_+\s+)?\*?"
_CLASS = r"(?:F[Rr]|S[Oo]|JR|SR|(?<=\s\s)[JS]r(?=\s\s\D)|0\d|5Y|1?\dth|1?\d&[UO])"
"""A year at school, or an age group; "Jr" behind a name is a part of it unless it has a cell of its own."""
_SPORT_CLASS = r"S[BM]?\d{1,2}(?:(?:\s+|/)S[BM]?\d{1,2}){0,2}"
_IN_SPORT_CLASS = rf"(?:\s+\(?(?P<sport_class>{_SPORT_CLASS})\)?)?"
_PARA_CODES = r"(?:(?:(?:[ABEHTY]|1?\d)\s?\+?(?:,\s?)?)+\s{2,})?"
"""What a Para swimmer may do, in the column ID#: "A, 12+"."""
_NAME = rf"(?P<name>{WORDS})"
_TEAM_NAME = rf"(?P<team>(?!{_TIME})\S+(?:\s+(?!{_TIME})\S+)*?)"
"""No time stands in it: else two rows that were drawn into one would pass for one."""
_SEX = r"[MWFBG]"
_AGE = (
    rf"(?:(?:{_SEX}|(?<=\s\s){_SEX}\s)?(?P<age>(?!0\d\s)\d{{1,3}})(?:{_SEX}(?=\s\s))?(?=\s)|(?P<class_year>{_CLASS}))"
)
_AFTER_AGE = rf"\s+{_TEAM_NAME}\s+{_SEED}{_MARKS}"
_ANY_AGE = rf"(?:{_CLASS}|{_SEX}?\d{{1,3}}(?:{_SEX}(?=\s\s))?)"
_BEFORE_AGE = rf"(?:\s{{2,}}|\s(?={_ANY_AGE})(?!.*\s{{2,}}{_ANY_AGE}\s\s))"
"""A number in the name is no age where one stands in a cell of its own: "2 Fast 4 U,  15"."""
_SWIMMERS = (
    rf"{_PARA_CODES}{_BEFORE_NAME}{_NAME}{_IN_SPORT_CLASS}{_BEFORE_AGE}{_AGE}{_AFTER_AGE}",
    # the name runs into sex and age: "Example, Ada MW10", "Example, Ada11"
    rf"{_BEFORE_NAME}(?P<name>\S.*?[^\W\d_])(?<![\s/(]S)(?<![\s/(]S[BM]){_SEX}?(?P<age>\d{{1,2}}){_AFTER_AGE}",
    # no age at all: only the cells tell where the name ends
    rf"{_BEFORE_NAME}{_NAME}(?<!\d){_IN_SPORT_CLASS}"
    rf"\s{{2,}}(?!{_ANY_AGE}\s\s){_TEAM_NAME}\s{{2,}}{_SEED}{_MARKS}",
    # the team was too long for its cell, and the time is printed right behind it
    rf"{_BEFORE_NAME}{_NAME}{_IN_SPORT_CLASS}\s{{2,}}{_AGE}\s{{2,}}(?P<team>\S.*?[^\W\d_]){_SEED}{_MARKS}",
)
_RELAY = r"\(?(?P<relay>[A-Z]|AA|BB|CC|DD)\)?"
_TEAMS = (
    rf"{_BEFORE_NAME}{_TEAM_NAME}\s+(?:[XMW]\d{{2,3}}\s+)?{_RELAY}\s+{_SEED}{_MARKS}",
    rf"{_BEFORE_NAME}(?P<team>(?!{_TIME})[^\s,]+(?: [^\s,]+)*)\s{{2,}}{_SEED}{_MARKS}",
)
"""A club with only one team may go without a letter: its name, in one cell, is all there is. No swimmer's row is it."""
_NO_SEEDS = (
    rf"{_BEFORE_NAME}{_NAME}{_IN_SPORT_CLASS}\s{{2,}}{_AGE}"
    r"\s{2,}(?P<team>(?!\S*\d[.,]\d\d)\S+(?: (?!\S*\d[.,]\d\d)\S+)*)[\s_]*"
)
"""A program without entry times: only cells of their own tell a swimmer."""
_AGE_OF_LEG = rf"\s*\b[MWFBG]?\d{{1,3}}|\s+{_CLASS}\b"
_LEG_WITHOUT_NUMBER = rf"[^\W\d_][^\d,]*,[^\d,]+?(?:{_AGE_OF_LEG}|(?=\s{{2,}})|(?=\s*$))\s*"
_CAPITALIZED = r"[A-ZÀ-Þ][^\s\d,:()]*"
_GIVEN_NAME_FIRST = rf"{_CAPITALIZED} (?:[^\s\d,:()]+ )*?{_CAPITALIZED}(?:{_AGE_OF_LEG})?"
_LEGS_WITHOUT_NUMBERS = (
    rf"(?:{_LEG_WITHOUT_NUMBER}){{2,4}}",
    rf"[^\W\d_][^\d,]*,[^\d,]+?(?:{_AGE_OF_LEG})",
    rf"{_GIVEN_NAME_FIRST}(?:\s{{2,}}{_GIVEN_NAME_FIRST}){{1,3}}",
)
"""One name alone on a line, and nothing else, may be anybody's."""

_NUMBER = r"\d+[A-Z]?(?:\s*[/&]\s*\d+[A-Z]?)*"
"""Of an event; two numbers where girls and boys are seeded together: "21 / 22"."""
_EVENT = rf"(?:{_EVENT_WORD}\s+|#)(?P<number>{_NUMBER})"
_HEAT = rf"{_HEAT_WORD}\s+#?(?P<number>\d+)(?:(?:\s+(?:of|OF|de|von|sur)\s+|\s?/\s?)(?P<of>\d+))?"
_REAL_HEAT = rf"(?:\s+\((?P<real_heat>{_HEAT_WORD}\s+\d+\s[^()#]*)\))?"
"""Of a combined event: "Heat 2 (Heat 1 Boys 800 Free)"."""
_ROUND = rf"(?:\s+(?P<round>(?!Swimming|{_ALTERNATES_WORD})[A-ZÀ-Ý][^(]*?))?"
_MOVED = r"(?:\s+(?:-\s+)?Swimming with\s+(?P<swims_with>[^()]*?))?"
_HEATS = (rf"{_HEAT}{_REAL_HEAT}{_ROUND}", FINAL)
_START = rf"(?:\s+(?:{_STARTS_WORD}\s+)?~?(?P<starts_at>{TIME}|(?<=[Aa][Tt]\s)[0-2]\d[0-5]\d))?"
_OF_EVENT = rf"\s*\((?:#|{_EVENT_WORD}\s)(?P<event>{_NUMBER})\b\s*(?P<name>.*?)\)?"
_PAGE = r"(?:Page|P[áa]gina|Seite)\s*\d+"
_REPORTED_ROUND = r"(?:Finals|Prelims|Semis|Timed Finals|Swim-?off)(?:-\w)?"

HYTEK = Dialect(
    software="Hy-Tek Meet Manager",
    signature=re.compile(r"HY-?TEK's (?:MEET MANAGER|MM)\b"),
    titles={
        "heat_sheet": re.compile(r"Meet Prog|Prog"),
        "psych_sheet": re.compile(r"Psych Sheet\b"),
        "session_report": re.compile(r"Session Report\b"),
        "results": re.compile(r"(?:\w+ )?Results\b|Resultados\b|Résultats\b|Ergebnisse\b"),
    },
    patterns={
        "page_head": lines(r".*HY-?TEK's (?:MEET MANAGER|MM)\b.*"),
        "page_number": lines(_PAGE),
        "title": lines(
            r"(?P<title>Meet Program|Program(?:a|me|m)(?: (?:de|du|des)(?: la)? \w+)?|Psych Sheet|Session Report"
            r"|(?:\w+ )?Results|Resultados|Résultats|Ergebnisse)(?:\s+-\s+(?P<session>\S.*?))?"
        ),
        "meet": lines(
            rf"(?!{_PAGE}$)(?P<name>\S.*?)(?:\s+-\s+(?P<start>{DATE})(?:\s+(?:to|al?|au|bis|até)\s+(?P<end>{DATE}))?)?"
        ),
        "session": lines(r"Session:\s*(?P<number>\d+)\s+(?P<name>\S.*?)"),
        "session_start": lines(rf"Day of Meet:\s*(?P<day>\d+)\s+Starts at\s+(?P<starts_at>{TIME})\b.*"),
        "timed_event": lines(
            rf"(?:{_REPORTED_ROUND}\s+)?(?P<number>{_NUMBER})\s+(?P<name>[A-Z]\S*\s.*?)\s+\d+\s+\d+\s*u?"
            rf"\s+(?P<starts_at>{TIME})[\s_]*"
        ),
        "furniture": lines(
            rf"Round\s+Event\b.*|{_PAGE} (?:of|de|von) \d+|Break: .*|Finish Time.*"
            r"|Swimmers Counts .*|Entry / Heat Totals.*|=+(?:\s+=+)*|POOL \d.*"
        ),
        "event": lines(rf"{_EVENT}:?\s+(?P<name>[^.(\s].*?)(?:\s+{_STARTS_WORD}\s+(?P<starts_at>{TIME}))?"),
        "more_of_event": lines(
            rf"(?=[^.,:;()#]{{2,80}}+(?:\((?:Timed )?Finals\))?$)(?P<name>(?!{_HEAT_WORD}\s|{_EVENT_WORD}\s)"
            rf"(?:[^.,:;()#]*{STROKE}|Relay\b|Multi-Class\b|Time Trials?\b|(?:-\s?)?Para\b)[^.,:;#]*?)"
        ),
        "event_goes_on": lines(
            rf"\({_EVENT}\s*(?P<name>.*?)\)?",
            rf"{_EVENT}\s*\.\.\.\s*\((?P<name>.*?)\)?",
        ),
        "heat": lines(*(rf"{heat}{_MOVED}{_START}" for heat in _HEATS)),
        "heat_goes_on": lines(*(rf"{heat}{_MOVED}{_OF_EVENT}" for heat in _HEATS)),
        "alternates": lines(rf"(?:{_HEAT_WORD}\s+\d+\s+|\d\w{{0,2}}\s+)?{_ALTERNATES_WORD}:?"),
        "lanes": lines(rf"{_LANE_WORD}\s+(?:{_NAME_WORD}|(?P<teams>{_TEAM_WORD}))\b(?:\s+{_YEAR_WORD}\b)?.*"),
        "ranks": lines(
            rf"{_NAME_WORD}\s+(?:{_AGE_WORD}|{_YEAR_WORD}|{_TEAM_WORD}|School)\b.*"
            rf"|(?P<teams>{_TEAM_WORD})\s+(?:Relay|Relevo|Relais|Revezamento|Staffel)\b.*"
        ),
        "entry": lines(*(rf"(?P<lane>\d{{1,2}})\s+{swimmer}" for swimmer in (*_SWIMMERS, _NO_SEEDS))),
        "team": lines(
            *(rf"(?P<lane>\d{{1,2}})\s+{team}" for team in _TEAMS),
            rf"(?P<lane>\d{{1,2}})\s+{_TEAM_NAME}\s{{2,}}{_RELAY}[\s_]*",
        ),
        "ranked": lines(*(rf"{_TIED}(?P<rank>\d{{1,4}})\s+{swimmer}" for swimmer in _SWIMMERS)),
        "ranked_team": lines(*(rf"{_TIED}(?P<rank>\d{{1,4}})\s+{team}" for team in _TEAMS)),
        "legs": lines(r"[1-8]\)\s*\S.*", *_LEGS_WITHOUT_NUMBERS),
        "empty_lane": lines(r"\d{1,2}[\s_–—-]*", rf"\d{{1,2}}\s+{EMPTY}"),
        "more_of_row": MORE_OF_ROW,
        "record": lines(r"\S.*?:\s+(?:\d{0,2}:)?\d{1,3}[.,]\d{2}.*"),
        "standard": lines(r"(?:\d{0,2}:)?\d{1,2}[.,]\d{2}\s+\S.*"),
        "record_holders": lines(r"[^\d():]*"),
    },
    leg=re.compile(
        rf"(?:(?P<leg>[1-8])\)\s*)?(?P<name>[^\W\d_][^\s\d]*+(?:\s+[^\s\d]++)*?)(?:\s+{_SPORT_CLASS})?"
        rf"(?:\s+{_CLASS}(?=[1-8]\)|\b(?!\)))|\s*\b[MWFBG]?(?P<age>\d{{1,3}})(?!\))|(?=\s*[1-8]\))|(?=\s{{2,}})|(?=\s*$))"
    ),
)
