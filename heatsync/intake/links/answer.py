"""One question over HTTP/1.1 and its answer, whose bytes are taken as they come and never believed."""

import io
import socket
import zlib
from email.message import Message
from typing import Final, NamedTuple

import h11

from heatsync.intake.deadline import Deadline
from heatsync.intake.links.addresses import Address
from heatsync.problems import Problem

_PIECE = 1 << 14
_LONGEST_HEAD = 3 * _PIECE
"""Bytes. One more piece may be read before it is noticed: 64 kB in all."""
_MOST_PREFACES = 5
_LONGEST_VERSION = 300
_ENDED: Final = b""


class Version(NamedTuple):
    """What a server says of a file's version. To be said back to it, and to nobody else."""

    etag: str | None = None
    last_modified: str | None = None


ANY_VERSION = Version()


class Answer:
    """What a server answers to one GET. Raises Problem: FETCH_FAILED for what is no HTTP, NETWORK_ERROR where the
    connection breaks, TIMEOUT at the deadline. The connection is the caller's to close.
    """

    def __init__(
        self,
        connection: socket.socket,
        address: Address,
        user_agent: str,
        deadline: Deadline,
        unless: Version = ANY_VERSION,
    ) -> None:
        self._socket = connection
        self._deadline = deadline
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=_LONGEST_HEAD)
        self._hung_up = False
        self._send(_question(address, user_agent, unless))
        response = self._response()
        self.status = response.status_code
        self._headers = Message()
        for name, value in response.headers:
            self._headers[name.decode("ascii")] = value.decode("latin-1")

    @property
    def location(self) -> str:
        """Where the answer sends us, as it was sent."""
        sent = self._headers.get("location", "")
        try:
            return sent.encode("latin-1").decode()  # some servers send UTF-8
        except UnicodeDecodeError:
            return sent

    @property
    def version(self) -> Version:
        """Which version of the file this is, in the server's words."""
        return Version(self._said("etag"), self._said("last-modified"))

    def _said(self, header: str) -> str | None:
        said = self._headers.get(header)
        return said if said and len(said) <= _LONGEST_VERSION else None

    @property
    def filename(self) -> str | None:
        """The name that the server gives to the file. Only to be shown, once it is cleaned."""
        return self._headers.get_filename()

    def announces_more_than(self, limit_bytes: int) -> bool:
        """Whether the server itself says that the body is larger."""
        announced = self._headers.get("content-length", "0")
        return int(announced) > limit_bytes  # h11 has refused all but digits

    def body(self) -> io.BufferedReader:
        """The body's bytes, decoded piece by piece. Raises Problem FETCH_FAILED for an encoding nobody asked for."""
        encoding = ", ".join(self._headers.get_all("content-encoding", [])).strip().lower()
        if encoding not in {"", "identity", "gzip", "x-gzip"}:
            raise Problem("FETCH_FAILED")
        return io.BufferedReader(_Body(self, gzipped="gzip" in encoding), _PIECE)

    def piece(self) -> bytes:
        """Some more bytes of the body as sent; none at its end."""
        if self._http.their_state is not h11.SEND_BODY:
            return _ENDED
        event = self._next_event()
        return bytes(event.data) if isinstance(event, h11.Data) else _ENDED

    def _response(self) -> h11.Response:
        for _ in range(_MOST_PREFACES + 1):
            event = self._next_event()
            if isinstance(event, h11.Response):
                return event
        raise Problem("FETCH_FAILED")

    def _next_event(self) -> h11.Event:
        try:
            while (event := self._http.next_event()) is h11.NEED_DATA:
                received = self._receive()
                self._hung_up = not received
                self._http.receive_data(received)
        except h11.RemoteProtocolError as error:
            raise Problem("NETWORK_ERROR" if self._hung_up else "FETCH_FAILED") from error
        if isinstance(event, h11.Event) and not isinstance(event, h11.ConnectionClosed):
            return event
        raise Problem("NETWORK_ERROR")

    def _receive(self) -> bytes:
        while True:
            self._socket.settimeout(self._deadline.until_next_look)
            try:
                return self._socket.recv(_PIECE)
            except TimeoutError:
                continue
            except OSError as error:
                raise Problem("NETWORK_ERROR") from error

    def _send(self, request: h11.Request) -> None:
        question = (self._http.send(request) or b"") + (self._http.send(h11.EndOfMessage()) or b"")
        self._socket.settimeout(self._deadline.left)
        try:
            self._socket.sendall(question)
        except TimeoutError as error:
            raise Problem("TIMEOUT") from error
        except OSError as error:
            raise Problem("NETWORK_ERROR") from error


class _Body(io.RawIOBase):
    """A body as a stream. Of what was packed, no more is unpacked at a time than was asked for."""

    def __init__(self, answer: Answer, *, gzipped: bool) -> None:
        super().__init__()
        self._answer = answer
        self._next = self._unpacked if gzipped else self._plain
        self._gzip = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        self._waiting = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Fill some of the buffer; 0 at the end of the body."""
        piece = self._next(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def _plain(self, most: int) -> bytes:
        self._waiting = self._waiting or self._answer.piece()
        piece, self._waiting = self._waiting[:most], self._waiting[most:]
        return piece

    def _unpacked(self, most: int) -> bytes:
        while not self._gzip.eof:
            packed = self._gzip.unconsumed_tail or self._answer.piece()
            if not packed:
                raise Problem("NETWORK_ERROR")  # it ended in the middle
            try:
                piece = self._gzip.decompress(packed, most)
            except zlib.error as error:
                raise Problem("FETCH_FAILED") from error
            if piece:
                return piece
        return _ENDED


def _question(address: Address, user_agent: str, unless: Version) -> h11.Request:
    # All that is ever said: no cookie, no Referer, no credentials, at the first address and at every further one.
    headers = {
        "Host": address.authority,
        "User-Agent": user_agent,
        "Accept": "application/pdf, */*;q=0.5",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    if unless.etag:
        headers["If-None-Match"] = unless.etag
    elif unless.last_modified:
        headers["If-Modified-Since"] = unless.last_modified
    return h11.Request(method="GET", target=address.target, headers=list(headers.items()))
