"""A goal is set, changed and removed on the mastery screen, which explains its effect."""

from __future__ import annotations

from quizzer.study.collection.collection import Collection
from quizzer.study.mastery.goals import load_goals
from tests.tui.mastery.mastery_stage import body as body
from tests.tui.mastery.mastery_stage import opened
from tests.tui.stage import staged


async def test_a_goal_is_written_shown_changed_and_removed(body: Collection) -> None:
    async with staged(body) as stage:
        axis = (await opened(stage)).group.group
        await stage.press("g", *"2026-06-01 9x")
        assert "A goal changes two things" in stage.words
        await stage.press("enter")
        assert "YYYY-MM-DD" in stage.words
        await stage.press("backspace", *"5", "enter")
        assert "Projected" in stage.words
        assert [(line.goal.key, line.goal.recall) for line in load_goals(body)] == [(f"axis:{axis.id}", 0.95)]
        await stage.press("g", "backspace", "backspace", *"80", "enter")
        assert [line.goal.recall for line in load_goals(body)] == [0.8]
        await stage.press("g", *["backspace"] * 20, "enter")
        assert "The goal is removed." in stage.words
        assert load_goals(body) == []


async def test_leaving_the_line_changes_nothing_and_a_day_gone_by_is_refused(body: Collection) -> None:
    async with staged(body) as stage:
        await opened(stage)
        await stage.press("g", *"2026-06-01", "escape")
        assert load_goals(body) == []
        await stage.press("g", *"2001-01-01", "enter")
        assert "is not ahead" in stage.words
        await stage.press("escape", "escape")
        assert load_goals(body) == []
