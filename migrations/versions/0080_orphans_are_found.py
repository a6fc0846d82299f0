"""Old links and results that no sheet shows are found without a look at all of them."""

from alembic import op

revision = "0080"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("idx_results_created", "extraction_results", ["created_at"])
    op.create_index("idx_links_expires", "result_links", ["expires_at"])


def downgrade() -> None:
    op.drop_index("idx_links_expires", "result_links")
    op.drop_index("idx_results_created", "extraction_results")
