"""What an event's name says of the race: how far, which stroke, a relay or not."""

import re

_RELAY = re.compile(r"\brelays?\b|staffel|\brelevos?\b|\brelais\b|\brevezamento\b|\b\d+ ?x ?\d+", re.IGNORECASE)
_ATHLETICS = re.compile(
    r"\b(?:dash|hurdles|steeplechase|shot put|discus|javelin|hammer throw|(?:long|high|triple) jump|pole vault|sprint "
    r"medley|race ?walk|hürden|kugelsto\w*|weitsprung|hochsprung|vallas|haies)\b",
    re.IGNORECASE,
)
_DISTANCE = re.compile(
    r"(?:\b(\d) ?x ?)?(?<![-\d])(\d{2,4}) ?(?=m\b|y\b|yards?\b|meters?\b|metres?\b|[sl]c\b|(?!Year)[A-ZÄÖÜ])"
)
_WORDS = {
    "Medley": r"IM|medley|lagen|combinado|estilos|quatre nages|4 nages",
    "Backstroke": r"back\w*|rücken\w*|espalda|costas|dos",
    "Breaststroke": r"breast\w*|brust\w*|pecho|peito|brasse",
    "Butterfly": r"butter\W?\w*|fly|schmetterling\w*|mariposa|borboleta|papillon|delphin",
    "Freestyle": r"free\w*|freistil\w*|libre|livre|crol|kraul\w*",
}
_STROKES = {stroke: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for stroke, words in _WORDS.items()}
STROKE = rf"\b(?i:{'|'.join(_WORDS.values())})\b"
"""A stroke in any of the languages, for the patterns of dialects."""


def is_relay(name: str) -> bool:
    """Whether teams swim it."""
    return _RELAY.search(name) is not None


def is_athletics(name: str) -> bool:
    """Whether it is run, jumped or thrown: start lists of athletics look much like heat sheets."""
    return _ATHLETICS.search(name) is not None


def distance_of(name: str) -> int | None:
    """How far one team or swimmer swims, in the course's own unit: 200 for "4x50m"."""
    found = _DISTANCE.findall(name)
    return int(found[-1][0] or 1) * int(found[-1][1]) if found else None


def stroke_of(name: str) -> str | None:
    """Freestyle, Backstroke, Breaststroke, Butterfly or Medley."""
    return next((stroke for stroke, words in _STROKES.items() if words.search(name)), None)
