"""Visitors who come when they come, served or not those before them; they live in a process of their own."""

import asyncio
import multiprocessing
import random
import re
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import NamedTuple

_PIECE = 50_000
_NOISE = random.Random(1).randbytes(1_000_000)
_A_BROWSER = "User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"


class Form(NamedTuple):
    """What one visitor sends from the start page."""

    swimmer: str
    pdf: bytes
    address: str
    padding: int = 0
    """So many bytes more, which are of no use to anybody."""


class Answer(NamedTuple):
    """An answer: its status, and the seconds until it was there."""

    status: int
    seconds: float


class Answers(NamedTuple):
    """How many there were, how many of another status than was hoped for; milliseconds."""

    number: int
    wrong: int
    p50: float
    p95: float
    p99: float

    def __str__(self) -> str:
        """In words."""
        times = f"{self.p50:.0f} ms in the median, {self.p95:.0f} at the 95th percentile, {self.p99:.0f} at the 99th"
        return f"{self.number} answers, {self.wrong} wrong: {times}"


class Visitors:
    """Those of one web. Each kind of visit goes on beside the others, and its future has the answers."""

    def __init__(self, port: int, pool: ProcessPoolExecutor) -> None:
        self._port = port
        self._pool = pool

    def read(self, paths: Sequence[str], a_second: float, seconds: float) -> "Future[list[Answer]]":
        """So many pages a second, by turns."""
        return self._pool.submit(_read, self._port, paths, a_second, seconds)

    def send(self, forms: Sequence[Form], a_second: float, bytes_a_second: float = 0) -> "Future[list[Answer]]":
        """So many forms a second, each at once or no faster than that."""
        return self._pool.submit(_send, self._port, forms, a_second, bytes_a_second)


@contextmanager
def visitors(port: int) -> Iterator[Visitors]:
    """Some who can do three things at the same time."""
    with ProcessPoolExecutor(3, multiprocessing.get_context("spawn")) as pool:
        yield Visitors(port, pool)


def told(answers: Sequence[Answer], hoped_for: int = 200) -> Answers:
    """What these answers are in all."""
    times = statistics.quantiles([1000 * answer.seconds for answer in answers], n=100, method="inclusive")
    wrong = sum(answer.status != hoped_for for answer in answers)
    return Answers(len(answers), wrong, times[49], times[94], times[98])


def _read(port: int, paths: Sequence[str], a_second: float, seconds: float) -> list[Answer]:
    async def read(number: int, due: float) -> Answer:
        answer = await _exchange(port, f"GET {paths[number % len(paths)]} HTTP/1.1")
        return Answer(answer.status, time.perf_counter() - due)

    return asyncio.run(_each_in_time(read, int(a_second * seconds), a_second))


def _send(port: int, forms: Sequence[Form], a_second: float, bytes_a_second: float) -> list[Answer]:
    async def send(number: int, _due: float) -> Answer:
        client = f"X-Forwarded-For: {forms[number].address}"
        page = await _exchange(port, f"GET / HTTP/1.1\r\n{client}")
        kind, body = _body(page.token, forms[number])
        head = f"POST /batches HTTP/1.1\r\n{client}\r\n{page.cookies}\r\n{kind}\r\nContent-Length: {len(body)}"
        began = time.perf_counter()
        answer = await _exchange(port, head, body, bytes_a_second)
        return Answer(answer.status, time.perf_counter() - began)

    return asyncio.run(_each_in_time(send, len(forms), a_second))


async def _each_in_time(visit: Callable[[int, float], Awaitable[Answer]], number: int, a_second: float) -> list[Answer]:
    async def come(at: int) -> Answer:
        due = began + at / a_second
        await asyncio.sleep(due - time.perf_counter())
        return await visit(at, due)

    began = time.perf_counter()
    return await asyncio.gather(*(come(at) for at in range(number)))


class _Exchanged(NamedTuple):
    head: str
    text: str

    @property
    def status(self) -> int:
        return int(self.head.split(" ", 2)[1])

    @property
    def cookies(self) -> str:
        return "Cookie: " + "; ".join(re.findall(r"(?i)^set-cookie: ([^;]+)", self.head, re.MULTILINE))

    @property
    def token(self) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.text)
        assert found
        return found[1]


async def _exchange(port: int, head: str, body: bytes = b"", bytes_a_second: float = 0) -> _Exchanged:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{head}\r\nHost: localhost\r\n{_A_BROWSER}\r\nConnection: close\r\n\r\n".encode())
    began = time.perf_counter()
    for at in range(0, len(body), _PIECE):
        if bytes_a_second:
            await asyncio.sleep(began + at / bytes_a_second - time.perf_counter())
        writer.write(body[at : at + _PIECE])
        await writer.drain()
    answer = await reader.read()
    writer.close()
    answered, _, text = answer.partition(b"\r\n\r\n")
    return _Exchanged(answered.decode(), text.decode("utf-8", "replace"))


def _body(token: str, form: Form) -> tuple[str, bytes]:
    fields = {"csrf_token": token, "swimmer": form.swimmer}
    head = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()
    )
    sheet = '--x\r\nContent-Disposition: form-data; name="sheets"; filename="sheet.pdf"\r\n\r\n'
    parts = (f"{head}{sheet}".encode(), form.pdf, _NOISE * (form.padding // len(_NOISE)), b"\r\n--x--\r\n")
    return "Content-Type: multipart/form-data; boundary=x", b"".join(parts)
