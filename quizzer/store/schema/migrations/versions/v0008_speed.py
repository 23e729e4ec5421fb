"""The memory after each answer in the order of the cards, with all that statistics and mastery of earlier days need."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_INTEGERS = ("card_id", "at", "place", "log_id", "day")
_FIGURES = ("recall", "stability", "difficulty")


def upgrade() -> None:
    """Make the table anew, empty: it is a cache, filled when it is next needed."""
    op.drop_table("memory")
    op.drop_table("remembered")
    op.create_table(
        "memory",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _INTEGERS),
        sa.Column("answered", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.REAL(), nullable=True) for name in _FIGURES),
        sa.Column("outcome", sa.Integer(), nullable=True),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("passes", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("took", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("scheduled", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("card_id", "at", "place"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stale_memory",
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("card_id"),
        sqlite_strict=True,
    )
    op.execute("DELETE FROM setting WHERE key IN ('memory', 'calibration')")
