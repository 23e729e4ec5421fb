"""The list of themes opens on the one in use."""

from __future__ import annotations

from functools import partial

from textual.command import CommandList, CommandPalette

from quizzer.study.collection.collection import Collection
from tests.tui.stage import Stage, staged


def _is_first(stage: Stage, prompt: str) -> bool:
    commands = stage.app.screen.query(CommandList)
    return bool(commands) and prompt in [str(option.prompt) for option in commands.first().options[:1]]


async def test_the_list_opens_on_the_theme_in_use_and_enter_keeps_it(collection: Collection) -> None:
    async with staged(collection) as stage:
        for theme in ("nord", "quizzer-light", "textual-light"):
            stage.app.theme = theme
            stage.app.search_themes()
            await stage.until(partial(_is_first, stage, f"{theme} (in use)"))
            await stage.press("enter")
            await stage.until(lambda: not isinstance(stage.app.screen, CommandPalette))
            assert stage.app.theme == theme
