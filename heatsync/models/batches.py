"""The tables of batches and their jobs, and how a batch begins."""

import datetime
import uuid

from sqlalchemy import ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from heatsync.database import now
from heatsync.heatsheet.names import display_name, normalised
from heatsync.models.base import LONGEST_NAME, Base, created, key, where
from heatsync.models.sheets import ExtractionResult, new_code
from heatsync.problems import WORTH_KEEPING, Problem

_DAY = 24 * 60 * 60
KEEP_DAYS = 30


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
        Index("idx_batches_family", "family_code", **where("family_code IS NOT NULL")),
        Index("idx_batches_processing", "status", "worker_heartbeat", **where("status = 'processing'")),
        Index("idx_batches_mail", "completed_at", **where("notification_email IS NOT NULL")),
    )

    id: Mapped[uuid.UUID] = key()
    swimmer_name_normalized: Mapped[str] = mapped_column(String(LONGEST_NAME))
    swimmer_name_display: Mapped[str] = mapped_column(String(LONGEST_NAME))
    total_pdfs: Mapped[int]
    completed_pdfs: Mapped[int] = mapped_column(server_default=text("0"))
    failed_pdfs: Mapped[int] = mapped_column(server_default=text("0"))
    status: Mapped[str] = mapped_column(String(20), server_default="pending")
    created_at: Mapped[datetime.datetime] = created()
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
        Index("idx_jobs_pending", "status", **where("status = 'pending'")),
        Index("idx_jobs_checksum", "file_checksum", **where("file_checksum IS NOT NULL")),
        Index("idx_jobs_leased", "lease_expires_at", **where("lease_token IS NOT NULL")),
        Index("idx_jobs_upload", "temp_file_path", **where("temp_file_path IS NOT NULL")),
        Index("idx_jobs_link", "source_url", **where("source_url IS NOT NULL")),
        Index("idx_jobs_extraction", "extraction_id"),
        Index("idx_jobs_result_code", "result_code", unique=True),
    )

    id: Mapped[uuid.UUID] = key()
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
    created_at: Mapped[datetime.datetime] = created()
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
    extraction: Mapped[ExtractionResult | None] = relationship()

    @property
    def can_be_retried(self) -> bool:
        """Whether a parent may try this sheet again: it failed, and its file is still there or can still be fetched."""
        can_be_fetched = self.source_type == "url" and self.error_code in WORTH_KEEPING
        return self.status == "failed" and (self.temp_file_path is not None or can_be_fetched)


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
    said_at: Mapped[datetime.datetime] = created()


def new_batch(
    swimmer_name: str,
    total_pdfs: int,
    client_ip: str | None = None,
    user_agent: str | None = None,
    referrer: str | None = None,
    keep_days: int = KEEP_DAYS,
) -> ProcessingBatch:
    """A batch for that swimmer, not yet added to a session. Raises Problem MISSING_SWIMMER when there is no name."""
    display = display_name(swimmer_name)[:LONGEST_NAME].strip()
    if not display:
        raise Problem("MISSING_SWIMMER", "swimmer")
    return ProcessingBatch(
        swimmer_name_display=display,
        swimmer_name_normalized=normalised(display)[:LONGEST_NAME],
        total_pdfs=total_pdfs,
        client_ip=client_ip,
        user_agent=user_agent,
        referrer=referrer,
        expires_at=now(keep_days * _DAY),
        result_code=new_code(),
    )
