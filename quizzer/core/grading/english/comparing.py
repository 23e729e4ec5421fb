"""Two statements against each other: the same content, affirmed or denied alike, in the same relation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from quizzer.core.grading.directions import DIRECTIONS, UNCHANGED, agrees, contradicts
from quizzer.core.grading.english.closed_classes import (
    AMPLIFIERS,
    CONTRARIES,
    KINDS,
    LEADING_RELATIONS,
    RELATIONS,
    forms_of,
)
from quizzer.core.grading.english.neighbours import courses_of, neighbours, neighbours_in, question_courses
from quizzer.core.grading.english.processes import asks_of_change, asks_of_process, measures_of, objects_of
from quizzer.core.grading.english.rewording import bare_words, levelled, renamed, without
from quizzer.core.grading.english.statements import (
    STEM,
    TURN,
    Statement,
    is_yes_no,
    other_stems,
    question_stems,
    stem,
)
from quizzer.core.grading.english.weight import is_weighty
from quizzer.core.grading.notation.quantities import Comparison


def compare_statements(given: Statement, expected: Statement, question: str) -> Comparison:
    """How two statements stand to each other.

    Args:
        given: What the given answer states.
        expected: What the accepted one states.
        question: The question as it is shown.

    Returns:
        ``same``; ``different`` where one denies or reverses the other, so that not even a near miss is left; ``near``
        where only the order differs; else ``unknown``.
    """
    if expected.reply and is_yes_no(question):
        replied = _compare_replies(given, expected, question_stems(question))
        if replied != "unknown":
            return replied
    if given.reply and expected.reply and given.reply != expected.reply:
        return "different"
    if (given.denies_name and expected.lacks) or (
        given.denials and expected.denials and given.partial != expected.partial
    ):
        return "different"
    if UNCHANGED in expected.words or asks_of_change(question):
        asked = question_stems(question)
        given, expected = levelled(given, asked), levelled(expected, asked)
    ours, theirs = given.words, expected.words
    if not ours and not theirs:
        return _compare_bare(given, expected)
    bare_ours, bare_theirs = bare_words(ours, theirs), bare_words(theirs, ours)
    our_flips = sum(word in bare_ours for word in ours)
    their_flips = sum(word in bare_theirs for word in theirs)
    given, expected = renamed(given, bare_ours), renamed(expected, bare_theirs)
    our_denials = given.denials + our_flips - (1 if given.reply < 0 and not expected.reply and given.denials else 0)
    if (our_denials - expected.denials - their_flips) % 2:
        return "different"
    if our_denials + expected.denials and given.seminegative != expected.seminegative:
        return "near"
    if not expected.denials and not their_flips and our_denials:
        return "different"
    return _compare_content(given, expected, question)


def _compare_replies(given: Statement, expected: Statement, question: frozenset[str]) -> Comparison:
    ours = given.reply
    if not ours and all(word in question for word in given.words):
        ours = -1 if given.denials % 2 else 1
    if not ours:
        return "unknown"
    if ours != expected.reply:
        return "different"
    if not given.words or all(word in question for word in given.words):
        return "same"
    return "unknown"


def _compare_bare(given: Statement, expected: Statement) -> Comparison:
    if not given.denials or not expected.denials:
        return "different" if given.denials != expected.denials else "unknown"
    return "same" if given.seminegative == expected.seminegative else "near"


def _compare_content(given: Statement, expected: Statement, question: str) -> Comparison:
    ours, theirs = given.words, expected.words
    process = given.process or expected.process or asks_of_process(question)
    measured = measures_of(question, (*ours, *theirs), process=process)
    extra, missing, twins = _difference(given, expected, process=process, measured=measured)
    if any(contradicts(word, other) for word in extra for other in theirs if other not in ours):
        return "different"
    if expected.leading and given.leading and {_plain(expected.leading), _plain(given.leading)} == {"to", "from"}:
        return "different"
    complete = not missing
    repeated = _repeated_directions(given, question)
    free = _free_words(given, expected, missing, question, repeated)
    if any(word in free for word in extra) and any(word in free for word in missing):
        return "different"
    if _turns_course(given, question):
        return "different"
    given = renamed(without(given, [word for word in extra if word in free & repeated]), twins)
    other = other_stems(question)
    extra = [word for word in extra if (word not in free or word in other) and not _only_amplifies(word, given)]
    extra = [word for word in extra if word != "between" or not _links_words_of(question_stems(question), given)]
    missing = [word for word in missing if word not in free]
    if any(_reverses(word, theirs) for word in extra):
        return "different"
    if expected.denials and not extra and all(word in expected.before_denial for word in missing):
        missing = []
    if _heads_differ(given, expected):
        return "different"
    if len(given.parts) == len(expected.parts) and len(extra) == 1:
        added = extra[0]
        if (not missing and _is_kind(added, ours)) or (complete and _is_attribute(added, ours, theirs)):
            extra = []
    return "unknown" if extra or missing else _compare_order(given, expected)


def _turns_course(given: Statement, question: str) -> bool:
    """Whether something goes the other way than in the question: asked of ``from A to B``, ``B to A``."""
    courses = courses_of(given)
    asked = question_courses(question) if courses else frozenset()
    return any((end, start) in asked for start, end in courses) and not courses <= asked


def _repeated_directions(given: Statement, question: str) -> frozenset[str]:
    """Directions that stand beside the same word as in the question: asked about low pressure, ``low pressure``."""
    directions = {word for word in given.words if word in DIRECTIONS}
    beside = neighbours(question) if directions else {}
    repeated = {w for w in directions & beside.keys() if _company(given, w) & beside[w]}
    subjects = {stem(form) for form in objects_of(question)} if repeated else set()
    # Of what the question asks about, a change is the answer: "the pressure goes up" of one that is high.
    return frozenset(w for w in repeated if w in given.states or not neighbours_in(given, w) & subjects)


def _company(given: Statement, direction: str) -> frozenset[str]:
    """The words beside a direction; those of its whole phrase, where it is a state."""
    phrases = [part for part in given.parts if direction in part] if direction in given.states else []
    return neighbours_in(given, direction).union(*phrases) - {direction}


def _free_words(
    given: Statement, expected: Statement, missing: Collection[str], question: str, repeated: frozenset[str]
) -> frozenset[str]:
    """Words of the question that may be repeated or left out: all of them beside a word of the answer's own.

    A direction that the question has of another thing is the answer's own all the same, unless it is only repeated.
    """
    asked = question_stems(question)
    again = {word for word in repeated if given.words.count(word) == 1}
    own = [word for word in expected.words if word not in asked or (word in DIRECTIONS and word not in again)]
    if not any(word in given.words or word not in missing for word in own):
        return frozenset()
    return asked - {
        word
        for word in given.words
        if word in DIRECTIONS and word not in repeated and any(contradicts(word, other) for other in expected.words)
    }


def _only_amplifies(word: str, given: Statement) -> bool:
    """Whether a word is an amplifier beside a direction, as in ``far more``."""
    return word in _AMPLIFIER_STEMS and not neighbours_in(given, word).isdisjoint(DIRECTIONS)


def _links_words_of(question: frozenset[str], given: Statement) -> bool:
    """Whether what stands behind "between" is all in the question."""
    part = next(part for part in given.parts if "between" in part)
    return all(word in question or word == TURN for word in part[part.index("between") + 1 :])


def _heads_differ(given: Statement, expected: Statement) -> bool:
    """Whether an adjective made of the expected noun stands before a noun of its own: ``digestive tract``."""
    attributes = given.attributive - expected.attributive
    return bool(attributes) and any(
        word in attributes and word in expected.words and after != TURN and after not in expected.words
        for part in given.parts
        for word, after in pairwise(part)
    )


def _difference(
    given: Statement, expected: Statement, *, process: bool, measured: Collection[str]
) -> tuple[list[str], list[str], dict[str, str]]:
    """Words that only one side has, and those of ours that say the same as one of theirs, each with that one."""
    ours, theirs = given.words, expected.words
    behind = [
        {after for part in side.parts for turn, after in pairwise(part) if turn == TURN} for side in (given, expected)
    ]
    extra = list((Counter(ours) - Counter(theirs)).elements())
    missing = list((Counter(theirs) - Counter(ours)).elements())
    twins = {}
    for word in list(extra):
        twin = next(
            (
                other
                for other in missing
                if agrees(word, other, process=process, measured=measured)
                or _relates(word, other, behind[1])
                or _relates(other, word, behind[0])
            ),
            None,
        )
        if twin is not None:
            extra.remove(word)
            missing.remove(twin)
            twins[word] = twin
    return extra, missing, twins


def _relates(adjective: str, noun: str, behind: Collection[str]) -> bool:
    """Whether an adjective is that of a noun behind an "of": ``functional loss``, ``loss of function``."""
    return adjective.endswith("ional") and noun in behind and stem(adjective.removesuffix("al")) == noun


def _plain(relation: str) -> str:
    return "to" if relation in ("to", "into", "onto", "toward", "towards") else relation


_KIND_STEMS = frozenset(stem(form) for form in KINDS)
_REVERSING = RELATIONS - LEADING_RELATIONS - forms_of("between over up down but off")
_AMPLIFIER_STEMS = frozenset(stem(form) for form in AMPLIFIERS)
_CONTRARY_STEMS = frozenset(stem(form) for form in CONTRARIES - DIRECTIONS.keys())


def _reverses(word: str, theirs: Sequence[str]) -> bool:
    """Whether an added word makes another thing of what was asked for."""
    if word in _CONTRARY_STEMS or word in _REVERSING:
        return True
    return word in DIRECTIONS and not any(other in DIRECTIONS for other in theirs)


def _is_kind(word: str, ours: Sequence[str]) -> bool:
    """Whether an added word only names the kind of thing: ``theca cells``, ``the hormone insulin``."""
    return word in _KIND_STEMS and (word in (ours[0], ours[-1]) or len(ours) > 2)


def _is_attribute(word: str, ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether a word more inside a phrase of three or more words only describes what the others name already."""
    inside = word not in (ours[0], ours[-1]) and ours.count(word) == 1
    plain = word.isalpha() and len(word) >= STEM and word not in RELATIONS and not is_weighty(word)
    return len(theirs) >= 3 and inside and plain


def _compare_order(given: Statement, expected: Statement) -> Comparison:
    ours, theirs = given.words, expected.words
    differing = set(ours) ^ set(theirs)
    one, other = (_pared(s.parts, differing) for s in (given, expected))
    if len(one) == len(other) and _parts_match(one, other):
        return "same"
    if all(len(part) == 1 for part in (*one, *other)):
        return "same" if not any(word in RELATIONS for word in theirs) else "near"
    if len(one) == len(other) == 1 and one[0][::-1] == other[0] and len(one[0]) > 2:
        return "different"
    if any(word in RELATIONS for word in (*ours, *theirs)):
        return "different" if sorted(ours) == sorted(theirs) else "unknown"
    return "near" if max(len(ours), len(theirs)) <= 3 else "unknown"


def _pared(parts: Iterable[Sequence[str]], free: Collection[str]) -> list[tuple[str, ...]]:
    """Parts without words that only one side has, unless a side has nothing else, and directions of another scale."""
    kept = [tuple(word for word in part if word not in free or word in DIRECTIONS) for part in parts]
    if not any(word != TURN for part in kept for word in part):
        kept = [tuple(part) for part in parts]
    return [part for part in kept if any(word != TURN for word in part)]


def _parts_match(ours: Sequence[tuple[str, ...]], theirs: Sequence[tuple[str, ...]]) -> bool:
    left = list(theirs)
    for part in ours:
        match = next((other for other in left if _turns_into(part, other)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _is_rotated(one: Sequence[str], other: Sequence[str]) -> bool:
    return any([*one[place:], *one[:place]] == [*other] for place in range(len(one)))


def _turns_into(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two phrases have the same words in an order that a turn around ``of`` or ``is`` allows."""
    one, other = (tuple(_sense(word) for word in part if word != TURN) for part in (ours, theirs))
    if one == other:
        return True
    if len(one) != len(other) or sorted(one) != sorted(other) or any(word in RELATIONS for word in one):
        return False
    turned = TURN in ours or TURN in theirs
    if _is_rotated(one, other) and (turned or len(one) == 2):
        return True
    # The predicate may stand before or behind: "block the formation of X", "the formation of X is blocked".
    plain = [[word for word in part if word[0] not in "+-" and word not in DIRECTIONS] for part in (one, other)]
    if turned and len(plain[0]) < len(one) and len(plain[0]) > 1 and _is_rotated(*plain):
        return True
    moved = any(
        one[:i] + one[i + 1 :] == other[:j] + other[j + 1 :]
        for i in range(len(one))
        for j in range(len(one))
        if one[i] == other[j]
    )
    return moved and turned and len(one) > 2


def _sense(word: str) -> str:
    """A direction as its sign, one that is said of processes alone as itself; any other word as it is."""
    direction = DIRECTIONS.get(word)
    return word if direction is None or direction.scale in ("drive", "barrier") else f"{direction.sign:+d}"
