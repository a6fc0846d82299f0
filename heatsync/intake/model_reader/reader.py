"""The model reader: decides which sheets to ask about, asks, and takes from the answer what is printed."""

import re
import time
from collections.abc import Callable
from types import TracebackType
from typing import BinaryIO, Protocol, Self

from heatsync.heatsheet.program import Program
from heatsync.intake.model_reader.answer import claims_of, file_of
from heatsync.intake.model_reader.checking import confirmed
from heatsync.intake.model_reader.endpoint import Address, Endpoint, Nonsense, Refused, address_of
from heatsync.intake.model_reader.filling import filled
from heatsync.intake.model_reader.question import FILE_LASTS, question_about, upload_of
from heatsync.intake.reading import ReadingRoom
from heatsync.settings import Settings

_FILE_ID = re.compile(r"[!-~]{1,255}")
_UNKNOWN_FILE = (400, 404, 410)


class KeptFile(Protocol):
    """Where the id of an uploaded sheet is kept, so that another try need not upload it again."""

    def id(self) -> str | None:
        """The id, unless it has expired."""

    def keep(self, file_id: str, expires_at: float) -> None:
        """Keep that id until then, in seconds since 1970."""


class ModelReader:
    """A second reader for sheets of which our own understands little. Only made where the operator has set a key."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._address: Address = address_of(settings.openai_base_url, settings.openai_api_key)
        self._room = ReadingRoom(settings, reader="heatsync.heatsheet.reading:unread")

    def wants(self, own: Program) -> bool:
        """Whether that program leaves enough unread, on a sheet that may be of heats, to ask about it.

        Not on one that is all pictures: what was guessed from them is no print to check an answer against.
        """
        may_be_of_heats = own.kind in ("heat_sheet", "unknown") and bool(own.unread)
        has_print = len(own.pictures) < own.pages
        return may_be_of_heats and has_print and own.coverage < self._settings.model_below_coverage

    def read(self, pdf: BinaryIO, own: Program, kept: KeptFile, pause: Callable[[float], None]) -> Program:
        """Our own program with the gaps filled that the model could see and the sheet bears out.

        Raises Refused or Nonsense, Unreadable, or Problem RATE_LIMIT, TIMEOUT or SERVICE_UNAVAILABLE. ``pause`` waits
        so many seconds, and may raise to end the waiting.
        """
        lines = self._room.read(pdf).unread
        endpoint = Endpoint(self._address, self._settings.model_wall_seconds, pause)
        claims = claims_of(self._asked(endpoint, pdf, kept))
        return filled(own, confirmed(claims, lines))

    def close(self) -> None:
        """Let go of what was started."""
        self._room.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _asked(self, endpoint: Endpoint, pdf: BinaryIO, kept: KeptFile) -> bytes:
        if file_id := kept.id():
            try:
                return self._ask(endpoint, file_id)
            except Refused as refused:
                if refused.status not in _UNKNOWN_FILE:
                    raise
        return self._ask(endpoint, _uploaded(endpoint, pdf, kept))

    def _ask(self, endpoint: Endpoint, file_id: str) -> bytes:
        return endpoint.post("/chat/completions", question_about(file_id, self._settings.openai_model))


def _uploaded(endpoint: Endpoint, pdf: BinaryIO, kept: KeptFile) -> str:
    file_id, expires_at = file_of(endpoint.post("/files", upload_of(pdf)))
    if not _FILE_ID.fullmatch(file_id):
        raise Nonsense
    now = time.time()
    kept.keep(file_id, max(now, min(expires_at or now + FILE_LASTS, now + FILE_LASTS)))
    return file_id
