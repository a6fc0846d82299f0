"""What the model saw fills the gaps of what our own reader read: nothing that was read is changed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Heat, Program
from heatsync.heatsheet.races import distance_of, is_relay, stroke_of
from heatsync.intake.model_reader.answer import EventKey
from heatsync.intake.model_reader.checking import Confirmed

SOFTWARE = "language model"
_WARNING = "Parts of this sheet were read by a language model: check every race against the paper."


def filled(own: Program, confirmed: Iterable[Confirmed]) -> Program:
    """Our program with the confirmed entries on lines that it had left unread; the same one where there are none."""
    unread = set(own.unread)
    new = [one for one in confirmed if one.lines[0] in unread]
    if not new:
        return own
    used = {line for one in new for line in one.lines}
    left = tuple(line for line in own.unread if line not in used)
    return replace(
        own,
        kind="heat_sheet",
        software=SOFTWARE,
        coverage=round(1 - (1 - own.coverage) * len(left) / len(own.unread), 4),
        events=_events(own, new),
        unread=left,
        warnings=(*own.warnings, _WARNING),
    )


def _events(own: Program, new: Sequence[Confirmed]) -> tuple[Event, ...]:
    heats: dict[EventKey, dict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for one in new:
        heats[EventKey(one.event.number, _one_spaced(one.event.name))][one.heat].append(one.entry)
    times_printed = Counter(map(_key_of, own.events))
    known = [
        _with_heats(event, heats.pop(_key_of(event), {}))
        if times_printed[_key_of(event)] == 1 and _has_one_round(event)
        else event
        for event in own.events
    ]
    return (*known, *(_with_heats(_event(key), added) for key, added in heats.items()))


def _event(key: EventKey) -> Event:
    """A new one. Its session is not known: a guess would put a date to it."""
    number, name = key
    return Event(name, number, relay=is_relay(name), distance=distance_of(name), stroke=stroke_of(name))


def _with_heats(event: Event, added: Mapping[int, Sequence[Entry]]) -> Event:
    """The event with these entries added to its heats, and with new heats where it has none of that number."""
    more = dict(added)
    heats = [replace(heat, entries=(*heat.entries, *more.pop(heat.number, ()))) for heat in event.heats]
    heats += [Heat(number, entries=tuple(entries)) for number, entries in more.items()]
    return replace(event, heats=tuple(sorted(heats, key=lambda heat: heat.number)))


def _has_one_round(event: Event) -> bool:
    """Whether a heat's number is enough to tell its heats apart."""
    return len({heat.round for heat in event.heats}) <= 1


def _key_of(event: Event) -> EventKey:
    return EventKey(event.number, _one_spaced(event.name))


def _one_spaced(text: str) -> str:
    return " ".join(text.split())
