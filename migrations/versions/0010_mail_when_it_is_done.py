"""What a mail that was asked for needs: its language, how often it was tried, when to try again."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0001"
branch_labels = None
depends_on = None

HAS_ADDRESS = sa.text("notification_email IS NOT NULL")


def upgrade() -> None:
    op.add_column("processing_batches", sa.Column("notification_language", sa.String(5)))
    op.add_column(
        "processing_batches",
        sa.Column("notification_tries", sa.Integer, server_default=sa.text("0"), nullable=False),
    )
    op.add_column("processing_batches", sa.Column("notification_not_before", sa.DateTime(timezone=True)))
    op.create_index(
        "idx_batches_mail",
        "processing_batches",
        ["completed_at"],
        postgresql_where=HAS_ADDRESS,
        sqlite_where=HAS_ADDRESS,
    )


def downgrade() -> None:
    op.drop_index("idx_batches_mail", "processing_batches")
    for column in ("notification_not_before", "notification_tries", "notification_language"):
        op.drop_column("processing_batches", column)
