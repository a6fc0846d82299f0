"""The child: locks itself, reads one PDF, answers, ends.

Bytes come in on the channel until their end; lines go out: "page DONE TOTAL" as it goes on, then one of "program JSON",
"unreadable CODE" or "failed EXCEPTION FILE:LINE" (never the exception's own words: they may quote the sheet).
"""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Protocol

from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.reading_room.locks import lock
from heatsync.intake.reading_room.orders import Orders


class Document(Protocol):
    """What is found out about a PDF."""

    def to_json(self) -> bytes:
        """It as JSON on one line."""


Reader = Callable[[bytes, Callable[[int, int], None], int], Document]
"""What ``heatsync.heatsheet.read`` is: bytes, ``on_page`` and the most pages in, a Program out."""

CHANNEL = 0
"""The one descriptor that leads out; standard output and error lead nowhere, whatever a library may print."""


def answer_and_exit(channel: socket.socket, read: Reader, orders: Orders, warm: int) -> NoReturn:
    """The child's whole life. It ends without the interpreter's farewells: they belong to the warm process."""
    try:
        os.setpgid(0, 0)
        os.dup2(channel.fileno(), CHANNEL)
        os.dup2(1, 2)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        lock(orders)
        if os.getppid() == warm:  # else it went before we had asked to go with it
            _send(_answer(read, orders.max_pages))
    finally:
        os._exit(0)


def _answer(read: Reader, max_pages: int) -> bytes:
    try:
        return b"program " + read(_everything(), _say_page, max_pages).to_json()
    except Unreadable as unreadable:
        return b"unreadable " + unreadable.code.encode()
    except (MemoryError, RecursionError):
        return b"unreadable TOO_COMPLEX"
    except Exception as error:  # whatever a damaged file does to the reader is an answer
        return f"failed {type(error).__name__} {_place(error.__traceback__)}".encode()


def _everything() -> bytes:
    pieces = []
    while piece := os.read(CHANNEL, 1 << 20):
        pieces.append(piece)
    return b"".join(pieces)


def _say_page(done: int, total: int) -> None:
    _send(b"page %d %d" % (done, total))


def _send(line: bytes) -> None:
    rest = memoryview(line + b"\n")
    while rest:
        rest = rest[os.write(CHANNEL, rest) :]


def _place(traceback: TracebackType | None) -> str:
    while traceback and traceback.tb_next:
        traceback = traceback.tb_next
    return f"{Path(traceback.tb_frame.f_code.co_filename).name}:{traceback.tb_lineno}" if traceback else ""
