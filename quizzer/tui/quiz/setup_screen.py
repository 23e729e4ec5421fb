"""The setup of a quiz."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizzer.core.groups import GROUPINGS, PLURALS, Grouping
from quizzer.core.notes.notes import LEVELS
from quizzer.core.wording import day_month, plural
from quizzer.keys.actions import Context
from quizzer.study.decks.choices import load_choices
from quizzer.study.filters import Filter
from quizzer.study.quiz.values import LONGEST, MOST, QuizPlan
from quizzer.tui.kit.forms.controls import ListControl, TextControl
from quizzer.tui.kit.forms.numbers import read_whole, whole_number
from quizzer.tui.kit.forms.row import FormRow
from quizzer.tui.kit.forms.screen import FormScreen
from quizzer.tui.kit.forms.ticks import ManyOf, OneOf
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import QUIET, Line, wrapped
from quizzer.tui.quiz.setup_choices import keep_plan, kept_plan

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

MANY = 16
"""The most names that each have a box; more are a list to choose one from."""
_GROUPED = ("Axes", "Decks", "Levels", "Tags")


class QuizSetupScreen(FormScreen):
    """What a quiz asks, and how."""

    contexts: tuple[Context, ...] = ("quiz", "form", "app")
    title_text = "Quiz"
    back_action = "quiz.leave"
    help_note = (
        "A quiz is a test: a number of questions, a score for each axis, deck or tag, what was missed with its place "
        "in the document, and how that compares with the last time. When the time is up, the questions left count as "
        "not known. Practice leaves the schedule alone; as reviews, each answer is logged and schedules its card."
    )

    def __init__(self, collection: Collection, notice: str = "") -> None:
        """Fill in what was chosen the last time."""
        super().__init__()
        self.notice = notice
        self._collection = collection
        self._before = kept_plan(collection)
        there = load_choices(collection)
        levels = sorted(there.levels, key=_place_of_level)
        self._choices: dict[str, tuple[tuple[str, str], ...]] = {
            "Axes": tuple((axis.id, axis.label) for axis in there.axes),
            "Decks": tuple((deck.id, deck.name) for deck in there.decks),
            "Levels": tuple((level, level) for level in levels),
            "Tags": tuple((tag.id, tag.name) for tag in there.tags),
        }
        several = {PLURALS[by]: by for by in GROUPINGS}
        self._by: tuple[Grouping, ...] = tuple(
            by for name, by in several.items() if by == "axis" or len(self._choices[name.capitalize()]) > 1
        )

    # The form

    def parts(self) -> Sequence[FormRow]:
        """Make the rows, those with a choice."""
        plan = self._before
        minutes = "" if plan.limit is None else str(plan.limit // 60)
        return [
            FormRow("Questions", "Questions", _number(str(plan.questions), 1, MOST), self._drawn_over(plan.by)),
            *self._over_row(plan),
            *(self._group_row(label) for label in _GROUPED if len(self._choices[label]) > 1),
            FormRow("Cards", "Cards", OneOf(("all", "only those met"), plan.only_seen)),
            FormRow("Answers", "Answers", OneOf(("after each question", "at the end"), plan.feedback == "end")),
            FormRow("Minutes", "Time limit", _number(minutes, 1, LONGEST, or_none=True), "minutes; empty for none"),
            FormRow("Counts", "Counts as", OneOf(("practice", "reviews"), plan.as_reviews)),
        ]

    def _over_row(self, plan: QuizPlan) -> list[FormRow]:
        if len(self._by) < 2:
            return []
        chosen = self._by.index(plan.by) if plan.by in self._by else 0
        return [FormRow("Over", "Evenly over", OneOf([PLURALS[by] for by in self._by], chosen))]

    def _group_row(self, label: str) -> FormRow:
        choices, chosen = self._choices[label], self._chosen_before(label)
        names = [name for _, name in choices]
        if label in ("Axes", "Levels") and len(choices) <= MANY:
            known = [number for number, (key, _) in enumerate(choices) if key in chosen]
            return FormRow(label, label, ManyOf(names, known or range(len(choices))))
        listed = [("all", ""), *((name, key) for key, name in choices)]
        return FormRow(label, label, ListControl(listed, chosen[0] if chosen else ""))

    def _chosen_before(self, label: str) -> tuple[str, ...]:
        chosen = self._before.filter
        return {"Axes": chosen.axes, "Decks": chosen.decks, "Levels": chosen.levels, "Tags": chosen.tags}[label]

    @staticmethod
    def _drawn_over(by: Grouping) -> str:
        return f"drawn evenly over {PLURALS[by]}, levels and kinds"

    # What is chosen

    @property
    def plan(self) -> QuizPlan:
        """The quiz as chosen."""
        minutes = read_whole(self._text("Minutes"))
        return QuizPlan(
            questions=read_whole(self._text("Questions")) or 0,
            filter=Filter(**{label.lower(): self._ids(label) for label in _GROUPED}),
            feedback="end" if self._place("Answers") else "each",
            limit=None if minutes is None else 60 * minutes,
            as_reviews=bool(self._place("Counts")),
            only_seen=bool(self._place("Cards")),
            by=self._by[self._place("Over")],
        )

    def _text(self, key: str) -> str:
        return str(self.rows[key].control.holds)

    def _place(self, key: str) -> int:
        control = self.rows[key].control if key in self.rows else None
        return control.holds if isinstance(control, OneOf) else 0

    def _ids(self, label: str) -> tuple[str, ...]:
        """The ids that are chosen; none where all are."""
        control = self.rows[label].control if label in self.rows else None
        if isinstance(control, ListControl):
            return (control.holds,) if control.holds else ()
        if not isinstance(control, ManyOf) or len(control.holds) == len(self._choices[label]):
            return ()
        return tuple(self._choices[label][number][0] for number in control.holds)

    # The button

    def missing(self) -> tuple[str, str] | None:
        """A row of boxes without a tick, or a scope without a card."""
        for label in ("Axes", "Levels"):
            control = self.rows[label].control if label in self.rows else None
            if isinstance(control, ManyOf) and not control.holds:
                return label, f"Choose at least one {'axis' if label == 'Axes' else 'level'}"
        if not self._there():
            return "Cards", "No card is chosen" if not self._place("Cards") else "None of them has been met yet"
        return None

    def _there(self) -> int:
        from quizzer.study.quiz.quiz import count_questions

        return count_questions(self._collection, self.plan)

    def deed_words(self) -> str:
        """How many questions, out of how many notes."""
        wanted, there = self.plan.questions, self._there()
        if wanted > there:
            return f"Begin: all {plural(there, 'note')}" if there > 1 else "Begin: the only note"
        return f"Begin: {wanted} of {plural(there, 'note')}" if wanted else "Begin"

    def deed_hint(self) -> str:
        """Enter begins."""
        return "begin"

    def remarks(self, width: int) -> Sequence[Line]:
        """The last quiz, and what was weakest in it."""
        from quizzer.study.quiz.results import load_quiz_lines

        lines = load_quiz_lines(self._collection)
        if not lines:
            return ()
        last = lines[-1]
        day = day_month(self._collection.clock.local(last.at))
        said = f"Last quiz, {day}: {last.score}% of {plural(last.questions, 'question')}."
        weakest = min(last.groups, key=lambda group: group[2], default=None)
        if weakest is not None and len(last.groups) > 1 and weakest[2] < last.score:
            names = dict(self._choices["Axes"])
            name = names.get(weakest[0].id, weakest[0].name)
            said += f" Weakest: {name}, {weakest[2]}% of {weakest[1]}."
        return wrapped(said, width, QUIET)

    def changed(self, row: FormRow) -> None:
        """Say what the questions are drawn over."""
        if row.key == "Over":
            self.rows["Questions"].help = self._drawn_over(self.plan.by)

    def do(self) -> None:
        """Begin, and keep the choices for the next time."""
        from quizzer.study.quiz.quiz import Quiz
        from quizzer.tui.quiz.screen import QuizScreen

        quiz = Quiz(self._collection, self.plan)
        keep_plan(self._collection, self.plan)
        self.shell.show(QuizScreen(quiz, typed=self._collection.settings.typed))

    @keyed("quiz.leave")
    def leave(self) -> None:
        """Go back to the home screen."""
        self.shell.go_home()


def _number(text: str, low: int, high: int, *, or_none: bool = False) -> TextControl:
    return TextControl(text, cells=4, check=whole_number(low, high, may_be_empty=or_none))


def _place_of_level(level: str) -> int:
    """Return a level's sort key: the document's levels come in their order, others after them."""
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)
