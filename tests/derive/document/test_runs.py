"""Runs of text become one line, and what is marked in them a span of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizzer.derive.document.runs import join_runs


def test_marked_runs_that_touch_are_one_term() -> None:
    text, terms = join_runs([("The ", False), ("Fresnel", True), (" lens", True), (", see", False), (" (log)", True)])
    assert text == "The Fresnel lens, see (log)"
    assert [text[start:end] for start, end in terms] == ["Fresnel lens", "log"]


@given(st.lists(st.tuples(st.text("ab \n.()", max_size=6), st.booleans()), max_size=12))
def test_the_text_is_that_of_the_runs_and_every_span_is_in_it(runs: list[tuple[str, bool]]) -> None:
    text, terms = join_runs(runs)
    assert text == " ".join("".join(said for said, _ in runs).split())
    assert all(0 <= start < end <= len(text) for start, end in terms)
