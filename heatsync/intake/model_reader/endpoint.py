"""HTTP to the one address that the operator has set: no redirect is followed, and all requests share one deadline."""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import NamedTuple
from urllib.parse import urlsplit

from heatsync.intake.deadline import Deadline
from heatsync.problems import Problem

_MOST_BYTES = 16_000_000
_PIECE = 1 << 16
_LONGEST_WAIT = 20
"""Seconds. An endpoint that wants us back later than that is asked when the whole sheet is tried again."""
_LONGEST_RETRY_AFTER = 6
"""Characters."""
_LAST_SUCCESS, _LAST_REFUSAL, _TIMED_OUT, _BUSY = 299, 499, 408, 429


class Refused(Exception):
    """The endpoint will not, and would not the next time: a wrong key, an unknown file, a redirect. See ``status``."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Nonsense(Exception):
    """What came back is no answer to what was asked."""


class _Busy(Exception):
    def __init__(self, seconds: int | None) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Address(NamedTuple):
    """Where the endpoint is, and the key that opens it."""

    host: str
    port: int | None
    path: str
    is_secure: bool
    key: str


class Body(NamedTuple):
    """What is sent. ``pieces`` gives it from the start each time, ``length`` bytes in all."""

    content_type: str
    length: int
    pieces: Callable[[], Iterable[bytes]]


def address_of(base_url: str, key: str) -> Address:
    """The address, checked. Raises ValueError, which quotes neither: https only, but for a server on this machine."""
    parts = urlsplit(base_url)
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        raise ValueError("OPENAI_BASE_URL is no address such as https://host/v1")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_this_machine(parts.hostname)):
        raise ValueError("OPENAI_BASE_URL must begin with https://, unless it is on this machine")
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise ValueError("OPENAI_API_KEY holds a character that no key has")
    return Address(parts.hostname, parts.port, parts.path.rstrip("/"), parts.scheme == "https", key)


class Endpoint:
    """One conversation with the endpoint, which has so many seconds in all.

    ``pause`` waits so many seconds, and may raise to end the waiting.
    """

    def __init__(self, address: Address, seconds: float, pause: Callable[[float], None]) -> None:
        self._address = address
        self._deadline = Deadline(seconds, partial(pause, 0))
        self._pause = pause

    def post(self, path: str, body: Body) -> bytes:
        """The answer. Raises Refused, Nonsense, or Problem RATE_LIMIT, TIMEOUT, SERVICE_UNAVAILABLE."""
        try:
            return self._post(path, body)
        except _Busy as busy:
            if busy.seconds is None or busy.seconds > min(_LONGEST_WAIT, self._deadline.left):
                raise Problem("RATE_LIMIT") from None
            self._pause(busy.seconds)
        try:
            return self._post(path, body)
        except _Busy:
            raise Problem("RATE_LIMIT") from None

    def _post(self, path: str, body: Body) -> bytes:
        headers = {
            "Authorization": f"Bearer {self._address.key}",
            "Content-Type": body.content_type,
            "Content-Length": str(body.length),
            "Connection": "close",
        }
        try:
            with self._connected() as connection:
                connection.request("POST", self._address.path + path, body.pieces(), headers)
                return self._answer(connection.getresponse())
        except TimeoutError:
            raise Problem("TIMEOUT") from None
        except (OSError, http.client.HTTPException):
            self._require_time()
            # Without its cause: what a library says of a request may quote it.
            raise Problem("SERVICE_UNAVAILABLE") from None

    @contextmanager
    def _connected(self) -> Iterator[http.client.HTTPConnection]:
        address, left = self._address, self._deadline.left
        if address.is_secure:
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                address.host, address.port, timeout=left, context=ssl.create_default_context()
            )
        else:
            connection = http.client.HTTPConnection(address.host, address.port, timeout=left)

        def connect() -> socket.socket:
            connection.connect()
            return connection.sock

        with closing(connection), self._deadline.cutting(self._deadline.wait_for(connect)):
            yield connection

    def _require_time(self) -> None:
        _ = self._deadline.left

    def _answer(self, response: http.client.HTTPResponse) -> bytes:
        if response.status == _BUSY:
            after = response.headers.get("Retry-After", "")
            raise _Busy(int(after) if after.isdecimal() and len(after) <= _LONGEST_RETRY_AFTER else None)
        if response.status > _LAST_REFUSAL or response.status == _TIMED_OUT:
            raise Problem("SERVICE_UNAVAILABLE")
        if response.status > _LAST_SUCCESS:
            raise Refused(response.status)
        pieces, size = [], 0
        while piece := response.read(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > _MOST_BYTES:
                raise Nonsense
        self._require_time()  # else the end may be where we cut it
        return b"".join(pieces)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
