"""What was predicted and what came of it, of a period, of an axis, or of all: each answer counts in all of them."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.core.calibration import EvaluationSums
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.store.caches import answer_counts, calibration
from quizzer.store.caches.watermarks import invalidate_memory_of
from quizzer.store.scope import EVERYTHING, Scope
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import quiet, refresh_memory
from tests.store.caches.test_review_memory import answer, mark


def summed(collection: Collection, first: int | None = None, scope: Scope = EVERYTHING) -> EvaluationSums:
    """The sums, from the day on that is given; those of all days are kept."""
    refresh_memory(collection)
    today, local = collection.moment().day, collection.clock.local
    known = answer_counts.refresh(collection.connection, today, local, quiet)
    parameters = collection.scheduler.parameters_fingerprint()
    return calibration.sum_predictions(
        collection.connection, known, parameters, first=first, scope=scope, keep=True
    )  # fmt: skip


def test_a_period_counts_the_answers_since_and_judges_them_by_all_before(
    collection: Collection, clock: FixedClock
) -> None:
    answer(collection, Rating.GOOD, Rating.AGAIN, Rating.GOOD, Rating.GOOD, days=4)
    clock.at += 1
    today = collection.moment().day
    whole, late = summed(collection), summed(collection, today - 8)
    assert (whole.count, late.count, summed(collection, today - 3).count) == (3, 2, 0)
    bins = [bin_ for bin_, *_ in whole.to_json()["bins"]]
    assert [bin_ for bin_, *_ in late.to_json()["bins"]] == bins[1:], "a lapse before the period is one"


def test_a_card_made_new_again_counts_in_its_axis_as_in_all(collection: Collection) -> None:
    card_id = answer(collection, Rating.GOOD, Rating.GOOD, days=4)
    mark(collection, card_id, LogKind.RESET)
    axis = collection.connection.execute("SELECT axis_id FROM card WHERE id = ?", (card_id,)).fetchone()[0]
    assert summed(collection).count == summed(collection, scope=Scope(axes=(axis,))).count == 1


def test_what_was_picked_is_not_judged_and_the_first_answer_from_memory_only_begins(collection: Collection) -> None:
    card_id = answer(collection, Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.GOOD, days=4)
    instants = [at for (at,) in collection.connection.execute("SELECT at FROM log ORDER BY at")]
    for picked, counted in ((1, 0), (instants[1], 1), (0, 3)):
        collection.connection.execute("UPDATE card SET picked = ? WHERE id = ?", (picked, card_id))
        invalidate_memory_of(collection.connection, [card_id])
        assert summed(collection, 0).count == counted
