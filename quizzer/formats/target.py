"""What a writer of one of the formats says in the end."""

from __future__ import annotations

from typing import NamedTuple


class Written(NamedTuple):
    """What was written.

    Attributes:
        cards: Rows of a table, blocks of Markdown, or cards of an archive.
        entries: Log rows of every kind; only an archive has them.
    """

    notes: int
    cards: int
    entries: int = 0
