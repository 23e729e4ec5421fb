"""The setup of a quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size

from quizzer.core.groups import GROUPINGS, PLURALS, Group, Grouping
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.notes import LEVELS
from quizzer.core.wording import plural
from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.decks.choices import load_choices
from quizzer.study.filters import Filter
from quizzer.study.quiz.values import QuizPlan
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import KeyedScreen
from quizzer.tui.quiz.setup_view import ChoiceRow, SetupView, setup_picture

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_QUESTIONS = (5, 10, 20, 30, 50, 100)
_MINUTES = (None, 5, 10, 15, 20, 30, 45, 60, 90)
_SHORT = 14
"""The longest name, in letters, up to which axes and decks are shown by name rather than by id."""

_EXPLAINED = {
    "Evenly over": "What questions are drawn evenly over, each with a score. A question counts for each of its tags.",
    "Levels": "The levels to draw from.",
    "Cards": "All cards, or only those you have answered before.",
    "Answers": "Whether the right answer is shown after each question, or all of them at the end.",
    "Minutes": "When the time is up, the questions left count as not known.",
    "Counts as": "Practice leaves the schedule alone; as reviews, each answer is logged and schedules its card.",
}


class QuizSetupScreen(KeyedScreen):
    """Rows of choices, and a button."""

    contexts: tuple[Context, ...] = ("quiz", "app")
    help_note = (
        "A quiz is a test: a number of questions, a score for each axis, deck or tag, what was missed with its place "
        "in the document, and how that compares with the last time."
    )
    help_title = "Choosing"
    help_rows = (
        ("↑  ↓", "Go from row to row"),
        ("←  →", "Go through what there is to choose"),
        ("Space", "Tick or untick"),
        ("Enter", "Go to Begin; on Begin, begin"),
    )

    def __init__(self, collection: Collection, notice: str = "") -> None:
        """Build the rows with the usual choices."""
        super().__init__()
        self.notice = notice
        self._collection = collection
        there = load_choices(collection)
        self._groups: dict[str, tuple[Axis | Group, ...]] = {
            "Axes": there.axes, "Decks": there.decks, "Tags": there.tags,
        }  # fmt: skip
        self._levels = tuple(sorted(there.levels, key=_place_of_level))
        self._at = 0
        self._places = {"Questions": 2}
        self._ticked: dict[str, set[int]] = {"Axes": set(), "Decks": set(), "Levels": set(), "Tags": set()}
        several = [label for label in self._ticked if len(self._choices(label)) > 1]
        self._by: tuple[Grouping, ...] = tuple(
            by for by in GROUPINGS if by == "axis" or PLURALS[by].capitalize() in several
        )
        self._labels = [
            "Questions",
            *(["Evenly over"] if len(self._by) > 1 else []),
            *several,
            *("Cards", "Answers", "Minutes", "Counts as", ""),
        ]

    # Picture

    def picture(self, size: Size) -> Picture:
        """Draw the rows."""
        fields = tuple(map(self._field, self._labels))
        view = SetupView(fields, self._at, self._explanation(), self._hints(), self.notice)
        return setup_picture(view, size.width, size.height)

    def _field(self, label: str) -> ChoiceRow:
        at = self._places.get(label, 0)
        choices = self._choices(label)
        if label not in self._ticked:
            return ChoiceRow(label, choices, frozenset({at}), at=at)
        ticked = frozenset(place + 1 for place in self._ticked[label]) or frozenset({0})
        return ChoiceRow(label, ("all", *choices), ticked, many=True, at=at)

    def _choices(self, label: str) -> tuple[str, ...]:
        match label:
            case "Questions":
                return tuple(map(str, _QUESTIONS))
            case "Evenly over":
                return tuple(PLURALS[by] for by in self._by)
            case "Axes" | "Decks" | "Tags":
                groups = self._groups[label]
                short = all(len(group.name) <= _SHORT for group in groups)
                return tuple(group.name if short else group.id for group in groups)
            case "Levels":
                return self._levels
            case "Cards":
                return ("all", "only those met")
            case "Answers":
                return ("at the end", "after each question")
            case "Minutes":
                return tuple("no limit" if minutes is None else str(minutes) for minutes in _MINUTES)
            case "Counts as":
                return ("practice", "reviews")
            case _:
                return ("Begin",)

    def _explanation(self) -> str:
        label = self._labels[self._at]
        if label in self._groups:
            place = self._places.get(label, 0)
            return self._groups[label][place - 1].name if place else f"All {label.lower()}."
        if label == "Questions":
            over = PLURALS[self.plan.by]
            return f"They are drawn evenly over {over}, levels and kinds of question, never two of one note."
        if label:
            return _EXPLAINED[label]
        from quizzer.study.quiz.quiz import count_questions

        plan = self.plan
        there = count_questions(self._collection, plan)
        if there < plan.questions:
            return f"There are but {plural(there, 'note')} to ask."
        return f"{plan.questions} questions of {plural(there, 'note')}."

    def _hints(self) -> tuple[tuple[str, str, str], ...]:
        label = self._labels[self._at]
        first = [("Enter", "begin" if not label else "to Begin", "key:enter"), ("↑ ↓", "row", "")]
        if label:
            first.append(("← →", "choose", ""))
        if label in self._ticked:
            first.append(("Space", "tick", "key:space"))
        keymap = self.shell.keymap
        rest = [(keymap.shown(a), label, f"do:{a}") for a, label in (("quiz.leave", "back"), ("app.help", "help"))]
        return (*first, *(hint for hint in rest if hint[0]))

    @property
    def plan(self) -> QuizPlan:
        """The quiz as chosen."""
        minutes = _MINUTES[self._places.get("Minutes", 0)]
        return QuizPlan(
            questions=_QUESTIONS[self._places["Questions"]],
            filter=Filter(
                axes=self._ticked_ids("Axes"),
                decks=self._ticked_ids("Decks"),
                levels=tuple(self._levels[place] for place in sorted(self._ticked["Levels"])),
                tags=self._ticked_ids("Tags"),
            ),
            feedback="each" if self._places.get("Answers") else "end",
            limit=None if minutes is None else 60 * minutes,
            as_reviews=bool(self._places.get("Counts as")),
            only_seen=bool(self._places.get("Cards")),
            by=self._by[self._places.get("Evenly over", 0)],
        )

    def _ticked_ids(self, label: str) -> tuple[str, ...]:
        return tuple(self._groups[label][place].id for place in sorted(self._ticked[label]))

    # Keys

    def capture(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Move between rows and choices, and choose."""
        label = self._labels[self._at]
        match key:
            case "up" | "shift+tab":
                self._at = (self._at - 1) % len(self._labels)
            case "down" | "tab":
                self._at = (self._at + 1) % len(self._labels)
            case "left" | "right" if label:
                self._move(label, -1 if key == "left" else 1)
            case "space" if label in self._ticked:
                self._tick(label)
            case "space" if label:
                self._move(label, 1)
            case "enter" if label:
                self._at = len(self._labels) - 1
            case "enter" | "space":
                self._begin()
                return True
            case _:
                return False
        self.notice = ""
        self.page.repaint()
        return True

    def _move(self, label: str, by: int) -> None:
        count = len(self._field(label).choices)
        self._places[label] = (self._places.get(label, 0) + by) % count

    def _tick(self, label: str) -> None:
        """Tick or untick the choice at the cursor; “all” unticks the others."""
        place = self._places.get(label, 0)
        if place == 0:
            self._ticked[label].clear()
        else:
            self._ticked[label] ^= {place - 1}

    def click(self, target: str) -> None:
        """Handle a click on a choice, the button, or a hint."""
        kind, _, name = target.partition(":")
        if kind == "chip":
            row, _, place = name.partition(":")
            self._at = int(row)
            label = self._labels[self._at]
            if not label:
                self._begin()
                return
            self._places[label] = int(place)
            if label in self._ticked:
                self._tick(label)
            self.page.repaint()
        elif kind == "row":
            self._at = int(name)
            self.page.repaint()
        elif kind == "key":
            self.capture(name, None)
        else:
            super().click(target)

    def _begin(self) -> None:
        from quizzer.study.quiz.quiz import Quiz
        from quizzer.tui.quiz.screen import QuizScreen

        try:
            quiz = Quiz(self._collection, self.plan)
        except Problem as problem:
            self.notice = str(problem)
            self.page.repaint()
            return
        self.shell.show(QuizScreen(quiz, typed=self._collection.settings.typed))

    @keyed("quiz.leave")
    def leave(self) -> None:
        """Go back to the home screen."""
        self.shell.go_home()


def _place_of_level(level: str) -> int:
    """Return a level's sort key: the document's levels come in their order, others after them."""
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)
