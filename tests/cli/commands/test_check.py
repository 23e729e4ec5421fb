"""``quizzer check --source``: a deck held against its document."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.cli.main import _run as run
from quizzer.derive.fingerprint import fingerprint

FIRST = "A lighthouse shows ships where the coast begins, and each has a rhythm of its own."
SECOND = "Its lamp was once a fire of coal, which the keeper had to feed through the night."
DOCUMENT = f"The lamp\n\n{FIRST}\n\n{SECOND}\n"


def deck(text: str) -> str:
    return (
        "deck: Lights\naxis: {id: LGT, name: Lights}\nsource: {id: lights}\nnotes:\n"
        "  - id: rhythm\n    ask: What tells one lighthouse from another?\n    answer: its rhythm\n"
        f"    cite: {{section: The lamp, paragraph: 1, fingerprint: {fingerprint(text)}}}\n"
    )


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "lights.txt"
    path.write_text(DOCUMENT, "utf-8")
    return path


def test_a_passage_no_note_covers_is_named_with_its_line(
    tmp_path: Path, document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lights.yaml").write_text(deck(FIRST), "utf-8")
    assert run(["check", str(tmp_path / "lights.yaml"), "--source", str(document)]) == 1
    assert f"{document}:5: no note covers" in capsys.readouterr().out


def test_a_note_whose_passage_changed_is_named_with_the_nearest_passage(
    tmp_path: Path, document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = (
        "  - id: coal\n    ask: What did the lamp burn once?\n    answer: coal\n"
        f"    cite: {{section: The lamp, paragraph: 2, fingerprint: {fingerprint(SECOND)}}}\n"
    )
    path = tmp_path / "lights.yaml"
    path.write_text(deck(FIRST) + second, "utf-8")
    assert run(["check", str(path), "--source", str(document)]) == 0
    document.write_text(DOCUMENT.replace("shows ships", "tells ships"), "utf-8")
    capsys.readouterr()
    assert run(["check", str(path), "--source", str(document)]) == 1
    told = capsys.readouterr().out
    assert f"{path}:5: " in told
    assert "tells ships" in told


def test_a_document_no_deck_was_made_from_is_wrong_use(
    tmp_path: Path, document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lights.yaml").write_text(deck("Something else entirely."), "utf-8")
    assert run(["check", str(tmp_path / "lights.yaml"), "--source", str(document)]) == 2
    assert "no deck here was made from this document" in capsys.readouterr().err
