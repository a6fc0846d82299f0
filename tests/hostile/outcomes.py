"""What comes of a hostile PDF, in the words of ``Hostile.expect``."""

import io

from heatsync.heatsheet.program import Program
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.reading import ReadingRoom


def outcome(room: ReadingRoom, content: bytes) -> str:
    """How reading it ends; a program that holds anything of the machine it was read on is a failure."""
    try:
        program = room.read(io.BytesIO(content))
    except Unreadable as unreadable:
        return f"refuse:{unreadable.code}"
    assert b"root:" not in program.to_json(), "it has read /etc/passwd"
    return f"accept:{entries(program)}" if entries(program) or program.kind != "unknown" else "nothing"


def entries(program: Program) -> int:
    """All that swim somewhere."""
    return sum(len(event.ranked) + sum(len(heat.entries) for heat in event.heats) for event in program.events)
