"""The drafts of a deck, decided one after the other, sentence by sentence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.timer import Timer

from quizzer.core.notes.drafts import Reason
from quizzer.core.wording import plural
from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.drafts.shown_card import describe
from quizzer.study.filters import Filter
from quizzer.study.review.values import Plan
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import KeyedScreen
from quizzer.tui.triage.change_actions import ChangeActions
from quizzer.tui.triage.desk import FIRST_CARDS, Desk, Hints
from quizzer.tui.triage.lines_screen import LinesScreen
from quizzer.tui.triage.picture.end_view import end_picture
from quizzer.tui.triage.picture.view import triage_picture

if TYPE_CHECKING:
    from quizzer.study.drafts.triage import Triage

_REASONS: dict[str, tuple[Reason, str]] = {
    "t": ("trivial", "trivial"),
    "w": ("wording", "wording"),
    "f": ("false", "false"),
    "d": ("said", "said already"),
    "p": ("passage", "passage"),
}
_HINTS = (
    ("triage.accept", "accept"), ("triage.accept_all", "all here"), ("triage.reject", "reject"),
    ("triage.edit", "edit"), ("triage.kind", "kind"), ("triage.gap", "gap"), ("triage.options", "options"),
    ("triage.axis", "axis"), ("triage.undo", "undo"), ("triage.bare", "next uncovered"), ("app.help", "all keys"),
)  # fmt: skip
_HINTS_BARE = (
    ("triage.write", "write a note"), ("triage.bare", "next uncovered"), ("triage.next", "back to the drafts"),
    ("app.help", "all keys"),
)  # fmt: skip
_HINTS_END = (("triage.start", "start"), ("triage.undo", "undo"), ("triage.leave", "home"), ("app.help", "all keys"))
_SETTLE = 1.0  # seconds after a key until the figures of the sections are counted again


class TriageScreen(ChangeActions, KeyedScreen):
    """A sentence of the document, and the drafts that stand on it."""

    help_note = (
        "A draft is a note that the document suggests. It is neither asked nor exported until you accept it. Every "
        "decision is written to the deck file at once and can be taken back. A draft with ! has a doubt, which A "
        "leaves out."
    )
    help_title = "Also"
    help_rows = (
        ("↑  ↓", "Mark another draft of the sentence"),
        ("r t", "Reject as trivial: nobody needs to be asked this"),
        ("r w", "Reject the wording: another question about the same may come"),
        ("r f", "Reject as false"),
        ("r d", "Reject as said already"),
        ("r p", "Reject the passage: nothing is drafted from it again"),
    )

    def __init__(self, triage: Triage, notice: str = "") -> None:
        """Show the drafts of a deck, beginning where one left them.

        Args:
            triage: The drafts, open.
            notice: A sentence to show first.
        """
        super().__init__()
        self.desk = Desk(triage)
        self._asks_why = False
        self._recounting: Timer | None = None
        self.notice = notice

    @property
    def contexts(self) -> tuple[Context, ...]:  # type: ignore[override]
        """The contexts of the keys: while a draft is marked, or at the end."""
        return ("triage_end" if self.desk.is_over else "triage_draft", "triage", "app")

    def changed(self) -> None:
        """Count what is covered when the keys rest: counting would delay the next draft."""
        if self._recounting is not None:
            self._recounting.stop()
        if self.desk.is_over:  # its page is about what is covered
            self.desk.recount()
        self._recounting = self.set_timer(_SETTLE, self._recount)

    def _recount(self) -> None:
        self.desk.recount()
        if self.is_current:
            self.page.repaint()

    # Picture

    def picture(self, size: Size) -> Picture:
        """Draw the sentence with its drafts, or the end."""
        desk = self.desk
        if desk.is_over:
            return end_picture(desk.end_view(self._hints(_HINTS_END), self.notice), size.width, size.height)
        hints = self._hints(_HINTS if desk.bare is None else _HINTS_BARE)
        return triage_picture(desk.view(hints, self.notice), size.width, size.height)

    def _hints(self, actions: tuple[tuple[str, str], ...]) -> Hints:
        keymap = self.shell.keymap
        if self._asks_why:
            reasons = [(key, words, f"why:{key}") for key, (_, words) in _REASONS.items()]
            return (("Why?", "", ""), *reasons)
        return tuple((keymap.shown(act), label, f"do:{act}") for act, label in actions if keymap.shown(act))

    # Keys

    def capture(self, key: str, character: str | None) -> bool:
        """Handle the letter of a reason, and the arrows that mark another draft of the sentence."""
        if self._asks_why:
            self._asks_why = False
            if character in _REASONS:
                self._give_reason(character)
                return True
        if key in ("down", "up", "j", "k") and not self.desk.is_over and self.desk.bare is None:
            self._mark(1 if key in ("down", "j") else -1)
            return True
        return False

    def click(self, target: str) -> None:
        """Handle a click on a draft, a reason or a hint; a second click on the marked draft accepts it."""
        kind, _, name = target.partition(":")
        if kind == "why":
            self.capture(name, name)
        elif kind == "draft" and (unit := self.desk.walk.unit) is not None:
            note = unit.drafts[int(name)]
            if note == self.desk.walk.note:
                self.act("triage.accept")
            elif self.desk.walk.go(note):
                self.page.repaint()
        else:
            super().click(target)

    def _mark(self, step: int) -> None:
        unit, note = self.desk.marked()
        opened = self.desk.triage.open_drafts(unit)
        at = opened.index(note) + step
        if 0 <= at < len(opened):
            self.desk.walk.go(opened[at])
            self.notice = ""
            self.page.repaint()

    # Decisions

    @keyed("triage.accept")
    def accept(self) -> None:
        """Accept the marked draft."""
        _, note = self.desk.marked()
        words = describe(self._draft().note)
        self.desk.decide(partial(self.desk.triage.accept, note), "accepted")
        self._say(f"Accepted: {words}.")

    @keyed("triage.accept_all")
    def accept_all(self) -> None:
        """Accept what is left of the sentence, without the doubtful."""
        unit, _ = self.desk.marked()
        decision = self.desk.decide(partial(self.desk.triage.accept_all, unit), "accepted")
        left = f" {plural(len(decision.left_out), 'draft')} with a doubt left for later." if decision.left_out else ""
        self._say(f"Accepted: {plural(len(decision.notes), 'draft')}.{left}")

    @keyed("triage.reject")
    def reject(self) -> None:
        """Reject the marked draft, and ask why without waiting."""
        _, note = self.desk.marked()
        self.desk.decide(partial(self.desk.triage.reject, note), "rejected")
        self._asks_why = True
        self._say("Rejected. A letter says why; any other key goes on.")

    @keyed("triage.reject_all")
    def reject_all(self) -> None:
        """Reject what is left of the sentence."""
        unit, _ = self.desk.marked()
        decision = self.desk.decide(partial(self.desk.triage.reject_all, unit), "rejected")
        self._say(f"Rejected: {plural(len(decision.notes), 'draft')}.")

    def _give_reason(self, letter: str) -> None:
        reason, words = _REASONS[letter]
        try:
            self.desk.triage.give_reason(reason)
        except Problem as problem:
            self.notice = str(problem)
        else:
            self._say(f"Rejected: {words}.")
        self.page.repaint()

    @keyed("triage.later")
    def later(self) -> None:
        """Put the marked draft off."""
        self.desk.marked()
        self.desk.walk.put_off()
        self.notice = "Put off until the others are decided."

    @keyed("triage.undo")
    def undo(self) -> None:
        """Take the last decision back, and mark its draft."""
        decision = self.desk.undo()
        if decision is None:
            raise Problem("There is nothing to take back.")
        self.notice = {
            "accept": "Taken back: accepted.",
            "reject": "Taken back: rejected.",
            "edit": "Taken back: changed.",
            "write": "Taken back: the note that was written.",
        }.get(decision.act, "Taken back.")
        self.changed()

    # Where to go

    @keyed("triage.next")
    def next_sentence(self) -> None:
        """Go to the next sentence with a draft."""
        if self.desk.bare is not None:
            self.desk.bare = None
        elif not self.desk.walk.move(1):
            raise Problem("This is the last sentence with a draft.")

    @keyed("triage.previous")
    def previous_sentence(self) -> None:
        """Go to the sentence with a draft before."""
        self.desk.bare = None
        if not self.desk.walk.move(-1):
            raise Problem("This is the first sentence with a draft.")

    @keyed("triage.bare")
    def go_to_bare(self) -> None:
        """Go to the next statement that nothing stands on."""
        if not self.desk.go_to_bare():
            raise Problem("A note or a draft stands on every statement.")

    @keyed("triage.sections")
    def choose_section(self) -> None:
        """Choose a section to go to."""
        self.shell.push(LinesScreen("Sections", self.desk.section_lines(), self._go_to_section))

    def _go_to_section(self, number: int) -> None:
        self.desk.bare = None
        if not self.desk.walk.go_to_section(self.desk.sections[number]):
            self.notice = "No draft of this section is open."
        self.page.repaint()

    @keyed("triage.page")
    def read_page(self) -> None:
        """Read the section of the document around the sentence."""
        title, lines, at = self.desk.page_lines()
        self.shell.push(LinesScreen(title, lines, None, at))

    @keyed("triage.start")
    def start(self) -> None:
        """Make cards of what was accepted, and start with the first of them."""
        triage = self.desk.triage
        triage.finish()
        if not self.shell.review(Plan(Filter(decks=(triage.name,)), more_new=FIRST_CARDS)):
            raise Problem("No new card is there to start with.")

    @keyed("triage.leave")
    def leave(self) -> None:
        """Leave; what was accepted becomes cards, and one comes back to the same draft."""
        triage = self.desk.triage
        if self.desk.walk.note:
            triage.remember(self.desk.walk.note)
        triage.finish()
        self.shell.go_home()
