"""A strict reader of text/event-stream, as the HTML standard says it is read."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """One dispatched event."""

    event: str
    data: str
    last_id: str


def messages(stream: str) -> list[Message]:
    """The events that a browser would dispatch."""
    found, event, data, last_id = [], "", list[str](), ""
    for line in re.split(r"\r\n|\r|\n", stream):
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if data:
                found.append(Message(event or "message", "\n".join(data), last_id))
            event, data = "", []
        elif name == "event":
            event = value
        elif name == "data":
            data.append(value)
        elif name == "id" and "\0" not in value:
            last_id = value
    return found
