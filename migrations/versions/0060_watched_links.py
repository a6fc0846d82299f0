"""What a link led to when it was last looked at, so that a newer sheet there is noticed."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "watched_links",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Index("idx_watched_checked", "checked_at"),
    )


def downgrade() -> None:
    op.drop_table("watched_links")
