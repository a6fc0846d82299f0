"""Opening a PDF that may be hostile: the worker's side of the reading room.

A warm process (``heatsync.intake.reading_room``) has the reader loaded and forks a locked child for each PDF. Whatever
the PDF does to that child, here it is an ``Unreadable``. No PDF library is ever imported into this process.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import BinaryIO, Self

from heatsync.heatsheet.program import Program
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.checked import checked
from heatsync.intake.conversation import Conversation
from heatsync.intake.reading_room.orders import Orders
from heatsync.intake.warm_process import WarmProcess, WarmProcessDied
from heatsync.settings import Settings

_log = logging.getLogger(__name__)


class ReadingRoom:
    """Where a worker has its PDFs read, one at a time. Starts its warm process at the first read, and anew if it dies.

    ``reader`` names the function that reads, as "module:function"; it is called in the locked child as
    ``heatsync.heatsheet.read`` is, and once on a harmless page in the warm process.
    """

    def __init__(self, settings: Settings, reader: str = "heatsync.heatsheet:read") -> None:
        self._settings = settings
        self._orders = Orders(reader, settings.max_pages, settings.read_cpu_seconds, settings.read_memory_megabytes)
        self._one_at_a_time = threading.Lock()
        self._warm: WarmProcess | None = None

    def read(self, pdf: BinaryIO, on_page: Callable[[int, int], None] = lambda _done, _total: None) -> Program:
        """The program that PDF prints; the file is read from its start. Raises Unreadable.

        ``on_page(done, total)`` is called after each page; what it raises ends the read and comes out here.
        """
        with self._one_at_a_time:
            for _ in range(2):  # it may be no fault of the PDF that the warm process dies; twice is no chance
                with suppress(WarmProcessDied):
                    return checked(self._document(pdf, on_page), self._settings.max_pages)
        raise Unreadable("TOO_COMPLEX")

    @property
    def pid(self) -> int | None:
        """The warm process, where one has been started."""
        return self._warm.pid if self._warm else None

    def locks(self) -> tuple[str, ...]:
        """The locks that a PDF is read behind on this machine, by name. Starts the warm process."""
        with self._one_at_a_time:
            return self._running().locks

    def close(self) -> None:
        """End the warm process. The next read would start another."""
        if self._warm:
            self._warm.close()
        self._warm = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _document(self, pdf: BinaryIO, on_page: Callable[[int, int], None]) -> bytes:
        pdf.seek(0)
        conversation = Conversation(pdf, on_page, self._settings.max_pages, self._settings.read_wall_seconds)
        return self._running().read(conversation)

    def _running(self) -> WarmProcess:
        if self._warm is None or not self._warm.is_ready:
            self.close()
            self._warm = WarmProcess(self._orders)
            _log.info("the reading room is open", extra={"locks": self._warm.locks})
        return self._warm
