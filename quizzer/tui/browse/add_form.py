"""A form to add a note to a deck of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.widgets import Input

from quizzer.errors import Problem
from quizzer.study.decks.editing.add import AddedNote, DeckMissing, NewNote, add_note, list_own_decks
from quizzer.tui.kit.lines_form import FormLine, LinesForm

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_PLACEHOLDER = "the name of a deck of your own, or of a new one"
_HINT = "Enter goes on, and on the last line adds the note; Esc leaves. A sentence with {{gaps}} needs no answer."


class AddNoteForm(LinesForm):
    """Question, answer and deck, on a line each."""

    def __init__(self, collection: Collection, done: Callable[[AddedNote], None]) -> None:
        """Make an empty form.

        Args:
            done: Called with the note once it is written; the form is closed by then.
        """
        self._collection = collection
        self._done = done
        self._own = list_own_decks(collection)
        self._begins = ""
        """The new deck that the next Enter begins."""
        deck = self._own[-1] if self._own else ""
        lines = (
            FormLine("ask", "Question"),
            FormLine("answer", "Answer"),
            FormLine("deck", "Deck", deck, _PLACEHOLDER),
        )
        super().__init__(lines, _HINT)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next line that is empty; on the last one, add the note."""
        event.stop()
        if event.input.id != "deck":
            self.focus_next()
            return
        try:
            added = self._add()
        except Problem as problem:
            self.say(str(problem))
            return
        if added is not None:
            self.dismiss()
            self._done(added)

    def _add(self) -> AddedNote | None:
        """Add the note; None where a new deck is to be confirmed first."""
        ask, answer, deck = (text.strip() for text in self.texts().values())
        known = {name.casefold() for name in self._own}
        axis = "" if deck.casefold() in known else self._begins
        new = NewNote(deck, ask, answer, axis=axis)
        if "{{" in ask and not answer:
            new = new._replace(ask="", cloze=ask)
        try:
            return add_note(self._collection, new)
        except DeckMissing:
            self._begins = deck
            self.say(f"There is no deck “{deck}” of your own. Enter once more begins it.")
            return None
