"""Learners, the files of their devices, the memory of their cards; and row security over all three."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SCHEMA = "quizzer"
_BYTEWISE = sa.Text(collation="C")


def upgrade() -> None:
    """Make the tables; nobody but their owner has any right to them yet."""
    op.create_table(
        "learner",
        sa.Column("name", _BYTEWISE, nullable=False),
        _time("joined", default=True),
        _time("removed", nullable=True),
        _time("synced", nullable=True),
        sa.PrimaryKeyConstraint("name"),
        schema=_SCHEMA,
    )
    op.create_table(
        "file",
        sa.Column("learner", _BYTEWISE, nullable=False),
        sa.Column("name", _BYTEWISE, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), sa.Computed("octet_length(data)", persisted=True), nullable=False),
        _time("at", default=True),
        sa.PrimaryKeyConstraint("learner", "name"),
        sa.ForeignKeyConstraint(["learner"], [f"{_SCHEMA}.learner.name"], ondelete="CASCADE"),
        schema=_SCHEMA,
    )
    op.create_table(
        "memory",
        sa.Column("learner", _BYTEWISE, nullable=False),
        sa.Column("card", _BYTEWISE, nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("picked", sa.Boolean(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.Column("stability", sa.Double(), nullable=True),
        sa.Column("decay", sa.Double(), nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("passes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("learner", "card"),
        sa.ForeignKeyConstraint(["learner"], [f"{_SCHEMA}.learner.name"], ondelete="CASCADE"),
        schema=_SCHEMA,
    )
    # The files are compressed already, and lie apart from the rows, so that listing them reads none of them.
    op.execute("ALTER TABLE quizzer.file ALTER COLUMN data SET STORAGE EXTERNAL")
    op.execute("ALTER TABLE quizzer.file SET (toast_tuple_target = 128)")
    for table, column in (("learner", "name"), ("file", "learner"), ("memory", "learner")):
        op.execute(f"REVOKE ALL ON quizzer.{table} FROM PUBLIC")
        op.execute(f"ALTER TABLE quizzer.{table} ENABLE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY own ON quizzer.{table} USING ({column} = current_user) WITH CHECK ({column} = current_user)"
        )


def _time(name: str, *, nullable: bool = False, default: bool = False) -> sa.Column[object]:
    server_default = sa.text("now()") if default else None
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, server_default=server_default)
