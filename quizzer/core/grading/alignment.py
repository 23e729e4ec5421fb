"""The difference between a given answer and an expected one, word by word, and whether it is a near miss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from quizzer.core.grading.confusables import is_generic, is_joining, is_other_word, is_slight_head, is_weighty
from quizzer.core.grading.readings import AnswerReading, join_words, shorten_greek
from quizzer.core.grading.tokens import Word

COMPARED_WORDS = 40
SLIPS = 3
GREEK_NAME = 6  # letters by which the longest name is longer than the letter that stands for it

Op = Literal["same", "missing", "extra", "changed"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the difference.

    Attributes:
        op: ``same``; ``missing`` from the given answer; ``extra`` in it; or ``changed``.
        given: The stretch as it was given; empty where it is missing.
        expected: The stretch as it was expected; empty where it is extra. Where both are the same they may still
            differ in what is forgiven, such as case or a hyphen.
    """

    op: Op
    given: str
    expected: str


@dataclass(frozen=True, slots=True)
class AlignmentStep:
    """Words of the given answer set against words of the expected one.

    Attributes:
        op: As in a piece, or ``slip`` for a misspelt word.
        given: Words of the given answer: the index of the first, and the index after the last.
        expected: Words of the expected answer, likewise.
        slips: Edits in a misspelt word.
    """

    op: Literal["same", "slip", "missing", "extra", "changed"]
    given: tuple[int, int]
    expected: tuple[int, int]
    slips: int = 0


# One word may be written as two, and two as one.
_MOVES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))
_COST = {"same": 0.0, "slip": 1.0, "missing": 2.0, "extra": 2.0, "changed": 3.0}


def align(given: Sequence[Word], expected: Sequence[Word]) -> list[AlignmentStep]:
    """The words of both answers set against each other with the least difference.

    Where more than ``COMPARED_WORDS`` words are left between a common beginning and end, they are one changed step.
    """
    shorter = min(len(given), len(expected))
    head = next((i for i in range(shorter) if given[i].form != expected[i].form), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if given[-1 - i].form != expected[-1 - i].form), rest)
    g_end, e_end = len(given) - tail, len(expected) - tail
    steps = [AlignmentStep("same", (i, i + 1), (i, i + 1)) for i in range(head)]
    if max(g_end, e_end) - head <= COMPARED_WORDS:
        steps += _align_middle(given, expected, (head, g_end), (head, e_end))
    else:
        steps.append(AlignmentStep("changed", (head, g_end), (head, e_end)))
    steps += [AlignmentStep("same", (g_end + i, g_end + i + 1), (e_end + i, e_end + i + 1)) for i in range(tail)]
    return steps


def cost_of(steps: Sequence[AlignmentStep]) -> float:
    """How great a difference is; 0 for none."""
    return sum(_COST[step.op] + step.slips / 10 for step in steps)


def is_near(steps: Sequence[AlignmentStep], given: AnswerReading, expected: AnswerReading) -> bool:
    """Whether the difference is a slip of the pen, or a word more or less that changes little."""
    if _same_in_other_order(given.words, expected.words):
        return True
    if any(step.op == "changed" and not _only_joining(step, given.words, expected.words) for step in steps):
        return False
    missing = [step.expected[0] for step in steps if step.op == "missing"]
    extra = [step.given[0] for step in steps if step.op == "extra"]
    kept = [word for step in steps if step.op in ("same", "slip") for word in expected.words[slice(*step.expected)]]
    weight = sum(not is_joining(expected.words[i].form) for i in missing)
    added = [given.words[i] for i in extra if not is_joining(given.words[i].form)]
    if (weight and added) or weight + len(added) > max(1, len(expected.words) // 3):
        return False
    if not all(_may_lack(expected.words, i) for i in missing) or not all(_may_lack(given.words, i) for i in extra):
        return False
    return (
        sum(step.slips for step in steps) <= SLIPS
        and not (added and given.listed > expected.listed)
        and (_is_specific(kept) or not _is_specific(expected.words))
        and _letters(kept) * 2 >= _letters(expected.words)
        and _letters(kept) >= _letters(added)
    )


def pieces_of(steps: Sequence[AlignmentStep], given: AnswerReading, expected: AnswerReading) -> tuple[Piece, ...]:
    """The difference in pieces; their texts joined give back both answers as they were written."""
    pieces: list[Piece] = []
    given_ends, expected_ends = _ends(given), _ends(expected)
    for step in steps:
        parts = [
            reading.text[ends[span[0]] : ends[span[1]]]
            for reading, ends, span in ((given, given_ends, step.given), (expected, expected_ends, step.expected))
        ]
        for piece in _letter_pieces(*parts) if step.op == "slip" else (Piece(step.op, *parts),):
            if pieces and pieces[-1].op == piece.op == "same":
                piece = Piece("same", pieces[-1].given + piece.given, pieces.pop().expected + piece.expected)
            pieces.append(piece)
    return tuple(pieces)


def _ends(reading: AnswerReading) -> list[int]:
    """Where each word's stretch ends; the text between two words belongs to the second."""
    return [0, *(word.end for word in reading.words[:-1]), len(reading.text)]


def _letter_pieces(given: str, expected: str) -> Iterator[Piece]:
    from rapidfuzz.distance import Levenshtein

    one, other = given.lower(), expected.lower()
    if len(one) != len(given) or len(other) != len(expected):
        yield Piece("changed", given, expected)
        return
    ops: dict[str, Op] = {"equal": "same", "insert": "missing", "delete": "extra", "replace": "changed"}
    for code in Levenshtein.opcodes(one, other):
        yield Piece(ops[code.tag], given[code.src_start : code.src_end], expected[code.dest_start : code.dest_end])


def _align_middle(
    given: Sequence[Word], expected: Sequence[Word], g_span: tuple[int, int], e_span: tuple[int, int]
) -> list[AlignmentStep]:
    best: dict[tuple[int, int], tuple[float, AlignmentStep | None]] = {(g_span[0], e_span[0]): (0.0, None)}
    for g in range(g_span[0], g_span[1] + 1):
        for e in range(e_span[0], e_span[1] + 1):
            for wide, long in _MOVES:
                before = best.get((g - wide, e - long))
                if before is None:
                    continue
                step = _step(given, expected, (g - wide, g), (e - long, e))
                if step is None:
                    continue
                cost = before[0] + cost_of((step,))
                if (g, e) not in best or cost < best[g, e][0]:
                    best[g, e] = (cost, step)
    steps: list[AlignmentStep] = []
    place = (g_span[1], e_span[1])
    while (last := best[place][1]) is not None:
        steps.append(last)
        place = (last.given[0], last.expected[0])
    return steps[::-1]


def _step(
    given: Sequence[Word], expected: Sequence[Word], g_span: tuple[int, int], e_span: tuple[int, int]
) -> AlignmentStep | None:
    ours, theirs = given[slice(*g_span)], expected[slice(*e_span)]
    if not ours or not theirs:
        return AlignmentStep("extra" if ours else "missing", g_span, e_span)
    if len(ours) == len(theirs) == 1:
        return _pair(ours[0].form, theirs[0].form, theirs[0].fixed, g_span, e_span) or AlignmentStep(
            "changed", g_span, e_span
        )
    if abs(_letters(ours) - _letters(theirs)) > GREEK_NAME + SLIPS:
        return None
    fixed = any(word.fixed for word in theirs)
    short = [join_words([shorten_greek(word) for word in words]) for words in (ours, theirs)]
    if short[0] == short[1]:
        return AlignmentStep("same", g_span, e_span)
    return _pair(join_words(ours), join_words(theirs), fixed, g_span, e_span)


def _pair(
    given: str, expected: str, fixed: bool, g_span: tuple[int, int], e_span: tuple[int, int]
) -> AlignmentStep | None:
    if given == expected:
        return AlignmentStep("same", g_span, e_span)
    slips = None if fixed else _slips(given, expected)
    return None if slips is None else AlignmentStep("slip", g_span, e_span, slips)


def _slips(given: str, expected: str) -> int | None:
    """Edits that make the given word the expected one, or None when it is no slip of the pen."""
    allowed = _allowed(len(expected))
    if abs(len(given) - len(expected)) > allowed or not given.isalpha():
        return None
    slips = _distance(given, expected)
    return None if slips > allowed or is_other_word(given, expected, _distance) else slips


def _allowed(letters: int) -> int:
    """None under 4 letters, 1 for 4 to 7, 2 from 8, 3 from 16."""
    return (letters >= 4) + (letters >= 8) + (letters >= 16)


def _distance(one: str, other: str) -> int:
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other)


def _same_in_other_order(given: Sequence[Word], expected: Sequence[Word]) -> bool:
    """Two or three words turned around; more, or words that say a direction, could say something else."""
    ours, theirs = ([word.form for word in words] for words in (given, expected))
    return (
        len(theirs) in (2, 3)
        and sorted(ours) == sorted(theirs)
        and not any(is_weighty(form) or is_joining(form) for form in theirs)
    )


def _only_joining(step: AlignmentStep, given: Sequence[Word], expected: Sequence[Word]) -> bool:
    words = [*given[slice(*step.given)], *expected[slice(*step.expected)]]
    return all(is_joining(word.form) for word in words)


def _may_lack(words: Sequence[Word], index: int) -> bool:
    """Whether the answer stays nearly the same without this word."""
    word = words[index]
    if is_joining(word.form):
        return True
    if word.fixed or is_weighty(word.form):
        return False
    return index < len(words) - 1 or is_slight_head(word.form) or len(words) >= 5


def _is_specific(words: Sequence[Word]) -> bool:
    """Whether any of the words says which one is meant: ``Leydig`` does, ``cells`` alone does not."""
    return any(not is_generic(word.form) and not is_joining(word.form) for word in words)


def _letters(words: Sequence[Word]) -> int:
    return sum(len(word.form) for word in words)
