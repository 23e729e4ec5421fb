"""A goal is set, changed and removed in a form above the mastery screen, which says what it takes."""

from __future__ import annotations

from datetime import date, timedelta

from quizzer.core.wording import percent
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import filter_of
from quizzer.study.mastery.goals import load_goals, preview_goal
from tests.tui.mastery.mastery_stage import body as body
from tests.tui.mastery.mastery_stage import opened
from tests.tui.stage import staged


async def test_a_goal_is_written_shown_changed_and_removed(body: Collection) -> None:
    async with staged(body) as stage:
        axis = (await opened(stage)).group.group
        text = await stage.press("g", *"14 nov 2062", "enter")
        assert "✗ That is 37 years away. " in text
        assert "▌ [ 14 nov 2062" in text
        text = await stage.press("ctrl+u", *"1 jun")
        assert "✓ Monday 1 June 2026, in " in text
        await stage.until("On the day you would know about ")
        assert "[ Remove ]" not in text
        await stage.press("tab", "backspace", "backspace", *"95", "enter")
        assert "The goal is set: " in stage.words
        assert [(line.goal.key, line.goal.recall) for line in load_goals(body)] == [(f"axis:{axis.id}", 0.95)]
        text = await stage.press("g")
        assert "[ 1 Jun 2026" in text
        assert "[ 95" in text
        await stage.press("tab", "backspace", "backspace", *"80", "enter")
        assert [line.goal.recall for line in load_goals(body)] == [0.8]
        await stage.press("g")
        await stage.click("[ Remove ]")
        assert "The goal is removed." in stage.words
        assert load_goals(body) == []


async def test_leaving_the_form_changes_nothing_and_a_day_gone_by_is_refused(body: Collection) -> None:
    async with staged(body) as stage:
        await opened(stage)
        await stage.press("g", *"2026-06-01", "escape")
        assert load_goals(body) == []
        text = await stage.press("g", *"2001-01-01", "tab")
        assert "That is over." in text, "the error shows on leaving the field"
        await stage.press("escape", "escape")
        assert load_goals(body) == []


async def test_what_is_typed_at_once_after_the_key_reaches_the_form(body: Collection) -> None:
    async with staged(body) as stage:
        await opened(stage)
        await stage.press("g", *"6 weeks", "enter")
        assert len(load_goals(body)) == 1


async def test_the_form_says_what_the_goal_takes_by_the_plan(body: Collection) -> None:
    async with staged(body) as stage:
        screen = await opened(stage)
        await stage.press("up", "up", "up", "g", *"3 weeks")
        line = preview_goal(
            body, filter_of(screen.group.group), date(1970, 1, 1) + timedelta(body.moment().day + 21), 0.9
        )
        await stage.until(f"On the day you would know about {percent(line.outlook.projected)}")
        assert load_goals(body) == []
