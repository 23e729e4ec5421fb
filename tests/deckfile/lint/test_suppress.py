"""A warning can be silenced at its note, by name and for no more than it says; an error never."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.lint.suppress import CROSS_DECK
from quizzer.deckfile.read.deck import DeckReading, parse_deck
from quizzer.deckfile.read.silence import SILENCEABLE, SILENCES_NOTHING

# For each warning a note in which nothing else is wrong, without its id. Some stand behind the notes of FIRST.
WARNED = {
    "after-late": "ask: q, answer: r, level: fundamentals, after: [n0]",
    "answer-visible": "ask: Is it cortisol?, answer: cortisol",
    "asks-the-same": "ask: The first?, answer: first answer",
    "attribution": "ask: What does the article say?, answer: r",
    "checked-old": "ask: q, answer: r, checked: 2025-10",
    "cut-text": "answer: r #1\n    , ask: q",
    "empty-field": "ask: q, answer: r, tags: ''",
    "few-steps": "ask: q, steps: [a, b]",
    "hint-gives-answer": "cloze: 'The {{liver::livers of animals}}'",
    "invisible-character": "ask: q, answer: a\u200bb",
    "long-answer": f"ask: q, answer: {'r' * 161}",
    "long-text": f"ask: q, answer: r, note: {'r' * 5001}",
    "no-count": "ask: q, items: [a, b, c]",
    "no-section": "ask: q, answer: r, cite: {row: 1}",
    "option-form": "ask: q, answer: LH, options: [a, b], note: LH is short for it",
    "option-length": f"ask: q, answer: r, options: [{'s' * 30}, t]",
    "pair-as-list": "ask: q (2), items: [a, b]",
    "same-answer": "ask: q, answer: the lamp",
    "same-caveat": "ask: q, answer: r, caveat: Old stone towers stand alone",
    "several-answers": "ask: The first?, answer: another answer",
    "several-places": "ask: q, answer: r, cite: {section: s, row: 1, item: 2}",
    SILENCES_NOTHING: "ask: q, answer: r, silence: no-count",
    "single-item": "ask: q, items: [a]",
    "two-options": "ask: q, answer: r, options: [s]",
    "two-way-hint": "cloze: 'It {{rises::rises or falls?}}'",
    "undated": "ask: q, answer: r, caveat: Approved for children",
    "unexpanded-acronym": "ask: What is FSH?, answer: r",
    "unused-key": "ask: q, answer: r, options: [s, u], accept: [t]",
    "wrong-count": "ask: q (4), items: [a, b, c]",
}


FIRST = "ask: The first?, answer: first answer"
BEFORE = {
    "after-late": ("ask: Which?, answer: that, level: academic",),
    "same-answer": tuple(f"ask: What is {where}?, answer: a lamp" for where in ("north", "south", "east", "west")),
    "same-caveat": tuple(
        f"ask: What is {where}?, answer: {where[:1]}, caveat: 'So, old stone towers stand alone.', silence: same-caveat"
        for where in ("north", "south")
    ),
}
"""For a warning the notes that it takes before its own; FIRST where any will do."""


def deck(notes: Sequence[str], name: str = "d.yaml", prefix: str = "n") -> DeckReading:
    """A deck of a source; each note has a line of its own, the first line 2."""
    text = "".join(f"  - {{id: {prefix}{at}, {note}}}\n" for at, note in enumerate(notes))
    return parse_deck(f"notes:\n{text}source: s\n", Path(name))


def told(*notes: str) -> list[str]:
    """Findings as ``line level name``."""
    return [f"{f.line} {f.level} {f.name}" for f in lint([deck(notes)], month="2026-11")]


def silenced(note: str, name: str) -> str:
    if "silence:" in note:
        return note.replace("silence: no-count", f"silence: [no-count, {name}]")
    return f"{note}, silence: {name}"


@pytest.mark.parametrize("name", SILENCEABLE)
def test_every_warning_about_a_note_can_be_silenced_there(name: str) -> None:
    before = BEFORE.get(name, (FIRST,))
    line = 2 if name == "same-answer" else 2 + len(before)
    assert told(*before, WARNED[name]) == [f"{line} warning {name}"]
    assert told(*before, silenced(WARNED[name], name)) == []


@pytest.mark.parametrize("name", ["asks-the-same", "several-answers"])
def test_of_two_notes_either_may_silence_what_they_do_together(name: str) -> None:
    assert told(f"{FIRST}, silence: {name}", WARNED[name]) == []
    assert told(f"{FIRST}, silence: {name}", f"{WARNED[name]}, silence: {name}") == []


def test_any_note_with_the_acronym_may_silence_it() -> None:
    note = WARNED["unexpanded-acronym"]
    assert told(note, "ask: 'And FSH?', answer: s, silence: unexpanded-acronym") == []


def test_a_silence_is_for_its_note_and_its_name_alone() -> None:
    other = "ask: p, items: [d, e, f]"
    assert told(f"{WARNED['no-count']}, silence: no-count", other) == ["3 warning no-count"]
    both = "ask: Is it a cold?, items: [a cold, b, c]"
    assert told(f"{both}, silence: [no-count]") == ["2 warning answer-visible"]
    assert told(f"{both}, silence: [no-count, answer-visible]") == []


@pytest.mark.parametrize(
    "note", ["ask: q, answer: r, options: [r, s]", "ask: q, answer: r, level: x", "ask: q, answer: r, zzz: 1"]
)
def test_an_error_can_not_be_silenced(note: str) -> None:
    (found,) = told(note)
    name = found.split()[2]
    assert found == f"2 error {name}"
    assert sorted(told(f"{note}, silence: {name}")) == sorted(["2 error unknown-silence", found])


def test_what_silences_nothing_is_told_at_its_line() -> None:
    text = "notes:\n  - id: x\n    ask: q\n    items: [a, b, c]\n    silence: [no-count, few-steps]\n"
    (finding,) = lint([parse_deck(text, Path("d.yaml"))])
    assert str(finding) == "d.yaml:5: warning: 'few-steps' silences nothing here; take it out [silences-nothing]"
    assert told("ask: q, answer: r, silence: silences-nothing") == ["2 warning silences-nothing"]


@pytest.mark.parametrize("name", sorted(CROSS_DECK))
def test_what_silences_a_warning_about_several_decks_is_not_called_idle_when_one_is_checked_alone(name: str) -> None:
    first = deck(BEFORE.get(name, (FIRST,)), "a.yaml")
    second = deck([silenced(WARNED[name], name)], "b.yaml", prefix="b")
    other = deck(["ask: p?, answer: s"], "c.yaml", prefix="c")
    assert lint([first, deck([WARNED[name]], "b.yaml", prefix="b")]) != ()
    for readings in ([second], [first, second], [second, first]):
        assert lint(readings, lambda: ["n0"]) == ()
    assert [f.name for f in lint([second, other], lambda: ["n0"])] == ["silences-nothing"]


def test_a_silence_that_needs_the_month_is_not_called_idle_without_one() -> None:
    reading = deck(["ask: q, answer: r, checked: 2026-10, silence: checked-old"])
    assert lint([reading]) == ()
    assert [f.name for f in lint([reading], month="2026-11")] == ["silences-nothing"]


def test_every_warning_is_explained() -> None:
    page = (Path(__file__).parents[3] / ".github" / "DECKS.md").read_text("utf-8")
    rows = {name for line in page.splitlines() if line.startswith("| `") for name in line.split("|")[1].split("`")}
    assert set(SILENCEABLE) - rows == set()
