"""Whether a reader found what was drawn."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from heatsync.heatsheet import read
from heatsync.heatsheet.names import Search
from heatsync.heatsheet.program import Entry, Event, Program
from heatsync.heatsheet.swims import find
from heatsync.samples.sheet import Sheet, entries_of
from tests.heatsheet.printed import as_text

NEAR = 2.5
"""Points: a reader goes by the font's own box, a drawer by its ascent and descent."""


def assert_reads(sheet: Sheet) -> None:
    """The whole Program that is read equals the truth, the boxes nearly."""
    found = read(sheet.pdf)
    assert as_text(found) == as_text(sheet.truth)
    assert _without_boxes(found) == _without_boxes(sheet.truth)
    for read_entry, drawn in zip(entries_of(found), entries_of(sheet.truth), strict=True):
        assert _near(read_entry, drawn), f"{read_entry.line}: read at {read_entry.box}, drawn at {drawn.box}"


def assert_told(program: Program, name: str, lines: Sequence[str]) -> None:
    """Each time that the name is printed on those lines is a race, another place that is told, or a warning."""
    search, found = Search(name), find(program, name)
    seen = sum(map(search.count, lines))
    others = sum(search.count(entry.line) for entry in entries_of(program)) - len(found.printed)
    assert found.missed or seen <= len(found.printed) + len(found.elsewhere) + max(others, 0)
    assert bool(found.elsewhere) == any("is no race" in text or "are no races" in text for text in found.warnings)


def _near(one: Entry, other: Entry) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(one.box, other.box, strict=True))


def _without_boxes(program: Program) -> Program:
    """What is drawn and is no race is not in the truth: ``test_nothing_missed`` looks after those lines."""
    return replace(program, events=tuple(_event_without_boxes(event) for event in program.events), elsewhere=())


def _event_without_boxes(event: Event) -> Event:
    heats = tuple(replace(heat, entries=tuple(_entries(heat.entries))) for heat in event.heats)
    ranked, withdrawn = tuple(_entries(event.ranked)), tuple(_entries(event.withdrawn))
    alternates = tuple(_entries(event.alternates))
    return replace(event, heats=heats, ranked=ranked, alternates=alternates, withdrawn=withdrawn)


def _entries(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    return (replace(entry, box=(0, 0, 0, 0)) for entry in entries)
