"""What a course needs: the order of decks and notes, what a note waits for, and the short names of axes."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_TEXTS = (("axis", "short"), ("axis", "spans"), ("deck", "primer"), ("note", "checked"))
_NUMBERS = (("deck", "course", "0"), ("note", "priority", "1"), ("goal", "lead", "3"))


def upgrade() -> None:
    """Add columns, tables and an index; have every deck file read again, since what they hold was not read before."""
    for table, column, default in _NUMBERS:
        op.add_column(table, sa.Column(column, sa.Integer(), nullable=False, server_default=default))
    for table, column in _TEXTS:
        op.add_column(table, sa.Column(column, sa.Text(), nullable=False, server_default=""))
    op.add_column("deck", sa.Column("levels", sa.Text(), nullable=False, server_default="[]"))
    op.create_table(
        "prerequisite",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"]),
        sa.PrimaryKeyConstraint("note_id", "needs"),
        sqlite_strict=True,
    )
    op.create_table(
        "forgotten",
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("card"),
        sqlite_strict=True,
    )
    op.create_table(
        "deck_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("deck", sa.Text(), nullable=False),
        sa.Column("bundled", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("log_right", "log", ["card_id"], sqlite_where=sa.text("kind = 3 AND value < 0"))
    op.execute("UPDATE deck SET digest = '' WHERE digest <> 'gone'")
    # What asks for recall was reckoned otherwise: all counts and sums of answers are made anew.
    op.execute("DELETE FROM setting WHERE key IN ('tally', 'calibration')")
