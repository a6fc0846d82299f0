"""Programs on the shelf: each content is read once, and every further parent, and name, is a look-up.

Of many who want an unread content at the same time one takes the read lease and reads; the others wait for the
Program, or take over when the lease runs out or is given back.
"""

import hashlib
import time
import uuid
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.orm import Session

from heatsync.batches.leases import is_lost
from heatsync.batches.surroundings import settings
from heatsync.database import insert_into, now
from heatsync.heatsheet import READER_VERSION
from heatsync.heatsheet.program import Program
from heatsync.models import BatchJob, PdfFile, transaction
from heatsync.problems import Problem
from heatsync.results.versions import covers_of

_PIECE = 1 << 16
_HOUR = 3600
_TIME_TO_SPARE = 5.0
_FIRST_LOOK, _SLOWEST_LOOK = 0.02, 0.25
_WITH_MODEL = 1000
"""Added to the reader's version where a language model helps: when it comes or goes, sheets are read again."""


@dataclass(frozen=True)
class Content:
    """What tells one PDF from another."""

    md5: str
    sha256: str
    size: int


class Reading(NamedTuple):
    """A Program, and whether it is for good: one that may be better the next time is shown, but not kept."""

    program: Program
    for_good: bool = True


def content_of(pdf: BinaryIO) -> Content:
    """The content of that file, which is read from its start."""
    pdf.seek(0)
    md5, sha256, size = hashlib.md5(usedforsecurity=False), hashlib.sha256(), 0
    while piece := pdf.read(_PIECE):
        md5.update(piece)
        sha256.update(piece)
        size += len(piece)
    return Content(md5.hexdigest(), sha256.hexdigest(), size)


def place_of(content: Content) -> uuid.UUID:
    """The id of that content's row, which is made if it is new. What one parent's file was called is not in it."""
    with transaction() as session:
        found = _find(session, content)
        if found is None:
            _add(session, content, content.md5)
            found = _find(session, content)
        if found is None:  # another content has this MD5
            _add(session, content, content.sha256[:32])
            found = _find(session, content)
        if found is None:
            raise LookupError("a row that was just added is not there")
        return found


def program_of(
    pdf_id: uuid.UUID, token: uuid.UUID, read: Callable[[], Reading], pause: Callable[[float], None]
) -> tuple[Program, bool]:
    """The Program of that content, and whether it was there already; ``read`` is called at most once.

    ``token`` is that of the job's lease: who loses the job loses the read. ``pause`` waits so many seconds, and may
    raise to end the waiting. Raises what ``read`` raises, and Problem TIMEOUT when others have held the read for long.
    """
    seconds = _FIRST_LOOK
    deadline = time.monotonic() + 2 * settings().longest_read_seconds + _TIME_TO_SPARE
    while time.monotonic() < deadline:
        if program := stored_program(pdf_id):
            return program, True
        if _take_read_lease(pdf_id, token):
            return _read_and_store(pdf_id, token, read), False
        pause(seconds)
        seconds = min(2 * seconds, _SLOWEST_LOOK)
    raise Problem("TIMEOUT")


def stored_program(pdf_id: uuid.UUID) -> Program | None:
    """The Program that our reader made of that content, or a newer one, if it did."""
    with transaction() as session:
        # Once an hour is enough to know what is still in use; a popular sheet would be written all the time.
        columns = (PdfFile.program, PdfFile.last_accessed_at < now(-_HOUR))
        found = session.execute(select(*columns).where(PdfFile.id == pdf_id, _is_current())).first()
        stored, is_long_ago = found or (None, False)
        if stored is None:
            return None
        if is_long_ago:
            session.execute(update(PdfFile).where(PdfFile.id == pdf_id).values(last_accessed_at=now()))
    return Program.from_json(zlib.decompress(stored))


def _find(session: Session, content: Content) -> uuid.UUID | None:
    same = (PdfFile.sha256 == content.sha256, PdfFile.file_size_bytes == content.size)
    return session.scalar(select(PdfFile.id).where(*same))


def _add(session: Session, content: Content, checksum: str) -> None:
    row = {
        "id": uuid.uuid4(),
        "checksum": checksum,
        "sha256": content.sha256,
        "file_size_bytes": content.size,
    }
    session.execute(insert_into(session, PdfFile).values(row).on_conflict_do_nothing())


def _take_read_lease(pdf_id: uuid.UUID, token: uuid.UUID) -> bool:
    unread = or_(PdfFile.reader_version.is_(None), ~_is_current())
    is_leased = BatchJob.lease_token.is_not(None)  # goes without saying, but not for the index of such jobs
    is_held = exists().where(BatchJob.lease_token == PdfFile.read_lease_token, is_leased, ~is_lost())
    free = or_(PdfFile.read_lease_token.is_(None), PdfFile.read_lease_expires_at < now(), ~is_held)
    length = settings().longest_read_seconds + _TIME_TO_SPARE
    with transaction() as session:
        taken = session.scalar(
            update(PdfFile)
            .where(PdfFile.id == pdf_id, unread, free)
            .values(read_lease_token=token, read_lease_expires_at=now(length))
            .returning(PdfFile.id)
        )
    return taken is not None


def _read_and_store(pdf_id: uuid.UUID, token: uuid.UUID, read: Callable[[], Reading]) -> Program:
    try:
        program, for_good = read()
    except BaseException:
        _end_read_lease(pdf_id, token)
        raise
    _end_read_lease(pdf_id, token, **(_columns(program) if for_good else {}))
    return program


def _columns(program: Program) -> dict[str, object]:
    return {
        "program": zlib.compress(program.to_json()),
        "reader_version": _version(),
        "page_count": program.pages,
        "kind": program.kind,
        "covers": msgspec.to_builtins(covers_of(program)),
    }


def _is_current() -> ColumnElement[bool]:
    # While a new version starts, workers of the old one must not undo what the new ones have read.
    return or_(PdfFile.reader_version == _version(), PdfFile.reader_version % _WITH_MODEL > READER_VERSION)


def _version() -> int:
    return READER_VERSION + (_WITH_MODEL if settings().asks_a_language_model else 0)


def _end_read_lease(pdf_id: uuid.UUID, token: uuid.UUID, **learnt: object) -> None:
    with transaction() as session:
        session.execute(
            update(PdfFile)
            .where(PdfFile.id == pdf_id, PdfFile.read_lease_token == token)
            .values(read_lease_token=None, read_lease_expires_at=None, **learnt)
        )
