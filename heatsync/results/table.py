"""A result as a table for a terminal. What a sheet prints may be hostile there too: it is cleaned first."""

from collections.abc import Iterable, Iterator, Sequence

from heatsync.heatsheet.names import visible
from heatsync.heatsheet.swims import Near, did_you_mean
from heatsync.results.result import Group, Race, Result

_HEAD = ("time", "event", "heat", "lane", "race", "seed", "page")


def table_of(result: Result) -> str:
    """The races, group by group; near names where there is none; what a parent should know."""
    lines = [visible(result.swimmer), *_groups(result.groups)]
    if not result.groups:
        lines += ["  is not on what was read.", *_suggestions(result.near)]
    lines += [f"  ! {visible(warning)}" for warning in result.warnings]
    return "\n".join(lines) + "\n"


def _groups(groups: Iterable[Group]) -> Iterator[str]:
    for group in groups:
        facts = (group.title, group.session, group.date, group.filename)
        yield f"  {visible(' · '.join(str(fact) for fact in facts if fact))}"
        yield from (f"    {row}" for row in _aligned([_HEAD, *map(_cells, group.swims)]))


def _cells(race: Race) -> tuple[str, ...]:
    heat = f"{race.heat} of {race.of}" if race.heat and race.of else race.heat
    place = race.lane if race.rank is None else f"rank {race.rank}"
    time = f"about {race.starts_at}" if race.estimated else race.starts_at
    name = f"{race.event_name}, leg {race.leg}" if race.leg else race.event_name
    cells = (time, race.event, heat, place, name, race.seed_time, race.page)
    return tuple("-" if cell is None else visible(str(cell)) for cell in cells)


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _suggestions(near: Sequence[Near]) -> Iterator[str]:
    if near:
        yield f"  {visible(did_you_mean(near))}"
