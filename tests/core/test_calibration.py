"""How well recall is predicted: the figures are those of fsrs-rs, whole or in parts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from math import log, sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.calibration import EvaluationSums, Judge, Prediction
from quizzer.core.schedule.memory_model import MemoryModel
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS

DAY = 86_400_000

AnswerRow = tuple[int, int, int, int, float | None]
"""Card, instant, study day, rating, predicted recall (none for a card's first)."""


def judged_rows(rows: Iterable[AnswerRow]) -> list[tuple[int, float, int]]:
    """Of the answers that can be evaluated the instant, the prediction and the outcome, in the order of time."""
    judges: dict[int, Judge] = defaultdict(Judge)
    judged = [(at, recall, judges[card].outcome(day, rating, recall)) for card, at, day, rating, recall in rows]
    found = [(at, recall, outcome) for at, recall, outcome in judged if recall is not None and outcome is not None]
    return sorted(found)


def predictions(rows: Iterable[AnswerRow]) -> list[Prediction]:
    return [(recall, outcome) for _, recall, outcome in judged_rows(rows)]


@cache
def histories(cards: int = 400, seed: int = 11) -> tuple[tuple[tuple[int, int, Rating], ...], ...]:
    """For each card its answers: instant, study day, rating; now and then several on a day."""
    chance, taken = Random(seed), set[int]()
    found: list[tuple[tuple[int, int, Rating], ...]] = []
    for _ in range(cards):
        day = chance.randrange(300)
        card: list[tuple[int, int, Rating]] = []
        for _ in range(chance.randint(1, 14)):
            at = day * DAY + chance.randrange(DAY)
            if card and at <= card[-1][0]:
                at = card[-1][0] + 1
            while at in taken:
                at += 1
            taken.add(at)
            card.append((at, day, Rating(chance.choices((1, 2, 3, 4), (14, 10, 66, 10))[0])))
            day += 0 if chance.random() < 0.2 else chance.choice((1, 2, 4, 9, 20, 50))
        found.append(tuple(card))
    return tuple(found)


def predicted(cards: tuple[tuple[tuple[int, int, Rating], ...], ...]) -> list[AnswerRow]:
    """The histories with what the model predicted before each answer."""
    model = MemoryModel(FSRS_6_DEFAULTS)
    rows: list[AnswerRow] = []
    for number, card in enumerate(cards, 1):
        memory: tuple[float, float] | None = None
        before = 0
        for at, day, rating in card:
            elapsed = 0 if memory is None else day - before
            recall = None if memory is None else model.retrievability(memory[0], elapsed)
            rows.append((number, at, day, int(rating), recall))
            memory = model.after(*memory, elapsed, rating) if memory else model.after(None, None, 0, rating)
            before = day
    return rows


@pytest.mark.parametrize("seed", [11, 12])
def test_log_loss_and_rmse_are_those_of_fsrs_rs(seed: int) -> None:
    judge = pytest.importorskip("fsrs_rs_python", reason="fsrs-rs-python is not installed (quizzer[optimize])")
    items = []
    for card in histories(seed=seed):
        reviews: list[tuple[int, int]] = []
        before = card[0][1]
        for at, day, rating in card:
            reviews.append((int(rating), day - before))
            if day > before:
                items.append((at, [judge.FSRSReview(*review) for review in reviews]))
            before = day
    items.sort(key=lambda item: item[0])
    theirs = judge.FSRS(list(FSRS_6_DEFAULTS)).evaluate([judge.FSRSItem(reviews) for _, reviews in items])
    ours = EvaluationSums().add(predictions(predicted(histories(seed=seed)))).evaluation()
    assert ours.answers == len(items)
    assert ours.log_loss == pytest.approx(theirs.log_loss, abs=1e-4)
    assert ours.rmse == pytest.approx(theirs.rmse_bins, abs=1e-4)


def test_figures_that_can_be_computed_by_hand() -> None:
    rows: list[AnswerRow] = [
        (1, 0, 0, 3, None),
        (1, 1, 0, 3, 1.0),  # the same day: nothing to judge
        (1, 2, 5, 3, 0.9),
        (1, 3, 45, 1, 0.8),
        (2, 4, 0, 1, None),
        (2, 5, 1, 4, 0.7),
    ]
    found = [(at, recall, outcome % 2) for at, recall, outcome in judged_rows(rows)]
    assert found == [(2, 0.9, 1), (3, 0.8, 0), (5, 0.7, 1)]
    judged = EvaluationSums().add(predictions(rows)).evaluation()
    weights = [0.25, 0.25 + 0.75 / 8, 1.0]
    losses = [-log(0.9), -log(0.2), -log(0.7)]
    squares = [0.1**2, 0.8**2, 0.3**2]  # each in a bin of its own
    total = sum(weights)
    assert judged.log_loss == pytest.approx(sum(w * x for w, x in zip(weights, losses, strict=True)) / total)
    assert judged.rmse == pytest.approx(sqrt(sum(w * x for w, x in zip(weights, squares, strict=True)) / total))
    assert judged.predicted == pytest.approx(0.8)
    assert judged.actual == pytest.approx(2 / 3)
    assert [(round(bin_.predicted, 6), bin_.actual, bin_.answers) for bin_ in judged.bins] == [
        (0.7, 1.0, 1),
        (0.8, 0.0, 1),
        (0.9, 1.0, 1),
    ]


def test_a_card_that_was_reset_begins_anew() -> None:
    before: list[AnswerRow] = [(1, 0, 0, 3, None), (1, 1, 3, 1, 0.9), (1, 2, 9, 3, 0.8)]
    anew: list[AnswerRow] = [(1, 3, 20, 3, None), (1, 4, 23, 3, 0.9)]
    assert predictions(before + anew)[-1] == predictions([(9, *row[1:]) for row in anew])[0]
    assert len(predictions(before + anew)) == 3


def test_without_answers_nothing_is_claimed() -> None:
    judged = EvaluationSums().evaluation()
    assert judged == (0, None, None, (), None, None)
    one = EvaluationSums().add([(0.9, 1)]).evaluation()
    assert one.log_loss == pytest.approx(-log(0.9))
    assert one.rmse == pytest.approx(0.1)


judged_answers = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40)), max_size=60)


@given(judged_answers, st.integers(0, 60))
@settings(deadline=None)
def test_sums_kept_and_continued_come_to_the_same(found: list[Prediction], cut: int) -> None:
    whole = EvaluationSums().add(found).evaluation()
    kept = EvaluationSums.from_json(json.loads(json.dumps(EvaluationSums().add(found[:cut]).to_json())))
    assert kept.add(found[cut:]).evaluation() == whole


@given(judged_answers)
@settings(deadline=None)
def test_figures_stay_within_bounds(found: list[Prediction]) -> None:
    judged = EvaluationSums().add(found).evaluation()
    assert judged.answers == len(found) == sum(bin_.answers for bin_ in judged.bins)
    for bin_ in judged.bins:
        assert 0 <= bin_.predicted <= 1
        assert 0 <= bin_.actual <= 1
    if found:
        assert judged.log_loss is not None
        assert judged.rmse is not None
        assert judged.log_loss >= 0
        assert 0 <= judged.rmse <= 1
