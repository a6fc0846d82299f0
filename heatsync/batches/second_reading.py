"""The model reader's part in a job. Whatever becomes of it, a sheet that our own reader read keeps what was read."""

import datetime
import uuid
from collections.abc import Callable
from typing import BinaryIO

import structlog
from sqlalchemy import select, update

from heatsync.batches.programs import Reading
from heatsync.database import now
from heatsync.heatsheet.program import Program
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.model_reader.endpoint import Nonsense, Refused
from heatsync.intake.model_reader.reader import ModelReader
from heatsync.models import PdfFile, transaction
from heatsync.problems import Problem

log = structlog.get_logger(__name__)


class KeptFileId:
    """The id under which the endpoint knows that content, in its row."""

    def __init__(self, pdf_id: uuid.UUID) -> None:
        self._this = PdfFile.id == pdf_id

    def id(self) -> str | None:
        """The id, unless it has expired."""
        with transaction() as session:
            return session.scalar(
                select(PdfFile.openai_file_id).where(self._this, PdfFile.openai_file_expires_at > now())
            )

    def keep(self, file_id: str, expires_at: float) -> None:
        """Keep that id until then, in seconds since 1970."""
        until = datetime.datetime.fromtimestamp(expires_at, datetime.UTC)
        with transaction() as session:
            session.execute(
                update(PdfFile).where(self._this).values(openai_file_id=file_id, openai_file_expires_at=until)
            )


def read(
    model: ModelReader,
    pdf: BinaryIO,
    own: Program,
    kept: KeptFileId,
    pause: Callable[[float], None],
    *,
    is_last_try: bool,
) -> Reading:
    """Our own program with its gaps filled, or as it is when that cannot be had.

    Raises Problem: EXTRACTION_FAILED where neither reader made anything of the sheet, or the endpoint's trouble while
    it may still pass.
    """
    try:
        return Reading(model.read(pdf, own, kept, pause))
    except Refused as refused:
        log.error("language_model_refused", status=refused.status)  # noqa: TRY400 — the trace says nothing more
        return Reading(own, for_good=False)
    except Unreadable:  # it was readable a moment ago
        return Reading(own, for_good=False)
    except Nonsense:
        log.warning("language_model_talked_nonsense")
        if not own.is_heat_sheet:
            raise Problem("EXTRACTION_FAILED") from None
        return Reading(own)
    except Problem as problem:
        log.warning("language_model_did_not_answer", code=problem.code)
        if not (own.is_heat_sheet and is_last_try):
            raise
        return Reading(own, for_good=False)
