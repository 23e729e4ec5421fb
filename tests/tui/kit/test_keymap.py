"""The keys: configured, and written as on a keyboard."""

from __future__ import annotations

import pytest

from quizzer.core.schedule.progress import Rating
from quizzer.errors import WrongUse
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.values import Plan
from quizzer.tui.kit.keymap import Keymap, key_shown
from tests.conftest import Opener
from tests.tui.stage import ratings, staged


async def test_keys_of_the_configuration_replace_the_defaults(open_collection: Opener) -> None:
    collection = open_collection('[keys]\n"review.reveal" = ["x"]\n"review.good" = ["g"]\n')
    (collection.paths.decks / "small.yaml").write_text(
        "deck: O\naxis: {id: O, name: O}\nnotes:\n  - {id: why, ask: Why?, answer: a, typed: 'no'}\n", encoding="utf-8"
    )
    sync_decks(collection)
    async with staged(collection, Plan()) as stage:
        assert "3 Good" not in await stage.press("space")
        assert "x  show answer" in stage.text
        assert "3 Good" in await stage.press("x")
        await stage.press("3")
        assert ratings(stage) == []
        await stage.press("g")
        assert ratings(stage) == [Rating.GOOD]


def test_a_key_with_two_meanings_is_refused() -> None:
    with pytest.raises(WrongUse, match="would mean both"):
        Keymap({"review.edit": ["s"]})


@pytest.mark.parametrize(
    ("key", "shown"),
    [("question_mark", "?"), ("ctrl+z", "Ctrl+Z"), ("enter", "Enter"), ("e", "e"), ("f5", "F5"), ("escape", "Esc")],
)
def test_keys_are_written_as_on_a_keyboard(key: str, shown: str) -> None:
    assert key_shown(key) == shown
