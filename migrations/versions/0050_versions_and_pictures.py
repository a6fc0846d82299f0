"""What each sheet covers, so that a newer version of it is known; pictures of printed lines."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0050"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.add_column("pdf_files", sa.Column("covers", json))
    extraction = sa.ForeignKey("extraction_results.id", ondelete="CASCADE")
    op.create_table(
        "line_pictures",
        sa.Column("extraction_id", sa.Uuid, extraction, primary_key=True),
        *(sa.Column(name, sa.Integer, primary_key=True, autoincrement=False) for name in ("page", "x", "top")),
        sa.Column("png", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("line_pictures")
    op.drop_column("pdf_files", "covers")
