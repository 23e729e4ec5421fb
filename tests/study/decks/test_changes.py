"""What changed in the decks is kept for a person to look at: a bundled deck's changes call for it, one's own do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.config import Paths
from quizzer.core.notes.identity.overlay import mark_of
from quizzer.core.schedule.progress import Rating
from quizzer.deckfile.read.deck import read_deck
from quizzer.store.notes.deck_files import count_unseen_changes
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.changes import load_changes, mark_seen
from quizzer.study.decks.sync import sync_after_edit, sync_decks
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK

NEW = "  - {id: fresh, ask: What is new?, answer: this}\n"


@pytest.fixture
def bundled(collection: Collection, paths: Paths, tmp_path: Path) -> Path:
    """The small deck comes with the program, and two of its cards were answered."""
    (paths.decks / "small.yaml").unlink()
    path = tmp_path / "bundled" / "small.yaml"
    path.write_text(DECK, "utf-8")
    sync_decks(collection)
    mark_seen(collection)
    session = Session(collection, Plan())
    for _ in range(2):
        session.answer(Rating.EASY, 1_000)
    return path


def unseen(collection: Collection) -> int:
    return count_unseen_changes(collection.connection)


def said(collection: Collection) -> list[tuple[str, str, str]]:
    return [(one.note, one.kind, one.progress) for one in load_changes(collection) if not one.seen]


def test_the_first_start_is_no_news(collection: Collection, bundled: Path) -> None:
    assert unseen(collection) == 0
    assert said(collection) == []


def test_every_kind_of_change_is_named_with_what_became_of_the_progress(
    collection: Collection, bundled: Path, tmp_path: Path
) -> None:
    gone = DECK[DECK.index("  - id: acronym") : DECK.index("  - id: aromatase")]
    text = DECK.replace(gone, "").replace("releases LH", "makes LH") + NEW
    bundled.write_text(
        text.replace("  - id: chain\n", "  - id: chain\n    level: fundamentals\n").replace(
            "gonad]\n    level: academic", "gonad]"
        ),
        "utf-8",
    )
    (tmp_path / "bundled" / "other.yaml").write_text("deck: Other\nnotes:\n" + NEW.replace("fresh", "fresher"), "utf-8")
    sync_decks(collection)
    assert sorted(said(collection)) == [
        ("acronym", "retired", "its history is kept"),
        ("chain", "moved", "not met yet"),
        ("fresh", "new", "not met yet"),
        ("fresher", "new", "not met yet"),
        ("gland", "reworded", "keeps its schedule"),
    ]
    assert unseen(collection) == 5
    reworded = next(one for one in load_changes(collection) if one.kind == "reworded")
    assert reworded.differences == (("question", "Which gland releases LH?", "Which gland makes LH?"),)
    mark_seen(collection)
    assert (unseen(collection), len(load_changes(collection))) == (0, 5)
    bundled.write_text(text.replace("aromatase\n", "aromatase\n", 1) + gone, "utf-8")
    sync_decks(collection)
    assert ("acronym", "back", "where it was") in said(collection)


def test_what_cannot_be_kept_is_said_to_begin_anew(collection: Collection, bundled: Path) -> None:
    session = Session(collection, Plan())
    while session.current is not None:
        session.answer(Rating.EASY, 1_000)
    bundled.write_text(
        DECK.replace("cloze: Aromatase converts {{testosterone}} into {{estradiol}}.", "ask: x?\n    answer: y"),
        "utf-8",
    )
    sync_decks(collection)
    ((_, kind, progress),) = [one for one in said(collection) if one[0] == "aromatase"]
    assert kind == "reworded"
    assert progress == "starts anew, because it is asked in another way; its history is kept"


def test_an_edit_of_ones_own_is_no_news_but_a_retired_note_is(collection: Collection, paths: Paths) -> None:
    own = paths.decks / "small.yaml"
    own.write_text(DECK.replace("releases LH", "makes LH") + NEW, "utf-8")
    sync_decks(collection)
    assert unseen(collection) == 0
    assert [kind for _, kind, _ in said(collection)] == ["reworded"]
    own.write_text(DECK, "utf-8")
    sync_decks(collection)
    assert unseen(collection) == 1
    mark_seen(collection)
    own.write_text(DECK[: DECK.index("  - id: sexes")], "utf-8")
    sync_after_edit(collection, own)
    assert unseen(collection) == 0


def test_ones_own_text_of_a_bundled_note_is_no_news_until_the_deck_changes_it_too(
    collection: Collection, bundled: Path, paths: Paths
) -> None:
    overlay = paths.decks / "mine.yaml"
    note = DECK[DECK.index("  - id: gland") : DECK.index("  - id: acronym")]
    mark = mark_of(read_deck(bundled).notes[0], "SML")
    note = note.replace("releases", "secretes").replace("gland\n", f"gland\n    base: {mark}\n", 1)
    overlay.write_text(f"overlay: small.yaml\nnotes:\n{note}", "utf-8")
    assert sync_decks(collection) == []
    assert unseen(collection) == 0
    bundled.write_text(DECK.replace("releases LH", "makes LH"), "utf-8")
    assert [problem.name for problem in sync_decks(collection)] == ["both-changed"]
    assert unseen(collection) == 1
    both = next(one for one in load_changes(collection) if one.kind == "both")
    assert both.differences == (("question", "Which gland secretes LH?", "Which gland makes LH?"),)
    sync_decks(collection)
    assert unseen(collection) == 1
    overlay.unlink()
    mark_seen(collection)
    sync_decks(collection)
    assert unseen(collection) == 0


def test_a_retired_note_names_the_notes_that_ask_it_now_and_is_back_by_nothing_but_its_id(
    collection: Collection, paths: Paths
) -> None:
    own = paths.decks / "small.yaml"
    kept = DECK[: DECK.index("  - id: sexes")]
    head = "retired:\n  sexes: [gland, acronym]\n  never-here: [gland]\nnotes:"
    own.write_text(kept.replace("notes:", head, 1), "utf-8")
    assert sync_decks(collection) == []
    (one,) = load_changes(collection)
    assert (one.note, one.kind) == ("sexes", "retired")
    assert one.progress == "it was never asked; asked now by gland, acronym"
    own.write_text(DECK.replace("notes:", head, 1), "utf-8")
    assert [found.name for found in sync_decks(collection)] == ["retired-id"]
    assert [change.kind for change in load_changes(collection)] == ["retired"]
