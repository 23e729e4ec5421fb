"""A sentence is a pull quote when it repeats the prose around it."""

from __future__ import annotations

from pathlib import Path

from quizzer.derive.document.passages import split_passages

HERE = Path(__file__).parent


TEXT = (HERE / "article.txt").read_text("utf-8")


PASSAGES = split_passages(TEXT)


def lines_of(kind: str) -> list[int]:
    return [passage.line for passage in PASSAGES if passage.kind == kind]


def test_pull_quotes_are_told_by_repeating_the_prose_also_where_they_run_into_captions() -> None:
    assert lines_of("pull quote") == [15, 31, 51]


def test_a_single_sentence_that_says_something_new_is_no_pull_quote_wherever_it_stands() -> None:
    new = "Under ice every signal travels farther than engineers of that century believed possible."
    crammed = TEXT.replace(
        "Fog defeats every lamp, so that stations on the coast needed voices such as bells, sirens and horns.", new
    )
    (passage,) = [passage for passage in split_passages(crammed) if passage.text == new]
    assert passage.kind == "prose"
