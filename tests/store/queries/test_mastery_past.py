"""Retention as of an instant is measured on the answers that count now: reviews, and steps of a day and more."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from quizzer.core.exchange import Entry
from quizzer.core.log import LogKind
from quizzer.core.mastery import CardTotals
from quizzer.store.log import import_history
from quizzer.store.queries.mastery_now import ValueLevel, count_cards
from quizzer.store.queries.mastery_past import count_cards_at
from quizzer.store.scope import EVERYTHING
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import quiet, refresh_memory
from tests.conftest import START

DAY = 86_400_000
TODAY = START // DAY
LEARNING, REVIEW, RELEARNING = 1, 2, 3


def answer(days_ago: int, rating: int, before: int, after: int, interval: int) -> Entry:
    return Entry(
        "gland", START - days_ago * DAY, TODAY - days_ago, LogKind.ANSWER, rating, before, after, 0, interval, 900
    )


def logged(collection: Collection, *entries: Entry) -> None:
    sifted = import_history.compare_history(collection.connection, entries, frozenset(), exact=True)
    import_history.add_history(collection.connection, collection.scheduler, sifted, quiet)
    refresh_memory(collection)


def retention(found: Mapping[ValueLevel, CardTotals]) -> tuple[int, int]:
    """Answers that measure retention, and how many of them were not Again."""
    return sum(group.reviews for group in found.values()), sum(group.passes for group in found.values())


def as_of(collection: Collection, days_ago: int) -> tuple[int, int]:
    """Retention on an evening; the answers were given in the morning."""
    at = START - days_ago * DAY + DAY // 4
    return retention(count_cards_at(collection.connection, collection.scheduler, EVERYTHING, at))


def test_an_answer_after_a_step_of_days_is_a_review_of_the_past(collection: Collection) -> None:
    logged(
        collection,
        answer(9, 3, 0, LEARNING, 1),  # a step of one day
        answer(8, 3, LEARNING, LEARNING, 2),  # measures
        answer(6, 1, LEARNING, LEARNING, -600),  # measures; a step of minutes
        answer(5, 3, LEARNING, REVIEW, 3),  # does not
        answer(2, 1, REVIEW, RELEARNING, 1),  # measures; relearnt in a step of one day
        answer(1, 3, RELEARNING, REVIEW, 2),  # measures
    )
    evenings = {9: (0, 0), 8: (1, 1), 6: (2, 1), 5: (2, 1), 2: (3, 1), 1: (4, 2)}
    assert {day: as_of(collection, day) for day in evenings} == evenings
    now = retention(count_cards(collection.connection, collection.scheduler, EVERYTHING, START))
    assert now == evenings[1], "the cache of the card counts the same"


@pytest.mark.parametrize("minutes", [1, 600])
def test_an_answer_after_a_step_of_minutes_measures_nothing(collection: Collection, minutes: int) -> None:
    logged(collection, answer(3, 3, 0, LEARNING, -60 * minutes), answer(2, 3, LEARNING, REVIEW, 4))
    assert as_of(collection, 0) == (0, 0)
