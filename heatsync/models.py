"""The tables, and how a batch begins. On the shelf are batches, jobs, PDF files, extractions and links."""

import datetime
import secrets
import string
import uuid
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, registry, relationship

from heatsync.database import Json, UtcDateTime, now
from heatsync.heatsheet.names import display_name, normalised
from heatsync.heatsheet.program import Program
from heatsync.problems import WORTH_KEEPING, Problem

_ALPHABET = string.ascii_letters + string.digits
_LONGEST_NAME = 255
_DAY = 24 * 60 * 60
KEEP_DAYS = 30


class Base(DeclarativeBase):
    """What all tables share: moments are in UTC."""

    registry = registry(
        type_annotation_map={datetime.datetime: UtcDateTime(), dict[str, Any]: Json, list[dict[str, Any]]: Json}
    )


db = SQLAlchemy(model_class=Base)


def _where(condition: str) -> dict[str, Any]:
    return {"postgresql_where": text(condition), "sqlite_where": text(condition)}


def _key() -> Mapped[uuid.UUID]:
    return mapped_column(primary_key=True, default=uuid.uuid4)


def _created() -> Mapped[datetime.datetime]:
    return mapped_column(server_default=now())


class ProcessingBatch(Base):
    """One question of a parent: a swimmer, and the sheets to look through.

    The name is kept twice: ``normalized`` to look up, ``display`` for people. ``last_event_id`` numbers every change
    that a page can see; the counters repeat what the jobs say, so that a list of batches needs no jobs.
    """

    __tablename__ = "processing_batches"
    __table_args__ = (
        Index("idx_batches_status", "status"),
        Index("idx_batches_created", "created_at"),
        Index("idx_batches_expires", "expires_at"),
        Index("idx_batches_family", "family_code", **_where("family_code IS NOT NULL")),
        Index("idx_batches_processing", "status", "worker_heartbeat", **_where("status = 'processing'")),
        Index("idx_batches_mail", "completed_at", **_where("notification_email IS NOT NULL")),
    )

    id: Mapped[uuid.UUID] = _key()
    swimmer_name_normalized: Mapped[str] = mapped_column(String(_LONGEST_NAME))
    swimmer_name_display: Mapped[str] = mapped_column(String(_LONGEST_NAME))
    total_pdfs: Mapped[int]
    completed_pdfs: Mapped[int] = mapped_column(server_default=text("0"))
    failed_pdfs: Mapped[int] = mapped_column(server_default=text("0"))
    status: Mapped[str] = mapped_column(String(20), server_default="pending")
    created_at: Mapped[datetime.datetime] = _created()
    started_at: Mapped[datetime.datetime | None]
    completed_at: Mapped[datetime.datetime | None]
    expires_at: Mapped[datetime.datetime] = mapped_column(server_default=now(KEEP_DAYS * _DAY))
    processing_timeout_at: Mapped[datetime.datetime | None]
    worker_heartbeat: Mapped[datetime.datetime | None]
    client_ip: Mapped[str | None] = mapped_column(String(45))
    user_agent: Mapped[str | None] = mapped_column(Text)
    referrer: Mapped[str | None] = mapped_column(Text)
    last_event_id: Mapped[int] = mapped_column(server_default=text("0"))
    notification_email: Mapped[str | None] = mapped_column(String(255))
    notification_sent_at: Mapped[datetime.datetime | None]
    notification_language: Mapped[str | None] = mapped_column(String(5))
    notification_tries: Mapped[int] = mapped_column(server_default=text("0"))
    notification_not_before: Mapped[datetime.datetime | None]
    result_code: Mapped[str | None] = mapped_column(String(12), unique=True)
    """/r/<code> shows all sheets of this batch; it lets its reader do nothing else."""
    manage_token_hash: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of what the parent's browser must show to cancel, retry, add or delete."""
    family_code: Mapped[str | None] = mapped_column(String(12))
    """/f/<code> shows all batches that share it: brothers and sisters on the same sheets."""

    jobs: Mapped[list["BatchJob"]] = relationship(
        back_populates="batch", order_by="BatchJob.sequence", passive_deletes=True, cascade="all, delete-orphan"
    )


class BatchJob(Base):
    """One sheet of a batch, and how far the work on it is.

    A worker owns the job while ``lease_token`` is its own and ``lease_expires_at`` has not passed; ``event_id`` is the
    number of the last change that a page can see. ``meet_name`` and ``event_count`` save the headings an extraction.
    """

    __tablename__ = "batch_jobs"
    __table_args__ = (
        Index("idx_jobs_batch", "batch_id", "sequence"),
        Index("idx_jobs_status", "batch_id", "status"),
        Index("idx_jobs_pending", "status", **_where("status = 'pending'")),
        Index("idx_jobs_checksum", "file_checksum", **_where("file_checksum IS NOT NULL")),
        Index("idx_jobs_leased", "lease_expires_at", **_where("lease_token IS NOT NULL")),
        Index("idx_jobs_upload", "temp_file_path", **_where("temp_file_path IS NOT NULL")),
        Index("idx_jobs_link", "source_url", **_where("source_url IS NOT NULL")),
        Index("idx_jobs_extraction", "extraction_id"),
        Index("idx_jobs_result_code", "result_code", unique=True),
    )

    id: Mapped[uuid.UUID] = _key()
    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("processing_batches.id", ondelete="CASCADE"))
    sequence: Mapped[int]
    source_type: Mapped[str] = mapped_column(String(10))
    source_url: Mapped[str | None] = mapped_column(Text)
    source_host: Mapped[str | None] = mapped_column(String(255))
    filename: Mapped[str | None] = mapped_column(String(255))
    temp_file_path: Mapped[str | None] = mapped_column(Text)
    file_checksum: Mapped[str | None] = mapped_column(String(32))
    status: Mapped[str] = mapped_column(String(20), server_default="pending")
    stage: Mapped[str | None] = mapped_column(String(30))
    progress_message: Mapped[str | None] = mapped_column(Text)
    extraction_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("extraction_results.id", ondelete="SET NULL"))
    result_code: Mapped[str | None] = mapped_column(String(12))
    meet_name: Mapped[str | None] = mapped_column(String(500))
    event_count: Mapped[int | None]
    error_message: Mapped[str | None] = mapped_column(Text)
    error_code: Mapped[str | None] = mapped_column(String(30))
    retry_count: Mapped[int] = mapped_column(server_default=text("0"))
    cached: Mapped[bool] = mapped_column(server_default=false())
    created_at: Mapped[datetime.datetime] = _created()
    started_at: Mapped[datetime.datetime | None]
    completed_at: Mapped[datetime.datetime | None]
    event_id: Mapped[int] = mapped_column(server_default=text("0"))
    attempt: Mapped[int] = mapped_column(server_default=text("0"))
    lease_token: Mapped[uuid.UUID | None]
    lease_expires_at: Mapped[datetime.datetime | None]
    not_before: Mapped[datetime.datetime | None]
    pages_done: Mapped[int | None]
    pages_total: Mapped[int | None]

    batch: Mapped[ProcessingBatch] = relationship(back_populates="jobs")
    extraction: Mapped["ExtractionResult | None"] = relationship()

    @property
    def can_be_retried(self) -> bool:
        """Whether a parent may try this sheet again: it failed, and its file is still there or can still be fetched."""
        can_be_fetched = self.source_type == "url" and self.error_code in WORTH_KEEPING
        return self.status == "failed" and (self.temp_file_path is not None or can_be_fetched)


class PdfFile(Base):
    """One content, whoever brought it, and the Program read from it: once for everybody.

    Known by ``sha256`` and size; ``program`` counts unless ``reader_version`` is an older one. ``checksum`` is the MD5,
    or the SHA-256's first half when another content has that MD5. Whoever holds the read lease reads; others wait.
    """

    __tablename__ = "pdf_files"
    __table_args__ = (Index("idx_files_accessed", "last_accessed_at"),)

    id: Mapped[uuid.UUID] = _key()
    checksum: Mapped[str] = mapped_column(String(32), unique=True)
    source_url: Mapped[str | None] = mapped_column(Text)
    filename: Mapped[str | None] = mapped_column(String(255))
    file_size_bytes: Mapped[int]
    created_at: Mapped[datetime.datetime] = _created()
    last_accessed_at: Mapped[datetime.datetime] = mapped_column(server_default=now())
    openai_file_id: Mapped[str | None] = mapped_column(String(255))
    openai_file_expires_at: Mapped[datetime.datetime | None]
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    program: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    reader_version: Mapped[int | None]
    page_count: Mapped[int | None]
    kind: Mapped[str | None] = mapped_column(String(20))
    covers: Mapped[dict[str, Any] | None]
    """Which heats of which events it prints: a newer version of a sheet is known by them."""
    read_lease_token: Mapped[uuid.UUID | None]
    read_lease_expires_at: Mapped[datetime.datetime | None]

    def unpacked(self) -> Program | None:
        """The Program that is kept here, whichever reader made it, if it can still be understood."""
        try:
            return Program.from_json(zlib.decompress(self.program)) if self.program else None
        except msgspec.ValidationError:
            return None


class ExtractionResult(Base):
    """What one content says about one swimmer, for every batch that asks: ``events`` is a list of swims."""

    __tablename__ = "extraction_results"
    __table_args__ = (UniqueConstraint("pdf_id", "swimmer_name_normalized"),)

    id: Mapped[uuid.UUID] = _key()
    pdf_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("pdf_files.id", ondelete="CASCADE"))
    swimmer_name_normalized: Mapped[str] = mapped_column(String(_LONGEST_NAME))
    swimmer_name_display: Mapped[str] = mapped_column(String(_LONGEST_NAME))
    meet_name: Mapped[str] = mapped_column(String(500))
    session_date: Mapped[datetime.date | None]
    meet_date_start: Mapped[datetime.date | None]
    meet_date_end: Mapped[datetime.date | None]
    venue: Mapped[str | None] = mapped_column(String(500))
    events: Mapped[list[dict[str, Any]]]
    warnings: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime.datetime] = _created()


class LinePicture(Base):
    """A printed line as it looks on the sheet (PNG): cut out while the file was there, kept as long as its extraction.

    It is known by where its box begins, in whole points.
    """

    __tablename__ = "line_pictures"

    extraction_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("extraction_results.id", ondelete="CASCADE"), primary_key=True
    )
    page: Mapped[int] = mapped_column(primary_key=True)
    x: Mapped[int] = mapped_column(primary_key=True)
    top: Mapped[int] = mapped_column(primary_key=True)
    png: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class ResultLink(Base):
    """A short code that shows one extraction until it expires."""

    __tablename__ = "result_links"
    __table_args__ = (Index("idx_links_extraction", "extraction_id"),)

    id: Mapped[uuid.UUID] = _key()
    short_code: Mapped[str] = mapped_column(String(12), unique=True)
    extraction_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("extraction_results.id", ondelete="CASCADE"))
    view_count: Mapped[int] = mapped_column(server_default=text("0"))
    expires_at: Mapped[datetime.datetime | None]
    created_at: Mapped[datetime.datetime] = _created()


class WatchedLink(Base):
    """What a sheet's link led to when it was last looked at. Only links without a query: what follows is forgotten."""

    __tablename__ = "watched_links"
    __table_args__ = (Index("idx_watched_checked", "checked_at"),)

    url: Mapped[str] = mapped_column(Text, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    etag: Mapped[str | None] = mapped_column(Text)
    last_modified: Mapped[str | None] = mapped_column(Text)
    checked_at: Mapped[datetime.datetime]


class HeldSheet(Base):
    """A sheet that was fetched within this minute, for whoever sends the same link, of which only a keyed hash is kept.

    There are never so many that they would need an index.
    """

    __tablename__ = "held_sheets"

    file_key: Mapped[str] = mapped_column(String(32), primary_key=True)
    link_hash: Mapped[str] = mapped_column(String(64))
    checksum: Mapped[str] = mapped_column(String(32))
    filename: Mapped[str | None] = mapped_column(String(255))
    fetched_at: Mapped[datetime.datetime]


class CalendarEvent(Base):
    """A race as calendars have last seen it, so that they hear of every change, and that it is off.

    ``entry`` is its VEVENT without what each reader chooses; ``whose`` lists the identities it is of.
    """

    __tablename__ = "calendar_events"

    batch_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("processing_batches.id", ondelete="CASCADE"), primary_key=True
    )
    uid: Mapped[str] = mapped_column(String(16), primary_key=True)
    sequence: Mapped[int]
    cancelled: Mapped[bool]
    entry: Mapped[str] = mapped_column(Text)
    whose: Mapped[str] = mapped_column(Text)


class TimeShift(Base):
    """What the maker of a batch says of one session: from ``since`` ("HH:MM") on it runs so many minutes late."""

    __tablename__ = "time_shifts"

    batch_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("processing_batches.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[datetime.date] = mapped_column(primary_key=True)
    session: Mapped[str] = mapped_column(Text, primary_key=True)
    since: Mapped[str] = mapped_column(String(5))
    minutes: Mapped[int]
    said_at: Mapped[datetime.datetime] = _created()


def new_code() -> str:
    """A code that cannot be guessed: 12 characters, 71 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))


def new_batch(
    swimmer_name: str,
    total_pdfs: int,
    client_ip: str | None = None,
    user_agent: str | None = None,
    referrer: str | None = None,
    keep_days: int = KEEP_DAYS,
) -> ProcessingBatch:
    """A batch for that swimmer, not yet added to a session. Raises Problem MISSING_SWIMMER when there is no name."""
    display = display_name(swimmer_name)[:_LONGEST_NAME].strip()
    if not display:
        raise Problem("MISSING_SWIMMER", "swimmer")
    return ProcessingBatch(
        swimmer_name_display=display,
        swimmer_name_normalized=normalised(display)[:_LONGEST_NAME],
        total_pdfs=total_pdfs,
        client_ip=client_ip,
        user_agent=user_agent,
        referrer=referrer,
        expires_at=now(keep_days * _DAY),
        result_code=new_code(),
    )


@contextmanager
def transaction() -> Iterator[Session]:
    """One short transaction of its own: committed at the end, undone by an exception; its rows stay readable after.

    For everything but simple reads in a request, so that no connection is held while a page streams or a PDF is read.
    """
    with (
        Session(db.engine, expire_on_commit=False, execution_options={"synchronize_session": False}) as session,
        session.begin(),
    ):
        yield session
