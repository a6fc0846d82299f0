"""What a PDF is likely to be, from what its link and its file are called. Meets have many words for one thing."""

import re
from enum import StrEnum

_APART = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")


class Kind(StrEnum):
    """What is on the sheet."""

    HEAT_SHEET = "heat sheet"
    PSYCH_SHEET = "psych sheet"
    TIMELINE = "timeline"
    RESULTS = "results"
    OTHER = "other"


_WORDS = {
    # In this order: "heat sheet results" are results, and a "timeline of the heat sheet" is a timeline.
    Kind.RESULTS: r"results?|resultados?|ergebnis(?:se)?|protokoll|scores?|top times",
    Kind.OTHER: r"entry (?:form|packet|file)|meet (?:info\w*|packet|announcement|letter)|invitation|waiver|"
    r"(?:time )?standards?|qualifying|ausschreibung|convocatoria|order of events|event list|psych ?order|volunteers?|"
    r"parking|map|consent|registration|sanction|warm ?up (?:lanes?|assignments?|schedule)|officials?",
    Kind.TIMELINE: r"time ?lines?|session report|schedule|zeitplan|estimated times?|horario",
    Kind.PSYCH_SHEET: r"psych(?: ?sheets?)?|entry list|entries|seeds?|meldeliste|rankings?",
    Kind.HEAT_SHEET: r"heat ?sheets?|heats?|meet ?programs?|programm?e?s?|start ?lists?|lane assignments?|"
    r"meldeergebnis(?:se)?|startlisten?|lauf(?:einteilung|liste)|programa|series|session \d+|prelims?|finals?",
}
_PATTERNS = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _WORDS.items()}


def kind_of(*texts: str) -> Kind:
    """The kind that the first of these texts names; they are ordered by how close they are to the file."""
    for text in texts:
        words = " ".join(_APART.split(text)).lower()
        for kind, pattern in _PATTERNS.items():
            if pattern.search(words):
                return kind
    return Kind.OTHER
