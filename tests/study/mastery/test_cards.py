"""One axis down to its cards, one card down to its answers, and a session on the weakest of them."""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.core.log import LogKind
from quizzer.core.schedule.forgetting_curve import curve_of
from quizzer.core.schedule.progress import Rating, State
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.errors import WrongUse
from quizzer.store.log.append import append_marks
from quizzer.study.browse.card import POINTS, load_details
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.due.home import load_due
from quizzer.study.due.values import Counts
from quizzer.study.filters import Filter
from quizzer.study.mastery.cards import load_cards
from quizzer.study.mastery.groups import weakest_plan
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import START, Opener
from tests.probe import card_of, cards_of, log_of

DAY = 86_400_000
CURVE = curve_of(FSRS_6_DEFAULTS)


def id_of(collection: Collection, key: str) -> int:
    return card_of(collection, key).id


def answer(collection: Collection, key: str, rating: Rating) -> None:
    session = Session(collection, Plan(cards=(id_of(collection, key),)))
    assert session.current is not None
    session.answer(rating, 1_500)


def test_the_weakest_come_first_and_the_unseen_last(collection: Collection, clock: FixedClock) -> None:
    answer(collection, "gland", Rating.EASY)
    clock.at += 20 * DAY
    answer(collection, "chain", Rating.EASY)
    clock.at += DAY
    cards = load_cards(collection, Filter(axes=("SML",)))
    assert [card.key for card in cards[:2]] == ["gland", "chain"]
    assert len(cards) == 9
    gland = cards[0]
    assert gland.recall == pytest.approx(CURVE.recall(gland.stability or 0, 21 * DAY))
    assert (gland.prompt, gland.axis, gland.level) == ("Which gland releases LH?", "SML", "fundamentals")
    assert (gland.state, gland.reps, gland.lapses, gland.due_at) == (State.REVIEW, 1, 0, None)
    assert gland.due_day is not None
    assert all((card.recall, card.state, card.due_day) == (None, State.NEW, None) for card in cards[2:])
    assert [card.key for card in load_cards(collection, Filter(), seen=True, limit=1)] == ["gland"]
    assert [card.key for card in load_cards(collection, Filter(levels=("academic",)), seen=True)] == ["chain"]


def test_of_cards_recalled_alike_the_one_that_lapsed_comes_first(collection: Collection) -> None:
    for key in ("gland", "chain"):
        answer(collection, key, Rating.EASY)
    collection.connection.execute("UPDATE card SET lapses = 3 WHERE key = 'chain'")
    assert [card.key for card in load_cards(collection, Filter(), seen=True)] == ["chain", "gland"]


def test_a_card_on_a_step_tells_the_instant_and_a_choice_that_it_is_one(collection: Collection) -> None:
    answer(collection, "direction", Rating.AGAIN)
    (card,) = load_cards(collection, Filter(), seen=True)
    assert (card.due_at, card.due_day, card.picked) == (START + 60_000, None, True)


def test_suspended_cards_are_not_among_the_weakest(collection: Collection) -> None:
    answer(collection, "gland", Rating.EASY)
    append_marks(collection.connection, [id_of(collection, "gland")], collection.moment(), LogKind.SUSPEND, 1)
    assert load_cards(collection, Filter(), seen=True) == []


def test_the_history_of_a_card(collection: Collection, clock: FixedClock) -> None:
    answer(collection, "gland", Rating.EASY)
    clock.at += 10 * DAY
    answer(collection, "gland", Rating.AGAIN)
    clock.at += DAY
    history = load_details(collection, id_of(collection, "gland")).history
    first, second = history.reviews
    assert (first.at, first.rating, first.before, first.recall, first.took) == (
        START,
        Rating.EASY,
        State.NEW,
        None,
        1_500,
    )
    assert (second.at, second.rating, second.before, second.interval) == (
        START + 10 * DAY,
        Rating.AGAIN,
        State.REVIEW,
        -600,
    )
    assert second.recall == pytest.approx(CURVE.recall(first.stability, 10 * DAY))
    assert second.stability < first.stability
    assert second.difficulty > first.difficulty
    assert history.now == clock.at
    assert history.until >= clock.at + DAY, "the curve shows a while from now"
    one, two = history.curve
    assert one[0] == (START, 1.0)
    assert one[-1][0] == second.at
    assert one[-1][1] == pytest.approx(second.recall)
    assert (two[0][0], two[-1][0]) == (second.at, history.until)
    for piece in history.curve:
        assert [recall for _, recall in piece] == sorted((recall for _, recall in piece), reverse=True)
        assert [at for at, _ in piece] == sorted({at for at, _ in piece})
    assert POINTS <= len(one) + len(two) <= POINTS + 4


def test_a_reset_ends_the_curve_until_the_next_answer(collection: Collection, clock: FixedClock) -> None:
    card_id = id_of(collection, "gland")
    answer(collection, "gland", Rating.EASY)
    clock.at += 2 * DAY
    append_marks(collection.connection, [card_id], collection.moment(), LogKind.RESET, 0)
    reset_at = clock.at
    clock.at += 2 * DAY
    history = load_details(collection, card_id).history
    assert history.resets == (reset_at,)
    assert [(piece[0][0], piece[-1][0]) for piece in history.curve] == [(START, reset_at)]
    answer(collection, "gland", Rating.GOOD)
    history = load_details(collection, card_id).history
    assert [piece[0][0] for piece in history.curve] == [START, START + 4 * DAY]
    assert [review.recall for review in history.reviews] == [None, None]


def test_a_card_never_answered_has_no_curve(collection: Collection) -> None:
    history = load_details(collection, id_of(collection, "gland")).history
    assert (history.reviews, history.curve) == ((), ())


# A session on chosen cards


@pytest.fixture
def known(collection: Collection, clock: FixedClock) -> Collection:
    """Three cards in review, none of them due."""
    for key in ("gland", "chain", "sexes"):
        answer(collection, key, Rating.EASY)
        clock.at += 60_000
    clock.at += 2 * DAY
    return collection


def keys(session: Session, rating: Rating = Rating.GOOD) -> list[str]:
    found = []
    while session.current is not None:
        found.append(session.current.key)
        session.answer(rating, 1_000)
    return found


def test_the_weakest_cards_are_reviewed_ahead_of_time_and_scheduled(known: Collection) -> None:
    assert load_due(known).counts.review == 0
    plan = weakest_plan(known, Filter(), 2, practice=False)
    session = Session(known, plan)
    assert session.counts == Counts(review=2)
    assert keys(session) == ["gland", "chain"]
    assert [(row.kind, row.value, row.before, row.undone) for row in log_of(known)[-2:]] == [(0, 3, 2, None)] * 2
    card = load_cards(known, Filter(), seen=True)[0]
    assert card.key == "sexes", "the two that were reviewed are recalled best now"
    assert {card.key for card in cards_of(known) if card.reps == 2} == {"chain", "gland"}
    assert rebuild_collection(known) == []


def test_an_early_review_goes_through_the_memory_model_as_any_other(known: Collection, clock: FixedClock) -> None:
    before = {card.key: card for card in load_cards(known, Filter(), seen=True)}["gland"]
    answer(known, "gland", Rating.GOOD)
    after = {card.key: card for card in load_cards(known, Filter(), seen=True)}["gland"]
    assert before.stability is not None
    assert before.difficulty is not None
    expected = known.scheduler.model.after(before.stability, before.difficulty, 2, Rating.GOOD)
    assert (after.stability, after.difficulty) == expected


def test_a_forgotten_card_comes_again_and_an_undo_brings_it_back(known: Collection, clock: FixedClock) -> None:
    session = Session(known, weakest_plan(known, Filter(), practice=False))
    session.answer(Rating.AGAIN, 1_000)
    assert session.counts == Counts(learning=1, review=2)
    session.undo()
    assert session.current is not None
    assert session.current.key == "gland"
    assert session.counts == Counts(review=3)
    assert keys(session) == ["gland", "chain", "sexes"]
    session.undo()
    assert session.current is not None
    assert session.current.key == "sexes"
    assert session.counts == Counts(review=1)
    assert keys(session) == ["sexes"]


def test_the_days_limits_do_not_hold_for_chosen_cards(open_collection: Opener, clock: FixedClock) -> None:
    collection = open_collection("[scheduling]\nreviews_per_day = 0\nnew_per_day = 0\n")
    chosen = tuple(id_of(collection, key) for key in ("sexes", "gland"))
    assert keys(Session(collection, Plan(cards=chosen)), Rating.EASY) == ["sexes", "gland"]
    clock.at += DAY
    assert keys(Session(collection, Plan(cards=chosen, limit=1))) == ["sexes"]


def test_a_chosen_card_suspended_meanwhile_is_not_asked(known: Collection) -> None:
    plan = weakest_plan(known, Filter(), practice=False)
    append_marks(known.connection, [id_of(known, "chain")], known.moment(), LogKind.SUSPEND, 1)
    assert keys(Session(known, plan)) == ["gland", "sexes"]


def test_there_is_no_session_on_an_axis_that_is_not_there(known: Collection) -> None:
    with pytest.raises(WrongUse):
        weakest_plan(known, Filter(axes=("X",)), practice=True)
