"""The bundled decks, held against the article itself where it is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.deckfile.find import list_deck_files
from quizzer.deckfile.read.deck import read_deck
from quizzer.derive.coverage import Coverage, measure_coverage
from quizzer.derive.document.read import read_document
from quizzer.derive.sources import match_source

ROOT = Path(__file__).parent.parent.parent
DOCUMENT = ROOT.parent / "shared" / "source" / "insulin-resistance-and-hormone-receptors.txt"
READINGS = [read_deck(path) for path in list_deck_files(ROOT / "decks")]
AXES = {"HPG", "HPA", "HPT", "GH", "insulin", "receptors", "brain", "peptides"}

pytestmark = pytest.mark.skipif(
    not DOCUMENT.exists(), reason="the document is not beside the checkout; it is no part of the project"
)


@pytest.fixture(scope="module")
def found() -> Coverage:
    """The decks held against the article."""
    notes = [(reading.path, note) for reading in READINGS if reading.deck for note in reading.deck.notes]
    return measure_coverage(read_document(DOCUMENT), notes)


def test_every_note_stands_where_it_says(found: Coverage) -> None:
    assert [str(note) for note in found.stray_notes] == []


def test_only_captions_pull_quotes_references_reflection_and_page_links_are_left_out(found: Coverage) -> None:
    """The lines a reader of the article counts as such (the design's list of its traps)."""
    lines: dict[str, list[int]] = {}
    for passage in found.left_out:
        lines.setdefault(passage.kind, []).append(passage.line)
    pairs = (11, 21, 37, 48, 64, 81, 98, 110, 125)
    assert lines == {
        "boilerplate": [1],
        "caption": [line for first in pairs for line in (first, first + 1)],
        "pull quote": [20, 63, 109, 157],
        "reference": list(range(145, 152)),
        "reflection": [155, 159],
    }


def test_every_passage_that_states_something_is_covered(found: Coverage) -> None:
    missing = AXES - {reading.deck.axis.id for reading in READINGS if reading.deck}
    if missing:
        pytest.skip(f"no deck yet for {', '.join(sorted(missing))}")
    assert [passage.where for passage in found.uncovered] == []


def test_the_article_is_recognised_by_its_bytes(found: Coverage) -> None:
    match = match_source(found.document, [reading.deck for reading in READINGS if reading.deck])
    assert match is not None
    assert (match.source_id, match.exact, match.found) == ("insulin-resistance-article", True, match.of)
