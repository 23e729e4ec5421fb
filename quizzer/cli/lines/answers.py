"""Cards on lines of text: the prompt of each kind, and the grade of the line typed in reply."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import assert_never

from quizzer.core.grading.context import NO_CONTEXT, AnswerContext
from quizzer.core.grading.grading import Verdict, grade_choice, grade_sequence, grade_sort, grade_typed
from quizzer.core.grading.items import ListVerdict, grade_list, split_items
from quizzer.core.safe_text import one_line
from quizzer.core.seeded_random import shuffle
from quizzer.core.wording import percent
from quizzer.study.review.values import Shown

_VERDICTS = {"right": "Right.", "near": "Nearly.", "wrong": "Not right."}


@dataclass(frozen=True, slots=True)
class LinePrompt:
    """The question of a card, in lines.

    Attributes:
        shown: The card.
        lines: The lines below the question: options, steps, items.
        choices: These, in the order shown.
        invitation: The input expected.
        complaint: The reply to a line that cannot be read as an answer.
        parts: What is asked one after the other, each with a number for its answer; the line that is graded has all
            numbers. Empty where one line is the answer.
    """

    shown: Shown
    lines: tuple[str, ...]
    choices: tuple[str, ...]
    invitation: str
    complaint: str = ""
    parts: tuple[str, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether an answer is wanted, rather than a look at it."""
        return self.shown.face.typed or not self.shown.face.is_single

    def takes(self, line: str) -> bool:
        """Whether a line that could be a command is an answer here."""
        return self.shown.face.typed and line.casefold() in (text.casefold() for text in self.shown.face.accept)


@dataclass(frozen=True, slots=True)
class LineGrade:
    """The reply to an answer, and the verdict behind it."""

    lines: tuple[str, ...]
    verdict: Verdict


def build_prompt(shown: Shown) -> LinePrompt:
    """The lines below a question, and the invitation to answer it."""
    face = shown.face
    match face.kind:
        case "choice":
            options = tuple(shuffle(face.options, shown.seed))
            lines = tuple(f"  {number}. {option}" for number, option in enumerate(options, 1))
            several = "the numbers" if len(face.answers) > 1 else "a number"
            return LinePrompt(
                shown, lines, options, f"Enter, or {several}", f"Type {several} from 1 to {len(options)}, or Enter."
            )
        case "list":
            return LinePrompt(shown, (), (), "Enter, or the items, separated by commas")
        case "sequence":
            steps = tuple(shuffle(face.answers, shown.seed))
            lines = tuple(f"  {number}. {step}" for number, step in enumerate(steps, 1))
            return LinePrompt(
                shown,
                lines,
                steps,
                "Enter, or the numbers in order",
                f"Type each number from 1 to {len(steps)} once, such as: 2 1 3; or Enter.",
            )
        case "sort":
            items = tuple(shuffle([item for _, group in face.groups for item in group], shown.seed))
            lines = tuple(f"  {number}. {name}" for number, (name, _) in enumerate(face.groups, 1))
            return LinePrompt(
                shown,
                lines,
                items,
                "Enter, or the number of its group",
                f"Type a number from 1 to {len(face.groups)}.",
                parts=items,
            )
        case "basic" | "cloze":
            return LinePrompt(shown, (), (), "Enter, or your answer" if face.typed else "Enter")
        case _:
            assert_never(face.kind)


def grade_line(prompt: LinePrompt, line: str, context: AnswerContext = NO_CONTEXT) -> LineGrade | None:
    """What a typed line is worth; None when it cannot be read as an answer to this card.

    Args:
        prompt: The card as it was asked.
        line: What was typed.
        context: What grading knows beside the answer.
    """
    face = prompt.shown.face
    match face.kind:
        case "choice":
            picked = _numbers(line, len(prompt.choices))
            return (
                None
                if picked is None
                else _build_grade(grade_choice([prompt.choices[n] for n in picked], face.answers))
            )
        case "list":
            listed = grade_list(split_items(line, face.accepts, context), face.accepts, context)
            return _build_list_grade(listed)
        case "sequence":
            order = _numbers(line, len(prompt.choices))
            if order is None or len(set(order)) != len(prompt.choices):
                return None
            return _build_grade(grade_sequence([prompt.choices[n] for n in order], face.answers))
        case "sort":
            places = _numbers(line, len(face.groups))
            if places is None or len(places) != len(prompt.choices):
                return None
            assignment = {item: face.groups[place][0] for item, place in zip(prompt.choices, places, strict=True)}
            return _build_grade(grade_sort(assignment, face.groups))
        case "basic" | "cloze":
            return _build_grade(grade_typed(line, face.accept, context), compare=True)
        case _:
            assert_never(face.kind)


def grade_part(prompt: LinePrompt, line: str) -> bool:
    """Whether a line is the number of an answer to one part of a card."""
    numbers = _numbers(line, len(prompt.lines))
    return numbers is not None and len(numbers) == 1


def _build_grade(verdict: Verdict, *, compare: bool = False) -> LineGrade:
    """The reply to an answer that is graded as a whole.

    Args:
        compare: Whether both answers are read out where they differ.
    """
    head = _VERDICTS.get(verdict.outcome, "")
    if verdict.outcome == "near" and "\n" in verdict.expected:
        head += f" {percent(verdict.share)} of it."
    if compare and verdict.outcome in ("near", "wrong"):
        head += f" {spell_difference(verdict.given, verdict.expected)}"
    return LineGrade((head,) if head else (), verdict)


def _build_list_grade(verdict: ListVerdict) -> LineGrade:
    head = _VERDICTS.get(verdict.outcome, "")
    if verdict.outcome != "right":
        head += f" {verdict.named} of {len(verdict.found)}"
        missing = [piece.expected for piece in verdict.pieces if piece.op == "missing"]
        head += f"; missing: {', '.join(missing)}." if missing else "."
    lines = [head]
    lines += [spell_difference(piece.given, piece.expected) for piece in verdict.pieces if piece.op == "changed"]
    lines += [f"Not among them: {', '.join(verdict.unmatched)}."] if verdict.unmatched else []
    return LineGrade(tuple(lines), verdict)


def spell_difference(given: str, expected: str) -> str:
    """Two answers that differ, as they are read aloud: no sign says what only a word can."""
    return f"You: {one_line(given)}. Expected: {one_line(expected)}."


def _numbers(line: str, count: int) -> list[int] | None:
    words = re.findall(r"\d+", line)
    if not words or re.search(r"[^\d\s,;.]", line):
        return None
    numbers = (
        [int(word) - 1 for word in words] if len(words) > 1 or count > 9 else [int(digit) - 1 for digit in words[0]]
    )
    return numbers if all(0 <= number < count for number in numbers) else None
