"""The difference between a given answer and an expected one, word by word, and whether it is a near miss."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quizzer.core.grading.confusables import excludes, is_other_word
from quizzer.core.grading.directions import DIRECTIONS
from quizzer.core.grading.english.closed_classes import FUNCTION_WORDS
from quizzer.core.grading.english.weight import is_generic, is_weighty
from quizzer.core.grading.readings import AnswerReading, join_words, shorten_greek
from quizzer.core.grading.tokens import Word

COMPARED_WORDS = 24
WORDS_APART = 8  # how far a word may stand from its place in the other answer
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


def align(
    given: Sequence[Word], expected: Sequence[Word], is_word: Callable[[str], bool] = lambda _: False
) -> list[AlignmentStep]:
    """The words of both answers set against each other with the least difference.

    Where more than ``COMPARED_WORDS`` words are left between a common beginning and end, misspelt words are not sought.

    Args:
        given: Words of the given answer.
        expected: Words of the expected answer.
        is_word: Whether a form is a word of its own and no misspelling.
    """
    shorter = min(len(given), len(expected))
    head = next((i for i in range(shorter) if given[i].form != expected[i].form), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if given[-1 - i].form != expected[-1 - i].form), rest)
    g_end, e_end = len(given) - tail, len(expected) - tail
    steps = [AlignmentStep("same", (i, i + 1), (i, i + 1)) for i in range(head)]
    if max(g_end, e_end) - head <= COMPARED_WORDS and abs(g_end - e_end) <= WORDS_APART:
        steps += _align_middle(given, expected, (head, g_end), (head, e_end), is_word)
    else:
        steps += _align_coarsely(given, expected, (head, g_end), (head, e_end))
    steps += [AlignmentStep("same", (g_end + i, g_end + i + 1), (e_end + i, e_end + i + 1)) for i in range(tail)]
    return steps


def cost_of(steps: Sequence[AlignmentStep]) -> float:
    """How great a difference is; 0 for none."""
    return sum(_COST[step.op] + step.slips / 10 for step in steps)


def is_near(
    steps: Sequence[AlignmentStep], given: AnswerReading, expected: AnswerReading, free: frozenset[str] = FUNCTION_WORDS
) -> bool:
    """Whether the difference is a slip of the pen, or a word more or less that changes little.

    Args:
        steps: The difference.
        given: The answer as it was given.
        expected: The answer as it was expected.
        free: Forms that count for nothing: function words and words of the question.
    """
    if _same_in_other_order(given.words, expected.words, free):
        return True
    if any(
        step.op == "changed" and not _only_free(step, given.words, expected.words, FUNCTION_WORDS) for step in steps
    ):
        return False
    missing = [step.expected[0] for step in steps if step.op == "missing"]
    extra = [step.given[0] for step in steps if step.op == "extra"]
    kept = [word for step in steps if step.op in ("same", "slip") for word in expected.words[slice(*step.expected)]]
    weight = sum(expected.words[i].form not in free for i in missing)
    added = [given.words[i] for i in extra if given.words[i].form not in free]
    if (weight and added) or weight + len(added) > max(1, len(expected.words) // 3):
        return False
    if not all(_may_lack(expected.words, i, free) for i in missing) or not all(
        _may_lack(given.words, i, free) for i in extra
    ):
        return False
    return (
        sum(step.slips for step in steps) <= SLIPS
        and not (added and given.listed > expected.listed)
        and (_is_specific(kept, free) or not _is_specific(expected.words, free))
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


def _align_coarsely(
    given: Sequence[Word], expected: Sequence[Word], g_span: tuple[int, int], e_span: tuple[int, int]
) -> Iterator[AlignmentStep]:
    from rapidfuzz.distance import Levenshtein

    ours, theirs = (
        [word.form for word in words[slice(*span)]] for words, span in ((given, g_span), (expected, e_span))
    )
    ops: dict[str, Op] = {"equal": "same", "insert": "missing", "delete": "extra", "replace": "changed"}
    for code in Levenshtein.opcodes(ours, theirs):
        g, e = g_span[0] + code.src_start, e_span[0] + code.dest_start
        width, length = code.src_end - code.src_start, code.dest_end - code.dest_start
        for step in range(max(width, length)):
            places = (
                (g + min(step, width), g + min(step + 1, width)),
                (e + min(step, length), e + min(step + 1, length)),
            )
            yield AlignmentStep(ops[code.tag], *places)


Relation = tuple[Literal["same", "slip", "missing", "extra", "changed"], int]
"""How words stand to each other, and the edits in a misspelt word."""

_MISSING: Relation = ("missing", 0)
_EXTRA: Relation = ("extra", 0)
_SAME: Relation = ("same", 0)
_CHANGED: Relation = ("changed", 0)


def _align_middle(
    given: Sequence[Word],
    expected: Sequence[Word],
    g_span: tuple[int, int],
    e_span: tuple[int, int],
    is_word: Callable[[str], bool],
) -> list[AlignmentStep]:
    best: dict[tuple[int, int], tuple[float, Relation, tuple[int, int]]] = {
        (g_span[0], e_span[0]): (0.0, _SAME, (0, 0))
    }
    reach = WORDS_APART + abs((g_span[1] - g_span[0]) - (e_span[1] - e_span[0]))
    for g in range(g_span[0], g_span[1] + 1):
        middle = e_span[0] + g - g_span[0]
        for e in range(max(e_span[0], middle - reach), min(e_span[1], middle + reach) + 1):
            for move in _MOVES:
                before = best.get((g - move[0], e - move[1]))
                if before is None:
                    continue
                relation = _relate(given[g - move[0] : g], expected[e - move[1] : e], is_word)
                if relation is None:
                    continue
                cost = before[0] + _COST[relation[0]] + relation[1] / 10
                if (g, e) not in best or cost < best[g, e][0]:
                    best[g, e] = (cost, relation, move)
    steps: list[AlignmentStep] = []
    g, e = g_span[1], e_span[1]
    while (g, e) != (g_span[0], e_span[0]):
        _, (op, slips), (wide, long) = best[g, e]
        steps.append(AlignmentStep(op, (g - wide, g), (e - long, e), slips))
        g, e = g - wide, e - long
    return steps[::-1]


def _relate(ours: Sequence[Word], theirs: Sequence[Word], is_word: Callable[[str], bool]) -> Relation | None:
    if not ours or not theirs:
        return _EXTRA if ours else _MISSING
    if len(ours) == len(theirs) == 1:
        return _single(ours[0], theirs[0], is_word)
    if ours[0].form[:1] != theirs[0].form[:1] or abs(_letters(ours) - _letters(theirs)) > GREEK_NAME + SLIPS:
        return None
    fixed = any(word.fixed for word in theirs)
    short = [join_words([shorten_greek(word) for word in words]) for words in (ours, theirs)]
    if short[0] == short[1]:
        return _SAME
    return _pair(join_words(ours), join_words(theirs), fixed, is_word)


# Latin and Greek plurals and their singulars (CGEL 5.91-5.102).
_LATIN_PLURALS = (("a", "um"), ("a", "on"), ("i", "us"), ("ae", "a"), ("es", "is"))


def _single(one: Word, other: Word, is_word: Callable[[str], bool]) -> Relation:
    """One word against one: by their forms, else as they were spelt, else as a misspelt plural."""
    if one.form == other.form:
        return _SAME
    if len(other.spelling) >= 4 and _has_swapped_letters(one.spelling, other.spelling) and not is_word(one.spelling):
        return ("slip", 1)
    if other.fixed or abs(len(one.spelling) - len(other.spelling)) > SLIPS + 1:
        return _CHANGED
    pairs = _spellings(one, other)
    if not any(pair[0] == pair[1] or _slips(*pair) is not None for pair in pairs):
        return _CHANGED
    if is_word(one.spelling) or excludes(one.form, other.form):
        return _CHANGED
    relations = (_pair(*pair, other.fixed, is_word) for pair in pairs)
    return next((relation for relation in relations if relation is not None), _CHANGED)


def _spellings(one: Word, other: Word) -> list[tuple[str, str]]:
    """The pairs of spellings in which a slip of the pen is sought."""
    pairs = [(one.form, other.form)]
    if not {one.form, other.form} <= DIRECTIONS.keys():
        pairs.append((one.spelling or one.form, other.spelling or other.form))
        pairs += [
            (one.spelling.removesuffix(plural) + singular, other.spelling)
            for plural, singular in _LATIN_PLURALS
            if one.spelling.endswith(plural) and other.spelling.endswith(singular)
        ]
    return [pair for pair in pairs if all(pair)]


def _has_swapped_letters(given: str, expected: str) -> bool:
    """Whether two letters side by side changed places, which also happens in an acronym."""
    places = [i for i, (one, other) in enumerate(zip(given, expected, strict=False)) if one != other]
    return (
        len(given) == len(expected)
        and len(places) == 2
        and places[1] == places[0] + 1
        and given[places[0]] == expected[places[1]]
        and given[places[1]] == expected[places[0]]
        and given.isalpha()
    )


def _pair(given: str, expected: str, fixed: bool, is_word: Callable[[str], bool]) -> Relation | None:
    if given == expected:
        return _SAME
    slips = None if fixed else _slips(given, expected)
    return None if slips is None or is_word(given) else ("slip", slips)


@lru_cache(maxsize=16_384)
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


def _same_in_other_order(given: Sequence[Word], expected: Sequence[Word], free: frozenset[str]) -> bool:
    """Two or three words turned around; more, or words that say a direction, could say something else."""
    ours, theirs = ([word.form for word in words] for words in (given, expected))
    return (
        len(theirs) in (2, 3)
        and sorted(ours) == sorted(theirs)
        and not any(is_weighty(form) or form in free for form in theirs)
    )


def _only_free(step: AlignmentStep, given: Sequence[Word], expected: Sequence[Word], free: frozenset[str]) -> bool:
    words = [*given[slice(*step.given)], *expected[slice(*step.expected)]]
    return all(word.form in free for word in words)


def _may_lack(words: Sequence[Word], index: int, free: frozenset[str]) -> bool:
    """Whether the answer stays nearly the same without this word."""
    word = words[index]
    if word.form in free and not is_weighty(word.form):
        return True
    if word.fixed or is_weighty(word.form):
        return False
    return index < len(words) - 1 or is_generic(word.form) or len(words) >= 4


def _is_specific(words: Sequence[Word], free: frozenset[str]) -> bool:
    """Whether any of the words says which one is meant: ``Leydig`` does, ``cells`` alone does not."""
    return any(not is_generic(word.form) and word.form not in free for word in words)


def _letters(words: Sequence[Word]) -> int:
    return sum(len(word.form) for word in words)
