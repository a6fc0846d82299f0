"""What is asked of whoever highlights rows of a sheet, and what they answer. No PDF is opened here."""

from collections.abc import Iterable

import msgspec

from heatsync.heatsheet.program import Box

_HEAD = b"MARKS "


class Mark(msgspec.Struct, frozen=True):
    """A row to highlight: its page (from 1), its box, as the reader gives it, and what is printed there."""

    page: int
    box: Box
    line: str


class Marked(msgspec.Struct, frozen=True):
    """The marked copy."""

    pdf: bytes

    def to_json(self) -> bytes:
        """This copy as JSON, which holds it in base64."""
        return msgspec.json.encode(self)


def question(pdf: bytes, marks: Iterable[Mark]) -> bytes:
    """A line of marks, and the PDF."""
    return _HEAD + msgspec.json.encode(list(marks)) + b"\n" + pdf


def understood(asked: bytes) -> tuple[list[Mark], bytes]:
    """The marks and the PDF of that question.

    A PDF alone is the page that the reading room warms up with: it is marked too, so that all is loaded that will be
    needed behind the locks.
    """
    if not asked.startswith(_HEAD):
        return [Mark(1, (0, 0, 600, 700), "")], asked
    head, _, pdf = asked.partition(b"\n")
    return msgspec.json.decode(head.removeprefix(_HEAD), type=list[Mark]), pdf
