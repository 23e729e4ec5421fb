"""Promise 5: identity is the id written in the deck file; edits, moves and failures never cost progress."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.lines import load_deck_lines
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK
from tests.probe import card_of, note_of

OTHER = (
    "deck: Other\naxis: {id: OTH, name: Other axis}\nnotes:\n  - id: other\n    ask: Which one?\n    answer: this one\n"
)


def progress(collection: Collection, key: str) -> tuple[object, ...]:
    card = card_of(collection, key)
    return card.reps, card.queue, card.stability, card.retired


@pytest.fixture
def answered(collection: Collection) -> Collection:
    """The first card has been answered."""
    Session(collection, Plan()).answer(Rating.EASY, 1_000)
    return collection


def test_an_edit_of_the_wording_keeps_progress(answered: Collection, paths: Paths) -> None:
    before = progress(answered, "gland")
    (paths.decks / "small.yaml").write_text(DECK.replace("releases LH", "secretes LH"), "utf-8")
    assert sync_decks(answered) == []
    assert progress(answered, "gland") == before


def test_a_removed_note_is_retired_and_back_where_it_was_when_put_back(answered: Collection, paths: Paths) -> None:
    before = progress(answered, "gland")
    file = paths.decks / "small.yaml"
    file.write_text(DECK[: DECK.index("  - id: gland")] + DECK[DECK.index("  - id: acronym") :], "utf-8")
    sync_decks(answered)
    assert progress(answered, "gland")[1] == -1
    assert load_deck_lines(answered)[0].retired == 1
    file.write_text(DECK, "utf-8")
    sync_decks(answered)
    assert progress(answered, "gland") == before


def test_a_moved_or_renamed_file_keeps_its_cards(answered: Collection, paths: Paths) -> None:
    before = progress(answered, "gland")
    folder = paths.decks / "sub"
    folder.mkdir()
    (paths.decks / "small.yaml").rename(folder / "renamed.yaml")
    assert sync_decks(answered) == []
    assert progress(answered, "gland") == before
    assert [deck.path for deck in load_deck_lines(answered)] == [folder / "renamed.yaml"]


def test_a_note_moved_to_another_file_keeps_its_progress(answered: Collection, paths: Paths) -> None:
    before = progress(answered, "gland")
    start, end = DECK.index("  - id: gland"), DECK.index("  - id: acronym")
    (paths.decks / "small.yaml").write_text(DECK[:start] + DECK[end:], "utf-8")
    (paths.decks / "a-first.yaml").write_text(OTHER + DECK[start:end], "utf-8")
    assert sync_decks(answered) == []
    assert progress(answered, "gland") == before


@pytest.mark.parametrize("broken", ["deck: [", "\x00", "notes: 5\n", "- a\n- b\n"])
def test_a_deck_that_fails_hides_no_other_and_touches_no_progress(
    answered: Collection, paths: Paths, broken: str
) -> None:
    before = progress(answered, "gland")
    (paths.decks / "other.yaml").write_text(OTHER, "utf-8")
    (paths.decks / "small.yaml").write_text(broken, "utf-8")
    problems = sync_decks(answered)
    assert [problem.path.name for problem in problems if problem.level == "error"][:1] == ["small.yaml"]
    assert progress(answered, "gland") == before
    assert progress(answered, "other")[0] == 0
    (paths.decks / "small.yaml").write_text(DECK, "utf-8")
    assert sync_decks(answered) == []
    assert progress(answered, "gland") == before


def test_a_note_with_an_error_keeps_its_old_text_and_progress(answered: Collection, paths: Paths) -> None:
    before = progress(answered, "gland")
    (paths.decks / "small.yaml").write_text(DECK.replace("    answer: pituitary\n", ""), "utf-8")
    assert sync_decks(answered)
    assert progress(answered, "gland") == before


def test_a_duplicate_id_names_both_places_and_the_first_keeps_the_note(answered: Collection, paths: Paths) -> None:
    (paths.decks / "z.yaml").write_text(OTHER.replace("id: other", "id: gland"), "utf-8")
    problems = sync_decks(answered)
    assert [str(problem) for problem in problems] == [
        f"{paths.decks / 'z.yaml'}:4: note id “gland” is already used in {paths.decks / 'small.yaml'}:4; "
        "rename one [duplicate-id]"
    ]
    assert progress(answered, "gland")[0] == 1
    assert "releases LH" in note_of(answered, "gland").content


def test_a_duplicate_is_taken_up_once_the_first_gives_the_id_up(answered: Collection, paths: Paths) -> None:
    (paths.decks / "z.yaml").write_text(OTHER.replace("id: other", "id: gland"), "utf-8")
    sync_decks(answered)
    (paths.decks / "small.yaml").write_text(DECK.replace("id: gland", "id: gland-2"), "utf-8")
    assert sync_decks(answered) == []
    assert "Which one?" in note_of(answered, "gland").content


def test_nothing_is_read_again_when_no_content_changed(
    answered: Collection, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise AssertionError(f"{path} was parsed")

    monkeypatch.setattr("quizzer.study.decks.update.read_deck", refuse)
    (paths.decks / "small.yaml").write_text(DECK, "utf-8")
    assert sync_decks(answered) == []


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Aromatase converts {{testosterone}} into {{estradiol}} at last.", []),
        ("{{c2::estradiol}} comes from {{c1::testosterone}}.", []),
        ("{{c3::Aromatase}} converts {{c2::testosterone}} into {{c1::estradiol}}.", ["testosterone", "estradiol"]),
        ("Aromatase converts {{c1::testosterone}} into {{c3::estradiol}}.", ["estradiol"]),
        ("{{Aromatase}} converts {{c1::testosterone}} into {{c2::estradiol}}.", []),
    ],
)
def test_a_deletion_that_is_written_with_another_number_is_warned_of(
    collection: Collection, paths: Paths, text: str, moved: list[str]
) -> None:
    path = paths.decks / "small.yaml"
    path.write_text(
        path.read_text("utf-8").replace("Aromatase converts {{testosterone}} into {{estradiol}}.", f'"{text}"'), "utf-8"
    )
    warned = [problem.message for problem in sync_decks(collection) if problem.name == "moved-deletions"]
    assert len(warned) == bool(moved)
    assert all(f"“{answer}” is now number" in warned[0] for answer in moved)


def test_reading_an_edited_file_takes_work_in_proportion_to_its_notes(collection: Collection, paths: Paths) -> None:
    def count_steps(notes: int) -> int:
        """Thousands of steps in the database."""
        path = paths.decks / f"many-{notes}.yaml"
        text = "".join(f"  - id: n{notes}-{number}\n    cloze: Is {{{{{number}}}}}\n" for number in range(notes))
        path.write_text(f"deck: D\nnotes:\n{text}", "utf-8")
        sync_decks(collection)
        path.write_text(f"deck: D\nnotes:\n{text}\n", "utf-8")
        steps: list[int] = []
        collection.connection.set_progress_handler(lambda: steps.append(1), 1_000)
        sync_decks(collection)
        collection.connection.set_progress_handler(None, 0)
        return len(steps)

    assert count_steps(1_200) < 6 * count_steps(300)
