"""Deciding drafts line by line: the letters of the app, in a pipe."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from quizzer.cli.lines.triage import run_triage
from quizzer.config import Paths
from quizzer.study.collection.collection import Collection
from quizzer.study.drafts.triage import Triage
from tests.conftest import Opener
from tests.probe import notes_of
from tests.study.drafts.given import drafts_of, keep_document, write_drafts


@pytest.fixture
def path(paths: Paths) -> Path:
    return write_drafts(paths, drafts_of(keep_document(paths)))


@pytest.fixture
def opened(path: Path, open_collection: Opener) -> Collection:
    assert path.exists()
    return open_collection()


def decide(collection: Collection, path: Path, *lines: str) -> str:
    out = StringIO()
    run_triage(Triage(collection, path), StringIO("".join(f"{line}\n" for line in lines)), out)
    return out.getvalue()


def test_a_sentence_is_written_once_with_its_drafts_and_all_are_decided(opened: Collection, path: Path) -> None:
    said = decide(opened, path, "a", "a", "rw", "R", "a")
    assert "Lighthouses: 5 drafts to decide." in said
    assert said.count("The document says: Fog weakens the beam.") == 1
    assert "Draft 1 of 2, cloze: Fog [does what to?] the beam." in said
    assert "Doubt: two right answers" in said
    assert "4 accepted, 2 rejected, 0 to decide." in said
    assert "Next: quizzer review --deck Lighthouses" in said
    assert "why: wording" in path.read_text("utf-8")
    assert {"lens", "fog", "oil"} <= {note.key for note in notes_of(opened)}


def test_all_of_a_sentence_leaves_the_doubtful_for_later(opened: Collection, path: Path) -> None:
    said = decide(opened, path, "A", "A")
    assert "Accepted: 0 drafts. 1 draft with a doubt left." in said
    assert "Accepted: 2 drafts." in said


def test_undo_takes_back_one_decision_after_the_other(opened: Collection, path: Path) -> None:
    before = path.read_bytes()
    said = decide(opened, path, "a", "rt", "u", "u", "u", "q")
    assert path.read_bytes() == before
    assert said.count("Taken back.") == 2
    assert "There is nothing to take back." in said


def test_words_are_changed_line_by_line_and_an_empty_line_keeps_them(opened: Collection, path: Path) -> None:
    said = decide(opened, path, "e", "A lamp wants a {{lens}}.", "glass", "q")
    assert "Sentence [A lamp needs a {{lens}}.]:" in said
    assert "cloze: A lamp wants a {{lens}}." in path.read_text("utf-8")
    assert "accept: [glass]" in path.read_text("utf-8")
    decide(opened, path, "e", "", "", "q")
    assert "cloze: A lamp wants a {{lens}}." in path.read_text("utf-8")
    assert "A sentence with a gap is wanted" in decide(opened, path, "e", "No gap.", "", "q")


def test_a_wrong_letter_and_the_end_of_the_input_lose_nothing(opened: Collection, path: Path) -> None:
    before = path.read_bytes()
    said = decide(opened, path, "x", "?")
    assert "“x” is no letter of these" in said
    assert "rt trivial" in said
    assert path.read_bytes() == before
