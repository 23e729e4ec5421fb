"""A bundled note is edited as the person's own text of it, in an overlay; nothing else of the deck is copied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.errors import Problem
from quizzer.store.scope import EVERYTHING
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.editing.edit import explain_edit, settle_note
from quizzer.study.decks.lines import load_deck_lines
from quizzer.study.decks.sync import load_problems, sync_decks
from quizzer.study.exchange import export_archive
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK
from tests.probe import note_of

Edit = Callable[[str], str]


@pytest.fixture
def bundled(collection: Collection, paths: Paths, tmp_path: Path) -> Path:
    """The small deck comes with the program; the person has none."""
    (paths.decks / "small.yaml").unlink()
    path = tmp_path / "bundled" / "small.yaml"
    path.write_text(DECK, "utf-8")
    sync_decks(collection)
    return path


@pytest.fixture
def session(collection: Collection, bundled: Path) -> Session:
    session = Session(collection, Plan())
    session.answer(Rating.EASY, 1_000)
    session.undo()
    return session


@pytest.fixture
def overlay(paths: Paths) -> Path:
    return paths.decks / "small.changes.yaml"


def edited(session: Session, change: Callable[[str], str]) -> str:
    """What the person reads after an edit in the editor."""
    note = session.open_note()
    text = note.path.read_text("utf-8")
    assert text.splitlines()[note.line - 1].startswith("  - id: gland")
    note.path.write_text(change(text), "utf-8")
    done = settle_note(note)
    return explain_edit(session.reload(note.path)) or done


def asked(session: Session) -> str:
    assert session.current is not None
    return session.current.face.prompt


def test_looking_at_a_bundled_note_leaves_nothing_behind(session: Session, paths: Paths, overlay: Path) -> None:
    assert edited(session, lambda text: text) == "Nothing was changed."
    assert list(paths.decks.iterdir()) == []
    assert edited(session, lambda text: text + "\n\n") == "Nothing of the note was changed."
    assert not overlay.exists()
    assert [deck.bundled for deck in load_deck_lines(session._collection)] == [True]


def test_an_edit_keeps_only_that_note_and_later_corrections_of_the_others_arrive(
    collection: Collection, session: Session, bundled: Path, overlay: Path
) -> None:
    said = edited(session, lambda text: text.replace("releases LH", "secretes LH"))
    assert said == "Your text is kept in small.changes.yaml; all other notes stay as they come with quizzer."
    assert asked(session) == "Which gland secretes LH?"
    assert overlay.read_text("utf-8").count("id: ") == 1
    assert "caveat: The article does not say which lobe." in overlay.read_text("utf-8")
    (deck,) = load_deck_lines(collection)
    assert (deck.bundled, deck.notes, deck.retired, deck.problems) == (True, 7, 0, ())
    bundled.write_text(DECK.replace("What does LH stand for?", "What is LH short for?"), "utf-8")
    assert sync_decks(collection) == []
    assert "short for" in note_of(collection, "acronym").content
    assert "secretes" in note_of(collection, "gland").content


def test_what_the_person_left_alone_of_the_note_follows_the_bundled_deck(
    collection: Collection, session: Session, bundled: Path
) -> None:
    edited(session, lambda text: text.replace("releases LH", "secretes LH"))
    bundled.write_text(DECK.replace("level: fundamentals\n    tags: [gland]", "level: academic"), "utf-8")
    assert sync_decks(collection) == []
    note = note_of(collection, "gland")
    assert "secretes" in note.content
    assert (note.level, note.tags) == ("academic", "")


def test_where_both_changed_the_persons_text_counts_and_both_are_named(
    collection: Collection, session: Session, bundled: Path, overlay: Path
) -> None:
    edited(session, lambda text: text.replace("releases LH", "secretes LH"))
    bundled.write_text(DECK.replace("gland releases LH", "organ makes LH"), "utf-8")
    (problem,) = sync_decks(collection)
    assert str(problem).startswith(
        f"{overlay}:7: warning: the bundled deck has another text of this note by now, and yours"
    )
    assert "Which organ makes LH? / pituitary" in problem.message
    assert "secretes" in note_of(collection, "gland").content
    mark = problem.message.partition("base: ")[2][:17]
    text = overlay.read_text("utf-8")
    before = text.partition("base: ")[2][:17]
    overlay.write_text(text.replace(before, mark), "utf-8")
    assert sync_decks(collection) == []
    assert "secretes" in note_of(collection, "gland").content


def test_taking_the_note_out_brings_the_bundled_one_back_with_progress(
    collection: Collection, session: Session, overlay: Path
) -> None:
    edited(session, lambda text: text.replace("releases LH", "secretes LH"))
    session.answer(Rating.EASY, 1_000)
    session.undo()
    said = edited(session, lambda text: text[: text.index("  - id: gland")])
    assert said == "The text that came with quizzer counts again."
    assert asked(session) == "Which gland releases LH?"
    overlay.unlink()
    assert sync_decks(collection) == []
    assert "releases" in note_of(collection, "gland").content


@pytest.mark.parametrize("broken", ["ask: [", "anser: pituitary\n    ask:"])
def test_a_broken_edit_is_kept_and_named_and_opened_again(
    collection: Collection, session: Session, overlay: Path, broken: str
) -> None:
    edited(session, lambda text: text.replace("releases LH", "secretes LH"))
    with pytest.raises(Problem, match=r"small\.changes\.yaml:\d+: .*The old text stays until the file is right"):
        edited(session, lambda text: text.replace("ask:", broken, 1))
    assert broken in overlay.read_text("utf-8")
    assert asked(session) == "Which gland secretes LH?"
    assert next(problem.path for problem in load_problems(collection.connection)) == overlay
    sync_decks(collection)
    assert asked(session) == "Which gland secretes LH?"
    edited(session, lambda text: text.replace(broken, "ask:", 1))
    assert load_problems(collection.connection) == []


def test_a_second_note_joins_the_first(collection: Collection, session: Session, overlay: Path) -> None:
    edited(session, lambda text: text.replace("releases LH", "secretes LH"))
    session.skip()
    note = session.open_note()
    before = note.path.read_text("utf-8")
    assert note.path == overlay
    assert settle_note(note) == "Nothing was changed."
    assert overlay.read_text("utf-8") != before
    assert overlay.read_text("utf-8").count("id: ") == 1


def test_the_numbers_that_deletions_keep_are_written_into_the_overlay(
    collection: Collection, session: Session, bundled: Path, overlay: Path
) -> None:
    while (current := session.current) is None or current.note.id != "aromatase":
        session.skip()
    note = session.open_note()
    text = note.path.read_text("utf-8")
    note.path.write_text(
        text.replace("{{testosterone}} into {{estradiol}}", "testosterone into {{estradiol}}"), "utf-8"
    )
    settle_note(note)
    assert [p.name for p in session.reload(note.path)] == ["written-numbers"]
    assert "{{c2::estradiol}}" in overlay.read_text("utf-8")
    before = overlay.read_bytes()
    sync_decks(collection)
    assert overlay.read_bytes() == before
    assert bundled.read_text("utf-8") == DECK


def test_an_archive_says_that_a_deck_with_ones_own_text_is_not_as_it_came(
    collection: Collection, session: Session, bundled: Path
) -> None:
    decks, _ = export_archive._decks(collection, EVERYTHING)
    assert [(deck.file, deck.bundled) for deck in decks if deck.file == bundled.name][-1] == ("small.yaml", True)
    edited(session, lambda text: text.replace("releases LH", "secretes LH"))
    decks, _ = export_archive._decks(collection, EVERYTHING)
    assert ("small.yaml", True) not in [(deck.file, deck.bundled) for deck in decks]


def test_an_overlay_follows_the_synonyms_of_the_bundled_deck_and_may_add_to_them(
    collection: Collection, session: Session, bundled: Path, overlay: Path
) -> None:
    def known() -> tuple[tuple[str, ...], ...]:
        assert session.current is not None
        return collection.context_of(session.current.face, session.current.card_id).synonyms

    edited(session, lambda text: text.replace("Which gland", "What"))
    bundled.write_text(DECK.replace("notes:", "synonyms: [[pituitary, hypophysis]]\nnotes:", 1), "utf-8")
    assert sync_decks(collection) == []
    assert known() == (("pituitary", "hypophysis"),)
    added = "synonyms: [[hypophysis, master gland], [LH, lutropin]]\nnotes:"
    overlay.write_text(overlay.read_text("utf-8").replace("notes:", added, 1), "utf-8")
    assert sync_decks(collection) == []
    assert known() == (("pituitary", "hypophysis", "master gland"), ("LH", "lutropin"))
    edited(session, lambda text: text.replace("What", "What part of the brain"))
    assert added in overlay.read_text("utf-8")
