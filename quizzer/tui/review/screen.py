"""The review screen: question, answer, rating, next card."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size

from quizzer.core.notes.cards import Face
from quizzer.core.schedule.progress import Rating
from quizzer.core.wording import abbreviate_interval, spell_interval
from quizzer.keys.actions import Context
from quizzer.study.decks.edit import explain_edit
from quizzer.tui.answering import AnswerInput, Move, build_input
from quizzer.tui.answering.card_view import FLAGS
from quizzer.tui.external_editor import edit_note
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import STRONG, Picture
from quizzer.tui.kit.screen import KeyedScreen
from quizzer.tui.review.view import CardView, card_picture, waiting_picture

if TYPE_CHECKING:
    from quizzer.study.review.session import Session

_NO_FACE = Face("basic", "", "")
_LOOK_AGAIN = 1.0  # seconds between polls of the clock while the next card waits on a step
_RATINGS = {"1": Rating.AGAIN, "2": Rating.HARD, "3": Rating.GOOD, "4": Rating.EASY}
_KEYS_OF_ALL = (
    ("app.help", "help"),
    ("review.leave", "leave"),
    ("review.undo", "undo"),
    ("review.edit", "edit"),
    ("review.skip", "skip"),
    ("review.flag", "flag"),
    ("review.suspend", "suspend"),
    ("review.bury", "bury"),
)
_NO_PASSAGE = "There is no passage to show. “quizzer source add DOCUMENT” keeps the document beside the decks."


class ReviewScreen(KeyedScreen):
    """The cards of a session, one after the other."""

    help_note = (
        "Think of the answer or type it, look, then say how well you knew it; the interval beside each rating is when "
        "the card comes back. Leaving keeps every answer."
    )
    help_rows = (
        ("1-9", "Pick an option, the next step, or a group for the item"),
        ("↑  ↓", "Go through options or steps"),
        ("J  K  Shift+↑  Shift+↓", "Move a step"),
        ("⌫", "Take back the last step or item"),
        ("←  →", "Choose a rating"),
    )

    def __init__(self, session: Session, *, typed: bool = True, notice: str = "") -> None:
        """Show a session.

        Args:
            session: The session, new or started.
            typed: Whether short answers are typed.
            notice: A sentence to show first.
        """
        super().__init__()
        self.session = session
        self._typed = typed
        self._input = AnswerInput(_NO_FACE)
        self._revealed = False
        self._passage = ""
        self._chosen: Rating | None = Rating.GOOD
        self._intervals: tuple[str, ...] = ()
        self._began = 0.0
        self._ask()
        self.notice = notice

    def on_mount(self) -> None:
        """Poll the clock, for the time when every remaining card waits on a step."""
        self.set_interval(_LOOK_AGAIN, self._look_again)
        if self._is_over:
            self._finish()

    @property
    def _is_over(self) -> bool:
        return self.session.current is None and self.session.waiting_until is None

    @property
    def contexts(self) -> tuple[Context, ...]:  # type: ignore[override]
        """The contexts of the keys: after the answer is shown, or before."""
        return ("answer" if self._revealed else "question", "review", "app")

    # Picture

    def picture(self, size: Size) -> Picture:
        """Draw the card, or the time of the next one."""
        session = self.session
        shown = session.current
        if shown is None:
            return self._waiting(size)
        view = CardView(
            shown=shown,
            answer_input=self._input,
            revealed=self._revealed,
            intervals=self._intervals,
            chosen=self._chosen,
            counts=session.counts,
            done=session.done,
            hints=self._hints(),
            notice=self.notice,
            practice=session.plan.practice,
            passage=self._passage,
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
        keymap = self.shell.keymap
        hints = [("Wait", "it comes by itself", "")] + [
            (keymap.shown(action), label, f"do:{action}")
            for action, label in (("review.leave", "leave"), ("review.undo", "undo"), ("app.help", "help"))
        ]
        return waiting_picture(when, session.counts, session.done, hints, self.notice, size.width, size.height)

    def _hints(self) -> tuple[tuple[str, str, str], ...]:
        keymap, typing = self.shell.keymap, self._input.takes_text and not self._revealed
        if self._revealed:
            first = [(keymap.shown("review.accept"), "accept", "do:review.accept"), ("← →", "choose", "")]
        else:
            busy = self._input.takes_text or self._input.takes_digits
            first = [(keymap.shown("review.reveal", typing=busy), self._input.enter, "do:review.reveal")]
            first += [(key, label, "") for key, label in self._input.keys]
        if self._revealed and self.session.current is not None and self.session.current.note.cite is not None:
            first.append((keymap.shown("review.passage"), "passage", "do:review.passage"))
        rest = [(keymap.shown(action, typing=typing), label, f"do:{action}") for action, label in _KEYS_OF_ALL]
        return tuple(hint for hint in (*first, *rest) if hint[0])

    # Keys

    def capture(self, key: str, character: str | None) -> bool:
        """Handle the keys of the answer, the digits that rate before it is shown, and the arrows after it."""
        if self.session.current is None:
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
                self._chosen = _RATINGS[key]
                self.page.repaint()
        return True

    def _choose(self, key: str) -> bool:
        if key not in ("left", "right"):
            return False
        self._chosen = Rating(((self._chosen or 0) - 1 + (1 if key == "right" else -1)) % 4 + 1)
        self.page.repaint()
        return True

    def paste(self, text: str) -> None:
        """Paste into the answer."""
        if self.session.current is not None and not self._revealed and self._input.paste(text) is not Move.IGNORED:
            self.page.repaint()

    def click(self, target: str) -> None:
        """Handle a click on a rating, an option, or a hint."""
        kind, _, name = target.partition(":")
        if kind == "rate" and self._revealed:
            self._chosen = Rating(int(name))
            self.act("review.accept")
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
        self._passage = ""
        self._chosen = Rating.GOOD
        self._began = monotonic()
        if shown is not None:
            self._input = build_input(shown.face, shown.seed, typed=self._typed, is_word=self.session.is_word)
        elif self._is_over and self.is_attached:
            self._finish()

    def _reveal(self) -> None:
        session = self.session
        self.notice = ""
        self._revealed = True
        previews = () if session.plan.practice else session.previews()
        self._intervals = tuple(abbreviate_interval(preview.interval) for preview in previews)
        verdict = self._input.verdict()
        if verdict is not None:
            self._chosen = verdict.rating
        self.page.repaint(top=0)

    def _rate(self, rating: Rating) -> None:
        took = int((monotonic() - self._began) * 1000)
        try:
            self.session.answer(rating, took)
        finally:  # also after an answer elsewhere: the card is then shown in its new state
            self._next()

    def _next(self) -> None:
        self._ask()
        self.page.repaint(top=0)

    def _look_again(self) -> None:
        if self.session.current is None and self.is_current:
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
        """Show the answer."""
        if self.session.current is not None:
            self._reveal()

    @keyed("review.accept")
    def accept(self) -> None:
        """Take the rating that is chosen; nothing is chosen where an answer was wanted and none was given."""
        if self._chosen is None:
            self.notice = "Nothing was answered: rate it 1 Again, 2 Hard, 3 Good or 4 Easy."
            self.page.repaint()
        else:
            self._rate(self._chosen)

    @keyed("review.again")
    def rate_again(self) -> None:
        """Rate Again."""
        self._rate(Rating.AGAIN)

    @keyed("review.hard")
    def rate_hard(self) -> None:
        """Rate Hard."""
        self._rate(Rating.HARD)

    @keyed("review.good")
    def rate_good(self) -> None:
        """Rate Good."""
        self._rate(Rating.GOOD)

    @keyed("review.easy")
    def rate_easy(self) -> None:
        """Rate Easy."""
        self._rate(Rating.EASY)

    @keyed("review.passage")
    def passage(self) -> None:
        """Show or hide the passage of the document behind the card."""
        if self.session.current is None:
            return
        if self._passage:
            self._passage = ""
        else:
            self._passage = self.session.passage() or ""
            self.notice = "" if self._passage else _NO_PASSAGE

    @keyed("review.undo")
    def undo(self) -> None:
        """Take back the last action, any number of times."""
        undone = self.session.undo()
        if undone is not None:
            self._next()
        self.notice = undone or "There is nothing to undo."

    @keyed("review.edit")
    def edit(self) -> None:
        """Open the note in the editor, then go on with its new text."""
        edited = self.session.current
        if edited is None:
            return
        note = self.session.open_note()
        done = edit_note(self.shell.edit_file, note)
        problems = self.session.reload(note.path)
        self._next()
        self.notice = explain_edit(problems) or done
        if self.session.current is None or self.session.current.key != edited.key:
            self.notice = "The card is gone from its deck file; its history is kept."

    @keyed("review.skip")
    def skip(self) -> None:
        """Move the card to the end of the session."""
        self._put_off(self.session.skip, "Put at the end of the session.")

    @keyed("review.suspend")
    def suspend(self) -> None:
        """Take the card out of all reviews."""
        self._put_off(self.session.suspend, "Suspended: it is not asked any more. Undo takes that back.")

    @keyed("review.bury")
    def bury(self) -> None:
        """Put the card off until tomorrow."""
        self._put_off(self.session.bury, "Buried until tomorrow.")

    def _put_off(self, action: Callable[[], None], notice: str) -> None:
        """Go on to the next card without an answer to this one."""
        if self.session.current is not None:
            action()
            self._next()
            self.notice = notice

    @keyed("review.flag")
    def flag(self) -> None:
        """Set the card's next flag."""
        shown = self.session.current
        if shown is not None:
            flag = (shown.flag + 1) % len(FLAGS)
            self.session.flag(flag)
            self.notice = f"Flag {flag}, {FLAGS[flag]}." if flag else "No flag."

    @keyed("review.leave")
    def leave(self) -> None:
        """Leave the session: to its summary after an answer, else home."""
        if self.session.done:
            self._finish()
        else:
            self.shell.go_home()
