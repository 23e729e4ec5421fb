"""Sets of synonyms that no answer of a deck uses."""

from __future__ import annotations

from pathlib import Path

from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.read.deck import parse_deck

NOTES = """notes:
  - {id: a, ask: Which receptors?, answer: growth-hormone receptors}
  - {id: b, ask: Which two? (2), items: [LH, beta cell], accept: [[lutropin], []]}
  - {id: c, cloze: "The {{sex hormone}} is made in the ovary."}
"""


def found(synonyms: str) -> list[str]:
    reading = parse_deck(f"deck: d\nsynonyms: {synonyms}\n{NOTES}", Path("a.yaml"))
    return [str(finding) for finding in lint([reading]) if finding.name == "unused-synonym"]


def test_a_set_of_which_no_term_stands_in_an_answer_is_worth_a_look() -> None:
    assert found("[[ovary, gonad], [GH, somatotropin]]") == [
        "a.yaml:2: warning: no answer of this deck has one of 'ovary', 'gonad'; "
        "take the set out, or mend its spelling [unused-synonym]",
        "a.yaml:2: warning: no answer of this deck has one of 'GH', 'somatotropin'; "
        "take the set out, or mend its spelling [unused-synonym]",
    ]


def test_a_term_in_any_answer_makes_a_set_used() -> None:
    assert found("[[GH, growth hormone], [lutropin, x], [β-cells, y], [sex hormones, z]]") == []
    assert found("[[GH, growth hormone], [GHR, GH receptor]]") == []


def test_an_overlay_is_left_alone() -> None:
    base = parse_deck(f"synonyms: [[GH, growth hormone]]\n{NOTES}", Path("base.yaml"))
    own = parse_deck("overlay: base.yaml\nnotes: [{id: c, ask: Which gland?, answer: liver}]\n", Path("a.yaml"), base)
    assert [finding for finding in lint([own]) if finding.name == "unused-synonym"] == []
