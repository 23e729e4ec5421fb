"""What keeps notes from being a course."""

from __future__ import annotations

from pathlib import Path

from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.read.deck import parse_deck


def found(*files: str, others: tuple[str, ...] = ()) -> list[str]:
    """The errors about the course; each file is the notes of a deck, which begin in line 2."""
    readings = [parse_deck(f"notes:\n{text}", Path(f"{'abc'[at]}.yaml")) for at, text in enumerate(files)]
    return [str(f) for f in lint(readings, lambda: others, "2026-11") if f.level == "error"]


def note(key: str, more: str = "") -> str:
    return f"  - {{id: {key}, ask: What is {key}?, answer: the {key}{more}}}\n"


def test_an_id_that_no_deck_has_is_an_error_with_the_one_that_was_meant() -> None:
    wanting = note("lamp", ", after: [beam, wick]")
    assert found(wanting, note("beam"), others=("wick",)) == []
    assert found(wanting, note("baem"), others=("wick",)) == [
        "a.yaml:2: 'after' names 'beam', which no deck has; did you mean 'baem'? [after-unknown]"
    ]
    assert found(note("lamp", ", after: [beam]") + note("beam", ", noet: x")) == [
        "a.yaml:3: 'noet' is not a key of a note; did you mean 'note'? [unknown-key]"
    ]


def test_notes_that_wait_for_each_other_are_named_in_their_order() -> None:
    assert found(note("a", ", after: [b]") + note("b", ", after: [c]"), note("c", ", after: [a]")) == [
        "b.yaml:2: these notes wait for each other: c → a → b → c; take one 'after' out [after-cycle]"
    ]


def test_a_month_ahead_is_an_error() -> None:
    assert found(note("a", ", checked: 2026-11")) == []
    assert found(note("a", ", checked: 2026-12")) == [
        "a.yaml:2: checked 2026-12 is in the future; write the month in which the facts were looked up [bad-month]"
    ]


def late(*files: str) -> list[str]:
    """The warnings about the order of notes."""
    readings = [parse_deck(f"notes:\n{text}", Path(f"{'abc'[at]}.yaml")) for at, text in enumerate(files)]
    return [str(f) for f in lint(readings) if f.name == "after-late"]


def test_waiting_for_a_note_of_a_later_level_is_told() -> None:
    first = note("a", ", level: fundamentals, after: [b]")
    assert late(first, note("b", ", level: academic")) == [
        "a.yaml:2: warning: waits for 'b', which comes later (academic); raise 'b' or drop it here [after-late]"
    ]
    assert late(first, note("b", ", level: fundamentals")) == late(first, note("b")) == []
    assert late(note("a", ", level: academic, after: [b]"), note("b", ", level: fundamentals")) == []


def test_waiting_for_a_less_important_note_is_told_and_importance_decides_before_level() -> None:
    (told,) = late(note("a", ", priority: core, after: [b]"), note("b"))
    assert "which comes later (more)" in told
    (told,) = late(note("a", ", after: [b]"), note("b", ", priority: detail, level: fundamentals"))
    assert "which comes later (detail)" in told
    earlier = note("b", ", priority: core, level: academic")
    assert late(note("a", ", level: fundamentals, after: [b]"), earlier) == []


def test_drafts_other_levels_and_notes_elsewhere_are_not_late() -> None:
    first = note("a", ", level: fundamentals, after: [b]")
    assert late(first, note("b", ", level: academic, draft: {score: 0.5, why: w}")) == []
    assert late(first, note("b", ", level: academic") + "levels: [academic, school]\n") == []
    assert late(first) == []
