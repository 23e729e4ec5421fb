"""For mastery and statistics: counts on each card, caches of the log, goals, quizzes, fitted parameters."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add columns and tables. The next start finds other parameters than it knows, and computes every cache anew."""
    for name in ("reviews", "passes", "picked"):
        op.add_column("card", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("card", sa.Column("level", sa.Text(), nullable=False, server_default=""))
    op.execute(
        'UPDATE card SET (level, picked) = (SELECT level, content LIKE \'{"kind":"choice"%\' FROM note '
        "WHERE note.id = note_id)"
    )
    op.execute("UPDATE setting SET value = 'computed before there were counts' WHERE key = 'scheduling.parameters'")
    op.create_index("log_undone", "log", ["day", "at"], sqlite_where=sa.text("undone IS NOT NULL"))
    _create_caches()
    _create_goals_and_quizzes()


def _whole(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _create_caches() -> None:
    op.create_table(
        "memory",
        *_whole("log_id", "card_id", "at"),
        sa.Column("recall", sa.REAL(), nullable=True),
        sa.Column("stability", sa.REAL(), nullable=False),
        sa.Column("difficulty", sa.REAL(), nullable=False),
        sa.PrimaryKeyConstraint("log_id"),
        sqlite_strict=True,
    )
    op.create_index("memory_card", "memory", ["card_id", "at"])
    op.create_table(
        "remembered",
        *_whole("card_id", "reps"),
        sa.Column("last_at", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("card_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "tally_day",
        *_whole("day", "kind", "rating", "answers", "took"),
        sa.PrimaryKeyConstraint("day", "kind", "rating"),
        sqlite_strict=True,
    )
    op.create_table(
        "tally_hour",
        *_whole("day", "hour", "answers", "passes"),
        sa.PrimaryKeyConstraint("day", "hour"),
        sqlite_strict=True,
    )


def _create_goals_and_quizzes() -> None:
    op.create_table(
        "goal",
        sa.Column("key", sa.Text(), nullable=False),
        *_whole("day", "made"),
        sa.Column("recall", sa.REAL(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sqlite_strict=True,
    )
    op.create_table(
        "quiz",
        *_whole("id", "at", "day", "took"),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "quiz_answer",
        *_whole("quiz_id", "place", "card_id", "score", "took"),
        sa.Column("given", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["quiz_id"], ["quiz.id"]),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"]),
        sa.PrimaryKeyConstraint("quiz_id", "place"),
        sqlite_strict=True,
    )
    op.create_table(
        "parameters",
        *_whole("id", "at", "reviews", "active"),
        sa.Column("axis_id", sa.Integer(), nullable=True),
        sa.Column("weights", sa.Text(), nullable=False),
        sa.Column("evaluation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["axis_id"], ["axis.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
