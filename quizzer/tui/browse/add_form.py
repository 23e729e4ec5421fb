"""A form to add a note to a deck of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from quizzer.core.safe_text import plain
from quizzer.errors import Problem
from quizzer.study.decks.add import AddedNote, DeckMissing, NewNote, add_note, list_own_decks

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_HINT = "Enter goes on, and on the last line adds the note; Esc leaves. A sentence with {{gaps}} needs no answer."


class AddNoteForm(ModalScreen[None]):
    """Question, answer and deck, on a line each.

    The lines are Textual's own, so cursor keys, Tab, Shift+Tab and pasting work as in any form.
    """

    AUTO_FOCUS = "#ask"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Leave")]
    DEFAULT_CSS = """
    AddNoteForm { align: center middle; }
    AddNoteForm Vertical { width: 76; max-width: 100%; height: auto; border: round $primary; padding: 0 1; }
    AddNoteForm Input { margin: 0 0 1 0; background: $background; }
    AddNoteForm Input:focus { background: $surface; }
    AddNoteForm Label { width: 100%; }
    """

    def __init__(self, collection: Collection, done: Callable[[AddedNote], None]) -> None:
        """Make an empty form.

        Args:
            done: Called with the note once it is written; the form is closed by then.
        """
        super().__init__()
        self._collection = collection
        self._done = done
        self._own = list_own_decks(collection)
        self._begins = ""
        """The new deck that the next Enter begins."""

    def compose(self) -> ComposeResult:
        """Compose the three lines, each below its name, and a line for what is wrong."""
        deck = self._own[-1] if self._own else ""
        with Vertical():
            yield Label("Question")
            yield Input(id="ask", compact=True)
            yield Label("Answer")
            yield Input(id="answer", compact=True)
            yield Label("Deck")
            yield Input(
                plain(deck), placeholder="the name of a deck of your own, or of a new one", id="deck", compact=True
            )
            yield Label(Content(_HINT), id="message")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next line that is empty; on the last one, add the note."""
        event.stop()
        if event.input.id != "deck":
            self.focus_next()
            return
        try:
            added = self._add()
        except Problem as problem:
            self._say(str(problem))
            return
        if added is not None:
            self.dismiss()
            self._done(added)

    def _add(self) -> AddedNote | None:
        """Add the note; None where a new deck is to be confirmed first."""
        ask, answer, deck = (self.query_one(f"#{name}", Input).value.strip() for name in ("ask", "answer", "deck"))
        known = {name.casefold() for name in self._own}
        axis = "" if deck.casefold() in known else self._begins
        new = NewNote(deck, ask, answer, axis=axis)
        if "{{" in ask and not answer:
            new = new._replace(ask="", cloze=ask)
        try:
            return add_note(self._collection, new)
        except DeckMissing:
            self._begins = deck
            self._say(f"There is no deck “{deck}” of your own. Enter once more begins it.")
            return None

    def _say(self, sentence: str) -> None:
        self.query_one("#message", Label).update(Content(plain(sentence)))
