"""What one swimmer swims: a Program seen from a name."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import msgspec

from heatsync.heatsheet.clock import StartTime, start_times
from heatsync.heatsheet.names import Search, display_name, matches_as_it_stands, matching, visible
from heatsync.heatsheet.nearby import ALMOST_EQUAL, suggest
from heatsync.heatsheet.program import Box, Entry, Event, Heat, Leg, Meet, OtherLine, Program, Session
from heatsync.heatsheet.races import legs_of

_MOST_NEAR = 5


class Swim(msgspec.Struct, frozen=True):
    """One race of one swimmer: an Entry, or a Leg of a relay entry, with its event, heat and session.

    ``starts_at`` is printed, or ``estimated``, between ``earliest`` and ``latest``, for the ``reason`` given.
    """

    event_name: str
    name: str
    page: int
    line: str
    box: Box
    event: str | None = None
    session: str | None = None
    session_index: int | None = None
    date: datetime.date | None = None
    round: str | None = None
    heat: int | None = None
    of: int | None = None
    lane: int | None = None
    rank: int | None = None
    relay: str | None = None
    leg: int | None = None
    starts_at: str | None = None
    estimated: bool = False
    earliest: str | None = None
    latest: str | None = None
    reason: str | None = None
    seed_time: str | None = None
    exhibition: bool = False
    team: str | None = None
    age: int | None = None
    birth_year: int | None = None


class Near(msgspec.Struct, frozen=True):
    """Somebody of a similar name on the sheet: offered, never matched."""

    name: str
    team: str | None = None
    age: int | None = None

    @property
    def in_words(self) -> str:
        """The name, with what tells its swimmer from others: "Ada Marie Example (AAA, 10)"."""
        about = ", ".join(str(fact) for fact in (self.team, self.age) if fact)
        return f"{self.name} ({about})" if about else self.name


def did_you_mean(near: Iterable[Near]) -> str:
    """The question that offers those names."""
    return f"Did you mean {' or '.join(person.in_words for person in near)}?"


class Found(msgspec.Struct, frozen=True):
    """All that a sheet says about one swimmer. ``warnings`` are sentences for a parent.

    ``printed`` has the page of each row of a race, of an alternate or of somebody withdrawn that names the swimmer;
    ``elsewhere`` that of each other line that does so and was understood; ``missed`` the pages of those that were not.
    """

    swims: tuple[Swim, ...] = ()
    near: tuple[Near, ...] = ()
    warnings: tuple[str, ...] = ()
    printed: tuple[int, ...] = ()
    elsewhere: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()


class _Place(NamedTuple):
    """Where a name is printed: an entry, or one leg of it, with what surrounds it."""

    name: str
    event: Event
    entry: Entry
    leg: Leg | None = None
    heat: Heat | None = None
    start: StartTime | None = None
    withdrawn: bool = False
    alternate: bool = False


def find(program: Program, swimmer: str) -> Found:
    """Every race of that swimmer on the sheet, in the order printed, and the near names when there is none."""
    places = list(_places(program))
    names = matching(swimmer, {place.name for place in places})
    theirs = [place for place in places if place.name in names]
    search = Search(swimmer)
    elsewhere, missed = [line for line in program.elsewhere if search.count(line.text)], _missed(program, search)
    warnings = (
        *program.warnings,
        *_withdrawals(theirs),
        *_alternates(theirs),
        *_moved(theirs),
        *_turned(names, swimmer),
        *_almost(places, names, swimmer),
        *_no_races(elsewhere),
        *_unread(missed),
    )
    swims = tuple(_swim(program, place) for place in theirs if not (place.withdrawn or place.alternate))
    near = () if theirs else tuple(_near(places, swimmer))
    return Found(swims, near, warnings, tuple(place.entry.page for place in theirs), _pages(elsewhere, search), missed)


def everybody(program: Program) -> Iterator[Swim]:
    """Every race of everybody on the sheet, in the order printed."""
    return (_swim(program, place) for place in _places(program) if not (place.withdrawn or place.alternate))


def _places(program: Program) -> Iterator[_Place]:
    starts = start_times(program)
    for at, event in enumerate(program.events):
        for number, heat in enumerate(event.heats):
            yield from _names(event, heat.entries, heat=heat, start=starts.get((at, number)))
        yield from _names(event, event.ranked)
        yield from (place._replace(withdrawn=True) for place in _names(event, event.withdrawn))
        yield from (place._replace(alternate=True) for place in _names(event, event.alternates))


def _names(
    event: Event,
    entries: Iterable[Entry],
    heat: Heat | None = None,
    start: StartTime | None = None,
) -> Iterator[_Place]:
    legs = legs_of(event.name)
    for entry in entries:
        if not (event.relay or entry.relay or entry.legs):
            yield _Place(entry.name, event, entry, None, heat, start)
        for leg in entry.legs:
            yield _Place(leg.name, event, entry, leg, heat, start, alternate=leg.leg > legs)


def _swim(program: Program, place: _Place) -> Swim:
    event, entry, leg, heat = place.event, place.entry, place.leg, place.heat
    session = Session() if event.session is None else program.sessions[event.session]
    start = place.start or _start_of_event(event, heat)
    return Swim(
        event_name=event.name,
        name=place.name,
        page=entry.page,
        line=entry.line,
        box=entry.box,
        event=event.number,
        session=session.name,
        session_index=event.session,
        date=_date(program.meet, session, start),
        round=heat.round if heat else None,
        heat=heat.number if heat else None,
        of=heat.of if heat else None,
        lane=entry.lane,
        rank=entry.rank,
        relay=entry.relay,
        leg=leg.leg if leg else None,
        starts_at=start.starts_at if start else None,
        estimated=start.estimated if start else False,
        earliest=start.earliest if start else None,
        latest=start.latest if start else None,
        reason=start.reason if start else None,
        seed_time=entry.seed_time,
        exhibition=entry.exhibition,
        team=entry.team or (entry.name if leg else None),
        age=leg.age if leg else entry.age,
        birth_year=None if leg else entry.birth_year,
    )


def _start_of_event(event: Event, heat: Heat | None) -> StartTime | None:
    """For an entry without a heat: it cannot start before its event does."""
    if heat or not event.starts_at:
        return None
    reason = f"the event starts at {event.starts_at}; the heat is not printed"
    return StartTime(event.starts_at, estimated=True, earliest=event.starts_at, reason=reason)


def _date(meet: Meet, session: Session, start: StartTime | None) -> datetime.date | None:
    is_one_day = meet.end in {None, meet.start}
    day = session.date or (meet.start if is_one_day else None)
    return day + datetime.timedelta(days=start.days) if day and start else day


def _withdrawals(places: Iterable[_Place]) -> Iterator[str]:
    for place in places:
        if place.withdrawn:
            name, event = display_name(place.name), place.event.name
            yield f"{name} is listed as withdrawn from {event} (page {place.entry.page}): no race is shown for it."


def _alternates(places: Iterable[_Place]) -> Iterator[str]:
    for place in places:
        if place.alternate:
            name, event, entry = display_name(place.name), place.event.name, place.entry
            team = f"{entry.name} {entry.relay or ''}".rstrip()
            which = f"an alternate of {team}" if place.leg else f"alternate {entry.rank or ''}".rstrip()
            yield f"{name} is listed as {which} in {event} (page {entry.page}): no race is shown for it."


def _moved(places: Iterable[_Place]) -> Iterator[str]:
    for place in places:
        if place.heat and place.heat.swims_with:
            name, event, heat = display_name(place.name), place.event.name, place.heat
            yield (
                f"{name}'s heat {heat.number} of {event} swims with {heat.swims_with}: in another session, "
                "at a time that this sheet does not tell."
            )


def _turned(names: Iterable[str], swimmer: str) -> Iterator[str]:
    for name in sorted(names):
        if not matches_as_it_stands(swimmer, name):
            yield f"“{visible(name)}” is the name printed the other way round: please check that it is this swimmer."


def _almost(places: Iterable[_Place], names: Collection[str], swimmer: str) -> Iterator[str]:
    """A sheet may print a swimmer with all given names here and with one there; only the parent can tell."""
    others = {place.name: place.entry.page for place in reversed(list(places)) if place.name not in names}
    for name in suggest(swimmer, others, least=ALMOST_EQUAL) if names else ():
        yield (
            f"{display_name(name)} is on this sheet too (page {others[name]}). "
            "If that is the same swimmer, look for that name as well."
        )


def _pages(lines: Iterable[OtherLine], search: Search) -> tuple[int, ...]:
    """The page of each time that the name is printed there."""
    return tuple(sorted(page for line in lines for page in line.pages * search.count(line.text)))


def _no_races(lines: Sequence[OtherLine]) -> Iterator[str]:
    """Of a record that the swimmer holds, a list of a club: whoever counts the names on the paper finds it there."""
    pages = sorted({page for line in lines for page in line.pages})
    if len(lines) == 1:
        yield f"The name is also printed on {_named(pages)}, in a line that is no race: “{visible(lines[0].text)}”."
    elif lines:
        yield f"The name is also printed on {_named(pages)}, in lines that are no races: records, lists and the like."


def _missed(program: Program, search: Search) -> tuple[int, ...]:
    """The pages where the name is printed more often than it is understood."""
    pages = {line.page for line in program.unread if search.count(line.text)}
    for entry in _entries(program):
        printed = search.count(entry.line)
        if printed and printed > sum(search.count(name) for name in (entry.name, *(leg.name for leg in entry.legs))):
            pages.add(entry.page)
    return tuple(sorted(pages))


def _unread(pages: Collection[int]) -> Iterator[str]:
    """A warning of those pages: nothing may be missed in silence."""
    if pages:
        yield f"The name is also printed on {_named(pages)}, in a line we could not read. Look there too."


def _named(pages: Collection[int]) -> str:
    return f"page{'s' if len(pages) > 1 else ''} {', '.join(map(str, pages))}"


def _entries(program: Program) -> Iterator[Entry]:
    for event in program.events:
        yield from chain(*(heat.entries for heat in event.heats), event.ranked, event.alternates, event.withdrawn)


def _near(places: Iterable[_Place], swimmer: str) -> Iterator[Near]:
    by_name: dict[str, list[_Place]] = {}
    for place in places:
        by_name.setdefault(place.name, []).append(place)
    people = (_person(place) for name in suggest(swimmer, by_name) for place in by_name[name])
    yield from list(dict.fromkeys(people))[:_MOST_NEAR]


def _person(place: _Place) -> Near:
    team = place.entry.team or (place.entry.name if place.leg else None)
    return Near(display_name(place.name), team, place.leg.age if place.leg else place.entry.age)
