"""The table of hostile addresses and servers, and what each of its verdicts is called here."""

from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).parents[2] / "hostile" / "ssrf_cases.tsv"
_ESCAPES = {"\\t": "\t", "\\r": "\r", "\\n": "\n", "\\0": "\0"}

FETCHED = ""
_VERDICTS = {
    "ALLOW": {FETCHED},
    "ALLOW_ENCODED": {FETCHED},
    "PINNED": {FETCHED},
    "10 bytes": {FETCHED},
    "BAD_URL": {"INVALID_URL"},
    "BLOCKED_PORT": {"BLOCKED_URL"},
    "BLOCKED_ADDR": {"BLOCKED_URL"},
    "DOWNGRADE": {"BLOCKED_URL"},
    "DNS_FAIL": {"BLOCKED_URL"},
    "TIMEOUT": {"TIMEOUT"},
    "TOO_LARGE": {"PDF_TOO_LARGE"},
    "NOT_PDF": {"INVALID_PDF"},
    "TOO_MANY_REDIRECTS": {"FETCH_FAILED"},
    "BAD_ENCODING": {"FETCH_FAILED"},
    "NETWORK_ERROR": {"FETCH_FAILED", "NETWORK_ERROR", "SERVICE_UNAVAILABLE"},
}
_SENT_ON = {"BAD_URL": {"FETCH_FAILED"}}
"""Where a redirect leads to what is no address, the parent's own link was one."""


class Case(NamedTuple):
    """A row: what is asked for or what the server does, what the resolver says, and the codes that are right."""

    id: str
    input: str
    dns: str
    codes: frozenset[str]


def cases(kind: str) -> list[Case]:
    """The rows of that kind: "url" or "server"."""
    verdicts = _VERDICTS | (_SENT_ON if kind == "server" else {})
    rows = [line.split("\t") for line in _TABLE.read_text(encoding="utf-8").split("\n")[1:] if line]
    return [
        Case(id_, _unescaped(given), dns, frozenset().union(*(verdicts[verdict] for verdict in expect.split(" or "))))
        for id_, of_kind, given, dns, expect, _note in rows
        if of_kind == kind
    ]


def _unescaped(text: str) -> str:
    for written, meant in _ESCAPES.items():
        text = text.replace(written, meant)
    return text
