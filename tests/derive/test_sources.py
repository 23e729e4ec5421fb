"""A document is recognised by its bytes first, and then by its passages."""

from __future__ import annotations

from pathlib import Path

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Citation, Deck, Note, Source
from quizzer.derive.document.passages import Document, split_passages
from quizzer.derive.sources import SourceMatch, match_source

DOCUMENT = Document(
    Path("lamps.txt"),
    "ab" * 32,
    split_passages((Path(__file__).parent / "document" / "article.txt").read_text("utf-8")),
)


def deck(source: str, sha256: str, *fingerprints: str) -> Deck:
    notes = [
        Note(f"n{number}", Basic("?", "!"), "a", cite=Citation("S", "", fingerprint))
        for number, fingerprint in enumerate(fingerprints)
    ]
    return Deck(source, (Axis("a", "a"),), tuple(notes), Source(source, "", sha256) if source else None)


ONE, TWO, *_ = [passage.fingerprint for passage in DOCUMENT.statements]


def test_the_sha256_decides_over_any_number_of_passages() -> None:
    decks = [deck("alike", "", ONE, TWO), deck("lamps", "AB" * 32), deck("", "", ONE)]
    assert match_source(DOCUMENT, decks) == SourceMatch("lamps", True, 0, 0)


def test_else_most_passages_decide_over_all_decks_of_a_source() -> None:
    decks = [deck("tides", "", ONE, "0" * 16), deck("lamps", "cd" * 32, ONE), deck("lamps", "cd" * 32, TWO, "")]
    assert match_source(DOCUMENT, decks) == SourceMatch("lamps", False, 2, 2)


def test_no_passage_or_two_alike_are_no_match() -> None:
    assert match_source(DOCUMENT, [deck("lamps", "cd" * 32, "0" * 16)]) is None
    assert match_source(DOCUMENT, [deck("lamps", "", ONE), deck("tides", "", TWO)]) is None
    assert match_source(DOCUMENT, []) is None
