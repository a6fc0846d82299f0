"""What a parent pastes into the field for links."""

import re

from heatsync.intake.links.addresses import Address, parse
from heatsync.problems import Problem

_BETWEEN = re.compile(r"[\r\n]+|\s+(?=https?://)", re.IGNORECASE)
_WITHOUT_SCHEME = re.compile(r"[^\s/:?#@]+\.[^\s/:?#@.]{2,}(?:[/?#].*)?")


def links_in(text: str) -> list[Address]:
    """The addresses in that text, one a line or side by side, each once. One without https:// gets it.

    Raises Problem INVALID_URL or BLOCKED_URL, which name the field "links", for the first that will not do.
    """
    lines = [line.strip(" \t<>") for line in _BETWEEN.split(text)]
    try:
        return list(dict.fromkeys(parse(_completed(line)) for line in lines if line))
    except Problem as problem:
        raise Problem(problem.code, "links") from problem


def _completed(line: str) -> str:
    return f"https://{line}" if _WITHOUT_SCHEME.fullmatch(line) else line
