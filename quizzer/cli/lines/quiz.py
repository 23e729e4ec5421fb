"""A quiz line by line: for screen readers, dumb terminals and scripts. No cursor movement, no colour."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TextIO

from quizzer.cli.lines.answers import LineGrade, LinePrompt, build_prompt, grade_line
from quizzer.cli.lines.dialogue import Dialogue, InputEnded, Left, Moved, head_of
from quizzer.core.grading.grading import Verdict
from quizzer.core.quiz import MARKS, Mark
from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import duration, plural
from quizzer.errors import Problem
from quizzer.study.quiz.quiz import Quiz
from quizzer.study.quiz.values import QuizAnswer, QuizResult
from quizzer.study.review.values import Shown

_HELP = """Type an answer, or Enter for none; n puts the question behind the others.
f finishes: what was answered by then counts, the other questions are left out. q leaves: the answers are thrown away.
It is study material about an article, not medical advice."""
_COMMANDS = frozenset("fqn?")
_JUDGING = frozenset("fq?")
_SAID: dict[Mark, str] = {"wrong": "Not right", "partly": "Partly", "right": "Right"}
_ASIDE = "Enter, or your answer in a few words; you judge it yourself"


def run_quiz(quiz: Quiz, source: TextIO, out: TextIO) -> QuizResult | None:
    """Run a quiz on two streams; when the input ends, the answers given count.

    Returns:
        Its result; None when the learner left it.
    """
    dialogue = _QuizDialogue(quiz, source, out)
    try:
        result = dialogue.run()
    except Left:
        dialogue.say(_parting_line(quiz))
        return None
    for line in result_lines(result):
        dialogue.say(line)
    return result


class _QuizDialogue(Dialogue):
    def __init__(self, quiz: Quiz, source: TextIO, out: TextIO) -> None:
        super().__init__(source, out)
        self._quiz = quiz
        self._graded: LineGrade | None = None

    def run(self) -> QuizResult:
        quiz = self._quiz
        for line in _first_lines(quiz):
            self.say(line)
        with suppress(InputEnded):
            while not quiz.is_over:
                with suppress(Moved):
                    if quiz.pending is not None:
                        self._judge(quiz.pending)
                    elif quiz.current is not None:
                        self._question(quiz.current)
        pending = quiz.pending
        if pending is not None and pending.judged is not None:
            quiz.judge(pending.judged.mark)
        if quiz.current is not None:
            quiz.stop()
        return quiz.finish()

    # A question

    def _question(self, shown: Shown) -> None:
        quiz = self._quiz
        left = quiz.time_left
        where = [f"Question {quiz.done + 1} of {quiz.drawn}", *head_of(shown)]
        if left is not None:
            where.append(f"{left // 60}:{left % 60:02} left")
        self.say()
        self.say(f"{', '.join(where)}.")
        self.say(plain(shown.face.prompt))
        prompt = build_prompt(shown)
        for line in prompt.lines:
            self.say(plain(line))
        began = time.monotonic()
        given, verdict = self._given(prompt)
        try:
            in_time = quiz.answer(given, verdict, int((time.monotonic() - began) * 1000))
        except Problem as problem:
            self.say(str(problem))
            return
        if not in_time:
            self.say("The time was up; this answer came too late and does not count.")
        elif quiz.current is None and quiz.pending is None and quiz.done < quiz.drawn:
            self.say("The time is up.")

    def _given(self, prompt: LinePrompt) -> tuple[str, Verdict | None]:
        """What was answered, and its verdict where it can be graded."""
        face = prompt.shown.face
        judged_by_learner = face.is_single and not face.typed
        invitation = _ASIDE if judged_by_learner else prompt.invitation
        while True:
            line = self.read_answer(prompt, invitation, _COMMANDS)
            self._graded = None
            if line in _COMMANDS and not prompt.takes(line):
                self._command(line)
            elif judged_by_learner:
                return line, None
            elif not line:
                return "", Verdict("blank", None, "", face.answer, (), 0.0)
            else:
                self._graded = grade_line(prompt, line, self._quiz.context_of(face))
                if self._graded is not None:
                    return self._graded.verdict.given, self._graded.verdict
                self.say(prompt.complaint)

    # Its answer

    def _judge(self, answered: QuizAnswer) -> None:
        shown = answered.shown
        if self._quiz.plan.feedback == "end":
            self.say()
            self.say(f"{self._quiz.to_judge} to judge.")
            self.say(plain(shown.face.prompt))
            self.say(f"You: {plain(answered.given)}" if answered.given else "You wrote nothing.")
        elif self._graded is not None:
            for line in self._graded.lines:
                self.say(plain(line))
        self.say_answer(shown)
        suggested = None if answered.judged is None else answered.judged.mark
        try:
            self._quiz.judge(self._mark(suggested))
        except Problem as problem:
            self.say(str(problem))

    def _mark(self, suggested: Mark | None) -> Mark:
        labels = ", ".join(f"{number} {_SAID[mark]}" for number, mark in enumerate(MARKS, 1))
        prompt = f"{labels}; Enter takes {_SAID[suggested]}: " if suggested else f"{labels}: "
        while True:
            line = self.read(prompt)
            if not line and suggested is not None:
                return suggested
            if line in ("1", "2", "3"):
                return MARKS[int(line) - 1]
            if line in _JUDGING:
                self._command(line)
            else:
                self.say("Type 1, 2 or 3; ? for help.")

    def _command(self, line: str) -> None:
        """Carry out a command.

        Raises:
            Left: It was ``q``, and meant.
            InputEnded: It was ``f``: the rest is not prompt.
            Moved: Another question is current now.
        """
        match line:
            case "?":
                self.say(_HELP)
            case "n":
                self._quiz.skip()
                raise Moved
            case "f":
                raise InputEnded
            case _:
                if not self._quiz.done:
                    raise Left
                with suppress(InputEnded):
                    if self.read(f"q again throws {plural(self._quiz.done, 'answer')} away; Enter goes on: ") != "q":
                        raise Moved
                raise Left


def _first_lines(quiz: Quiz) -> list[str]:
    plan = quiz.plan
    there = "" if quiz.drawn == plan.questions else ", as many as there are notes to ask"
    limit = "" if plan.limit is None else f" You have {duration(plan.limit)}."
    shown = "after each question" if plan.feedback == "each" else "at the end"
    counts = "Each answer counts as a review." if plan.as_reviews else "This is practice: the schedule is left alone."
    return [
        f"A quiz of {plural(quiz.drawn, 'question')}{there}; the answers come {shown}.{limit}",
        f"{counts} f finishes, q leaves, ? for help.",
    ]


def _parting_line(quiz: Quiz) -> str:
    if quiz.plan.as_reviews and quiz.done:
        return "The quiz was left without a result. The answers that were judged stay in the log as reviews."
    return "The quiz was left; nothing was kept."


def result_lines(result: QuizResult) -> list[str]:
    """The result of a quiz, in words."""
    if not result.kept:
        return ["", "No answer counts; nothing was kept."]
    lines = ["", f"Score {result.score}% of {plural(result.questions, 'question')}: {_counted(result)}."]
    lines.append(f"Time: {duration(result.seconds)}.")
    if result.ended == "stopped":
        drawn = plural(result.drawn, "question")
        lines.append(f"Stopped after {result.questions} of {drawn}; the others are left out.")
    elif result.questions < result.drawn:
        lines.append(f"Left out, for you did not judge them: {plural(result.drawn - result.questions, 'answer')}.")
    if result.unasked:
        lines.append(f"The time was up. Not answered, and counted as not known: {plural(result.unasked, 'question')}.")
    if result.earlier.scores:
        times = len(result.earlier.scores)
        change = result.score - (result.earlier.last or 0)
        lines.append(
            f"Before: {result.earlier.last}% last time ({change:+d}), {result.earlier.best}% at best, "
            f"{times} {'quiz' if times == 1 else 'quizzes'} like this."
        )
    width = max((len(one_line(found.group.name)) for found in result.groups), default=0)
    for found in result.groups:
        before = "" if found.before is None else f", {found.before}% before"
        of = plural(found.questions, "question")
        lines.append(f"  {one_line(found.group.name):<{width}}  {found.score:>3}% of {of}{before}")
    for missed in result.missed:
        worth = f" ({missed.judged.score}%)" if missed.judged.score else ""
        lines.append(f"Missed{worth}: {one_line(missed.prompt)} — {_items(missed.answer)}")
        lines += [f"  You: {_items(missed.given)}"] if missed.given else []
        lines += [f"  Source: {one_line(missed.source)}"] if missed.source else []
    lines.append("Each answer was a review." if result.as_reviews else "Practice: the schedule was left alone.")
    return lines


def _items(text: str) -> str:
    """Several items on one line."""
    return "; ".join(map(one_line, text.split("\n")))


def _counted(result: QuizResult) -> str:
    return f"{result.right} right, {result.partly} partly, {result.wrong} not right"
