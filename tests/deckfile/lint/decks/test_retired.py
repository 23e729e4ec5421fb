"""Ids that are never used again, over all decks that are checked."""

from __future__ import annotations

from pathlib import Path

from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.read.deck import parse_deck


def found(*files: str, others: tuple[str, ...] = ()) -> list[str]:
    """The errors; the notes of each file begin in line 3."""
    readings = [parse_deck(text, Path(f"{'abc'[at]}.yaml")) for at, text in enumerate(files)]
    return [str(f) for f in lint(readings, lambda: others) if f.level == "error"]


def deck(retired: str, *ids: str, after: str = "") -> str:
    waits = f", after: [{after}]" if after else ""
    notes = "".join(f"  - {{id: {key}, ask: What is {key}?, answer: the {key}{waits}}}\n" for key in ids)
    return f"retired: {{{retired}}}\nnotes:\n{notes}"


def test_an_id_that_another_deck_retired_is_an_error_at_its_note() -> None:
    assert found(deck("lamp: []", "beam"), deck("", "lamp")) == [
        "b.yaml:3: 'lamp' is retired and never used again; give the note another id [retired-id]"
    ]


def test_an_heir_that_no_deck_has_is_an_error_with_the_one_that_was_meant() -> None:
    assert found(deck("lamp: [beam, wick, ray]", "beam"), deck("", "ray"), others=("wick",)) == []
    assert found(deck("lamp: [baem]", "beam")) == [
        "a.yaml:1: 'retired' names 'baem', which no deck has; did you mean 'beam'? [heir-unknown]"
    ]


def test_an_heir_that_is_retired_too_is_an_error() -> None:
    assert found(deck("lamp: [wick]", "beam"), deck("wick: [beam]", "ray"), others=("wick",)) == [
        "a.yaml:1: 'retired' names 'wick', which is retired too; name the notes that ask it now [heir-unknown]"
    ]


def test_a_note_may_wait_for_a_retired_id() -> None:
    assert found(deck("", "beam", after="lamp"), deck("lamp: []", "ray")) == []
    assert len(found(deck("", "beam", after="lamp"), deck("", "ray"))) == 1
