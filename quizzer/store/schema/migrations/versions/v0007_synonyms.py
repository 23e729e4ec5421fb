"""What the head of a deck lists: terms that stand for each other in answers, and ids that are never used again."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add columns; have every deck file read again, since what they hold was not read before."""
    op.add_column("deck", sa.Column("synonyms", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("deck", sa.Column("heirs", sa.Text(), nullable=False, server_default="{}"))
    op.execute("UPDATE deck SET digest = '' WHERE digest <> 'gone'")
