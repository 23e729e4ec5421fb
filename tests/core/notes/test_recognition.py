"""What asks for recall, and what only asks to pick."""

from __future__ import annotations

import pytest

from quizzer.core.notes.cards import find_deletions
from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing, Reverse, Sequence, Sort
from quizzer.core.notes.notes import Note
from quizzer.core.notes.recognition import names_alternatives, only_asks_to_pick


@pytest.mark.parametrize(
    ("hint", "is_picked"),
    [
        ("rises or falls?", True),
        ("falls or rises", True),  # without a question mark, since the answer is one of them
        ("Up or down?", True),
        ("rises/falls", True),
        ("rises, falls, or stays?", True),
        ("", False),
        ("which way?", False),
        ("which hormone or enzyme?", False),
        ("verb or noun", False),
        ("organ", False),
        ("or", False),
    ],
)
def test_a_gap_is_picked_where_its_hint_names_alternatives(hint: str, is_picked: bool) -> None:
    (gap,) = find_deletions(f"SHBG {{{{rises::{hint}}}}}.")
    assert names_alternatives(gap) is is_picked


@pytest.mark.parametrize(
    ("body", "part", "is_picked"),
    [
        (Basic("a?", "b", reverse=Reverse("c?", "d")), "reverse", False),
        (Choice("a?", ("b",), ("c",)), "", True),
        (Sort("a?", (("b", ("c",)), ("d", ("e",)))), "", True),
        (Listing("a?", ("b", "c")), "", False),
        (Sequence("a?", ("b", "c")), "", False),
        (Cloze("{{insulin}} {{lowers::raises or lowers?}} it"), "1", False),
        (Cloze("{{insulin}} {{lowers::raises or lowers?}} it"), "2", True),
        (Cloze("{{c1::insulin}} {{c1::lowers::raises or lowers?}} it"), "1", False),
    ],
)
def test_lists_and_sequences_are_recalled_and_what_shows_its_answer_is_picked(
    body: Body, part: str, is_picked: bool
) -> None:
    assert only_asks_to_pick(Note("n", body, "HPA"), part) is is_picked
