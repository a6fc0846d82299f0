"""Several swimmers on the same sheets: their batches share a code."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0030"
branch_labels = None
depends_on = None

IS_FAMILY = sa.text("family_code IS NOT NULL")


def upgrade() -> None:
    op.add_column("processing_batches", sa.Column("family_code", sa.String(12)))
    op.create_index(
        "idx_batches_family",
        "processing_batches",
        ["family_code"],
        postgresql_where=IS_FAMILY,
        sqlite_where=IS_FAMILY,
    )


def downgrade() -> None:
    op.drop_index("idx_batches_family", "processing_batches")
    op.drop_column("processing_batches", "family_code")
