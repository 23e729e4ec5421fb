"""The goal of one axis, deck or tag: a day, what is to be known on it, and what that takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.content import Content
from textual.timer import Timer

from quizzer.core.groups import Group
from quizzer.core.safe_text import one_line
from quizzer.core.wording import percent, plural
from quizzer.core.written_days import read_day, refuse_day
from quizzer.keys.actions import Context
from quizzer.study.filters import filter_of
from quizzer.study.mastery.goal_effort import daily_seconds
from quizzer.study.mastery.goals import FARTHEST, LEAST, MOST, GoalLine, preview_goal, remove_goal, set_goal
from quizzer.tui.kit.forms.controls import FormButton, TextControl
from quizzer.tui.kit.forms.numbers import read_whole, whole_number
from quizzer.tui.kit.forms.row import FormPart, FormRow, FormText
from quizzer.tui.kit.forms.screen import FormDialog
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import QUIET, Line, hanging, wrapped

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

USUAL = 90
"""Percent wanted, where nothing else is."""
_DAY_0 = date(1970, 1, 1)
_LABEL = 11
_PAUSE = 0.15  # seconds
_EFFECT = "Its new cards come first; a card that the day would find below this comes once more in the week before it."


class GoalForm(FormDialog):
    """A day and a share."""

    contexts: tuple[Context, ...] = ("form", "app")
    help_note = (
        "The day is written as 14d, 2 weeks, 14 Nov or 2026-11-14. What you want to know is the share of the cards "
        "that you would recall on that day, cards that you have not met counting none."
    )

    def __init__(
        self, collection: Collection, group: Group, goal: GoalLine | None, done: Callable[[str], None]
    ) -> None:
        """Fill in the goal there is.

        Args:
            done: Called with a sentence when the goal was set or removed; the form is closed by then.
        """
        super().__init__()
        self._collection = collection
        self._group = group
        self._goal = goal
        self._done = done
        self._today = _DAY_0 + timedelta(collection.moment().day)
        self._ahead: GoalLine | None = None
        self._waiting: Timer | None = None
        self.title_text = f"Goal for {one_line(group.label)}"

    def parts(self) -> Sequence[FormPart]:
        """The day, the share, and what they take."""
        goal = self._goal
        day = f"{goal.date.day} {goal.date:%b %Y}" if goal else ""
        share = f"{goal.goal.recall * 100:.0f}" if goal else str(USUAL)
        by = TextControl(day, cells=22, check=lambda text: refuse_day(text, self._today, FARTHEST))
        least, most = round(LEAST * 100), round(MOST * 100)
        known = TextControl(share, cells=3, check=whole_number(least, most))
        rows = FormRow("By", "Known by", by), FormRow("Known", "To know", known, f"%, {least} to {most}")
        return (*rows, FormText(self._effect))

    def more_buttons(self) -> Sequence[FormButton]:
        """Remove, where there is a goal, and Cancel."""
        remove = [FormButton("Remove", self._remove)] if self._goal else []
        return (*remove, FormButton("Cancel", self.leave))

    def deed_words(self) -> str:
        """Set it, or another one."""
        return "Change goal" if self._goal else "Set goal"

    def deed_hint(self) -> str:
        """Enter sets it."""
        return self.deed_words().lower()

    # What it takes

    @property
    def _chosen(self) -> tuple[date, float] | None:
        """The day and the share, where both can be read."""
        written, share = (str(self.rows[key].control.holds) if self.rows else "" for key in ("By", "Known"))
        percent = read_whole(share)
        if refuse_day(written, self._today, FARTHEST) or percent is None or not LEAST <= percent / 100 <= MOST:
            return None
        day = read_day(written, self._today)
        return None if day is None else (day, percent / 100)

    def on_mount(self) -> None:
        """Say what the goal there is takes."""
        self._look_ahead()

    def changed(self, row: FormRow) -> None:
        """Say what was understood, and what it takes."""
        if row.key == "By":
            day = read_day(row.control.holds, self._today) if isinstance(row.control, TextControl) else None
            if day is not None and not refuse_day(str(row.control.holds), self._today, FARTHEST):
                away = plural((day - self._today).days, "day")
                row.say(note=f"{day:%A} {day.day} {day:%B %Y}, in {away}")
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(_PAUSE, self._look_ahead)

    def _look_ahead(self) -> None:
        """Find what it takes: every card is played until the day, so this waits for a pause in writing."""
        chosen = self._chosen
        self._ahead = None
        if chosen is not None:
            self._ahead = preview_goal(self._collection, filter_of(self._group), *chosen)
        self.lay_out()

    def _effect(self, width: int) -> Sequence[Line]:
        blocks = [*self._takes(), ("Effect", _EFFECT)]
        lines: list[Line] = []
        for label, sentence in blocks:
            lines += hanging(Content.styled(label.ljust(_LABEL), QUIET), wrapped(sentence, width - _LABEL))
        return lines

    def _takes(self) -> list[tuple[str, str]]:
        line = self._ahead
        if line is None:
            return []
        ahead = line.outlook
        minutes = max(1, round(daily_seconds(self._collection, ahead) / 60))
        new = plural(ahead.new_a_day, "new card") if ahead.new_a_day else "no new card"
        takes = f"{new} a day, about {plural(minutes, 'minute')}"
        takes += f"; today's plan has {ahead.new_today}." if ahead.new_a_day else "."
        known = f"On the day you would know about {percent(ahead.projected)}"
        return [("It takes", takes), ("", f"{known}: {line.words}." if ahead.state == "impossible" else f"{known}.")]

    # The deeds

    def do(self) -> None:
        """Set the goal.

        Raises:
            Problem: The database refused.
        """
        chosen = self._chosen
        if chosen is None:
            return
        line, moved = set_goal(self._collection, filter_of(self._group), *chosen)
        early = f" {plural(moved, 'card')} come earlier; u on the first screen puts them back." if moved else ""
        self._close(
            f"The goal is set: {one_line(self._group.label)} by {line.date.day} {line.date:%B %Y}, "
            f"{line.goal.recall:.0%} known.{early}"
        )

    def _remove(self) -> None:
        removed = remove_goal(self._collection, filter_of(self._group))
        self._close("The goal is removed." if removed else "There is no goal.")

    def _close(self, sentence: str) -> None:
        self.dismiss()
        self._done(sentence)

    @keyed("form.back")
    def leave(self) -> None:
        """Leave everything as it was."""
        self.dismiss()
