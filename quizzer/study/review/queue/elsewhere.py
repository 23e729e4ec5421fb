"""Answers that another connection brings while a session runs: what other devices answered is taken in beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.due.session_cards import find_answered_since, find_version
from quizzer.store.log.size import find_last_row

if TYPE_CHECKING:
    import sqlite3


class Elsewhere:
    """Notices what is answered elsewhere from now on."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last_row = find_last_row(connection)
        self._version = find_version(connection)

    def has_news(self) -> bool:
        """Whether another connection has changed the database since the last call; 8 µs."""
        before, self._version = self._version, find_version(self._connection)
        return self._version != before

    def answered(self, day: int) -> set[int]:
        """The cards that came with an answer of this study day since the session began."""
        return find_answered_since(self._connection, self._last_row, day)
