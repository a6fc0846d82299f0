"""What the model may answer: claims of entries, nothing else. Its JSON schema is made from these types."""

from typing import Any, NamedTuple

import msgspec

from heatsync.intake.model_reader.endpoint import Nonsense


class ClaimedEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A swimmer in a lane."""

    page: int
    lane: int
    name: str
    age: int | None
    team: str | None
    seed_time: str | None


class ClaimedHeat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Those who start together."""

    number: int
    entries: tuple[ClaimedEntry, ...]


class ClaimedEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A race with its heats."""

    number: str | None
    name: str
    heats: tuple[ClaimedHeat, ...]


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that the model says it saw."""

    events: tuple[ClaimedEvent, ...]


class EventKey(NamedTuple):
    """How an event is printed: its number, where it has one, and its name."""

    number: str | None
    name: str


class Claim(NamedTuple):
    """One entry with the event and the heat that it is said to be in."""

    event: EventKey
    heat: int
    entry: ClaimedEntry


class _Message(msgspec.Struct):
    content: str


class _Choice(msgspec.Struct):
    message: _Message


class _Completion(msgspec.Struct):
    choices: tuple[_Choice, ...]


class _File(msgspec.Struct):
    id: str
    expires_at: int | None = None


def schema() -> dict[str, Any]:
    """The JSON schema of an Answer, its root spelt out as strict endpoints want it."""
    (whole,), parts = msgspec.json.schema_components([Answer], ref_template="#/$defs/{name}")
    return {**parts.pop(whole["$ref"].rpartition("/")[2]), "$defs": parts}


def claims_of(completion: bytes) -> list[Claim]:
    """The claims in that answer of the endpoint, each once. Raises Nonsense where they are not what was asked for."""
    try:
        content = msgspec.json.decode(completion, type=_Completion).choices[0].message.content
        answer = msgspec.json.decode(content, type=Answer)
    except (msgspec.MsgspecError, ValueError, IndexError, RecursionError):
        raise Nonsense from None
    claims = (
        Claim(EventKey(event.number, event.name), heat.number, entry)
        for event in answer.events
        for heat in event.heats
        for entry in heat.entries
    )
    return list(dict.fromkeys(claims))


def file_of(answer: bytes) -> tuple[str, int | None]:
    """The id of an uploaded file, and when it expires, if the endpoint says so. Raises Nonsense."""
    try:
        file = msgspec.json.decode(answer, type=_File)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise Nonsense from None
    return file.id, file.expires_at
