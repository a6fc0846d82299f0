"""Sheets from links are held for a minute; few are fetched at once from one server; old files and links are found.

What the first parent's file was called is forgotten: the row is everybody's, and stays when their result goes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0060"
branch_labels = None
depends_on = None

IS_LINK = sa.text("source_url IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "held_sheets",
        sa.Column("file_key", sa.String(32), primary_key=True),
        sa.Column("link_hash", sa.String(64), nullable=False),
        sa.Column("checksum", sa.String(32), nullable=False),
        sa.Column("filename", sa.String(255)),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.add_column("batch_jobs", sa.Column("source_host", sa.String(255)))
    # Longer ones are refused by now: PostgreSQL's index would not hold them.
    op.execute("UPDATE batch_jobs SET source_url = NULL WHERE length(source_url) > 2048")
    op.create_index("idx_jobs_link", "batch_jobs", ["source_url"], postgresql_where=IS_LINK, sqlite_where=IS_LINK)
    op.create_index("idx_files_accessed", "pdf_files", ["last_accessed_at"])
    op.execute("UPDATE pdf_files SET filename = NULL")


def downgrade() -> None:
    op.drop_index("idx_files_accessed", "pdf_files")
    op.drop_index("idx_jobs_link", "batch_jobs")
    op.drop_column("batch_jobs", "source_host")
    op.drop_table("held_sheets")
