"""The page of what changed: named once by the first screen, and looked up at any time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizzer.config import Paths
from quizzer.core.notes.changes import Difference
from quizzer.store.records.deck_changes import StoredChange
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.tui.changes.view import MOST, changes_picture
from tests.conftest import DECK
from tests.tui.stage import staged

HINTS = [("Enter", "back", "do:changes.back"), ("?", "keys", "do:app.help")]


def change(**more: object) -> StoredChange:
    texts = (Difference("question", "Which gland releases LH?", "Which gland makes LH?"),)
    one = StoredChange(0, "HPG axis", True, "gland", "reworded", "Which gland makes LH?", texts, "keeps its schedule")
    return one._replace(**more)  # type: ignore[arg-type]


def lines(changes: list[StoredChange], width: int = 80) -> list[str]:
    picture = changes_picture(changes, lambda at: datetime.fromtimestamp(at, UTC), HINTS, width)
    return [line.plain.rstrip() for line in (*picture.head, *picture.body, *picture.foot)]


def test_a_change_has_its_texts_before_and_now_and_what_became_of_it() -> None:
    assert lines([change()])[:7] == [
        "What changed in the decks                                           1 note",
        "",
        "HPG axis                                                  1 January, 00:00",
        "  reworded      Which gland makes LH?",
        "                question was  Which gland releases LH?",
        "                question now  Which gland makes LH?",
        "                Keeps its schedule.",
    ]


def test_where_both_changed_both_texts_are_named() -> None:
    drawn = lines([change(kind="both", progress="your text counts")])
    assert drawn[4:7] == [
        "                question yours  Which gland releases LH?",
        "                question theirs  Which gland makes LH?",
        "                Your text counts.",
    ]


@pytest.mark.parametrize("width", [40, 60, 200])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    picture = changes_picture(
        [change(title="long " * 40, deck="deck " * 30)], lambda at: datetime.fromtimestamp(at, UTC), HINTS, width
    )
    assert all(line.cell_length <= width for line in (*picture.head, *picture.body))


def test_many_changes_are_cut_with_a_word() -> None:
    assert "7 older changes: quizzer decks --changes prints all." in lines([change()] * (MOST + 7))


async def test_the_first_screen_names_the_changes_until_they_were_looked_at(
    collection: Collection, paths: Paths, tmp_path: Path
) -> None:
    (paths.decks / "small.yaml").rename(tmp_path / "bundled" / "small.yaml")
    sync_decks(collection)
    (tmp_path / "bundled" / "small.yaml").write_text(DECK.replace("releases LH", "makes LH"), "utf-8")
    sync_decks(collection)
    async with staged(collection) as stage:
        assert "1 note changed in your decks; c shows what." in stage.text
        await stage.press("c")
        assert "question now  Which gland makes LH?" in stage.text
        await stage.press("escape")
        assert "changed in your decks" not in stage.text
        await stage.press("c")
        assert "question was  Which gland releases LH?" in stage.text
