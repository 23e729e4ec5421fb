"""Findings of several decks together, and their order."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.deckfile.lint.lint import check_shared_ids, lint
from quizzer.deckfile.read.deck import parse_deck, read_deck


def test_an_id_in_two_files_names_both_places() -> None:
    first = parse_deck("notes:\n  - {id: x, ask: q, answer: r}\n  - {id: y, ask: p, answer: r}\n", Path("a.yaml"))
    second = parse_deck("deck: b\nnotes:\n\n  - {id: y, ask: p, answer: r}\n", Path("b.yaml"))
    told = ["b.yaml:4: the id 'y' is used twice: here and in a.yaml:3; change one of them [duplicate-id]"]
    assert [str(finding) for finding in lint([first, second])] == told
    assert [str(finding) for finding in check_shared_ids([first, second])] == told
    assert lint([first]) == lint([second]) == ()


def test_findings_come_file_by_file_in_the_order_of_lines() -> None:
    text = "notes:\n  - {id: x, ask: q, items: [r]}\n  - id: y\n  - {id: z, ask: p, items: [r]}\n"
    readings = [parse_deck(text, Path(name)) for name in ("b.yaml", "a.yaml")]
    lines = [(str(finding.path), finding.line) for finding in lint(readings)]
    assert lines == [("b.yaml", 2), ("b.yaml", 3), ("b.yaml", 4), ("a.yaml", 2), ("a.yaml", 2), ("a.yaml", 3), ("a.yaml", 4), ("a.yaml", 4)]  # noqa: E501  # fmt: skip


def test_the_decks_of_the_project_have_no_errors() -> None:
    decks = sorted((Path(__file__).parents[3] / "decks").glob("*.yaml"))
    if not decks:
        pytest.skip("no decks beside the tests")
    findings = lint([read_deck(path) for path in decks])
    assert [str(finding) for finding in findings if finding.level == "error"] == []
