"""What calendars have seen of each race, and how late its makers say that a session runs."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_events",
        _batch(),
        sa.Column("uid", sa.String(16), primary_key=True),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("cancelled", sa.Boolean, nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("whose", sa.Text, nullable=False),
    )
    op.create_table(
        "time_shifts",
        _batch(),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("session", sa.Text, primary_key=True),
        sa.Column("since", sa.String(5), nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), server_default=_now(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("time_shifts")
    op.drop_table("calendar_events")


def _batch() -> sa.Column[object]:
    batch = sa.ForeignKey("processing_batches.id", ondelete="CASCADE")
    return sa.Column("batch_id", sa.Uuid, batch, primary_key=True)


def _now() -> sa.TextClause:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    return sa.text("(strftime('%Y-%m-%d %H:%M:%f000', 'now'))" if on_sqlite else "now()")
