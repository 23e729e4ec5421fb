"""A session line by line: for screen readers, dumb terminals and scripts. No cursor movement, no colour."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TextIO

from quizzer.cli.lines.answers import LinePrompt, build_prompt, grade_line
from quizzer.cli.lines.dialogue import Dialogue, InputEnded, Left, Moved, head_of
from quizzer.core.grading.grading import suggest_rating
from quizzer.core.safe_text import one_line, plain
from quizzer.core.schedule.progress import Rating
from quizzer.core.wording import duration, percent, plural, spell_interval
from quizzer.errors import Problem
from quizzer.study.collection.collection import Collection
from quizzer.study.due.values import Counts
from quizzer.study.review.session import Session
from quizzer.study.review.values import Shown, Summary

_HELP = """Before the answer: Enter shows it; typing an answer compares it first.
After it: 1 Again, 2 Hard, 3 Good, 4 Easy; Enter takes the one suggested.
At any time: u undoes the last action, n skips the card, s suspends it, b buries it until tomorrow, f flags it,
q leaves (nothing is lost), ? shows this. It is study material about an article, not medical advice."""
_FIRST_LINE = "Enter shows the answer, then 1 to 4 rate it; ? helps, q leaves."
_COMMANDS = frozenset("uqnsbf?")


def run_review(collection: Collection, session: Session, source: TextIO, out: TextIO) -> None:
    """Run a session on two streams until it is finished, left, or the input ends."""
    dialogue = _ReviewDialogue(collection, session, source, out)
    with suppress(Left, InputEnded):
        dialogue.run()
    dialogue.end()


class _ReviewDialogue(Dialogue):
    def __init__(self, collection: Collection, session: Session, source: TextIO, out: TextIO) -> None:
        super().__init__(source, out)
        self._collection = collection
        self._session = session

    def run(self) -> None:
        if self._session.current is None:
            self._nothing_due()
        else:
            self.say(_FIRST_LINE)
        while True:
            self._session.poll()
            if self._session.current is None:
                if not self._wait():
                    return
                continue
            try:
                self._card(self._session.current)
            except Moved:
                continue

    def _nothing_due(self) -> None:
        from quizzer.study.due.home import count_more_new, load_due
        from quizzer.study.filters import Filter

        if self._session.waiting_until is None:
            wanted = self._session.plan.filter
            if wanted != Filter() and count_more_new(self._collection, wanted):
                self.say("Nothing of these cards is due today. With --new 5 you meet 5 new ones.")
                return
            next_due = load_due(self._collection).next_due
            when = "" if next_due is None else f" The next card comes in {self._until(next_due)}."
            self.say(f"Nothing is due.{when}")

    def _until(self, instant: int) -> str:
        return spell_interval(min(-1, (self._collection.clock.now() - instant) // 1000))

    def _wait(self) -> bool:
        until = self._session.waiting_until
        if until is None:
            return False
        line = self.read(f"The next card comes in {self._until(until)}. Enter looks again, q leaves: ")
        if line == "q":
            raise Left
        if line == "u":
            self._undo()
        return True

    def _card(self, shown: Shown) -> None:
        counts = self._session.counts
        self.say()
        self.say(f"[{', '.join(head_of(shown)) or 'a card'}] {_spell_counts(counts)}")
        primer = self._session.unread_primer()
        if primer:
            self.say(f"First, about this deck: {one_line(primer)}")
        self.say(plain(shown.face.prompt))
        prompt = build_prompt(shown)
        for line in prompt.lines:
            self.say(plain(line))
        began = time.monotonic()
        suggested = self._question(prompt)
        self.say_answer(shown)
        rating = self._rating(suggested)
        try:
            self._session.answer(rating, int((time.monotonic() - began) * 1000))
        except Problem as problem:
            self.say(str(problem))

    def _question(self, prompt: LinePrompt) -> Rating | None:
        while True:
            line = self.read_answer(prompt, prompt.invitation, _COMMANDS)
            if line in _COMMANDS and not prompt.takes(line):
                self._command(line)
                continue
            if not line:
                return None if prompt.is_answered else suggest_rating(None)
            verdict = grade_line(prompt, line, self._session.context_of(prompt.shown.face))
            if verdict is None:
                self.say(prompt.complaint)
                continue
            for text in verdict.lines:
                self.say(plain(text))
            return suggest_rating(verdict.verdict)

    def _rating(self, suggested: Rating | None) -> Rating:
        if self._session.plan.practice:
            labels = [f"{rating:d} {rating.name.capitalize()}" for rating in Rating]
        else:
            labels = [
                f"{preview.rating:d} {preview.rating.name.capitalize()} in {spell_interval(preview.interval)}"
                for preview in self._session.previews()
            ]
        enter = f"; Enter takes {suggested.name.capitalize()}" if suggested is not None else ""
        prompt = f"{', '.join(labels)}{enter}: "
        while True:
            line = self.read(prompt)
            if not line and suggested is not None:
                return suggested
            if line in ("1", "2", "3", "4"):
                return Rating(int(line))
            if line in _COMMANDS:
                self._command(line)
                continue
            or_enter = ", or Enter for the one suggested" if suggested is not None else ""
            self.say(f"Type 1, 2, 3 or 4{or_enter}; ? for help.")

    def _command(self, line: str) -> None:
        """Carry out a command.

        Raises:
            Left: It was ``q``.
            Moved: Another card is current now.
        """
        session = self._session
        match line:
            case "q":
                raise Left
            case "?":
                self.say(_HELP)
                return
            case "f":
                assert session.current is not None
                session.flag((session.current.flag + 1) % 8)
                self.say(f"Flag {session.current.flag}." if session.current.flag else "No flag.")
                return
            case "u":
                if not self._undo():
                    return
            case "n":
                session.skip()
            case "s":
                session.suspend()
                self.say("Suspended.")
            case "b":
                session.bury()
                self.say("Buried until tomorrow.")
            case _:
                raise AssertionError(f"{line} is no command")
        raise Moved

    def _undo(self) -> bool:
        sentence = self._session.undo()
        self.say(one_line(sentence) if sentence else "There is nothing to undo.")
        return sentence is not None

    def end(self) -> None:
        """Write the summary of the session."""
        for line in summary_lines(self._session.summary()):
            self.say(line)


def _spell_counts(counts: Counts) -> str:
    """What is left: new cards always, by which programs know the line, and of the others what there is."""
    others = ((counts.learning, "in learning"), (counts.review, "due"))
    return ", ".join([f"{counts.new} new", *(f"{number} {words}" for number, words in others if number)]) + " left"


def summary_lines(summary: Summary) -> list[str]:
    """A session's summary, in words."""
    if not summary.answered:
        return []
    given = zip(Rating, summary.ratings, strict=True)
    ratings = ", ".join(f"{number:,} {rating.name.capitalize()}" for rating, number in given if number)
    met = f", {plural(summary.new, 'new card')} met" if summary.new else ""
    lines = ["", f"{plural(summary.answered, 'answer')} in {duration(summary.seconds)}{met}: {ratings}."]
    if summary.reviews:
        share = percent(summary.passed / summary.reviews)
        lines.append(f"Remembered {summary.passed:,} of {plural(summary.reviews, 'review')}, that is {share}.")
    if summary.practice:
        lines.append("Practice: the schedule was left alone.")
    for missed in summary.missed:
        lines.append(f"Missed: {one_line(missed.prompt)} Answer: {one_line(missed.answer)}")
    return lines
