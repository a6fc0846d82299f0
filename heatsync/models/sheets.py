"""The tables of contents and of what they say about swimmers, and of the links that lead to them."""

import datetime
import secrets
import string
import uuid
import zlib
from typing import Any

import msgspec
from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from heatsync.database import now
from heatsync.heatsheet.program import Program
from heatsync.models.base import LONGEST_NAME, Base, created, key

_ALPHABET = string.ascii_letters + string.digits


class PdfFile(Base):
    """One content, whoever brought it, and the Program read from it: once for everybody.

    Known by ``sha256`` and size; ``program`` counts unless ``reader_version`` is an older one. ``checksum`` is the MD5,
    or the SHA-256's first half when another content has that MD5. Whoever holds the read lease reads; others wait.
    """

    __tablename__ = "pdf_files"
    __table_args__ = (Index("idx_files_accessed", "last_accessed_at"),)

    id: Mapped[uuid.UUID] = key()
    checksum: Mapped[str] = mapped_column(String(32), unique=True)
    source_url: Mapped[str | None] = mapped_column(Text)
    filename: Mapped[str | None] = mapped_column(String(255))
    file_size_bytes: Mapped[int]
    created_at: Mapped[datetime.datetime] = created()
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
    __table_args__ = (
        UniqueConstraint("pdf_id", "swimmer_name_normalized"),
        Index("idx_results_created", "created_at"),
    )

    id: Mapped[uuid.UUID] = key()
    pdf_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("pdf_files.id", ondelete="CASCADE"))
    swimmer_name_normalized: Mapped[str] = mapped_column(String(LONGEST_NAME))
    swimmer_name_display: Mapped[str] = mapped_column(String(LONGEST_NAME))
    meet_name: Mapped[str] = mapped_column(String(500))
    session_date: Mapped[datetime.date | None]
    meet_date_start: Mapped[datetime.date | None]
    meet_date_end: Mapped[datetime.date | None]
    venue: Mapped[str | None] = mapped_column(String(500))
    events: Mapped[list[dict[str, Any]]]
    warnings: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime.datetime] = created()


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
    __table_args__ = (
        Index("idx_links_extraction", "extraction_id"),
        Index("idx_links_expires", "expires_at"),
    )

    id: Mapped[uuid.UUID] = key()
    short_code: Mapped[str] = mapped_column(String(12), unique=True)
    extraction_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("extraction_results.id", ondelete="CASCADE"))
    view_count: Mapped[int] = mapped_column(server_default=text("0"))
    expires_at: Mapped[datetime.datetime | None]
    created_at: Mapped[datetime.datetime] = created()


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


def new_code() -> str:
    """A code that cannot be guessed: 12 characters, 71 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))
