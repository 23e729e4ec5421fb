"""The passage of the document behind a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.derive.library import find_passage

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection
    from quizzer.study.review.values import Shown


def passage_of(collection: Collection, shown: Shown) -> str:
    """The passage; empty where the document is not kept or no longer has it."""
    cite = shown.note.cite
    return "" if cite is None else find_passage(collection.paths.home, None, cite) or ""
