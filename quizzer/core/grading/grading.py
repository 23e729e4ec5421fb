"""Grading: an answer and the right ones give a verdict, the difference in pieces, and the rating to suggest.

The learner decides: a verdict only preselects a rating. It forgives what a teacher would forgive (case, hyphens, Greek
letters, US and UK spelling, plurals, a slip of the pen) and never what changes the meaning (T4 for T3, LH for FSH,
increase for decrease).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from quizzer.core.grading.alignment import AlignmentStep, Piece, align, cost_of, is_near, pieces_of
from quizzer.core.grading.context import NO_CONTEXT, AnswerContext
from quizzer.core.grading.english.closed_classes import FUNCTION_WORDS
from quizzer.core.grading.english.statements import question_forms
from quizzer.core.grading.judging import (
    compare_pair,
    is_head,
    is_part,
    is_placed,
    judge,
    judge_single,
    may_match,
)
from quizzer.core.grading.readings import AnswerReading, plural_like_acronyms, readings_of_answer, readings_of_given
from quizzer.core.grading.synonyms import accept_synonyms
from quizzer.core.schedule.progress import Rating

Outcome = Literal["blank", "right", "near", "wrong"]

# Blank: the learner only looked, so nothing is known and nothing is suggested.
_RATINGS: Mapping[Outcome, Rating | None] = {
    "blank": None,
    "right": Rating.GOOD,
    "near": Rating.HARD,
    "wrong": Rating.AGAIN,
}

ROOM_TO_TYPE = 200
CLOSELY_COMPARED = 4
LIST_NEAR = 0.5
# Half of the items in two groups are placed rightly by chance alone.
SORT_NEAR = 0.75
LEAST_STEPS = 4
"""Steps from which on one out of place is a near miss."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of grading one answer.

    Attributes:
        outcome: ``blank`` where nothing was answered, else ``right``, ``near`` or ``wrong``.
        rating: The rating to suggest; None where nothing was answered.
        given: The answer as it was given, spaces joined; several items are one a line.
        expected: The accepted answer it comes nearest to, as it is written; several items are one a line.
        pieces: The difference. For a typed answer their texts joined give ``given`` and ``expected`` back; for several
            items each piece is one item.
        share: How much of the answer was there, 0..1.
    """

    outcome: Outcome
    rating: Rating | None
    given: str
    expected: str
    pieces: tuple[Piece, ...]
    share: float


def grade_typed(given: str, accepted: Sequence[str], context: AnswerContext = NO_CONTEXT) -> Verdict:
    """Grades a typed answer.

    Args:
        given: The answer typed, of any length; twice the longest accepted answer and 200 characters more are read.
        accepted: Everything accepted, the answer to show first.
        context: The question, the words of the decks, and the deck's synonyms.
    """
    text, accepted, cut = _composed(given, accept_synonyms(accepted, context))
    shown = accepted[0] if accepted else ""
    if not any(character.isprintable() and not character.isspace() for character in text):
        return build_verdict("blank", "", shown, _missing(shown), 0.0)
    if cut or not accepted:
        return build_verdict("wrong", text, shown, _changed(text, shown), 0.0)
    comparison = judge(text, accepted, context)
    if comparison == "same":
        answer = next((answer for answer in accepted if judge_single(text, (answer,), context) == "same"), shown)
        return build_verdict("right", text, answer, (Piece("same", text, answer),), 1.0)
    near, steps, ours, theirs = _nearest(text, accepted, context)
    near = comparison == "near" or (comparison != "different" and (near or is_placed(text, accepted, context)))
    half = (
        not near
        and comparison != "different"
        and (is_part(text, accepted, context) or is_head(text, accepted, context))
    )
    if not (comparison == "near" or half) and not any(step.op in ("same", "slip") for step in steps):
        return build_verdict("wrong", text, shown, _changed(text, shown), 0.0)
    # A reading may have a decimal point for the comma; the pieces are made of what was typed.
    pieces = pieces_of(steps, ours, theirs)
    outcome: Outcome = "near" if near or half else "wrong"
    return build_verdict(outcome, ours.text, theirs.text, pieces, _share(pieces), poor=half)


def is_typed_right(given: str, accepted: Sequence[str], context: AnswerContext) -> bool:
    """Whether :func:`grade_typed` would call an answer right."""
    text, accepted, cut = _composed(given, accept_synonyms(accepted, context))
    return not cut and may_match(text, accepted, context) and judge(text, accepted, context) == "same"


def outcome_of_typed(given: str, accepted: Sequence[str], context: AnswerContext) -> Outcome:
    """The outcome that :func:`grade_typed` gives, without the difference in pieces: for lists, with many comparisons.

    Args:
        given: The answer typed.
        accepted: Everything accepted; at least one.
        context: The question, the words of the decks, and the deck's synonyms.
    """
    text, accepted, cut = _composed(given, accept_synonyms(accepted, context))
    if not any(character.isprintable() and not character.isspace() for character in text):
        return "blank"
    if cut or not may_match(text, accepted, context):
        return "wrong"
    comparison = judge(text, accepted, context)
    if comparison in ("same", "near"):
        return "right" if comparison == "same" else "near"
    if comparison == "different":
        return "wrong"
    parts = (is_part, is_head, is_placed)
    near = any(check(text, accepted, context) for check in parts) or _nearest(text, accepted, context)[0]
    return "near" if near else "wrong"


def grade_choice(picked: Collection[str], answers: Collection[str]) -> Verdict:
    """Grades picked options: right when they are all the right ones and no other.

    Where several options are right, it is near when the right picks are at least half of all that are right or picked.
    """
    right, hits = set(answers), set(picked) & set(answers)
    pieces = tuple(
        [Piece("same", option, option) for option in answers if option in hits]
        + [Piece("missing", "", option) for option in answers if option not in hits]
        + [Piece("extra", option, "") for option in picked if option not in right]
    )
    share = part_of(len(hits), len(right | set(picked)))
    near = LIST_NEAR if len(right) > 1 else 1.0
    outcome = outcome_of(share, near, blank=not picked)
    poor = share <= LIST_NEAR or not right.issuperset(picked)
    return build_verdict(outcome, "\n".join(picked), "\n".join(answers), pieces, share, poor=poor)


def grade_sequence(order: Sequence[str], steps: Sequence[str]) -> Verdict:
    """Grades an order by the longest run of its steps that stands in the right order (:func:`find_kept_steps`).

    Right when that is all of it. Near when one step of four or more is out of place, unless the beginning and the end
    changed places with all that lies between: who puts the last step first has the direction wrong. Of three steps
    two are in order by chance five times in six, so that nothing is near.
    """
    kept = find_kept_steps(order, steps)
    right = list(order) == list(steps)
    length = max(len(order), len(steps))
    out = length - len(kept)
    share = 1.0 if right else max(0.0, part_of(len(kept) - 1, length - 1))  # any one step alone is in order
    outcome: Outcome = "blank" if not order else "right" if right else "wrong"
    if outcome == "wrong" and out == 1 and len(steps) >= LEAST_STEPS and not _turned(order, steps):
        outcome = "near"
    places = {step: place for place, step in enumerate(order)}
    pieces = [
        item_piece(step, step if step in places else None, exact=place in kept) for place, step in enumerate(steps)
    ]
    pieces += [Piece("extra", text, "") for text in order if text not in steps]
    return build_verdict(outcome, "\n".join(order), "\n".join(steps), tuple(pieces), share)


def find_kept_steps(order: Sequence[str], steps: Sequence[str]) -> frozenset[int]:
    """The places, among the right steps, of the longest run of them that a given order keeps."""
    longest = [[0] * (len(order) + 1) for _ in range(len(steps) + 1)]
    for i in reversed(range(len(steps))):
        for j in reversed(range(len(order))):
            same = steps[i] == order[j]
            longest[i][j] = longest[i + 1][j + 1] + 1 if same else max(longest[i + 1][j], longest[i][j + 1])
    kept, i, j = set(), 0, 0
    while i < len(steps) and j < len(order):
        if steps[i] == order[j]:
            kept.add(i)
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return frozenset(kept)


def _turned(order: Sequence[str], steps: Sequence[str]) -> bool:
    """Whether the last step was put first, or the first one last."""
    return bool(order) and (order[0] == steps[-1] or order[-1] == steps[0])


def grade_sort(assignment: Mapping[str, str], groups: Iterable[tuple[str, Sequence[str]]]) -> Verdict:
    """Grades items sorted into groups by the share of items rightly placed.

    Right when all are; near when at least three quarters are.

    Args:
        assignment: Group of each item that was placed.
        groups: Group name and its items.
    """
    pieces, given, expected, hits = [], [], [], 0
    for group, items in groups:
        for item in items:
            placed = assignment.get(item)
            expected.append(f"{item}: {group}")
            text = f"{item}: {placed}" if placed is not None else None
            pieces.append(item_piece(expected[-1], text, exact=placed == group))
            hits += placed == group
            given += [text] if text is not None else []
    share = part_of(hits, len(expected))
    outcome = outcome_of(share, SORT_NEAR, blank=not given)
    wrong = any(piece.op == "changed" for piece in pieces)
    return build_verdict(outcome, "\n".join(given), "\n".join(expected), tuple(pieces), share, poor=wrong)


def build_verdict(
    outcome: Outcome, given: str, expected: str, pieces: tuple[Piece, ...], share: float, *, poor: bool = False
) -> Verdict:
    """The verdict with the rating it suggests: Again for a poor near miss, of which half or less was there."""
    return Verdict(outcome, rating_of(outcome, poor=poor), given, expected, pieces, share)


def rating_of(outcome: Outcome, *, poor: bool = False) -> Rating | None:
    """The rating to suggest: none for nothing, Again where at most half was there or something wrong was beside it."""
    return Rating.AGAIN if outcome == "near" and poor else _RATINGS[outcome]


def suggest_rating(verdict: Verdict | None) -> Rating | None:
    """The rating that Enter takes on every screen and in line mode.

    Args:
        verdict: Of the answer; None for a card one only thinks about, where looking is all there is to do.

    Returns:
        Good for right and for what was only thought, Hard for nearly, Again for not right; None where an answer was
        wanted and none was given.
    """
    return Rating.GOOD if verdict is None else verdict.rating


def outcome_of(share: float, near: float, *, blank: bool) -> Outcome:
    if blank:
        return "blank"
    return "right" if share == 1.0 else "near" if share >= near else "wrong"


def part_of(some: int, of: int) -> float:
    return some / of if of else 0.0


def _missing(expected: str) -> tuple[Piece, ...]:
    return (Piece("missing", "", expected),) if expected else ()


def _changed(given: str, expected: str) -> tuple[Piece, ...]:
    return (Piece("changed" if expected else "extra", given, expected),)


def item_piece(expected: str, given: str | None, *, exact: bool) -> Piece:
    if given is None:
        return Piece("missing", "", expected)
    return Piece("same" if exact else "changed", given, expected)


def _share(pieces: Iterable[Piece]) -> float:
    lengths = [(len(piece.expected), piece.op == "same") for piece in pieces]
    return part_of(sum(length for length, same in lengths if same), sum(length for length, _ in lengths))


def _composed(given: str, accepted: Sequence[str]) -> tuple[str, Sequence[str], bool]:
    """What is compared, its letters with their accents composed, so that their encoding decides nothing.

    Returns:
        The text with its spaces joined, the accepted answers, and whether the text had to be cut.
    """
    text = compose(" ".join(given.split()))
    if not all(map(str.isascii, accepted)):
        accepted = tuple(map(compose, accepted))
    limit = 2 * max(map(len, accepted), default=0) + ROOM_TO_TYPE
    return text[:limit], accepted, len(text) > limit


def compose(text: str) -> str:
    """A text with its letters and their accents composed (Unicode's form NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _nearest(
    given: str, accepted: Sequence[str], context: AnswerContext
) -> tuple[bool, list[AlignmentStep], AnswerReading, AnswerReading]:
    """The accepted answer with the least difference, near misses first: near or not, the steps, both readings."""
    free = FUNCTION_WORDS | question_forms(context.question)
    found: list[tuple[tuple[bool, float], tuple[bool, list[AlignmentStep], AnswerReading, AnswerReading]]] = []
    for answer, ours, theirs in _closest(given, accepted):
        steps = align(ours.words, theirs.words, context.is_word)
        near = compare_pair(given, answer, context.question) != "different" and is_near(steps, ours, theirs, free)
        found.append(((not near, cost_of(steps) / (len(steps) or 1)), (near, steps, ours, theirs)))
    return min(found, key=lambda entry: entry[0])[1]


def _closest(given: str, accepted: Sequence[str]) -> list[tuple[str, AnswerReading, AnswerReading]]:
    """The accepted answers, each with both readings, that share most letters with the given one; a few of them."""
    from rapidfuzz.distance import Indel

    pairs = [
        (answer, readings_of_given(given, plural_like_acronyms(answer))[0], theirs)
        for answer in accepted
        for theirs in readings_of_answer(answer)
    ]
    if len(pairs) <= CLOSELY_COMPARED:
        return pairs
    letters = " ".join(word.form for word in pairs[0][1].words)
    distances = [
        Indel.normalized_distance(letters, " ".join(word.form for word in theirs.words)) for _, _, theirs in pairs
    ]
    nearest = sorted(range(len(pairs)), key=lambda place: distances[place])[:CLOSELY_COMPARED]
    return [pairs[place] for place in sorted(nearest)]
