"""Marking a sheet that a parent sends once more: opened in a locked child, like every PDF."""

import io
import threading
from collections.abc import Iterable
from contextlib import suppress

import msgspec

from heatsync.heatsheet.marks import Mark, Marked, question
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.conversation import Conversation
from heatsync.intake.reading_room.orders import Orders
from heatsync.intake.warm_process import WarmProcess, WarmProcessDied
from heatsync.problems import Problem
from heatsync.settings import Settings

MOST_MEGABYTES = 5
"""What comes back through the child's channel is half as large again."""
_PATIENCE = 20
"""Seconds to wait for those who came before."""


class MarkingRoom:
    """Where a web process has sheets marked, one at a time. Its warm process starts when it is first needed.

    What draws the marks is named here and loaded there: no PDF library comes into this process.
    """

    def __init__(self, settings: Settings) -> None:
        self._one_at_a_time = threading.Lock()
        self._orders = Orders(
            "heatsync.heatsheet.marking:marked",
            settings.max_pages,
            settings.read_cpu_seconds,
            settings.read_memory_megabytes,
        )
        self._wall_seconds = settings.read_wall_seconds
        self._warm: WarmProcess | None = None

    def mark(self, pdf: bytes, marks: Iterable[Mark]) -> bytes:
        """The PDF with those rows highlighted. Raises Unreadable, or Problem BUSY when too many wait."""
        if not self._one_at_a_time.acquire(timeout=_PATIENCE):
            raise Problem("BUSY")
        try:
            return _pdf_of(self._answer(question(pdf, marks)))
        finally:
            self._one_at_a_time.release()

    def close(self) -> None:
        """End the warm process. The next sheet would start another."""
        if self._warm:
            self._warm.close()
        self._warm = None

    def _answer(self, asked: bytes) -> bytes:
        for _ in range(2):
            with suppress(WarmProcessDied):
                conversation = Conversation(
                    io.BytesIO(asked), lambda _done, _total: None, self._orders.max_pages, self._wall_seconds
                )
                return self._running().read(conversation)
        raise Unreadable("TOO_COMPLEX")

    def _running(self) -> WarmProcess:
        if self._warm is None or not self._warm.is_ready:
            self.close()
            self._warm = WarmProcess(self._orders)
        return self._warm


def _pdf_of(document: bytes) -> bytes:
    try:
        pdf = msgspec.json.decode(document, type=Marked).pdf
    except msgspec.DecodeError as error:
        raise Unreadable("INVALID_PDF") from error
    if not pdf.startswith(b"%PDF-"):
        raise Unreadable("INVALID_PDF")
    return pdf
