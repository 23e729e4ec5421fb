"""The session line by line, as a script or a screen reader meets it."""

from __future__ import annotations

import io

import pytest

from quizzer.cli.lines.review import run_review
from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.filters import Filter
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK, Opener
from tests.probe import answers_of, card_of


def talk(collection: Collection, lines: str, plan: Plan = Plan()) -> str:  # noqa: B008 - frozen
    out = io.StringIO()
    run_review(collection, Session(collection, plan), io.StringIO(lines), out)
    return out.getvalue()


def logged(collection: Collection) -> list[tuple[str, int]]:
    return [(row.card, row.value) for row in answers_of(collection)]


def test_enter_reveals_a_number_rates_u_undoes_q_leaves(collection: Collection) -> None:
    said = talk(collection, "\n4\n\n3\nu\n\n1\nq\n")
    assert logged(collection) == [("gland", Rating.EASY), ("acronym", Rating.AGAIN)]
    first, empty, where, *_ = said.splitlines()
    assert first == "Enter shows the answer, then 1 to 4 rate it; ? helps, q leaves."
    assert (empty, where) == ("", "[SML, fundamentals] 7 new left")
    assert "Answer: pituitary.\n" in said
    assert "Which gland releases LH?" in said
    assert "Caveat: The article does not say which lobe." in said
    assert "Source: Glands, paragraph 2" in said
    assert "1 Again in 1 minute, 2 Hard in 6 minutes, 3 Good in 10 minutes, 4 Easy in" in said
    assert "Took back the answer Good: What does LH stand for?" in said
    assert "2 answers in 0 seconds, 2 new cards met: 1 Again, 1 Easy." in said
    assert "Missed: What does LH stand for? Answer: luteinizing hormone" in said


def test_the_end_of_the_input_leaves_and_loses_nothing(collection: Collection) -> None:
    talk(collection, "\n4\n\n")
    assert logged(collection) == [("gland", Rating.EASY)]


def test_a_typed_answer_is_compared_and_suggests_a_rating(collection: Collection) -> None:
    said = talk(collection, "Pituitary gland\n\nluteinising hormon\n\n")
    assert logged(collection) == [("gland", Rating.GOOD), ("acronym", Rating.HARD)]
    assert "Right." in said
    assert "Nearly. You: luteinising hormon. Expected: luteinizing hormone." in said
    assert "; Enter takes Hard: " in said
    assert "[-" not in said, "a screen reader reads signs as words, or not at all"
    assert "{+" not in said


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
    assert "Nearly. 2 of 3; missing: less muscle." in said
    assert "; Enter takes Hard: " in said
    assert "Answer, 3 items: fatigue; low libido; less muscle" in said
    said = talk(collection, "2 1\nn\nq\n", plan)
    assert "Type each number from 1 to 3 once" in said


def test_a_sort_asks_item_by_item_and_goes_back(collection: Collection) -> None:
    plan = Plan(Filter(levels=("academic",)), cards=(card_of(collection, "sexes").id,))
    said = talk(collection, "1\n9\n0\n2\n1\n1\n\nq\n", plan)
    assert "1. Women\n" in said
    assert "Type a number from 1 to 2." in said
    items = ("irregular cycles", "hirsutism", "fewer sperm")
    asked = [line.partition(":")[0] for line in said.splitlines() if line.startswith(items)]
    first, second, again, back, forth, third = asked[:6]
    assert (first, second) == (back, forth) == (first, again), "9 is no group, and 0 went back to the first"
    assert {first, second, third} == set(items)
    talk(collection, "\n", plan)
    assert "0 goes back one" in said


def test_an_empty_answer_suggests_nothing_so_that_enter_alone_rates_nothing(collection: Collection) -> None:
    said = talk(collection, "\n\n\n3\nq\n")
    assert logged(collection) == [("gland", Rating.GOOD)]
    assert said.count("Type 1, 2, 3 or 4; ? for help.") == 2
    assert "Enter takes" not in said


def test_a_list_is_taken_as_people_write_it(collection: Collection) -> None:
    said = talk(collection, "fatigue & low libido and less muscle\n\n", Plan(Filter(levels=("academic",))))
    assert "Right." in said


def test_a_wrong_item_is_named_and_suggests_again(collection: Collection) -> None:
    said = talk(collection, "fatigue, low libido, headache\n\n", Plan(Filter(levels=("academic",))))
    assert "Nearly. 2 of 3; missing: less muscle." in said
    assert "Not among them: headache." in said
    assert "; Enter takes Again: " in said


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


def test_an_axis_that_gives_the_answer_away_is_said_with_the_answer(collection: Collection, paths: Paths) -> None:
    (paths.decks / "hpt.yaml").write_text(
        "axis: {id: HPT, name: HPT axis}\nnotes:\n  - {id: which, ask: Which axis?, answer: HPT}\n", "utf-8"
    )
    sync_decks(collection)
    said = talk(collection, "\n", Plan(Filter(axes=("HPT",))))
    before, after = said.split("Answer: HPT.\n")
    assert "\n[a card] 1 new left\nWhich axis?\n" in before
    assert after.startswith("Axis: HPT\n")


def test_a_term_stands_for_another_of_its_set(paths: Paths, open_collection: Opener) -> None:
    deck = DECK.replace("notes:", "synonyms: [[pituitary, hypophysis]]\nnotes:", 1)
    (paths.decks / "small.yaml").write_text(deck, "utf-8")
    collection = open_collection()
    talk(collection, "hypophysis\n\nq\n")
    assert logged(collection) == [("gland", Rating.GOOD)]


@pytest.mark.parametrize(("term", "near"), [("pituitery", False), ("hypophysis", True)])
def test_a_word_of_the_synonyms_is_another_word_and_no_slip(
    paths: Paths, open_collection: Opener, term: str, near: bool
) -> None:
    deck = DECK.replace("notes:", f"synonyms: [[{term}, glomp]]\nnotes:", 1)
    (paths.decks / "small.yaml").write_text(deck, "utf-8")
    assert ("Nearly." in talk(open_collection(), "pituitery\nq\n")) == near
