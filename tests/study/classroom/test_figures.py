"""Who is behind where, and in which order a class is shown."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.core.log import LogKind
from quizzer.hub.memory import SeenRow
from quizzer.store.log.append import append_marks
from quizzer.study.classroom.figures import ClassView, compute_class
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from tests.probe import cards_of
from tests.study.classroom.conftest import DAY

KEYS = ("gland", "acronym", "signs", "chain")


def rows(clock: FixedClock, **stabilities: float) -> list[SeenRow]:
    """Rows of learners who answered the same cards three days ago."""
    return [
        (name, key, False, False, clock.at - 3 * DAY, stability, 0.2, 40, 39)
        for name, stability in stabilities.items()
        for key in KEYS
    ]


def look(collection: Collection, names: list[str], found: list[SeenRow]) -> ClassView:
    return compute_class(collection, dict.fromkeys(names, 1), found, Filter())


def test_those_who_know_least_come_first_and_are_behind_the_middle(collection: Collection, clock: FixedClock) -> None:
    names = ["ada", "ben", "cleo", "dan"]
    view = look(collection, names, rows(clock, ada=900.0, ben=800.0, cleo=0.1))
    assert [learner.name for learner in view.learners] == ["dan", "cleo", "ben", "ada"]
    assert [learner.behind for learner in view.learners] == [True, False, False, False]
    assert view.learners[0].behind_in == {0}
    assert view.middle is not None
    knows = view.learners[1].whole.expected_recall
    assert knows is not None
    assert view.middle - knows < 0.15


def test_two_learners_have_no_middle_and_nobody_is_behind(collection: Collection, clock: FixedClock) -> None:
    view = look(collection, ["ada", "ben"], rows(clock, ada=900.0))
    assert (view.middle, view.middles) == (None, (None,))
    assert not any(learner.behind or learner.behind_in for learner in view.learners)


def test_who_has_not_joined_yet_is_neither_behind_nor_part_of_the_middle(
    collection: Collection, clock: FixedClock
) -> None:
    learners = {"ada": 1, "ben": 1, "cleo": 1, "dan": None, "eve": None, "fay": None}
    found = rows(clock, ada=900.0, ben=800.0, cleo=700.0)
    view = compute_class(collection, learners, found, Filter())
    assert view.middle == look(collection, ["ada", "ben", "cleo"], found).middle
    assert [(learner.name, learner.behind, learner.standing) for learner in view.learners[:3]] == [
        ("dan", False, "not joined"), ("eve", False, "not joined"), ("fay", False, "not joined"),
    ]  # fmt: skip


def test_who_has_not_answered_for_a_week_is_away_and_who_never_did_has_not_begun(
    collection: Collection, clock: FixedClock
) -> None:
    found = rows(clock, ada=900.0, ben=900.0)
    clock.at += 3 * DAY
    found += rows(clock, ben=900.0)[:1]
    clock.at += 1 * DAY
    ada, ben, cleo = sorted(look(collection, ["ada", "ben", "cleo"], found).learners)
    assert (ada.away, ada.standing) == (7, "away")
    assert (ben.away, ben.standing) == (4, "active")
    assert (cleo.away, cleo.standing) == (None, "not begun")


def test_an_answer_from_the_future_is_one_of_today(collection: Collection, clock: FixedClock) -> None:
    found = rows(clock, ada=900.0)
    clock.at -= 9 * DAY
    (ada,) = look(collection, ["ada"], found).learners
    assert ada.away == 0
    assert ada.whole.expected_recall is not None
    assert ada.whole.expected_recall <= 1


def test_suspended_cards_of_the_teacher_are_in_the_class(collection: Collection, clock: FixedClock) -> None:
    before = look(collection, ["ada"], rows(clock, ada=9.0))
    ids = [card.id for card in cards_of(collection)]
    append_marks(collection.connection, ids, collection.moment(), LogKind.SUSPEND, 1)
    assert look(collection, ["ada"], rows(clock, ada=9.0)) == before
