"""A warning can be silenced at its note, by name and for no more than it says; an error never."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.lint.suppress import CROSS_DECK
from quizzer.deckfile.read.deck import parse_deck
from quizzer.deckfile.read.silence import SILENCEABLE, SILENCES_NOTHING

# For each warning a note in which nothing else is wrong, without its id.
WARNED = {
    "answer-visible": "ask: Is it cortisol?, answer: cortisol",
    "asks-the-same": "ask: The first?, answer: first answer",
    "cut-text": "answer: r #1\n    , ask: q",
    "empty-field": "ask: q, answer: r, tags: ''",
    "few-steps": "ask: q, steps: [a, b]",
    "invisible-character": "ask: q, answer: a\u200bb",
    "long-answer": f"ask: q, answer: {'r' * 161}",
    "long-text": f"ask: q, answer: r, note: {'r' * 5001}",
    "no-count": "ask: q, items: [a, b]",
    "no-section": "ask: q, answer: r, cite: {row: 1}",
    "option-form": "ask: q, answer: LH, options: [a, b], note: LH is short for it",
    "option-length": f"ask: q, answer: r, options: [{'s' * 30}]",
    "several-answers": "ask: The first?, answer: another answer",
    "several-places": "ask: q, answer: r, cite: {section: s, row: 1, item: 2}",
    SILENCES_NOTHING: "ask: q, answer: r, silence: no-count",
    "single-item": "ask: q, items: [a]",
    "unexpanded-acronym": "ask: What is FSH?, answer: r",
    "unused-key": "ask: q, answer: r, options: [s], accept: [t]",
    "wrong-count": "ask: q (3), items: [a, b]",
}


def told(*notes: str) -> list[str]:
    """Findings as ``line level name``; each note has a line of its own, the first line 2."""
    text = "".join(f"  - {{id: n{at}, {note}}}\n" for at, note in enumerate(notes))
    return [f"{f.line} {f.level} {f.name}" for f in lint([parse_deck(f"notes:\n{text}", Path("d.yaml"))])]


FIRST = "ask: The first?, answer: first answer"


def silenced(note: str, name: str) -> str:
    if "silence:" in note:
        return note.replace("silence: no-count", f"silence: [no-count, {name}]")
    return f"{note}, silence: {name}"


@pytest.mark.parametrize("name", SILENCEABLE)
def test_every_warning_about_a_note_can_be_silenced_there(name: str) -> None:
    assert told(FIRST, WARNED[name]) == [f"3 warning {name}"]
    assert told(FIRST, silenced(WARNED[name], name)) == []


@pytest.mark.parametrize("name", ["asks-the-same", "several-answers"])
def test_of_two_notes_either_may_silence_what_they_do_together(name: str) -> None:
    assert told(f"{FIRST}, silence: {name}", WARNED[name]) == []
    assert told(f"{FIRST}, silence: {name}", f"{WARNED[name]}, silence: {name}") == []


def test_any_note_with_the_acronym_may_silence_it() -> None:
    note = WARNED["unexpanded-acronym"]
    assert told(note, "ask: 'And FSH?', answer: s, silence: unexpanded-acronym") == []


def test_a_silence_is_for_its_note_and_its_name_alone() -> None:
    other = "ask: p, items: [c, d, e]"
    assert told(f"{WARNED['no-count']}, silence: no-count", other) == ["3 warning no-count"]
    both = "ask: Is it a cold?, items: [a cold, b]"
    assert told(f"{both}, silence: [no-count]") == ["2 warning answer-visible"]
    assert told(f"{both}, silence: [no-count, answer-visible]") == []


@pytest.mark.parametrize(
    "note", ["ask: q, answer: r, options: [r]", "ask: q, answer: r, level: x", "ask: q, answer: r, zzz: 1"]
)
def test_an_error_can_not_be_silenced(note: str) -> None:
    (found,) = told(note)
    name = found.split()[2]
    assert found == f"2 error {name}"
    assert sorted(told(f"{note}, silence: {name}")) == sorted(["2 error unknown-silence", found])


def test_what_silences_nothing_is_told_at_its_line() -> None:
    text = "notes:\n  - id: x\n    ask: q\n    items: [a, b]\n    silence: [no-count, few-steps]\n"
    (finding,) = lint([parse_deck(text, Path("d.yaml"))])
    assert str(finding) == "d.yaml:5: warning: 'few-steps' silences nothing here; take it out [silences-nothing]"
    assert told("ask: q, answer: r, silence: silences-nothing") == ["2 warning silences-nothing"]


@pytest.mark.parametrize("name", sorted(CROSS_DECK))
def test_what_silences_a_warning_about_two_decks_is_not_called_idle_when_one_is_checked_alone(name: str) -> None:
    first = parse_deck(f"notes:\n  - {{id: a, {FIRST}, silence: {name}}}\n", Path("a.yaml"))
    second = parse_deck(f"notes:\n  - {{id: b, {WARNED[name]}}}\n", Path("b.yaml"))
    other = parse_deck("notes:\n  - {id: c, ask: q, answer: r}\n", Path("c.yaml"))
    assert lint([first]) == lint([first, second]) == lint([second, first]) == ()
    assert [f.name for f in lint([first, other])] == ["silences-nothing"]
