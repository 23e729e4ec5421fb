"""The review screen: question, answer, rating, next card."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.geometry import Size

from quizzer.core.notes.cards import Face
from quizzer.core.schedule.progress import Rating
from quizzer.core.wording import abbreviate_interval, spell_interval
from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.tui.answering import AnswerInput, Move, build_input
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import STRONG, Picture
from quizzer.tui.kit.painting.prose import most_shift
from quizzer.tui.review.beside import Beside
from quizzer.tui.review.hints import Hint, answer_hints, primer_hints, question_hints, waiting_hints
from quizzer.tui.review.marks import MarkingScreen
from quizzer.tui.review.rater import Rater
from quizzer.tui.review.view import CardView, Standing, card_picture, primer_picture, waiting_picture

if TYPE_CHECKING:
    from quizzer.study.review.session import Session

_NO_FACE = Face("basic", "", "")
_LOOK_AGAIN = 1.0  # seconds between polls of the clock while the next card waits on a step
_RATINGS = {"1": Rating.AGAIN, "2": Rating.HARD, "3": Rating.GOOD, "4": Rating.EASY}
_SHIFT = 8
_NO_PASSAGE = "There is no passage to show. “quizzer source add DOCUMENT” keeps the document beside the decks."


def standing_of(session: Session) -> Standing:
    """Tell how far a session is."""
    return Standing(session.finished, session.planned, session.come_back)


class ReviewScreen(MarkingScreen):
    """The cards of a session, one after the other."""

    help_note = (
        "Think of the answer or type it, look, then say how well you knew it; the interval beside each rating is when "
        "the card comes back. Leaving keeps every answer."
    )
    help_rows = (
        ("1-9", "Answer with an option, place the next step, or put the item into a group"),
        ("↑  ↓", "Go through options, steps or items"),
        ("J  K  Shift+↑  Shift+↓", "Move a step"),
        ("⌫", "Take back the last step or item"),
        ("←  →", "Choose a rating"),
        ("Drag, Ctrl+C", "Select text, and copy it"),
    )

    def __init__(self, session: Session, *, typed: bool = True, notice: str = "") -> None:
        """Show a session.

        Args:
            session: The session, new or started.
            typed: Whether short answers are typed.
            notice: A sentence to show first.
        """
        super().__init__(session)
        self._typed = typed
        self._input = AnswerInput(_NO_FACE)
        self._primer = ""
        self._revealed = False
        self._beside = Beside()
        self._rater = Rater(self._rate, self._attempt, self.set_timer)
        self._intervals: tuple[str, ...] = ()
        self._shift = 0
        self._began = 0.0
        self._ask()
        self.notice = notice

    def on_mount(self) -> None:
        """Poll the clock, for the time when every remaining card waits on a step."""
        self._rater.guard.pause = self.shell.collection.settings.guard_ms / 1000
        self.set_interval(_LOOK_AGAIN, self._look_again)
        if self._is_over:
            self._finish()

    @property
    def _is_over(self) -> bool:
        return self.session.current is None and self.session.waiting_until is None

    @property
    def contexts(self) -> tuple[Context, ...]:  # type: ignore[override]
        """The contexts of the keys: after the answer is shown, or before."""
        return ("answer" if self._revealed and not self._primer else "question", "review", "app")

    # Picture

    def picture(self, size: Size) -> Picture:
        """Draw the card, or the time of the next one."""
        session = self.session
        shown = session.current
        if shown is None:
            return self._waiting(size)
        if self._primer:
            hints, practice = primer_hints(self.shell.keymap), session.plan.practice
            standing = standing_of(session)
            return primer_picture(shown, self._primer, standing, hints, size.width, size.height, practice=practice)
        verdict = self._input.verdict() if self._revealed else None
        view = CardView(
            shown=shown,
            answer_input=self._input,
            revealed=self._revealed,
            intervals=self._intervals,
            chosen=self._rater.chosen,
            unanswered=verdict is not None and verdict.outcome == "blank",
            standing=standing_of(session),
            hints=self._hints(size),
            notice=self.notice,
            practice=session.plan.practice,
            aside=self._beside.aside(size.height, self.shell.keymap.shown("review.passage")),
            asked_passage=self._beside.is_asked,
            shift=self._shift,
        )
        return card_picture(view, size.width, size.height)

    def _waiting(self, size: Size) -> Picture:
        session, clock = self.session, self.shell.collection.clock
        until = session.waiting_until
        if until is None:
            return Picture()
        seconds = max(1, (until - clock.now()) // 1000)
        when = Content.assemble(
            ("The next card comes at ", ""),
            (f"{clock.local(until):%H:%M}", STRONG),
            (f", in {spell_interval(-seconds)}.", ""),
        )
        hints = waiting_hints(self.shell.keymap)
        return waiting_picture(when, standing_of(session), hints, self.notice, size.width, size.height)

    def _hints(self, size: Size) -> tuple[Hint, ...]:
        keymap = self.shell.keymap
        if self._revealed:
            return answer_hints(keymap, self._rater.chosen, size.width)
        return question_hints(keymap, self._input, size.width)

    # Keys

    def press(self, event: events.Key) -> bool:
        """Handle a key; the ratings take note of every one."""
        self._rater.press("enter" if event.key == "ctrl+j" else event.key)
        return super().press(event)

    def capture(self, key: str, character: str | None) -> bool:
        """Handle the keys of the answer, the digits that rate before it is shown, and the arrows after it."""
        if self.session.current is None or self._primer:
            return False
        if self._revealed:
            return self._choose(key)
        match self._input.press(key, character):
            case Move.CHANGED:
                self.notice = ""
                self.page.repaint()
            case Move.DONE:
                self._reveal()
            case Move.IGNORED:
                if key not in _RATINGS or self._input.takes_text or self._input.takes_digits:
                    return False
                self._reveal()
                self._rater.chosen = _RATINGS[key]
                self.page.repaint()
        return True

    def _choose(self, key: str) -> bool:
        if key not in ("left", "right"):
            return False
        self._rater.step(1 if key == "right" else -1)
        self.page.repaint()
        return True

    def paste(self, text: str) -> None:
        """Paste into the answer."""
        self._rater.settle()
        if (
            self.session.current is not None
            and not (self._revealed or self._primer)
            and self._input.paste(text) is not Move.IGNORED
        ):
            self.page.repaint()

    def click(self, target: str) -> None:
        """Handle a click on a rating, an option, or a hint."""
        kind, _, name = target.partition(":")
        if self._primer:
            super().click(target)
        elif kind == "rate" and self._revealed:
            self._rater.click(Rating(int(name)))
        elif kind == "pick" and not self._revealed:
            if self._input.click(int(name)) is Move.DONE:
                self._reveal()
            self.page.repaint()
        else:
            super().click(target)

    # One card

    def _ask(self) -> None:
        """Show the current card, or the summary when there is none."""
        shown = self.session.current
        self._revealed = False
        self._beside = Beside()
        self._rater.begin()
        self._shift = 0
        self._began = monotonic()
        self._primer = ""
        if shown is not None:
            self._primer = self.session.unread_primer()
            self._input = build_input(shown.face, shown.seed, typed=self._typed, context=self.session.context_of)
        elif self._is_over and self.is_attached:
            self._finish()

    def _reveal(self) -> None:
        from quizzer.core.grading.grading import suggest_rating

        session = self.session
        self.notice = ""
        self._revealed = True
        previews = () if session.plan.practice else session.previews()
        self._intervals = tuple(abbreviate_interval(preview.interval) for preview in previews)
        self._beside.load(self.shell.collection, session, self.page.size.height)
        self._rater.show(suggest_rating(self._input.verdict()))
        self.page.repaint(top=0, into_sight=True)

    def _attempt(self, rating: Rating) -> None:
        self.notice = ""
        try:
            self._rate(rating)
        except Problem as problem:
            self.notice = str(problem)
        self.page.repaint()

    def _rate(self, rating: Rating) -> None:
        took = int((monotonic() - self._began) * 1000)
        try:
            self.session.answer(rating, took)
        except Problem:  # also after an answer elsewhere: what was typed here stays, beside the card's new intervals
            self._reveal()
            raise
        self._next()

    def _next(self) -> None:
        self._ask()
        self.page.repaint(top=0)

    def _look_again(self) -> None:
        if self.session.current is None and self.is_active:
            self.session.poll()
            if self.session.current is not None or self.session.waiting_until is None:
                self._ask()
            self.page.repaint()

    def _finish(self) -> None:
        from quizzer.tui.review.summary_screen import SummaryScreen

        self.shell.show(SummaryScreen(self.session))

    # Actions

    @keyed("review.reveal")
    def reveal(self) -> None:
        """Show the answer; while the next card waits, take it now."""
        if self._primer:
            self._primer = ""
            self._began = monotonic()
        elif self.session.current is not None:
            self._reveal()
        elif self.session.take_now():
            self._next()

    @keyed("review.accept")
    def accept(self) -> None:
        """Take the rating that is chosen; nothing is chosen where an answer was wanted and none was given."""
        chosen = self._rater.chosen
        if chosen is None:
            self.notice = "Nothing was answered: rate it 1 Again, 2 Hard, 3 Good or 4 Easy."
        else:
            self._rater.take(chosen, at_once=False)

    @keyed("review.again")
    def rate_again(self) -> None:
        """Rate Again."""
        self._rater.take(Rating.AGAIN)

    @keyed("review.hard")
    def rate_hard(self) -> None:
        """Rate Hard."""
        self._rater.take(Rating.HARD)

    @keyed("review.good")
    def rate_good(self) -> None:
        """Rate Good."""
        self._rater.take(Rating.GOOD)

    @keyed("review.easy")
    def rate_easy(self) -> None:
        """Rate Easy."""
        self._rater.take(Rating.EASY)

    @keyed("review.passage")
    def passage(self) -> None:
        """Show or hide the passage of the document behind the card."""
        if not self._beside.toggle(self.page.size.height):
            self.notice = _NO_PASSAGE

    @keyed("review.primer")
    def show_primer(self) -> None:
        """Show what the card's deck says before its first new card."""
        if self.session.current is not None:
            from quizzer.study.review.primer import primer_of

            self._primer = primer_of(self.shell.collection, self.session.current)
            if not self._primer:
                self.notice = "This deck says nothing before its first card."

    @keyed("review.left")
    def shift_left(self) -> None:
        """Move a drawing wider than the page to the left."""
        self._shift = max(0, self._shift - _SHIFT)

    @keyed("review.right")
    def shift_right(self) -> None:
        """Move a drawing wider than the page to the right."""
        shown = self.session.current
        if shown is not None:
            texts = (shown.face.prompt, shown.face.answer, shown.note.extra or "")
            self._shift = min(self._shift + _SHIFT, most_shift(texts, self.page.size.width))

    @keyed("review.undo")
    def undo(self) -> None:
        """Take back the last action, any number of times."""
        undone = self.session.undo()
        if undone is not None:
            self._next()
        self.notice = undone or "There is nothing to undo."

    @keyed("review.leave")
    def leave(self) -> None:
        """Leave the session: to its summary after an answer, else home."""
        if self.session.done:
            self._finish()
        else:
            self.shell.go_home()
