"""What is asked of whoever cuts printed lines out of a sheet, and what they answer. No PDF is opened here."""

from collections.abc import Iterable

import msgspec

from heatsync.heatsheet.program import Box


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a line is printed: its page (from 1), and its box as the reader gives it.

    ``is_picture``: the page was read from its picture.
    """

    page: int
    box: Box
    is_picture: bool = False


class Cut(msgspec.Struct, frozen=True):
    """Grey pixels, row by row from the top, one byte each."""

    width: int
    height: int
    grey: bytes


class Cuts(msgspec.Struct, frozen=True):
    """What was cut out, in the order of the places; None where there is nothing to cut."""

    lines: tuple[Cut | None, ...]

    def to_json(self) -> bytes:
        """These as JSON, which holds pixels in base64."""
        return msgspec.json.encode(self)


def question(places: Iterable[Place]) -> bytes:
    """What is sent before the sheet: a line that says what to cut."""
    return msgspec.json.encode(list(places)) + b"\n"
