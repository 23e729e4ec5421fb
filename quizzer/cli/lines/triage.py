"""Deciding drafts line by line: for screen readers, dumb terminals and scripts. The letters are those of the app."""

from __future__ import annotations

from contextlib import suppress
from shlex import quote
from typing import TextIO

from quizzer.cli.lines.dialogue import Dialogue, InputEnded, Left
from quizzer.core.notes.drafts import Reason
from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import plural
from quizzer.errors import Problem
from quizzer.study.drafts.alternatives import Alternatives, Way
from quizzer.study.drafts.fields import body_of, edit_lines
from quizzer.study.drafts.shown_card import describe, shown_card
from quizzer.study.drafts.triage import Triage
from quizzer.study.drafts.values import Draft, Unit
from quizzer.study.drafts.walk import Walk

_HELP = """a accepts the draft, A all drafts of the sentence that have no doubt.
r rejects it; rt trivial, rw wording, rf false, rd said already, rp not this passage. R rejects all of the sentence.
e changes its words, c asks it as another kind, g hides other words, o offers other options, s leaves it for later.
u takes the last decision back, to the first of all; q leaves (nothing is lost), ? shows this."""
_REASONS: dict[str, Reason] = {
    "r": "", "rt": "trivial", "rw": "wording", "rf": "false", "rd": "said", "rp": "passage",
}  # fmt: skip
_CHANGES: dict[str, Way] = {"c": "kinds", "g": "gaps", "o": "options"}
_HOLES = 3


def run_triage(triage: Triage, source: TextIO, out: TextIO) -> None:
    """Decide drafts on two streams until all are decided, one leaves, or the input ends."""
    dialogue = _TriageDialogue(triage, source, out)
    with suppress(Left, InputEnded):
        dialogue.run()
    dialogue.end()


class _TriageDialogue(Dialogue):
    def __init__(self, triage: Triage, source: TextIO, out: TextIO) -> None:
        super().__init__(source, out)
        self._triage = triage
        self._walk = Walk(triage)
        self._alternatives = Alternatives(triage)
        self._written: tuple[int, int] | None = None  # the sentence that was written last

    def run(self) -> None:
        progress = self._triage.progress()
        self.say(f"{one_line(self._triage.name)}: {plural(progress.left, 'draft')} to decide. ? lists the letters.")
        while True:
            unit, draft = self._walk.unit, self._triage.draft(self._walk.note)
            if unit is None or draft is None:
                return
            self._show(unit, draft)
            self._decide(unit, draft)

    def _show(self, unit: Unit, draft: Draft) -> None:
        sentence = (self._triage.version, unit.number)
        if sentence != self._written:
            self._written = sentence
            self.say()
            self.say(one_line(", ".join(filter(None, (unit.section, unit.place)))))
            self.say(f"The document says: {plain(unit.text[unit.start : unit.end])}")
        asked, answer = shown_card(draft.note)
        opened = self._triage.open_drafts(unit)
        number = f" {opened.index(draft.note.id) + 1} of {len(opened)}" if len(opened) > 1 else ""
        self.say(f"Draft{number}, {draft.note.kind}: {plain(asked)}")
        self.say(f"  Answer: {plain(answer)}")
        if wrong := getattr(draft.note.body, "options", ()):
            self.say(f"  Not: {one_line(', '.join(wrong))}")
        for doubt in draft.doubts:
            self.say(f"  Doubt: {one_line(doubt)}")

    def _decide(self, unit: Unit, draft: Draft) -> None:
        line = self.read("a accept, r reject, e edit, ? help: ")
        if line == "q":
            raise Left
        if line in ("", "?"):
            self.say(_HELP)
            return
        try:
            self._carry_out(line, unit, draft)
        except Problem as problem:
            self.say(str(problem))

    def _carry_out(self, line: str, unit: Unit, draft: Draft) -> None:
        if line in _REASONS:
            self._triage.reject(draft.note.id, _REASONS[line])
            self._done("Rejected.")
        elif line in _CHANGES:
            self._take(unit, draft, line)
        elif line in ("a", "A", "R"):
            self._decide_sentence(line, unit, draft)
        elif line == "s":
            self._walk.put_off()
        elif line == "e":
            self._edit(draft)
        elif line == "u":
            self._undo()
        else:
            self.say(f"“{one_line(line)}” is no letter of these; ? lists them.")

    def _decide_sentence(self, line: str, unit: Unit, draft: Draft) -> None:
        """Accept the draft, or accept or reject all of the sentence."""
        triage = self._triage
        if line == "a":
            triage.accept(draft.note.id)
            self._done(f"Accepted: {describe(draft.note)}.")
        elif line == "A":
            decision = triage.accept_all(unit)
            self._walk.later |= set(decision.left_out)
            left = f" {plural(len(decision.left_out), 'draft')} with a doubt left." if decision.left_out else ""
            self._done(f"Accepted: {plural(len(decision.notes), 'draft')}.{left}")
        else:
            self._done(f"Rejected: {plural(len(triage.reject_all(unit).notes), 'draft')}.")

    def _done(self, sentence: str) -> None:
        self.say(one_line(sentence))
        if self._triage.draft(self._walk.note) is None or self._walk.note in self._walk.later:
            self._walk.advance()

    def _take(self, unit: Unit, draft: Draft, line: str) -> None:
        """Ask the draft in the next other way."""
        body = self._alternatives.take_next(unit, draft.note, _CHANGES[line])
        self._triage.change(draft.note.id, body=body)

    def _edit(self, draft: Draft) -> None:
        """Read each line of the draft's words; an empty one leaves it as it is."""
        lines = edit_lines(draft.note.body)
        self.say("Enter leaves a line as it is; several answers have | between them.")
        texts = {line.name: self.read(f"{line.label} [{plain(line.text)}]: ") or line.text for line in lines}
        self._triage.change(draft.note.id, body=body_of(texts, draft.note.body))

    def _undo(self) -> None:
        decision = self._triage.undo()
        if decision is None:
            self.say("There is nothing to take back.")
            return
        self._written = None
        for note in decision.notes:
            if self._walk.go(note):
                break
        self.say("Taken back.")

    def end(self) -> None:
        """Make notes of what was accepted, and say what is covered and how to go on."""
        triage, progress = self._triage, self._triage.progress()
        if self._walk.note:
            triage.remember(self._walk.note)
        triage.finish()
        self.say()
        self.say(f"{progress.accepted} accepted, {progress.rejected} rejected, {progress.left} to decide.")
        holes = sorted(triage.sections(), key=lambda section: section.covered - section.statements)[:_HOLES]
        for section in holes:
            if section.statements > section.covered:
                name = one_line(section.name) or "the beginning"
                self.say(f"Least covered: {name}, {section.covered} of {plural(section.statements, 'statement')}.")
        if progress.accepted:
            self.say(f"Next: quizzer review --deck {quote(one_line(triage.name))}")
