"""Actions on cards, shared by the table and the details, and the questions that some ask first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from quizzer.core.written_days import read_day
from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.browse.table import MOST_DAYS, Browser
from quizzer.study.decks.editing.edit import explain_edit
from quizzer.study.decks.values import DeckProblem
from quizzer.tui.answering.card_view import FLAGS
from quizzer.tui.external_editor import edit_note
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.screen import KeyedScreen

Hint = tuple[str, str, str]
ACTIONS = (
    ("card.edit", "edit"), ("card.flag", "flag"), ("card.suspend", "suspend"), ("card.bury", "bury"),
    ("card.reschedule", "due"), ("card.reset", "reset"), ("card.undo", "undo"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """A question in the last line, before an action.

    Attributes:
        text: The question.
        choices: Key, label, and the target of a click on it.
        line: The answer under edit, where one is written.
    """

    text: str
    choices: tuple[tuple[str, str, str], ...] = ()
    line: LineEditor | None = None


@dataclass(slots=True)
class Pending:
    """An action that waits for a choice or a text.

    Attributes:
        text: The question.
        take: Carries the action out with the chosen key or the written text.
        choices: Keys and their labels; empty where a text is written.
        line: The text under edit; None where a key is chosen.
    """

    text: str
    take: Callable[[str], None]
    choices: tuple[tuple[str, str], ...] = ()
    line: LineEditor | None = None

    @property
    def question(self) -> Question:
        """The question as the screen shows it."""
        if self.line is None:
            shown = (*((key, label, f"pick:{key}") for key, label in self.choices), ("Esc", "leave it", "pick:escape"))
        else:
            shown = (("Enter", "do it", "pick:enter"), ("Esc", "leave it", "pick:escape"))
        return Question(self.text, shown, self.line)


class ActingScreen(KeyedScreen):
    """A screen with actions on the cards of a browser."""

    contexts: tuple[Context, ...] = ("card", "app")

    def __init__(self, browser: Browser) -> None:
        super().__init__()
        self.browser = browser
        self.pending: Pending | None = None

    def targets(self) -> list[int]:
        """List the rows an action applies to.

        Raises:
            Problem: There is none.
        """
        raise NotImplementedError

    def here(self) -> int:
        """Find the current row.

        Raises:
            Problem: There is none.
        """
        raise NotImplementedError

    def changed(self) -> None:
        """Refresh after an action changed cards."""

    def reload(self, path: Path) -> list[DeckProblem]:
        """Read the decks again after a file was edited, and return the errors in it."""
        raise NotImplementedError

    # Questions

    def ask(self, pending: Pending) -> None:
        """Show a question in place of the hints, before the action."""
        self.targets()
        self.pending = pending

    def answer(self, key: str, character: str | None) -> None:
        """Handle a key while a question is shown."""
        pending = self.pending
        assert pending is not None
        if key == "escape":
            self.pending = None
        elif pending.line is not None:
            if key != "enter":
                pending.line.press(key, character)
            else:
                self._take(pending, pending.line.text.strip())
        elif character is not None and character in dict(pending.choices):
            self._take(pending, character)
        self.page.repaint()

    def _take(self, pending: Pending, given: str) -> None:
        self.pending, self.notice = None, ""
        try:
            pending.take(given)
        except Problem as problem:
            self.notice = str(problem)

    def capture(self, key: str, character: str | None) -> bool:
        """Take every key while a question is shown."""
        if self.pending is not None:
            self.answer(key, character)
            return True
        return False

    def paste(self, text: str) -> None:
        """Paste into the answer to a question."""
        if self.pending is not None and self.pending.line is not None:
            self.pending.line.insert(text)
            self.page.repaint()

    def click(self, target: str) -> None:
        """Handle a click on a choice or on a hint."""
        kind, _, name = target.partition(":")
        if kind == "pick" and self.pending is not None:
            self.answer(name, name)
        elif self.pending is None:
            super().click(target)

    def shown_hints(self, actions: Iterable[tuple[str, str]], *, typing: bool = False) -> tuple[Hint, ...]:
        """Build hints from actions and labels, leaving out actions without a key."""
        keymap = self.shell.keymap
        shown = ((keymap.shown(action, typing=typing), label, f"do:{action}") for action, label in actions)
        return tuple(hint for hint in shown if hint[0])

    # Actions

    def _done(self, notice: str) -> None:
        """Say what was done, and how to take it back."""
        key = self.shell.keymap.shown("card.undo")
        self.notice = f"{notice} {key} takes it back." if key else notice
        self.changed()

    @keyed("card.suspend")
    def suspend(self) -> None:
        """Suspend or unsuspend the cards."""
        self._done(self.browser.suspend(self.targets()))

    @keyed("card.bury")
    def bury(self) -> None:
        """Put the cards off until tomorrow."""
        self._done(self.browser.bury(self.targets()))

    @keyed("card.flag")
    def flag(self) -> None:
        """Ask for a flag and set it."""
        choices = tuple((str(flag), name or "none") for flag, name in enumerate(FLAGS))
        self.ask(Pending("Which flag?", self._flag, choices))

    def _flag(self, chosen: str) -> None:
        self._done(self.browser.flag(self.targets(), int(chosen)))

    @keyed("card.reschedule")
    def reschedule(self) -> None:
        """Ask for a number of days and make the cards due then."""
        self.ask(Pending("Due when? 0 for today, 14, 2 weeks, 30 Nov:", self._reschedule, line=LineEditor()))

    def _reschedule(self, written: str) -> None:
        today = date(1970, 1, 1) + timedelta(self.browser.collection.moment().day)
        day = read_day(written, today)
        if day is None or not 0 <= (day - today).days <= MOST_DAYS:
            most = f"{MOST_DAYS:,} days at most"
            raise Problem(f"Write 0 for today, a number of days, 2 weeks or 30 Nov, {most}. Nothing was changed.")
        self._done(self.browser.reschedule(self.targets(), (day - today).days))

    @keyed("card.reset")
    def reset(self) -> None:
        """Make the cards new again."""
        self._done(self.browser.reset(self.targets()))

    @keyed("card.edit")
    def edit(self) -> None:
        """Open the note in the editor."""
        note = self.browser.open_note(self.here())
        done = edit_note(self.shell.edit_file, note)
        done = explain_edit(self.reload(note.path)) or done
        self.notice = self.notice or done or "The decks are read again."

    @keyed("card.undo")
    def undo(self) -> None:
        """Take back the last action."""
        self.notice = self.browser.undo() or "There is nothing to undo."
        self.changed()
