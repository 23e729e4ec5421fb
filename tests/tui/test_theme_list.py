"""The list of themes opens on the one in use."""

from __future__ import annotations

from textual.command import CommandList

from quizzer.study.collection.collection import Collection
from tests.tui.stage import staged


async def test_the_list_opens_on_the_theme_in_use_and_enter_keeps_it(collection: Collection) -> None:
    async with staged(collection) as stage:
        for theme in ("nord", "quizzer-light", "textual-light"):
            stage.app.theme = theme
            stage.app.search_themes()
            await stage.pilot.pause(0.5)
            commands = stage.app.screen.query_one(CommandList)
            assert f"{theme} (in use)" in str(commands.get_option_at_index(0).prompt)
            await stage.pilot.press("enter")
            await stage.pilot.pause(0.2)
            assert stage.app.theme == theme
