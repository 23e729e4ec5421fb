"""Rows of the log are known by their device too; rows of cards that are not here wait in a table of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_WHOLE = ("card_id", "at", "day", "kind", "value", "before", "state", "step", "interval", "took")
_COLUMNS = f"id, {', '.join(_WHOLE)}, undone, origin"
# Rows that are here have no device. Two homes may have a different row for one card and instant, or the same, so what a
# row says stands for its device: the same rows stay one, and different ones two, whatever the order of merges. The day
# is left out, since an import writes the one of its own zone.
_OLD_DEVICE = "printf('old-%d-%d-%d-%d-%d-%d-%d', kind, value, before, state, step, interval, took)"


def upgrade() -> None:
    """Make the log anew with its new key, and the table of what waits."""
    op.create_table(
        "log_with_device",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _WHOLE),
        sa.Column("undone", sa.Integer(), nullable=True),
        sa.Column("origin", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("device", sa.Text(), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("card_id", "at", "device", name="log_key"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.execute(
        f"INSERT INTO log_with_device ({_COLUMNS}, device) SELECT {_COLUMNS}, {_OLD_DEVICE} FROM log ORDER BY id"
    )
    op.drop_table("log")
    op.rename_table("log_with_device", "log")
    op.create_index("log_day", "log", ["day", "before"], sqlite_where=sa.text("kind = 0 AND undone IS NULL"))
    op.create_index("log_undone", "log", ["day", "at"], sqlite_where=sa.text("undone IS NOT NULL"))
    _create_triggers()
    op.create_table(
        "waiting",
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _WHOLE[2:]),
        sa.Column("undone", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("card", "at", "device"),
        sqlite_strict=True,
    )


def _create_triggers() -> None:
    op.execute(
        "CREATE TRIGGER log_keeps_rows BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
    )
    op.execute(
        f"CREATE TRIGGER log_keeps_values BEFORE UPDATE OF id, {', '.join(_WHOLE)}, device ON log "
        "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
    )
    op.execute(
        "CREATE TRIGGER log_keeps_undone BEFORE UPDATE OF undone ON log "
        "WHEN OLD.undone IS NOT NULL AND (NEW.undone IS NULL OR NEW.undone > OLD.undone) "
        "BEGIN SELECT RAISE(ABORT, 'what is undone stays undone'); END"
    )
