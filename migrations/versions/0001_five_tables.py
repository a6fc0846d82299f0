"""The five tables: batches, jobs, PDF files, extractions, links."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
ZERO = sa.text("0")


def upgrade() -> None:
    op.create_table(
        "processing_batches",
        _id(),
        sa.Column("swimmer_name_normalized", sa.String(255), nullable=False),
        sa.Column("swimmer_name_display", sa.String(255), nullable=False),
        sa.Column("total_pdfs", sa.Integer, nullable=False),
        sa.Column("completed_pdfs", sa.Integer, server_default=ZERO, nullable=False),
        sa.Column("failed_pdfs", sa.Integer, server_default=ZERO, nullable=False),
        sa.Column("status", sa.String(20), server_default="pending", nullable=False),
        _moment_of_insert("created_at"),
        sa.Column("started_at", MOMENT),
        sa.Column("completed_at", MOMENT),
        _moment_of_insert("expires_at", plus_days=30),
        sa.Column("processing_timeout_at", MOMENT),
        sa.Column("worker_heartbeat", MOMENT),
        sa.Column("client_ip", sa.String(45)),
        sa.Column("user_agent", sa.Text),
        sa.Column("referrer", sa.Text),
        sa.Column("last_event_id", sa.Integer, server_default=ZERO, nullable=False),
        sa.Column("notification_email", sa.String(255)),
        sa.Column("notification_sent_at", MOMENT),
        sa.Column("result_code", sa.String(12), unique=True),
        sa.Column("manage_token_hash", sa.String(64)),
    )
    op.create_index("idx_batches_status", "processing_batches", ["status"])
    op.create_index("idx_batches_created", "processing_batches", ["created_at"])
    op.create_index("idx_batches_expires", "processing_batches", ["expires_at"])
    op.create_index(
        "idx_batches_processing",
        "processing_batches",
        ["status", "worker_heartbeat"],
        **_where("status = 'processing'"),
    )
    op.create_table(
        "pdf_files",
        _id(),
        sa.Column("checksum", sa.String(32), unique=True, nullable=False),
        sa.Column("source_url", sa.Text),
        sa.Column("filename", sa.String(255)),
        sa.Column("file_size_bytes", sa.Integer, nullable=False),
        _moment_of_insert("created_at"),
        _moment_of_insert("last_accessed_at"),
        sa.Column("openai_file_id", sa.String(255)),
        sa.Column("openai_file_expires_at", MOMENT),
        sa.Column("sha256", sa.String(64), unique=True, nullable=False),
        sa.Column("program", sa.LargeBinary),
        sa.Column("reader_version", sa.Integer),
        sa.Column("page_count", sa.Integer),
        sa.Column("kind", sa.String(20)),
        sa.Column("read_lease_token", sa.Uuid),
        sa.Column("read_lease_expires_at", MOMENT),
    )
    op.create_table(
        "extraction_results",
        _id(),
        sa.Column("pdf_id", sa.Uuid, sa.ForeignKey("pdf_files.id", ondelete="CASCADE"), nullable=False),
        sa.Column("swimmer_name_normalized", sa.String(255), nullable=False),
        sa.Column("swimmer_name_display", sa.String(255), nullable=False),
        sa.Column("meet_name", sa.String(500), nullable=False),
        sa.Column("session_date", sa.Date),
        sa.Column("meet_date_start", sa.Date),
        sa.Column("meet_date_end", sa.Date),
        sa.Column("venue", sa.String(500)),
        sa.Column("events", JSON, nullable=False),
        sa.Column("warnings", JSON),
        _moment_of_insert("created_at"),
        sa.UniqueConstraint("pdf_id", "swimmer_name_normalized"),
    )
    op.create_table(
        "batch_jobs",
        _id(),
        sa.Column("batch_id", sa.Uuid, sa.ForeignKey("processing_batches.id", ondelete="CASCADE"), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("source_type", sa.String(10), nullable=False),
        sa.Column("source_url", sa.Text),
        sa.Column("filename", sa.String(255)),
        sa.Column("temp_file_path", sa.Text),
        sa.Column("file_checksum", sa.String(32)),
        sa.Column("status", sa.String(20), server_default="pending", nullable=False),
        sa.Column("stage", sa.String(30)),
        sa.Column("progress_message", sa.Text),
        sa.Column("extraction_id", sa.Uuid, sa.ForeignKey("extraction_results.id", ondelete="SET NULL")),
        sa.Column("result_code", sa.String(12)),
        sa.Column("meet_name", sa.String(500)),
        sa.Column("event_count", sa.Integer),
        sa.Column("error_message", sa.Text),
        sa.Column("error_code", sa.String(30)),
        sa.Column("retry_count", sa.Integer, server_default=ZERO, nullable=False),
        sa.Column("cached", sa.Boolean, server_default=sa.false(), nullable=False),
        _moment_of_insert("created_at"),
        sa.Column("started_at", MOMENT),
        sa.Column("completed_at", MOMENT),
        sa.Column("event_id", sa.Integer, server_default=ZERO, nullable=False),
        sa.Column("attempt", sa.Integer, server_default=ZERO, nullable=False),
        sa.Column("lease_token", sa.Uuid),
        sa.Column("lease_expires_at", MOMENT),
        sa.Column("not_before", MOMENT),
        sa.Column("pages_done", sa.Integer),
        sa.Column("pages_total", sa.Integer),
    )
    op.create_index("idx_jobs_batch", "batch_jobs", ["batch_id", "sequence"])
    op.create_index("idx_jobs_status", "batch_jobs", ["batch_id", "status"])
    op.create_index("idx_jobs_pending", "batch_jobs", ["status"], **_where("status = 'pending'"))
    op.create_index("idx_jobs_checksum", "batch_jobs", ["file_checksum"], **_where("file_checksum IS NOT NULL"))
    op.create_index("idx_jobs_leased", "batch_jobs", ["lease_expires_at"], **_where("lease_token IS NOT NULL"))
    op.create_index("idx_jobs_upload", "batch_jobs", ["temp_file_path"], **_where("temp_file_path IS NOT NULL"))
    op.create_index("idx_jobs_extraction", "batch_jobs", ["extraction_id"])
    op.create_index("idx_jobs_result_code", "batch_jobs", ["result_code"], unique=True)
    op.create_table(
        "result_links",
        _id(),
        sa.Column("short_code", sa.String(12), unique=True, nullable=False),
        sa.Column("extraction_id", sa.Uuid, sa.ForeignKey("extraction_results.id", ondelete="CASCADE"), nullable=False),
        sa.Column("view_count", sa.Integer, server_default=ZERO, nullable=False),
        sa.Column("expires_at", MOMENT),
        _moment_of_insert("created_at"),
    )
    op.create_index("idx_links_extraction", "result_links", ["extraction_id"])


def downgrade() -> None:
    for table in ("result_links", "batch_jobs", "extraction_results", "pdf_files", "processing_batches"):
        op.drop_table(table)


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.Uuid, primary_key=True)


def _moment_of_insert(name: str, plus_days: int = 0) -> sa.Column[Any]:
    if op.get_bind().dialect.name == "sqlite":
        clock = f"(strftime('%Y-%m-%d %H:%M:%f000', 'now', '{plus_days} days'))"
    else:
        clock = f"now() + interval '{plus_days} days'" if plus_days else "now()"
    return sa.Column(name, MOMENT, server_default=sa.text(clock), nullable=False)


def _where(condition: str) -> dict[str, Any]:
    return {"postgresql_where": sa.text(condition), "sqlite_where": sa.text(condition)}
