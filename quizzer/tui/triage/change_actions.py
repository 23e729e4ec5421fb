"""Keys that change a draft before it is decided: its words, kind, gap, options, axis, level and caveat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from quizzer.core.notes.kinds import Body
from quizzer.errors import Problem
from quizzer.study.drafts.alternatives import Way
from quizzer.study.drafts.fields import EditLine, body_of, edit_lines, option_lines
from quizzer.study.drafts.values import Draft
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.screen import Keyed
from quizzer.tui.triage.desk import Desk
from quizzer.tui.triage.edit_form import EditForm

Value = TypeVar("Value")
_NEW = (EditLine("ask", "Question", ""), EditLine("answer", "Answer", ""), EditLine("accept", "Also right", ""))


class ChangeActions(Keyed):
    """The keys that change the marked draft; each change is on the disk at once, and undone like a decision."""

    desk: Desk

    def changed(self) -> None:
        """Count again after something was written; whoever handles the key paints, once."""
        raise NotImplementedError

    def _draft(self) -> Draft:
        _, note = self.desk.marked()
        draft = self.desk.triage.draft(note)
        if draft is None:
            raise Problem("This draft is decided.")
        return draft

    def _replace(self, body: Body, words: str) -> None:
        self.desk.triage.change(self.desk.walk.note, body=body)
        self._say(words)

    def _say(self, words: str) -> None:
        key = self.shell.keymap.shown("triage.undo")
        self.notice = f"{words} {key} takes it back." if key else words
        self.changed()

    def _open_form(self, title: str, lines: Sequence[EditLine], keep: Callable[[dict[str, str]], None]) -> None:
        def kept(texts: dict[str, str]) -> None:
            keep(texts)
            self.page.repaint()

        self.shell.push(EditForm(title, lines, kept))

    @keyed("triage.edit")
    def edit(self) -> None:
        """Change the words of the marked draft."""
        if self.desk.bare is not None:
            self.write()
            return
        body = self._draft().note.body
        self._open_form("The draft", edit_lines(body), lambda texts: self._replace(body_of(texts, body), "Changed."))

    @keyed("triage.write_options")
    def write_options(self) -> None:
        """Write the options of the marked draft."""
        lines = option_lines(self._draft().note.body)
        self._open_form("Its options", lines, lambda texts: self._replace(body_of(texts), "Changed."))

    def _take_next(self, way: Way, words: str) -> None:
        unit, _ = self.desk.marked()
        self._replace(self.desk.alternatives.take_next(unit, self._draft().note, way), words)

    @keyed("triage.kind")
    def change_kind(self) -> None:
        """Ask the draft as the next kind it can be."""
        self._take_next("kinds", "Asked in another way.")

    @keyed("triage.gap")
    def change_gap(self) -> None:
        """Hide the next words of the sentence."""
        self._take_next("gaps", "Another gap.")

    @keyed("triage.options")
    def change_options(self) -> None:
        """Offer the next set of options."""
        self._take_next("options", "Other options.")

    @keyed("triage.axis")
    def change_axis(self) -> None:
        """Count the draft for the next axis of the deck."""
        axis = _following([axis.id for axis in self.desk.triage.axes], self._draft().note.axis)
        if axis == self._draft().note.axis:
            raise Problem("The deck has one axis.")
        self.desk.triage.change(self.desk.walk.note, axis=axis)
        self._say(f"Axis: {next(one.label for one in self.desk.triage.axes if one.id == axis)}.")

    @keyed("triage.level")
    def change_level(self) -> None:
        """Give the draft the next level; after the last it has none."""
        level = _following([*self.desk.triage.levels, ""], self._draft().note.level)
        self.desk.triage.change(self.desk.walk.note, level=level)
        self._say(f"Level: {level or 'none'}.")

    @keyed("triage.caveat")
    def write_caveat(self) -> None:
        """Write what is disputed about the draft."""
        draft = self._draft()
        lines = (EditLine("caveat", "What is disputed, shown below the answer", draft.note.caveat),)
        self._open_form("Its caveat", lines, lambda texts: self._keep_caveat(texts["caveat"].strip()))

    def _keep_caveat(self, caveat: str) -> None:
        self.desk.triage.change(self.desk.walk.note, caveat=caveat)
        self._say("Caveat written." if caveat else "Caveat taken off.")

    @keyed("triage.write")
    def write(self) -> None:
        """Write a note of one's own on the statement that nothing stands on."""
        if self.desk.bare is None:
            key = self.shell.keymap.shown("triage.bare")
            raise Problem(f"{key} goes to a statement that nothing stands on; there a note can be written.")
        self._open_form("A note on this statement; a sentence with {{gaps}} needs no answer", _NEW, self._keep_note)

    def _keep_note(self, texts: dict[str, str]) -> None:
        if self.desk.bare is not None:
            self.desk.triage.write_note(self.desk.bare, body_of(texts))
            self.desk.recount()
            if not self.desk.go_to_bare():
                self.desk.bare = None
            self._say("Written.")


def _following(values: Sequence[Value], value: Value) -> Value:
    """The value after one, and after the last the first."""
    return values[(values.index(value) + 1) % len(values)] if value in values else values[0]
