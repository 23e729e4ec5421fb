"""Cards of learners added up: what was put away, what asks to pick, what was never answered."""

from __future__ import annotations

from quizzer.core.mastery import CardTotals
from quizzer.core.schedule.forgetting_curve import curve_with
from quizzer.hub.memory import SeenRow
from quizzer.store.queries.class_memory import TaughtCard
from quizzer.study.classroom.totals import LearnerTotals, total_learners

DAY = 86_400_000
NOW = 100 * DAY
CARDS = {
    "asked": TaughtCard(1, picked=False),
    "other": TaughtCard(1, picked=False),
    "pick": TaughtCard(1, picked=True),
    "elsewhere": TaughtCard(2, picked=False),
}


def row(card: str, *, suspended: bool = False, picked: bool = False, at: int | None = NOW - 10 * DAY) -> SeenRow:
    return "ada", card, suspended, picked, at, None if at is None else 5.0, 0.2, 4, 3


def total(*rows: SeenRow) -> LearnerTotals:
    return total_learners(CARDS, ["ada"], rows, NOW)["ada"]


def test_a_learner_without_rows_has_all_cards_before_them() -> None:
    assert total().by_value() == {1: CardTotals(3, 0, 2), 2: CardTotals(1, 0, 1)}
    assert total().last_at is None


def test_recall_is_by_the_curve_of_the_learner() -> None:
    found = total(row("asked"))
    recall = curve_with(0.2).recall(5.0, 10 * DAY)
    assert found.by_value()[1] == CardTotals(3, 1, 2, recall, 4, 3)
    assert found.last_at == NOW - 10 * DAY


def test_what_the_learner_put_away_counts_for_nothing() -> None:
    assert total(row("asked", suspended=True)).by_value()[1] == CardTotals(2, 0, 1)
    assert total(row("pick", suspended=True, picked=True)).by_value()[1] == CardTotals(2, 0, 2)


def test_recognition_counts_for_coverage_alone() -> None:
    assert total(row("pick", picked=True)).by_value()[1] == CardTotals(3, 1, 2)
    assert total(row("asked", picked=True)).by_value()[1] == CardTotals(3, 1, 1), "it asked to pick there"
    asked = total(row("pick")).by_value()[1]
    assert (asked.recallable, asked.reviews) == (3, 4), "it asked for recall there"


def test_a_card_that_is_new_again_is_not_seen() -> None:
    assert total(row("asked", picked=True, at=None)).by_value()[1] == CardTotals(3, 0, 1)


def test_cards_of_other_decks_count_only_as_answered_and_rows_of_others_for_nothing() -> None:
    stranger: SeenRow = ("ben", *row("asked")[1:])
    assert total(row("unknown"), stranger).by_value() == total().by_value()
    assert total(row("unknown")).last_at == NOW - 10 * DAY
    assert total(stranger).last_at is None
