"""The session line by line, as a script or a screen reader meets it."""

from __future__ import annotations

import io

from quizzer.cli.lines.review import run_review
from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.probe import answers_of


def talk(collection: Collection, lines: str, plan: Plan = Plan()) -> str:  # noqa: B008 - frozen
    out = io.StringIO()
    run_review(collection, Session(collection, plan), io.StringIO(lines), out)
    return out.getvalue()


def logged(collection: Collection) -> list[tuple[str, int]]:
    return [(row.card, row.value) for row in answers_of(collection)]


def test_enter_reveals_a_number_rates_u_undoes_q_leaves(collection: Collection) -> None:
    said = talk(collection, "\n4\n\n3\nu\n\n1\nq\n")
    assert logged(collection) == [("gland", Rating.EASY), ("acronym", Rating.AGAIN)]
    assert "[Small axis · fundamentals] 7 new, 0 learning, 0 review left" in said
    assert "Which gland releases LH?" in said
    assert "Caveat: The article does not say which lobe." in said
    assert "Source: Glands, paragraph 2" in said
    assert "1 Again 1m  2 Hard 6m  3 Good 10m  4 Easy" in said
    assert "Took back the answer Good: What does LH stand for?" in said
    assert "2 answers: 1 Again, 0 Hard, 0 Good, 1 Easy" in said
    assert "Missed: What does LH stand for? — luteinizing hormone" in said


def test_the_end_of_the_input_leaves_and_loses_nothing(collection: Collection) -> None:
    talk(collection, "\n4\n\n")
    assert logged(collection) == [("gland", Rating.EASY)]


def test_a_typed_answer_is_compared_and_suggests_a_rating(collection: Collection) -> None:
    said = talk(collection, "Pituitary gland\n\nluteinising hormon\n\n")
    assert logged(collection) == [("gland", Rating.GOOD), ("acronym", Rating.HARD)]
    assert "Right." in said
    assert "Nearly." in said
    assert "[Enter: Hard]" in said


def test_every_kind_can_be_answered_in_lines(collection: Collection) -> None:
    said = talk(collection, "1\n\nless muscle, tiredness\n\n\n\n", Plan(Filter(levels=("academic", "intermediate"))))
    assert "1. " in said
    said = talk(collection, "x\n\n\n", Plan(Filter(tags=("gland",))))
    assert "Answer:" in said


def test_a_choice_takes_numbers_and_says_what_is_wrong(collection: Collection) -> None:
    plan = Plan(Filter(levels=("intermediate",)), new=5)
    said = talk(collection, "\n4\nabc\n9\n1\n\nq\n", plan)
    assert "Type a number from 1 to 2, or Enter." in said
    assert logged(collection)[-1][0] == "direction"


def test_lists_sequences_and_sorts_are_graded(collection: Collection) -> None:
    plan = Plan(Filter(levels=("academic",)))
    said = talk(collection, "fatigue; low libido\n\n", plan)
    assert "Nearly. 67% of it." in said
    assert "missing: less muscle" in said
    said = talk(collection, "b a\nn\nq\n", plan)
    assert "Type each letter once" in said
    said = talk(collection, "n\na\na a a\n\n", plan)
    assert "Type 3 letters" in said


def test_text_that_could_steer_the_terminal_is_shown_not_obeyed(
    collection: Collection, paths: Paths, clock: FixedClock
) -> None:
    said = talk(collection, "\x1b[2Jred\n\n")
    assert "\x1b" not in said


def test_nothing_due_says_when_the_next_card_comes(collection: Collection) -> None:
    talk(collection, "\n4\n" * 7)
    said = talk(collection, "")
    assert said.startswith("Nothing is due. The next card comes in ")


def test_practice_logs_nothing(collection: Collection) -> None:
    said = talk(collection, "\n3\n\n1\nq\n", Plan(practice=True))
    assert logged(collection) == []
    assert "Practice: the schedule was left alone." in said
