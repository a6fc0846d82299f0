"""One PDF goes out to a locked child, lines come back: both at once, within limits of time and size.

The child may have been taken over by its PDF: every line is taken for hostile until it is understood.
"""

import logging
import re
import selectors
import socket
import time
from collections.abc import Callable, Iterator
from typing import BinaryIO

from heatsync.heatsheet.unreadable import Unreadable

_log = logging.getLogger(__name__)

_PIECE = 1 << 16
_MOST_BYTES = 8 << 20
"""All that a child may say. A sheet of 20,000 entries takes six million."""

_LONG = 0.5
"""Seconds without a word. A page that takes so long is heard of again."""

_PAGE = re.compile(rb"page (\d{1,6}) (\d{1,6})")
_UNREADABLE = re.compile(rb"unreadable (INVALID_PDF|ENCRYPTED_PDF|TOO_MANY_PAGES|TOO_COMPLEX|UNREADABLE_PICTURE)")
_FAILED = re.compile(rb"failed ([A-Za-z_]{1,60}) ([a-z_.<>]{1,60}:\d{1,6})")
_PROGRAM = b"program "


class Conversation:
    """Sends ``question`` and ``pdf``, calls ``on_page``, waits for at most ``wall_seconds`` in all.

    Only waiting counts as time: a slow disk or a slow ``on_page`` is not the sheet's fault.
    """

    def __init__(
        self,
        pdf: BinaryIO,
        on_page: Callable[[int, int], None],
        max_pages: int,
        wall_seconds: float,
        question: bytes = b"",
    ) -> None:
        self._pdf = pdf
        self._on_page = on_page
        self._max_pages = max_pages
        self._seconds_left = wall_seconds
        self._told = (0, 0)
        self._unsent = memoryview(question)
        self._received = 0
        self._begun_line: list[bytes] = []

    def hold(self, channel: socket.socket) -> bytes | None:
        """The document the child answers with, or None if it ends without an answer. Raises Unreadable."""
        for line in self._lines(channel):
            document = self._understand(line)
            if document is not None:
                return document
        return None

    def _lines(self, channel: socket.socket) -> Iterator[bytes]:
        """What the child says, line by line, while the PDF goes out as the child takes it."""
        channel.setblocking(False)
        with selectors.DefaultSelector() as selector:
            selector.register(channel, selectors.EVENT_READ | selectors.EVENT_WRITE)
            while True:
                events = self._wait(selector)
                if events & selectors.EVENT_WRITE and not self._send(channel):
                    selector.modify(channel, selectors.EVENT_READ)
                if events & selectors.EVENT_READ:
                    piece = self._receive(channel)
                    if not piece:
                        return
                    yield from self._completed(piece)

    def _wait(self, selector: selectors.BaseSelector) -> int:
        """What can be done with the channel now. Meanwhile ``on_page`` hears the same again: it may want to end it."""
        while True:
            began = time.monotonic()
            ready = selector.select(min(self._seconds_left, _LONG))
            self._seconds_left -= time.monotonic() - began
            if self._seconds_left <= 0:
                raise Unreadable("TOO_COMPLEX")
            if ready:
                return ready[0][1]
            self._on_page(*self._told)

    def _send(self, channel: socket.socket) -> bool:
        """Send a piece; False when there is no more to send, or nobody who takes it."""
        if not self._unsent:
            self._unsent = memoryview(self._pdf.read(_PIECE))
        try:
            if not self._unsent:
                channel.shutdown(socket.SHUT_WR)
                return False
            self._unsent = self._unsent[channel.send(self._unsent) :]
        except BlockingIOError:
            return True
        except ConnectionError:  # the child has stopped listening; what it said before is still to be read
            return False
        return True

    def _receive(self, channel: socket.socket) -> bytes:
        """A piece of what the child says; nothing at the end."""
        try:
            piece = channel.recv(_PIECE)
        except ConnectionError:  # it ended and left a part of the PDF unread
            return b""
        self._received += len(piece)
        if self._received > _MOST_BYTES:
            raise Unreadable("TOO_COMPLEX")
        return piece

    def _completed(self, piece: bytes) -> list[bytes]:
        """The lines that end in this piece."""
        *lines, rest = piece.split(b"\n")
        if lines:
            lines[0] = b"".join([*self._begun_line, lines[0]])
            self._begun_line.clear()
        self._begun_line.append(rest)
        return lines

    def _understand(self, line: bytes) -> bytes | None:
        """The document, if the line is one."""
        if line.startswith(_PROGRAM):
            return line.removeprefix(_PROGRAM)
        if page := _PAGE.fullmatch(line):
            self._tell_page(int(page[1]), int(page[2]))
            return None
        if unreadable := _UNREADABLE.fullmatch(line):
            raise Unreadable(unreadable[1].decode())
        if failed := _FAILED.fullmatch(line):
            _log.warning("the reader failed", extra={"error": failed[1].decode(), "place": failed[2].decode()})
        raise Unreadable("INVALID_PDF")

    def _tell_page(self, done: int, total: int) -> None:
        if self._told[0] < done <= total <= self._max_pages:
            self._told = done, total
            self._on_page(done, total)
