"""The quiz screen: one question after the other, and the answers that only the learner can judge."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size

from quizzer.core.notes.cards import Face
from quizzer.core.quiz import MARKS, Mark
from quizzer.core.wording import plural
from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.tui.answering import AnswerInput, Move
from quizzer.tui.answering.guard import Guard
from quizzer.tui.answering.without_feedback import NotedInput, build_quiz_input
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import KeyedScreen
from quizzer.tui.quiz.view import SAID, QuizView, quiz_picture

if TYPE_CHECKING:
    from quizzer.core.grading.grading import Verdict
    from quizzer.study.quiz.quiz import Quiz

_NO_FACE = Face("basic", "", "")
_LOOK_AGAIN = 0.5  # seconds between polls of the clock under a time limit
_TIME_UP = "The time is up."
_KEYS_OF_ALL = (("quiz.skip", "later"), ("quiz.finish", "finish"), ("quiz.leave", "leave"))


class QuizScreen(KeyedScreen):
    """The questions of a quiz, then the answers to judge, then the result."""

    help_note = (
        "Nothing is told about an answer before it is handed in. To finish early counts what was answered and leaves "
        "the rest out; to leave throws the answers away. Both ask once more."
    )
    help_rows = (
        ("1-9", "Answer with an option, place the next step, or put the item into a group"),
        ("↑  ↓", "Go through options, steps or items"),
        ("J  K  Shift+↑  Shift+↓", "Move a step"),
        ("⌫", "Take back the last step or item"),
        ("←  →", "Choose how right the answer was"),
    )

    def __init__(self, quiz: Quiz, *, typed: bool = True) -> None:
        """Show a quiz.

        Args:
            quiz: The quiz, new or started.
            typed: Whether short answers are typed.
        """
        super().__init__()
        self.quiz = quiz
        self._typed = typed
        self._input = AnswerInput(_NO_FACE)
        self._guard = Guard()
        self._chosen: Mark | None = None
        self._began = 0.0
        self._touched = False
        self._meant = ""
        self._meant_before = ""
        self._ask()

    def on_mount(self) -> None:
        """Poll the clock where there is a time limit."""
        if self.quiz.plan.limit is not None:
            self.set_interval(_LOOK_AGAIN, self._look)

    @property
    def contexts(self) -> tuple[Context, ...]:  # type: ignore[override]
        """The contexts of the keys: while an answer is judged, or while a question is asked."""
        return ("quiz_answer" if self.quiz.pending is not None else "quiz_question", "quiz", "app")

    # Picture

    def picture(self, size: Size) -> Picture:
        """Draw the question, or the answer to judge."""
        quiz = self.quiz
        shown = quiz.current if quiz.pending is None else quiz.pending.shown
        view = QuizView(
            shown=shown,
            answer_input=self._input,
            judging=quiz.pending is not None,
            chosen=self._chosen,
            done=quiz.done,
            drawn=quiz.drawn,
            to_judge=0 if quiz.is_asking else quiz.to_judge,
            time_left=quiz.time_left,
            hints=self._hints(),
            notice=self.notice,
        )
        return quiz_picture(view, size.width, size.height)

    def _hints(self) -> tuple[tuple[str, str, str], ...]:
        keymap, quiz = self.shell.keymap, self.quiz
        typing = self._input.takes_text and quiz.pending is None
        if quiz.pending is not None:
            digits = "  ".join(keymap.shown(f"quiz.{mark}") for mark in MARKS)
            taken = "go on" if self._chosen is None else SAID[self._chosen]
            first = [(keymap.shown("quiz.accept"), taken, "do:quiz.accept"), (digits, "how right it was", "")]
            rest = [("quiz.leave", "leave")]
        elif quiz.is_over:
            first, rest = [(keymap.shown("quiz.submit"), "result", "do:quiz.submit")], [("quiz.leave", "leave")]
        else:
            busy = typing or self._input.takes_digits
            label = self._input.enter if self._input.enter != "show answer" else "answer"
            first = [(keymap.shown("quiz.submit", typing=busy), label, "do:quiz.submit")]
            first += [(key, label, "") for key, label in self._input.keys]
            rest = list(_KEYS_OF_ALL)
        rest.append(("app.help", "all keys"))
        others = [(keymap.shown(action, typing=typing), label, f"do:{action}") for action, label in rest]
        return tuple(hint for hint in (*first, *others) if hint[0])

    # Keys

    def act(self, action: str) -> None:
        """Run an action, and remember it for those that need a second press."""
        self._meant_before, self._meant = self._meant, ""
        super().act(action)

    def press(self, event: events.Key) -> bool:
        """Handle a key; Enter held down hands one answer in, and neither marks it nor goes on without the next."""
        key = "enter" if event.key == "ctrl+j" else event.key
        is_held = self._guard.press(key)
        return (is_held and key == "enter") or super().press(event)

    def capture(self, key: str, character: str | None) -> bool:
        """Handle the keys of the answer, and the arrows while one is judged."""
        if self.quiz.pending is not None:
            return self._choose(key)
        if self.quiz.current is None:
            return False
        move = self._input.press(key, character)
        if move is Move.IGNORED:
            return False
        self._meant = self.notice = ""
        if move is Move.DONE:
            self._attempt(self._hand_in_meant)
        else:
            self._touched = True
        self.page.repaint()
        return True

    def _choose(self, key: str) -> bool:
        if key not in ("left", "right"):
            return False
        self._meant = self.notice = ""
        if self._chosen is None:
            self._chosen = MARKS[0 if key == "left" else -1]
        else:
            self._chosen = MARKS[(MARKS.index(self._chosen) + (1 if key == "right" else -1)) % len(MARKS)]
        self.page.repaint()
        return True

    def paste(self, text: str) -> None:
        """Paste into the answer."""
        if self.quiz.current is not None and self._input.paste(text) is not Move.IGNORED:
            self._touched = True
            self.page.repaint()

    def click(self, target: str) -> None:
        """Handle a click on a mark, an option, or a hint."""
        kind, _, name = target.partition(":")
        if kind == "mark" and self.quiz.pending is not None:
            self.act(f"quiz.{name}")
        elif kind == "pick" and self.quiz.current is not None:
            self._touched = True
            if self._input.click(int(name)) is Move.DONE:
                self._attempt(self._hand_in)
            self.page.repaint()
        else:
            super().click(target)

    def _attempt(self, deed: Callable[[], None]) -> None:
        """Call a function, and show a problem as a sentence."""
        try:
            deed()
        except Problem as problem:
            self.notice = str(problem)

    # One question

    def _ask(self) -> None:
        """Start the current question or judgement."""
        quiz = self.quiz
        self._chosen = None
        self._touched = False
        self._began = monotonic()
        if quiz.pending is not None:
            if not quiz.is_asking:
                self._input = NotedInput(quiz.pending.shown.face, quiz.pending.given)
        elif quiz.current is not None:
            self._input = build_quiz_input(
                quiz.current.face, quiz.current.seed, typed=self._typed, context=quiz.context_of
            )
        self.page.repaint(top=0, into_sight=quiz.pending is not None)

    def _hand_in_meant(self) -> None:
        """Hand the answer in; an untouched one only on the second press."""
        if not self._touched and not isinstance(self._input, NotedInput):
            self._touched = True
            self.notice = f"Nothing is answered. {self._key('quiz.submit')} again goes on without an answer."
        else:
            self._hand_in()

    def _hand_in(self) -> None:
        verdict = self._input.verdict()
        took = int((monotonic() - self._began) * 1000)
        if not self.quiz.answer(self._given(verdict), verdict, took):
            self.notice = _TIME_UP
        self._next()

    def _given(self, verdict: Verdict | None) -> str:
        if verdict is not None:
            return verdict.given
        return self._input.noted if isinstance(self._input, NotedInput) else ""

    def _next(self) -> None:
        """Go on to the answer, the next question, or the result."""
        quiz = self.quiz
        if quiz.pending is not None and quiz.pending.judged is not None:
            self._chosen = quiz.pending.judged.mark
            self.page.repaint(top=0, into_sight=True)
            return
        self._ask()
        if quiz.is_over:
            self._finish()

    def _finish(self) -> None:
        """Show the result; while another screen is above the quiz, wait until it is gone."""
        if self.is_attached and self.is_active:
            from quizzer.tui.quiz.result_screen import QuizResultScreen

            self.shell.show(QuizResultScreen(self.quiz.finish()))

    def _look(self) -> None:
        """Follow the clock, and hand in the answer under edit when the time is up."""
        quiz = self.quiz
        if quiz.current is not None and quiz.time_left == 0:
            verdict = self._input.verdict()
            written = self._given(verdict) if verdict is None or verdict.outcome != "blank" else ""
            self._attempt(self._hand_in if written else self._stop_in_time)
            self.notice = self.notice or _TIME_UP
        elif quiz.is_over:
            self._attempt(self._finish)
        if self.is_current:
            self.page.repaint()

    def _stop_in_time(self) -> None:
        self.quiz.look()
        self._next()

    # Actions

    @keyed("quiz.submit")
    def submit(self) -> None:
        """Hand the answer in, or try again to store the result."""
        if self.quiz.current is not None:
            self._hand_in_meant()
        elif self.quiz.is_over:
            self._finish()

    @keyed("quiz.skip")
    def skip(self) -> None:
        """Move the question to the end."""
        if self.quiz.current is not None:
            self.quiz.skip()
            self._ask()
            self.notice = "Put behind the others."

    @keyed("quiz.finish")
    def finish(self) -> None:
        """Finish early, on the second press."""
        quiz = self.quiz
        if not quiz.done:
            self.notice = "Nothing is answered yet."
        elif self._is_meant("quiz.finish"):
            quiz.stop()
            self._next()
        else:
            left = plural(quiz.drawn - quiz.done, "question")
            self.notice = f"Finish now, {left} left out? {self._key('quiz.finish')} again does."

    @keyed("quiz.accept")
    def accept(self) -> None:
        """Take the selected mark."""
        if self._chosen is None:
            keys = ", ".join(self.shell.keymap.shown(f"quiz.{mark}") for mark in MARKS)
            self.notice = f"Say how right your answer was: {keys}."
        else:
            self._judge(self._chosen)

    @keyed("quiz.wrong")
    def wrong(self) -> None:
        """Mark the answer as wrong."""
        self._judge("wrong")

    @keyed("quiz.partly")
    def partly(self) -> None:
        """Mark the answer as partly right."""
        self._judge("partly")

    @keyed("quiz.right")
    def right(self) -> None:
        """Mark the answer as right."""
        self._judge("right")

    def _judge(self, mark: Mark) -> None:
        self.quiz.judge(mark)
        self._next()

    @keyed("quiz.leave")
    def leave(self) -> None:
        """Drop the answers and go home, on the second press."""
        if self._may_leave("quiz.leave"):
            self.shell.go_home("The quiz was left without a result." if self.quiz.done else "")

    @keyed("app.quit")
    def quit(self) -> None:
        """Drop the answers and leave the program, on the second press."""
        if self._may_leave("app.quit"):
            super().quit()

    def _may_leave(self, action: str) -> bool:
        if not self.quiz.done or self._is_meant(action):
            return True
        answers = plural(self.quiz.done, "answer")
        what = "without a result" if self.quiz.plan.as_reviews else f"and throw {answers} away"
        self.notice = f"Leave {what}? {self._key(action)} again does."
        return False

    def _is_meant(self, action: str) -> bool:
        """Return whether an action was requested twice in a row."""
        if self._meant_before == action:
            return True
        self._meant = action
        return False

    def _key(self, action: str) -> str:
        return self.shell.keymap.shown(action, typing=self._input.takes_text and self.quiz.pending is None)
