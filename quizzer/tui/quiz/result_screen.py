"""The result of a quiz, on the screen."""

from __future__ import annotations

from textual.geometry import Size

from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.quiz.values import QuizResult
from quizzer.study.review.values import Plan
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import KeyedScreen
from quizzer.tui.quiz.result_view import ResultView, result_picture


class QuizResultScreen(KeyedScreen):
    """The score, the bars of axes, decks or tags, the missed cards, and the comparison with earlier quizzes."""

    contexts: tuple[Context, ...] = ("quiz_result", "quiz", "app")
    help_note = (
        "The score is the mean over all questions; a list, a sequence or a sort counts by the part that was right. "
        "Held against it are the earlier quizzes over the same cards, and beside each axis, deck or tag its last "
        "score; “quizzer quiz --results” lists all. "
        "The missed cards can be practised at once; that leaves the schedule alone."
    )

    def __init__(self, result: QuizResult) -> None:
        super().__init__()
        self.result = result

    def on_mount(self) -> None:
        """Send what was answered to the learner's other devices."""
        if self.shell.syncing is not None:
            self.shell.syncing.send()

    def picture(self, size: Size) -> Picture:
        """Draw the result."""
        keymap, earlier = self.shell.keymap, self.result.earlier
        actions = [("quiz.home", "home")]
        if self.result.missed:
            actions.append(("quiz.practise", "practise the missed"))
        actions += [("quiz.again", "another quiz"), ("app.help", "all keys")]
        view = ResultView(
            result=self.result,
            last_at=self.shell.collection.clock.local(earlier.last_at) if earlier.scores else None,
            hints=tuple((keymap.shown(a), label, f"do:{a}") for a, label in actions if keymap.shown(a)),
            notice=self.notice,
        )
        return result_picture(view, size.width, size.height)

    @keyed("quiz.home")
    def home(self) -> None:
        """Go to the home screen."""
        self.shell.go_home()

    @keyed("quiz.leave")
    def leave(self) -> None:
        """Go to the home screen; the result is already stored."""
        self.shell.go_home()

    @keyed("quiz.again")
    def again(self) -> None:
        """Open the setup of another quiz."""
        self.shell.open("quiz")

    @keyed("quiz.practise")
    def practise(self) -> None:
        """Practise the missed cards, which leaves the schedule alone."""
        missed = tuple(missed.card_id for missed in self.result.missed)
        if not missed or not self.shell.review(Plan(practice=True, only=missed)):
            raise Problem("No card was missed.")
