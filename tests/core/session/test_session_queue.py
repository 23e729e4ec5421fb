"""The order of a session."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quizzer.core.session.session_queue import QueueItem, SessionQueue

AHEAD = 20 * 60_000


def reviews(count: int, first: int = 100) -> list[QueueItem]:
    return [QueueItem(first + i, first + i, i) for i in range(count)]


def new(count: int, first: int = 500) -> list[QueueItem]:
    return [QueueItem(first + i, first + i, i) for i in range(count)]


def drain(queue: SessionQueue, now: int = 0) -> list[int]:
    order = []
    while (item := queue.next(now)) is not None:
        order.append(item.card_id)
        queue.answer(None)
    return order


def test_steps_that_have_ended_come_before_everything() -> None:
    queue = SessionQueue(steps=[QueueItem(1, 1, 50)], reviews=reviews(2), review_count=2, learn_ahead=AHEAD)
    assert drain(queue, now=50)[0] == 1


def test_steps_yet_to_end_come_after_everything_when_within_the_learn_ahead_time() -> None:
    queue = SessionQueue(steps=[QueueItem(1, 1, AHEAD)], reviews=reviews(2), review_count=2, learn_ahead=AHEAD)
    assert drain(queue, now=0) == [100, 101, 1]


def test_a_step_beyond_the_learn_ahead_time_is_waited_for() -> None:
    queue = SessionQueue(steps=[QueueItem(1, 1, AHEAD + 5_000)], learn_ahead=AHEAD)
    assert queue.next(0) is None
    assert queue.waiting_until == 5_000
    assert queue.next(5_000) == QueueItem(1, 1, AHEAD + 5_000)


def test_new_cards_and_reviews_are_mixed_evenly() -> None:
    order = drain(SessionQueue(reviews=reviews(9), review_count=9, new=new(3)))
    places = [place for place, card in enumerate(order) if card >= 500]
    assert len(order) == 12
    assert all(2 <= later - earlier <= 5 for earlier, later in pairwise(places))
    assert order[0] < 500


def test_an_answer_with_a_step_comes_again_when_the_step_ends() -> None:
    queue = SessionQueue(new=new(2), learn_ahead=0)
    assert queue.next(0) == QueueItem(500, 500, 0)
    queue.answer(60_000)
    assert queue.next(0) == QueueItem(501, 501, 1)
    queue.answer(None)
    assert queue.next(59_999) is None
    again = queue.next(60_000)
    assert again is not None
    assert again.card_id == 500


def test_siblings_are_shown_once() -> None:
    items = [QueueItem(1, 7, 0), QueueItem(2, 7, 0), QueueItem(3, 8, 0)]
    assert drain(SessionQueue(reviews=items, review_count=2)) == [1, 3]


def test_siblings_are_shown_when_burying_is_off() -> None:
    items = [QueueItem(1, 7, 0), QueueItem(2, 7, 0), QueueItem(3, 8, 0)]
    assert drain(SessionQueue(reviews=items, review_count=3, bury_siblings=False)) == [1, 2, 3]


def test_a_skipped_card_comes_last_and_still_counts() -> None:
    queue = SessionQueue(reviews=reviews(3), review_count=3)
    queue.next(0)
    queue.skip()
    assert queue.counts(0) == (0, 0, 3)
    assert drain(queue) == [101, 102, 100]
    assert queue.counts(0) == (0, 0, 0)


def test_a_dropped_card_is_not_asked_again() -> None:
    queue = SessionQueue(reviews=reviews(2), review_count=2)
    queue.next(0)
    queue.drop()
    assert drain(queue) == [101]


def test_the_first_card_is_shown_once_and_counted_once() -> None:
    items = reviews(3)
    queue = SessionQueue(reviews=items, review_count=3, first=(items[2], "review"))
    assert queue.counts(0) == (0, 0, 3)
    assert drain(queue) == [102, 100, 101]


@given(st.integers(0, 30), st.integers(0, 30), st.one_of(st.none(), st.integers(1, 40)))
def test_a_session_shows_exactly_what_it_counted(review_count: int, new_count: int, limit: int | None) -> None:
    queue = SessionQueue(reviews=reviews(review_count), review_count=review_count, new=new(new_count), limit=limit)
    counted = sum(queue.counts(0))
    assert counted == min(review_count + new_count, limit if limit is not None else 10**9)
    order = drain(queue)
    assert len(order) == len(set(order)) == counted
    assert queue.counts(0) == (0, 0, 0)


@given(
    st.lists(st.sampled_from(["answer", "again", "skip", "drop"]), max_size=60), st.integers(0, 12), st.integers(0, 12)
)
def test_counts_always_tell_what_is_still_to_come(acts: list[str], review_count: int, new_count: int) -> None:
    queue = SessionQueue(
        reviews=reviews(review_count), review_count=review_count, new=new(new_count), learn_ahead=AHEAD
    )
    now = 0
    for act in acts:
        if queue.next(now) is None:
            break
        before = sum(queue.counts(now))
        if act == "answer":
            queue.answer(None)
        elif act == "again":
            queue.answer(now + 60_000)
        elif act == "skip":
            queue.skip()
        else:
            queue.drop()
        gone = act in ("answer", "drop")
        assert sum(queue.counts(now)) == before - gone
        now += 1_000
    rest = sum(queue.counts(now))
    assert len(drain(queue, now)) == rest
