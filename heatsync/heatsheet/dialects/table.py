"""Any sheet with lane, name and time under an event and a heat: what no dialect of its own knows.

Claims nothing but swimming: an event needs a stroke in its name, an entry needs its cells apart. Where a head tells
the order of the columns, rows are read in that order; the patterns here are for the usual orders without one.
"""

import re

from heatsync.heatsheet.dialects.dialect import EMPTY, FINAL, MORE_OF_ROW, Dialect, lines
from heatsync.heatsheet.moments import DATE, TIME
from heatsync.heatsheet.races import RELAY_IN_A_POOL, STROKE

_SEED = r"(?P<exhibition>X)?(?P<seed_time>N[TPS]|\d{0,2}:?\d{1,2}[.,]\d{2}(?:\s?[YLS])?)(?:\s+\S{1,8})?"
_CELL = r"\S+(?: \S+)*"
_NAME = rf"(?P<name>(?!N[TPS]\b|{EMPTY}(?:\s|$))[^\W\d_]\S*(?: \S+)*)"
_AGE = r"(?:[MWFBG]?(?P<age>\d{1,2})|(?P<class_year>FR|SO|JR|SR))"
_YEAR = r"(?P<birth_year>(?:19|20)\d\d|0\d)"
"""Nobody who is six is printed as 06."""
_ENTRIES = (
    rf"{_NAME}\s{{2,}}(?:{_YEAR}|{_AGE})\s{{2,}}(?P<team>{_CELL})(?:\s{{2,}}{_SEED})?",
    rf"{_NAME}\s{{2,}}(?P<team>(?!\d){_CELL})\s{{2,}}(?:{_YEAR}|{_AGE})\s{{2,}}{_SEED}",
    rf"{_NAME}\s{{2,}}(?P<team>(?!\d){_CELL})\s{{2,}}{_SEED}",
    rf"{_NAME}\s{{2,}}{_SEED}",
)
_LETTER = r"(?:[^\W\d_]|[^\x00-\x7f])"
_RUN_TOGETHER = (
    # all one space apart, or all two: what has a comma or a cell's end is a name up to the first number, the age
    rf"(?=\D*(?:,\s|\s\s\d))(?P<name>(?!{EMPTY}(?:\s|$)){_LETTER}(?:[^\s\d]*(?: [^\s\d]+)*|(?=\D*,\s\s)\D*[^\s\d]))"
    rf"\s+{_AGE}\s+(?P<team>(?!\d){_CELL})\s+{_SEED}"
)
_RELAY = r"(?:\s{2,}|\s(?=[A-D]\b))(?P<relay>[A-Z])(?=\s\s|\s*$)"
_NO_SEED = rf"(?!X?(?:N[TPS]\b|[\d:]+[.,]\d\d)){_CELL}"
_TEAM = rf"(?:\(\d+\)\s+)?(?P<team>(?!{EMPTY}$){_CELL}?)(?:{_RELAY})?(?:\s{{2,}}{_NO_SEED})?(?:\s{{2,}}{_SEED})?"
_EVENT = r"(?:Event|Evento|Prueba|[ÉE]preuve|Wettkampf|Race|Gren)\s*#?\s*"
_WHO = r"(?i:girls?|boys?|women|wom[ae]n's|ladies|female|men|men's|male|mixed|coed|open)"
_IN_A_POOL = r"(?:25|33|50|66|75|100|150|200|300|400|500|800|1000|1500|1650)"
_HEAT = r"(?:Heat|Serie|Série|Lauf|Manche|Seri|Batería|Bateria)\s*#?\s*(?P<number>\d+)"
_OF = r"(?:\s*(?:of|de|von|sur|/)\s*(?P<of>\d+))?"
_START = rf"(?:\W*(?:Starts? (?:at|time):?|ca\.|~|at)?\s*(?P<starts_at>{TIME})\W*(?:Uhr\W*)?)?"
_LANE = r"(?:L|Lane |Ln )?(?P<lane>\d{1,2})"
_DAYS = rf"(?P<start>{DATE})(?:\s*(?:-|–|to)\s*(?P<end>{DATE}))?"
_PAGE = r"Page:?\s*\d+(?:\s*(?:/|of)\s*\d+)?"
_LANE_WORD = r"(?:Lane|Ln\.?|Carril|Raia|Couloir|Ligne|Bahn|Bana|Bane|Pista)"
_RESULTS = r"Results?|Resultados|Résultats|Ergebnisse|Protokoll"
_PLACE = r"Place|Pl\.?|Rank|Pos\.?|Puesto|Platz|Clasificación"
_SWUM = r"(?:Finals? Time|Result|Points|Pts|Puntos|Punkte)"

TABLE = Dialect(
    software=None,
    signature=re.compile(""),
    titles={"results": re.compile(rf"(?:{_RESULTS}|{_PLACE})$", re.IGNORECASE)},
    patterns={
        "title": lines(
            rf"(?:(?:.*\s[-–|]|.*\s|Meet|Final|Official|Unofficial|Complete|Live)\s)?(?P<title>{_RESULTS})",
            rf"(?P<title>{_RESULTS})\s+[-–:|]\s+.*",
            rf"(?P<title>{_PLACE})\s(?=.*\b{_SWUM}\b)[^\d]*",
        ),
        "page_line": lines(rf"(?:\d{{1,2}} [^\W\d]+ 20\d\d\s+-\s+)?(?P<meet>\S.*?)\s\s{_PAGE}"),
        "first_line": lines(rf"(?!{_HEAT}|{_EVENT}\d)(?P<name>\S.*?)(?:\s+[-–|]\s+{_DAYS})?(?:\s{{2,}}.*)?"),
        "session": lines(
            rf"Session\s+(?P<number>\d+)\W+(?P<name>)(?P<date>{DATE})(?:\W+(?P<starts_at>{TIME}))?",
        ),
        "meet_dates": lines(rf"(?:Dates?:\s*)?{_DAYS}"),
        "event": lines(
            rf"(?:{_EVENT}|#\s*)(?P<number>\d+[A-Z]?)\s*[:.,–-]?\s*(?P<name>.*?(?:{STROKE}|{RELAY_IN_A_POOL}).*?)",
            rf"(?!{_EVENT}\d|#\s*\d)(?P<name>(?:[^\W\d_]\S*\s+)*?.*?\d{{2,4}}\s?(?:[SL]C\s)?(?i:m|yd?|yards?|meters?|metres?)\b.*?{STROKE}.*?)",
            rf"(?P<name>{_WHO}\s(?:\s?[^\s,;:()]+\s){{0,4}}?\s?{_IN_A_POOL}\s+{STROKE}\.?(?:\s+[^\s.:;]+){{0,4}})",
            rf"(?P<name>(?:[^\W\d_]\S*\s+(?:\S+\s+){{0,5}})?{RELAY_IN_A_POOL}\s?(?i:m|yd?|yards?|meters?|metres?)\b\D*?)",
        ),
        "heat": lines(rf"{_HEAT}{_OF}(?:\s+(?P<round>(?!Start)[A-Z][^\d:]*?))?{_START}", rf"{FINAL}{_START}"),
        "lanes": lines(rf"(?=(?:.*\s\s)?{_LANE_WORD}(?:\s|$))[^\d]*"),
        "entry": lines(*(rf"{_LANE}[.:]?\s{{2,}}{entry}" for entry in _ENTRIES), rf"{_LANE}[.:]?\s+{_RUN_TOGETHER}"),
        "team": lines(rf"{_LANE}\s+{_TEAM}"),
        "legs": lines(r"[1-8]\)\s*\S.*"),
        "heat_and_entry": lines(*(rf"H?(?P<heat>\d{{1,3}})\s+{_LANE}\s{{2,}}{entry}" for entry in _ENTRIES)),
        "heat_and_team": lines(rf"H(?P<heat>\d{{1,3}})\s+{_LANE}\s+{_TEAM}"),
        "empty_lane": lines(rf"(?:L|Lane )?\d{{1,2}}(?:\s+(?:{EMPTY}|[-–—]+))?"),
        "more_of_row": MORE_OF_ROW,
        "furniture": lines(
            rf"(?!.*\S\s\s{_PAGE}\s*$).*\b{_PAGE}.*",
            r"(?i:Heat ?sheets?)|Start ?lists?|All entrants are competing|\d+ minute break|Total Events: \d+",
            r".*(?:TeamUnify|SportsEngine|Swimify).*",
        ),
    },
    leg=re.compile(r"(?P<leg>[1-8])\)\s*(?P<name>[^\W\d_]\D*?)(?:\s+\(?(?P<age>\d{1,2})\)?)?(?=\s+[1-8]\)|\s*$)"),
    columns={
        "heat": re.compile(r"Heat|Ht\.?|Serie|Lauf|Série", re.IGNORECASE),
        "lane": re.compile(_LANE_WORD, re.IGNORECASE),
        "seed_time": re.compile(
            r"(?:Seed|Entry)(?: ?Time)?|Time|Tiempo|Temps|Meldezeit|Zeit|Anmäld\w*|Tid|Inscripción", re.IGNORECASE
        ),
        "birth_year": re.compile(
            r"YOB|Y\.?O\.?B\.?|Born|Birth|Jg\.?|Jahrgang|Född|Año|Année|Year of Birth", re.IGNORECASE
        ),
        "age": re.compile(r"Age|Yr|Year|Grade|Edad|[ÂA]ge|Alter", re.IGNORECASE),
        "relay": re.compile(r"Relay|Squad|Staffel", re.IGNORECASE),
        "name": re.compile(
            r"(?:Full |Last )?Name|Surname|Swimmer|Athlete|Competitor|Participant|Nombre|Nadador|Atleta|Nome?|Nageur"
            r"|Schwimmer|Sportler|Namn|Naam|Simmare|Navn",
            re.IGNORECASE,
        ),
        "team": re.compile(
            r"Team|Club|Verein|Equipo|[ÉE]quipe|Klubb?|Förening|School|Squad|Affiliation", re.IGNORECASE
        ),
    },
)
