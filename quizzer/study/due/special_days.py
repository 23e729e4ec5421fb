"""What the first screen shows on some days only: problems in deck files, the first day, and a day that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.notes.catalogue import load_decks
from quizzer.store.notes.deck_files import DONE_WARNINGS
from quizzer.store.queries import today
from quizzer.study.decks.sync import load_problems

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def list_problem_files(collection: Collection) -> list[str]:
    """The file name of each problem in deck files that is worth a look."""
    problems = load_problems(collection.connection)
    return [problem.path.name for problem in problems if problem.name not in DONE_WARNINGS]


def has_bundled_decks_only(collection: Collection) -> bool:
    """Whether every loaded deck comes with the program."""
    return all(deck.bundled for deck in load_decks(collection.connection) if deck.digest != "gone")


def count_waiting(collection: Collection) -> int:
    """Count the cards on a learning step that come back before the study day ends."""
    return today.count_steps_until(collection.connection, collection.moment().day_end)


def load_slipped(collection: Collection) -> tuple[int, ...]:
    """Row ids of the cards that slipped today."""
    return today.load_slipped(collection.connection, collection.moment().day)
