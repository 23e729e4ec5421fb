"""Facts that age: which do, and how long ago they were looked up."""

from __future__ import annotations

import pytest

from quizzer.deckfile.lint.notes.dates import check_month, find_undated
from tests.deckfile.given import note_of


def undated(text: str, more: str = "") -> list[str]:
    return [name for _, _, name in find_undated(note_of(f"ask: q\nanswer: r\ncaveat: {text!r}\n{more}"))]


@pytest.mark.parametrize(
    "text",
    [
        "Approved only for low desire.",
        "It is not FDA-approved.",
        "An unapproved drug.",
        "Most uses lack approval.",
        "No marketing approval for children.",
        "Drivers must by law wear a belt.",
        "Under German law it is a crime.",
        "US law prohibits supplying it.",
        "The law forbids it.",
        "It is prohibited in sport.",
        "Guidelines ask for two measurements.",
        "Consensus supports it for one thing only.",
        "There is no consensus.",
        "It is backed by international consensus.",
        "No controlled trial in people is known.",
        "Neither one nor the other is known to do this.",
        "The cause is not yet known.",
        "The cause isn't known.",
    ],
)
def test_what_may_have_changed_needs_a_month(text: str) -> None:
    assert undated(text) == ["undated"]
    assert undated(text, "checked: 2026-10") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ohm's law relates them.",
        "Newton's second law forbids it.",
        "The second law forbids a perpetual engine.",
        "By the law of large numbers the mean settles.",
        "Under the law of cosines this follows.",
        "It falls off by a power law.",
        "The treaty was approved by the Senate.",
        "The Senate approved it in 1919.",
        "Alcohol was prohibited.",
        "The need for approval drives them.",
        "Social approval matters.",
        "The approval rating fell.",
        "The Kozak consensus sequence starts it.",
        "A consensus algorithm such as Raft.",
        "Consensus is reached by a majority.",
        "He is known as the Great.",
        "It is known for its tower.",
        "Inflammation is known to raise it.",
        "No king is known by this name.",
        "A lawn, an outlaw and a lawyer.",
    ],
)
def test_laws_of_nature_names_and_events_do_not_age(text: str) -> None:
    assert undated(text) == []


def test_questions_answers_and_remarks_are_looked_at_and_each_note_is_named_once() -> None:
    for lines in ("ask: What is approved?\nanswer: r", "ask: q\nanswer: approval", "cloze: 'By law {{it}} is.'"):
        ((key, message, name),) = find_undated(note_of(f"{lines}\nnote: Guidelines ask."))
        assert name == "undated"
        assert key != ""
        assert "such as 'checked: 2026-11'" in message
    assert list(find_undated(note_of("ask: q\nanswer: r\ntags: [approval]\ncite: {section: Approval}"))) == []


def test_a_draft_is_left_alone() -> None:
    assert undated("It is approved.", "draft: {score: 0.5, why: w}") == []


def test_a_month_is_old_after_twelve_others_and_none_is_ahead() -> None:
    def names(checked: str) -> list[str]:
        return [name for _, _, name in check_month(note_of(f"ask: q\nanswer: r\nchecked: {checked}"), "2026-11")]

    assert names("2026-11") == names("2025-11") == []
    assert names("2025-10") == names("2024-12") == ["checked-old"]
    assert names("2026-12") == names("2027-01") == ["bad-month"]
    assert list(check_month(note_of("ask: q\nanswer: r"), "2026-11")) == []
