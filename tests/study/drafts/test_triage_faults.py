"""Decisions that cannot be made or kept: other editors, other owners, full disks, steps cut short."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizzer.config import Paths
from quizzer.errors import Problem
from quizzer.store.records.triage_steps import count_steps
from quizzer.study.collection.collection import Collection
from quizzer.study.drafts.triage import Triage
from quizzer.study.drafts.values import Decision, Progress
from tests.study.drafts.opening import open_home


def test_what_somebody_else_edits_is_kept_and_the_step_before_it_is_refused(triage: Triage, path: Path) -> None:
    triage.accept("turns")
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    with pytest.raises(Problem, match="was edited since the last decision"):
        triage.undo()
    triage.reject("oil")
    assert "# mine\n" in path.read_text("utf-8")
    assert triage.undo() is not None  # the decision made after the edit
    with pytest.raises(Problem, match="was edited since the last decision"):
        triage.undo()


def test_a_draft_that_somebody_else_took_out_is_no_longer_decided(triage: Triage, path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("  - id: oil")] + text[text.index("  - id: fog-gap") :], "utf-8")
    version = triage.version
    with pytest.raises(Problem, match="no draft any more"):
        triage.accept("oil")
    assert triage.version > version


def test_a_file_that_was_only_touched_is_the_same_deck(triage: Triage, path: Path) -> None:
    triage.accept("turns")
    os.utime(path, ns=(1, 1))
    version = triage.version
    assert triage.undo() is not None
    assert triage.version == version


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_decision_that_cannot_be_written_is_not_made_in_a_folder_of_another(triage: Triage, path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(Problem, match="cannot be written"):
            triage.accept("turns")
    finally:
        path.parent.chmod(0o700)
    assert triage.draft("turns") is not None


def test_a_decision_that_cannot_be_written_is_not_made(
    triage: Triage, opened: Collection, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def refuse(*_given: object, **_named: object) -> None:
        raise Problem("d.yaml: the deck cannot be written: no space left on device.")

    with monkeypatch.context() as broken:
        broken.setattr("quizzer.study.drafts.deck_file.write_whole", refuse)
        for act in (triage.accept, triage.reject):
            with pytest.raises(Problem, match="no space"):
                act("turns")
    assert path.read_bytes() == before
    assert triage.draft("turns") is not None
    assert count_steps(opened.connection, path) == {}
    triage.accept("turns")
    assert triage.progress() == Progress(4, 2, 0)


def test_a_decision_whose_step_cannot_be_stored_is_not_made(triage: Triage, opened: Collection, path: Path) -> None:
    before = path.read_bytes()
    moved = opened.paths.database.rename(opened.paths.home / "moved.db")
    with pytest.raises(Problem, match="was deleted or moved away"):
        triage.accept("turns")
    assert path.read_bytes() == before
    moved.rename(opened.paths.database)
    assert triage.accept("turns") == Decision("accept", ("turns",))


def test_a_step_whose_edit_never_reached_the_file_is_dropped(home: Paths, path: Path) -> None:
    before = path.read_bytes()
    with open_home(home) as collection:
        triage = Triage(collection, path)
        triage.accept("turns")
        first = path.read_bytes()
        triage.reject("oil")
    path.write_bytes(first)  # as a power failure between the two leaves it
    with open_home(home) as collection:
        assert Triage(collection, path).undo() == Decision("accept", ("turns",))
    assert path.read_bytes() == before
