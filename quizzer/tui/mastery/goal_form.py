"""The goal of one axis, deck or tag, entered on a line of the screen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from quizzer.core.groups import Group
from quizzer.core.safe_text import one_line
from quizzer.core.wording import percent, plural
from quizzer.errors import Problem, WrongUse
from quizzer.study.filters import filter_of
from quizzer.study.mastery.goals import EXPLAINED, GoalLine, remove_goal, set_goal
from quizzer.tui.kit.line_editor import LineEditor

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

USUAL = 90
_CURSOR = "▏"


class GoalEntry:
    """A line for a day and a recall.

    Attributes:
        done: Whether Enter or Esc ended it; ``message`` then holds the result.
    """

    def __init__(self, collection: Collection, group: Group, goal: GoalLine | None) -> None:
        """Start with the current goal."""
        self._collection = collection
        self._group = group
        text = f"{goal.date} {goal.goal.recall * 100:.0f}" if goal else ""
        self._line = LineEditor(text, len(text))
        self._wrong = ""
        self.done = False
        self.outcome = ""

    @property
    def message(self) -> str:
        """The prompt with the line under edit; at the end, the result."""
        if self.done:
            return self.outcome
        asked = f"A day, and the recall wanted on it in percent, such as 2027-03-12 {USUAL}; empty for no goal."
        return f"{self._wrong or asked} {EXPLAINED}  {one_line(self._group.name)} › {self._line.text}{_CURSOR}"

    def press(self, key: str, character: str | None) -> None:
        """Handle a key."""
        if key == "escape":
            self.done = True
        elif key == "enter":
            try:
                self.outcome, self.done = self._carry_out(), True
            except Problem as problem:
                self._wrong = str(problem)
        else:
            self._line.press(key, character)

    def _carry_out(self) -> str:
        wanted = filter_of(self._group)
        words = self._line.text.split()
        if not words:
            return "The goal is removed." if remove_goal(self._collection, wanted) else "There is no goal."
        try:
            by = date.fromisoformat(words[0])
            recall = float(words[1].removesuffix("%")) if len(words) > 1 else USUAL
        except ValueError:
            raise WrongUse("Write the day as YYYY-MM-DD and the recall as a number from 50 to 99.") from None
        line, moved = set_goal(self._collection, wanted, by, recall / 100)
        new = f" Meet {plural(line.outlook.new_a_day, 'new card')} a day." if line.outlook.unseen else ""
        early = f" {moved} cards come earlier; undo on the first screen puts them back." if moved else ""
        return f"Projected {percent(line.outlook.projected)} on {line.date} when you keep up.{new}{early}"
