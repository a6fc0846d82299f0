"""Browsers with a live page each, in a process of their own that does little else than note what comes, and when."""

import asyncio
import resource
import time
import uuid
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import NamedTuple

_AT_ONCE = 50
"""Pages that are opened at the same moment."""
_END = b"\n\n\r\n"
"""The end of an event, and of the chunk that brings it."""


class Heard(NamedTuple):
    """The numbers of the events that one page was sent, and when; whether it still listens."""

    batch: uuid.UUID
    numbers: list[int]
    moments: list[float]
    listens: bool


def watch(port: int, batches: Sequence[uuid.UUID], parent: Connection) -> None:
    """Open a page for each of those, say how many seconds that took, and what they heard once told to end."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    asyncio.run(_watch(port, batches, parent))


async def _watch(port: int, batches: Sequence[uuid.UUID], parent: Connection) -> None:
    began = time.perf_counter()
    door = asyncio.Semaphore(_AT_ONCE)
    pages = [_Page(batch) for batch in batches]
    await asyncio.gather(*(page.open(port, _address(number), door) for number, page in enumerate(pages)))
    parent.send(time.perf_counter() - began)
    await asyncio.to_thread(parent.recv)
    parent.send([page.heard() for page in pages])


def _address(number: int) -> str:
    return f"10.0.{number >> 8}.{number & 255}"


class _Page(asyncio.Protocol):
    def __init__(self, batch: uuid.UUID) -> None:
        self._batch = batch
        self._numbers: list[int] = []
        self._moments: list[float] = []
        self._listens = True
        self._has_come = asyncio.Event()
        self._read = b""

    async def open(self, port: int, address: str, door: asyncio.Semaphore) -> None:
        """Come through that door, and wait for the first look."""
        async with door:
            line, _ = await asyncio.get_running_loop().create_connection(lambda: self, "127.0.0.1", port)
            head = f"GET /batches/{self._batch}/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: {address}"
            line.write(f"{head}\r\n\r\n".encode())
            await self._has_come.wait()

    def heard(self) -> Heard:
        """All of it."""
        return Heard(self._batch, self._numbers, self._moments, self._listens)

    def data_received(self, data: bytes) -> None:
        """Note the last number, once an event is complete."""
        self._read += data
        if not self._read.endswith(_END):
            return
        number = self._read.rpartition(b"\nid: ")[2].partition(b"\n")[0]
        if number.isdigit():
            self._numbers.append(int(number))
            self._moments.append(time.perf_counter())
        if number.isdigit() or b"event: poll" in self._read:
            self._has_come.set()
        self._read = b""

    def connection_lost(self, _error: Exception | None) -> None:
        """Note that it was cut off, or told to poll."""
        self._listens = False
        self._has_come.set()
