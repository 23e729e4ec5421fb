"""A finding is one line with its place, its level and the name of its rule."""

from __future__ import annotations

from pathlib import Path

from quizzer.deckfile.read.deck import parse_deck

PATH = Path("d.yaml")


def findings(text: str) -> list[str]:
    return [str(finding) for finding in parse_deck(text, PATH).findings]


def test_a_finding_is_told_as_place_level_message_and_name() -> None:
    text = "notes:\n  - {id: x, ask: q, zzz: 1}\n  - {id: y, ask: q, answer: r, tags: ''}\n"
    error, warning = findings(text)
    assert error.startswith("d.yaml:2: 'zzz' is not a key of a note; the keys are ")
    assert error.endswith(" [unknown-key]")
    assert warning == "d.yaml:3: warning: 'tags' is empty; fill it or take it out [empty-field]"
