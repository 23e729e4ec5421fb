"""The number of drafts in a deck file, and the steps of triage, with which each decision can be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add a column and a table; deck files that were read before drafts existed hold none."""
    op.add_column("deck", sa.Column("drafts", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "triage_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("edits", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("triage_step_path", "triage_step", ["path"])
