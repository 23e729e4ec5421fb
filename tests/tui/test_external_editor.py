"""The user's editor: which one is chosen, where it opens, and the effect of an edit."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.errors import Problem
from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan
from quizzer.tui.app import QuizzerApp
from quizzer.tui.external_editor import editor_command
from tests.probe import ids_of
from tests.tui.stage import ratings, staged


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that replaces gland with GLAND and records its arguments."""
    script = tmp_path / "my editor"
    script.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/called"\nsed -i "s/Which gland/Which GLAND/" "$2"\n')
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"'{script}'")
    monkeypatch.setattr(QuizzerApp, "suspend", lambda _: nullcontext())
    return tmp_path / "called"


async def test_a_note_is_edited_at_its_line_and_the_review_goes_on_with_the_new_text(
    collection: Collection, editor: Path
) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.press("enter", "3")
        await stage.press("ctrl+z")
        text = await stage.press("ctrl+o")
        assert "Which GLAND releases LH?" in text
        assert editor.read_text().strip() == "+4"
        await stage.press("enter", "3")
        assert ratings(stage) == [Rating.GOOD]


async def test_a_broken_edit_is_reported_with_file_and_line_and_the_old_text_stays(
    collection: Collection, editor: Path, paths: Paths
) -> None:
    script = editor.parent / "my editor"
    script.write_text('#!/bin/sh\nsed -i "s/    ask: Which gland/    asks: Which gland/" "$2"\n')
    async with staged(collection, Plan()) as stage:
        text = await stage.press("ctrl+o")
        assert "small.yaml:" in stage.words.replace(" ", "")
        assert "The old text stays" in stage.words
        assert "Which gland releases LH?" in text


async def test_the_numbers_that_an_edit_keeps_are_said_after_it(
    collection: Collection, editor: Path, paths: Paths
) -> None:
    script = editor.parent / "my editor"
    script.write_text('#!/bin/sh\nsed -i "s/Aromatase converts/Aromatase {{converts}}/" "$2"\n')
    async with staged(collection, Plan(cards=(ids_of(collection)["aromatase#2"],))) as stage:
        await stage.press("ctrl+o")
        assert "The deletions of “aromatase” keep the numbers they had, which are now in the file" in stage.words
        assert stage.words.count("[...]") == 1, "the same card is asked on"
    assert "Aromatase {{c3::converts}} {{c1::testosterone}}" in (paths.decks / "small.yaml").read_text("utf-8")


async def test_an_editor_that_is_missing_is_a_sentence(
    collection: Collection, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor-anywhere --wait")
    async with staged(collection, Plan()) as stage:
        await stage.press("ctrl+o")
        assert "The editor no-such-editor-anywhere cannot be started" in stage.words


def test_the_configured_editor_goes_before_visual_and_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "ed")
    assert editor_command(Path("d.yaml"), 7, None) == ["ed", "+7", "d.yaml"]
    monkeypatch.setenv("VISUAL", "vim -n")
    assert editor_command(Path("d.yaml"), 7, None) == ["vim", "-n", "+7", "d.yaml"]
    assert editor_command(Path("d.yaml"), 7, "code") == ["code", "--wait", "--goto", "d.yaml:7"]
    with pytest.raises(Problem, match="unclosed quote"):
        editor_command(Path("d.yaml"), 7, "vi '")
