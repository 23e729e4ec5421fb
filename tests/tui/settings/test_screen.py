"""The settings screen: a change is in the file and in force at once, and is taken back."""

from __future__ import annotations

import pytest

from quizzer.config.edit import set_in_text
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.order import load_new_order
from quizzer.tui.home.screen import HomeScreen
from quizzer.tui.settings.screen import SettingsScreen
from tests.tui.stage import Stage, staged

OWN = """\
# mine
[scheduling]
new_per_day = 12  # until June
"""


@pytest.fixture
def own(collection: Collection) -> Collection:
    collection.paths.config.write_text(OWN)
    return collection


async def opened(stage: Stage) -> SettingsScreen:
    await stage.press("comma")
    await stage.pilot.pause()
    screen = stage.app.screen
    assert isinstance(screen, SettingsScreen), type(screen)
    return screen


async def test_a_number_is_written_with_the_comments_kept_counts_and_is_taken_back(own: Collection) -> None:
    async with staged(own) as stage:
        await opened(stage)
        text = await stage.press("backspace", "backspace", *"33", "tab")
        assert own.paths.config.read_text() == OWN.replace("12", "33")
        assert own.settings.scheduling.new_per_day == 33
        assert "default 20" in text
        await stage.press("ctrl+z")
        assert own.paths.config.read_text() == OWN
        assert "The change is taken back." in stage.text
        await stage.press("escape")
        assert isinstance(stage.app.screen, HomeScreen)


async def test_a_wrong_number_is_told_below_it_and_not_written(own: Collection) -> None:
    async with staged(own) as stage:
        await opened(stage)
        await stage.click("wanted recall")
        text = await stage.press("backspace", "tab")
        assert "✗ Write a whole number from 70 to 99." in text
        assert own.paths.config.read_text() == OWN


async def test_what_is_chosen_counts_at_once_and_the_default_comes_back_by_a_key(own: Collection) -> None:
    async with staged(own) as stage:
        await opened(stage)
        await stage.click("symbols")
        assert "(*) ASCII" in await stage.press("space")
        assert stage.app.ascii
        assert "(•) best there are" in await stage.press("backspace")
        await stage.click(") light")
        await stage.pilot.pause()
        assert stage.app.theme == "quizzer-light"
        await stage.click("order of new")
        await stage.press("space", "end", "enter")
        await stage.pilot.pause()
        assert load_new_order(own).name == "files"
        await stage.press("ctrl+z")
        assert load_new_order(own).name == "foundations"


async def test_the_recall_of_one_axis_is_its_own_until_it_is_emptied(own: Collection) -> None:
    async with staged(own) as stage:
        await opened(stage)
        await stage.click("its recall")
        await stage.press(*"93", "tab")
        assert own.settings.scheduling.retention_of("SML") == 0.93
        await stage.press("shift+tab", "backspace", "backspace", "tab")
        assert own.settings.scheduling.retention_of("SML") == 0.9


async def test_a_wrong_value_in_the_file_is_a_sentence_and_the_key_for_the_file_opens_its_line(
    own: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[int] = []

    def spoil(_path: object, line: int) -> None:
        lines.append(line)
        own.paths.config.write_text(set_in_text(OWN, "scheduling", "new_per_day", -3))

    async with staged(own) as stage:
        monkeypatch.setattr(stage.app, "edit_file", spoil)
        await opened(stage)
        await stage.press("ctrl+o")
        assert lines == [3]
        assert "scheduling.new_per_day is -3; it must be a whole number" in stage.words
        assert own.settings.scheduling.new_per_day == 20, "as it was when the collection was opened"
