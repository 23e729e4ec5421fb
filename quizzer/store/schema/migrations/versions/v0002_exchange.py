"""What the exchange with other programs needs: when a note changed, whether Anki knows it, and whose an answer is."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; what is there already counts as unchanged, never exported, and answered here."""
    for table, name in (("note", "changed"), ("note", "exported"), ("log", "origin")):
        op.add_column(table, sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
