"""What a drawer hands over: a PDF, and the truth it was drawn from."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Program
from heatsync.samples.paper import Printed, around


class Sheet(NamedTuple):
    """A drawn PDF and the Program that a reader must find on it."""

    pdf: bytes
    truth: Program


def with_proof(entry: Entry, rows: Sequence[Printed]) -> Entry:
    """The entry with its page, text and place: those of its row, and of a relay's legs with it.

    Legs that went on to another page or column are in the text, not in the box.
    """
    first = rows[0]
    beside = [row.box for row in rows if row.page == first.page and row.box[1] >= first.box[1]]
    return replace(entry, page=first.page, line=" / ".join(row.line for row in rows), box=around(beside))


def entries_of(meet: Program) -> Iterator[Entry]:
    """Every entry of the meet: ranked, withdrawn, alternates, in lanes."""
    for event in meet.events:
        yield from event.ranked
        yield from event.withdrawn
        for heat in event.heats:
            yield from heat.entries
        yield from event.alternates


def lanes_of(meet: Program) -> int:
    """How many lanes its pool has: the highest that anybody swims in."""
    return max((entry.lane or 0 for entry in entries_of(meet)), default=0)
