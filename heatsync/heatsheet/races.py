"""What an event's name says of the race: how far, which stroke, a relay or not."""

import re

_RELAY = re.compile(r"\b(?:relays?|relevos?|relais|revezamento|estafette|bayrak)\b|staffel|\b\d+ ?[x×*] ?\d+")
_LOST_LIGATURE = re.compile(r"([Bb]utter|BUTTER) ?(?:ly|LY)\b")
_LEGS = re.compile(r"\b(\d+) ?[x×*] ?\d", re.IGNORECASE)
_ATHLETICS = re.compile(
    r"\b(?:dash|hurdles|steeplechase|shot put|discus|javelin|hammer throw|(?:long|high|triple) jump|pole vault|"
    r"(?:sprint|distance) medley|race ?walk|hürden|kugelsto\w*|weitsprung|hochsprung|vallas|haies)\b"
)
_NUMBERED = re.compile(
    r"(?:(?:event|evento|prueba|prova|gara|[ée]preuve|wettkampf|race|gren|yarış|programma(?:nummer)?|wedstrijd)\s*#?|#)"
    r"\s*\d",
    re.IGNORECASE,
)
_DISTANCE = re.compile(
    r"(?:\b(\d\d?) ?[xX×*] ?)?(?<![-\d])(\d{2,4}) ?"
    r"(?=m\b|y\b|yards?\b|meters?\b|metres?\b|[sl]c\b|(?!Year|Jahr)[A-ZÄÖÜ])"
)
_WORDS = {
    "Medley": r"i\.?m|medley|lagen\w*|combinado|estilos|quatre nages|4 nages|kar[ıi]ş[ıi]k|wisselslag",
    "Backstroke": r"back\w*|rücken\w*|espalda|costas|dos|s[ıi]rtüstü|rugslag|rygg\w*",
    "Breaststroke": r"breast\w*|brust\w*|pecho|peito|brasse|kurbağalama|schoolslag|bröst\w*|bryst\w*",
    "Butterfly": r"butter\W?\w*|fly|schmetterling\w*|mariposa|borboleta|papillon|delphin|kelebek|vlinderslag|fjäril\w*",
    "Freestyle": r"free\w*|freistil\w*|libre|livre|crol|kraul\w*|serbest|vrije slag|frisim",
}
_STROKES = {stroke: re.compile(rf"\b(?:{words})\b") for stroke, words in _WORDS.items()}
STROKE = rf"\b(?i:{'|'.join(_WORDS.values())})\b"
"""A stroke in any of the languages, for the patterns of dialects."""
RELAY_IN_A_POOL = r"\b\d{1,2}\s?[xX×*]\s?(?:25|33|50)(?!\d)"
"""A relay that names no stroke, over lengths of a pool: others may be run."""


def mended(name: str) -> str:
    """The name of an event with the letters that a font's ligature has lost: "100 Butter ly"."""
    return _LOST_LIGATURE.sub(r"\1fly", name) if _LOST_LIGATURE.search(name) else name


def is_numbered_event(line: str) -> bool:
    """Whether a line begins as the head of an event does, in any of the languages: "Event 5", "#5"."""
    return _NUMBERED.match(line) is not None


def is_relay(name: str) -> bool:
    """Whether teams swim it."""
    return _RELAY.search(name.casefold()) is not None


def is_athletics(name: str) -> bool:
    """Whether it is run, jumped or thrown: start lists of athletics look much like heat sheets."""
    return _ATHLETICS.search(name.casefold()) is not None


def legs_of(name: str) -> int:
    """How many swim in one relay team: eight in "8 x 50 m", four where nothing is said."""
    found = _LEGS.search(name)
    return int(found[1]) if found else 4


def distance_of(name: str) -> int | None:
    """How far one team or swimmer swims, in the course's own unit: 200 for "4x50m"."""
    found = _DISTANCE.findall(name)
    return int(found[-1][0] or 1) * int(found[-1][1]) if found else None


def stroke_of(name: str) -> str | None:
    """Freestyle, Backstroke, Breaststroke, Butterfly or Medley."""
    folded = name.casefold()  # far cheaper than patterns that ignore the case
    return next((stroke for stroke, words in _STROKES.items() if words.search(folded)), None)
