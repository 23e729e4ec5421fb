"""What `quizzer sync` notes: what is to be sent, what was taken in, and values of which the newest counts."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_NUMBERS = (("waiting", "origin", "1"), ("forgotten", "sent", "0"), ("quiz", "sent", "0"))


def upgrade() -> None:
    """Add tables, columns and a trigger; nothing that is here was sent yet."""
    for table, column, default in _NUMBERS:
        op.add_column(table, sa.Column(column, sa.Integer(), nullable=False, server_default=default))
    op.add_column("quiz", sa.Column("device", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "outbox",
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("log_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "taken",
        sa.Column("name", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("at", "complete", "version")),
        sa.PrimaryKeyConstraint("name"),
        sqlite_strict=True,
    )
    op.create_table(
        "register",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sqlite_strict=True,
    )
    op.execute(
        "CREATE TRIGGER log_sends_undone AFTER UPDATE OF undone ON log "
        "BEGIN INSERT OR IGNORE INTO outbox (log_id) VALUES (NEW.id); END"
    )
