"""A Program as text that a person can read through: one line for each thing that is printed."""

from collections.abc import Iterator

from heatsync.heatsheet.program import Entry, Event, Program


def as_text(program: Program) -> str:
    """Every field but the places on the paper."""
    return "\n".join(_lines(program)) + "\n"


def _lines(program: Program) -> Iterator[str]:
    meet = program.meet
    yield f"{program.kind} by {program.software}, {program.pages} pages, coverage {program.coverage}"
    yield f"{meet.name}: {meet.start} to {meet.end}" + (f", {meet.venue}" if meet.venue else "")
    for number, session in enumerate(program.sessions):
        yield f"session {number}: {session.name} {session.date} warm-up {session.warm_up} start {session.starts_at}"
    for event in program.events:
        yield ""
        yield from _event(event)
    for line in program.unread:
        yield f"unread on page {line.page}: {line.text}"
    yield from program.warnings


def _event(event: Event) -> Iterator[str]:
    relay = " relay" if event.relay else ""
    race = f"{event.name} [{event.distance} {event.stroke}{relay}]"
    yield f"event {event.number} (session {event.session}): {race} {event.starts_at or ''}".rstrip()
    for entry in event.withdrawn:
        yield from _entry("out ", entry)
    for heat in event.heats:
        of = f" of {heat.of}" if heat.of else ""
        moved = f" (swims with {heat.swims_with})" if heat.swims_with else ""
        yield f"  heat {heat.number}{of} {heat.round or ''} {heat.starts_at or ''}{moved}".rstrip()
        for entry in heat.entries:
            yield from _entry(f"{entry.lane:>4}", entry)
    for entry in event.ranked:
        yield from _entry(f"#{entry.rank or '':>3}", entry)
    for entry in event.alternates:
        yield from _entry(f"A{entry.rank:>3}", entry)


def _entry(place: str, entry: Entry) -> Iterator[str]:
    of_swimmer = [entry.name, entry.age, entry.birth_year, entry.class_year, entry.sport_class]
    who = [*of_swimmer, entry.team, entry.relay and f"[{entry.relay}]"]
    said = " | ".join(str(field) for field in who if field is not None)
    exhibition = " exhibition" if entry.exhibition else ""
    yield f"  {place}  {said} | {entry.seed_time}{exhibition}   (page {entry.page}: {entry.line})"
    for leg in entry.legs:
        yield f"          {leg.leg}. {leg.name} {leg.age or ''}".rstrip()
