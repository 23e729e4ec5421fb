"""A session line by line: for screen readers, dumb terminals and scripts. No cursor movement, no colour."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TextIO

from quizzer.cli.lines.answers import Asked, ask_lines, graded
from quizzer.core.safe_text import one_line, plain
from quizzer.core.schedule.interval_words import abbreviate_interval, spell_interval
from quizzer.core.schedule.progress import Rating
from quizzer.errors import Problem
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Shown, Summary

_HELP = """Before the answer: Enter shows it; typing an answer compares it first.
After it: 1 Again, 2 Hard, 3 Good, 4 Easy; Enter takes the one suggested.
At any time: u undoes the last action, n skips the card, s suspends it, b buries it until tomorrow, f flags it,
q leaves (nothing is lost), ? shows this. It is study material about an article, not medical advice."""
_COMMANDS = frozenset("uqnsbf?")


class _Left(Exception):
    """The learner leaves, or the input has ended."""


class _Moved(Exception):
    """A command changed which card is current."""


def review_lines(collection: Collection, session: Session, source: TextIO, out: TextIO) -> None:
    """Run a session on two streams until it is finished, left, or the input ends."""
    talk = _Talk(collection, session, source, out)
    with suppress(_Left):
        talk.run()
    talk.end()


class _Talk:
    def __init__(self, collection: Collection, session: Session, source: TextIO, out: TextIO) -> None:
        self._collection = collection
        self._session = session
        self._source = source
        self._out = out
        # A terminal shows what is typed; in a pipe the transcript would lack it.
        self._echoed = source.isatty()

    def _say(self, text: str = "") -> None:
        self._out.write(f"{text}\n")
        self._out.flush()

    def _read(self, prompt: str) -> str:
        """A line of input; commands that may come at any time are carried out here."""
        self._out.write(prompt)
        self._out.flush()
        line = self._source.readline()
        if not line:
            self._say()
            raise _Left
        if not self._echoed:
            self._say(plain(line.rstrip("\n")))
        return line.strip()

    def run(self) -> None:
        if self._session.current is None:
            self._nothing_due()
        while True:
            self._session.poll()
            if self._session.current is None:
                if not self._wait():
                    return
                continue
            try:
                self._card(self._session.current)
            except _Moved:
                continue

    def _nothing_due(self) -> None:
        if self._session.waiting_until is None:
            next_due = self._collection.due().next_due
            when = "" if next_due is None else f" The next card comes in {self._until(next_due)}."
            self._say(f"Nothing is due.{when}")

    def _until(self, instant: int) -> str:
        return spell_interval(min(-1, (self._collection.clock.now() - instant) // 1000))

    def _wait(self) -> bool:
        until = self._session.waiting_until
        if until is None:
            return False
        line = self._read(f"The next card comes in {self._until(until)}. Enter looks again, q leaves: ")
        if line == "q":
            raise _Left
        if line == "u":
            self._undo()
        return True

    def _card(self, shown: Shown) -> None:
        counts = self._session.counts
        self._say()
        where = " · ".join(one_line(part) for part in (shown.axis.name, shown.note.level) if part)
        self._say(f"[{where}] {counts.new} new, {counts.learning} learning, {counts.review} review left")
        self._say(plain(shown.face.prompt))
        asked = ask_lines(shown)
        for line in asked.lines:
            self._say(plain(line))
        began = time.monotonic()
        suggested = self._question(asked)
        self._answer(shown)
        rating = self._rating(suggested)
        try:
            self._session.answer(rating, int((time.monotonic() - began) * 1000))
        except Problem as problem:
            self._say(str(problem))

    def _question(self, asked: Asked) -> Rating:
        while True:
            line = self._read(f"{asked.invitation}: ")
            if line in _COMMANDS and not asked.takes(line):
                self._command(line)
                continue
            if not line:
                return Rating.GOOD
            verdict = graded(asked, line)
            if verdict is None:
                self._say(asked.complaint)
                continue
            for text in verdict.lines:
                self._say(plain(text))
            return verdict.rating

    def _answer(self, shown: Shown) -> None:
        self._say("Answer:")
        if shown.face.whole:
            self._say(f"  {plain(shown.face.whole)}")
        for line in plain(shown.face.answer).split("\n"):
            self._say(f"  {line}")
        if shown.note.extra:
            self._say(f"Note: {plain(shown.note.extra)}")
        if shown.note.caveat:
            self._say(f"Caveat: {plain(shown.note.caveat)}")
        cite = shown.note.cite
        if cite is not None:
            self._say(f"Source: {one_line(', '.join(part for part in (cite.section, cite.place) if part))}")

    def _rating(self, suggested: Rating) -> Rating:
        if self._session.plan.practice:
            labels = [f"{rating:d} {rating.name.capitalize()}" for rating in Rating]
        else:
            labels = [
                f"{preview.rating:d} {preview.rating.name.capitalize()} {abbreviate_interval(preview.interval)}"
                for preview in self._session.previews()
            ]
        prompt = f"{'  '.join(labels)}  [Enter: {suggested.name.capitalize()}]: "
        while True:
            line = self._read(prompt)
            if not line:
                return suggested
            if line in ("1", "2", "3", "4"):
                return Rating(int(line))
            if line in _COMMANDS:
                self._command(line)
                continue
            self._say("Type 1, 2, 3 or 4, or Enter for the one suggested; ? for help.")

    def _command(self, line: str) -> None:
        """Carry out a command.

        Raises:
            _Left: It was ``q``.
            _Moved: Another card is current now.
        """
        session = self._session
        match line:
            case "q":
                raise _Left
            case "?":
                self._say(_HELP)
                return
            case "f":
                assert session.current is not None
                session.flag((session.current.flag + 1) % 8)
                self._say(f"Flag {session.current.flag}." if session.current.flag else "No flag.")
                return
            case "u":
                if not self._undo():
                    return
            case "n":
                session.skip()
            case "s":
                session.suspend()
                self._say("Suspended.")
            case "b":
                session.bury()
                self._say("Buried until tomorrow.")
            case _:
                raise AssertionError(f"{line} is no command")
        raise _Moved

    def _undo(self) -> bool:
        sentence = self._session.undo()
        self._say(one_line(sentence) if sentence else "There is nothing to undo.")
        return sentence is not None

    def end(self) -> None:
        """Say what the session came to."""
        for line in summary_lines(self._session.summary()):
            self._say(line)


def summary_lines(summary: Summary) -> list[str]:
    """A session's summary, in words."""
    if not summary.answered:
        return []
    again, hard, good, easy = summary.ratings
    answers = "answer" if summary.answered == 1 else "answers"
    lines = ["", f"{summary.answered} {answers}: {again} Again, {hard} Hard, {good} Good, {easy} Easy"]
    minutes, seconds = divmod(summary.seconds, 60)
    lines.append(f"Time {minutes} min {seconds} s, {summary.new} new cards")
    if summary.reviews:
        lines.append(
            f"Retention {summary.passed} of {summary.reviews} reviews ({summary.passed / summary.reviews:.0%})"
        )
    if summary.practice:
        lines.append("Practice: the schedule was left alone.")
    for missed in summary.missed:
        lines.append(f"Missed: {one_line(missed.prompt)} — {one_line(missed.answer)}")
    return lines
