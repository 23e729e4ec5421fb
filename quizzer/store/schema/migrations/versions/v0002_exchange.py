"""Columns for the exchange with other programs: a note's time of change and export, and an answer's origin."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; what is there already counts as unchanged, never exported, and answered here."""
    for table, name in (("note", "changed"), ("note", "exported"), ("log", "origin")):
        op.add_column(table, sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
