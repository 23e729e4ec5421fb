"""Grading: an answer and the right ones give a verdict, the difference in pieces, and the rating to suggest.

The learner decides: a verdict only preselects a rating. It forgives what a teacher would forgive (case, hyphens, Greek
letters, US and UK spelling, plurals, a slip of the pen) and never what changes the meaning (T4 for T3, LH for FSH,
increase for decrease).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Literal

from quizzer.core.grading.alignment import AlignmentStep, Piece, align, cost_of, is_near, pieces_of
from quizzer.core.grading.readings import AnswerReading, plural_like_acronyms, readings_of_answer, readings_of_given
from quizzer.core.schedule.progress import Rating

Outcome = Literal["blank", "right", "near", "wrong"]

# Blank: the learner only looked, so nothing is known; Good is what Anki preselects.
RATINGS: Mapping[Outcome, Rating] = {
    "blank": Rating.GOOD,
    "right": Rating.GOOD,
    "near": Rating.HARD,
    "wrong": Rating.AGAIN,
}

ROOM_TO_TYPE = 200
GIVEN_ITEMS = 100
LIST_NEAR = 0.5
# Half of the items in two groups are placed rightly by chance alone.
SORT_NEAR = 0.75


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of grading one answer.

    Attributes:
        outcome: ``blank`` where nothing was answered, else ``right``, ``near`` or ``wrong``.
        rating: The rating to suggest.
        given: The answer as it was given, spaces joined; several items are one a line.
        expected: The accepted answer it comes nearest to, as it is written; several items are one a line.
        pieces: The difference. For a typed answer their texts joined give ``given`` and ``expected`` back; for several
            items each piece is one item.
        share: How much of the answer was there, 0..1.
    """

    outcome: Outcome
    rating: Rating
    given: str
    expected: str
    pieces: tuple[Piece, ...]
    share: float


@dataclass(frozen=True, slots=True)
class ListVerdict(Verdict):
    """The result of grading a recalled list.

    Attributes:
        found: For each item the given text that named it, or None.
        unmatched: Given texts that name no item.
        repeated: Given texts that name an item a second time.
    """

    found: tuple[str | None, ...]
    unmatched: tuple[str, ...]
    repeated: tuple[str, ...]


def grade_typed(given: str, accepted: Sequence[str]) -> Verdict:
    """Grades a typed answer.

    Args:
        given: The answer typed, of any length; twice the longest accepted answer and 200 characters more are read.
        accepted: Everything accepted, the answer to show first.
    """
    shown = accepted[0] if accepted else ""
    text, cut = _cut(given, accepted)
    if not any(character.isprintable() and not character.isspace() for character in text):
        return _verdict("blank", "", shown, _missing(shown), 0.0)
    if cut or not accepted:
        return _verdict("wrong", text, shown, _changed(text, shown), 0.0)
    for answer in accepted:
        if _is_right(text, answer):
            return _verdict("right", text, answer, (Piece("same", text, answer),), 1.0)
    near, steps, ours, theirs = _nearest(text, accepted)
    if not any(step.op in ("same", "slip") for step in steps):
        return _verdict("wrong", text, shown, _changed(text, shown), 0.0)
    # A reading may have a decimal point for the comma; the pieces are made of what was typed.
    pieces = pieces_of(steps, ours, theirs)
    return _verdict("near" if near else "wrong", ours.text, theirs.text, pieces, _share(pieces))


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
    share = _fraction(len(hits), len(right | set(picked)))
    near = LIST_NEAR if len(right) > 1 else 1.0
    return _verdict(_outcome(share, near, blank=not picked), "\n".join(picked), "\n".join(answers), pieces, share)


def match_item(given: str, accepts: Sequence[Sequence[str]], taken: Collection[int]) -> int | None:
    """The item of a list that a text names.

    Args:
        given: The text typed.
        accepts: Everything accepted for each item.
        taken: Items already named.

    Returns:
        Index of the first item not taken that the text names rightly, else of one it nearly names, else None.
    """
    free = [index for index in range(len(accepts)) if index not in taken]
    for outcome in ("right", "near"):
        for index in free:
            if _names(given, accepts[index], outcome):
                return index
    return None


def grade_list(given: Sequence[str], accepts: Sequence[Sequence[str]]) -> ListVerdict:
    """Grades a list recalled in any order; each text counts for one item at most.

    Right when every item was named rightly and nothing else was given; near when at least half were named.

    Args:
        given: The texts given; at most 100 are read.
        accepts: Everything accepted for each item, the one to show first.
    """
    texts = [text for text in given if text.strip()][:GIVEN_ITEMS]
    named = _assign_items(texts, accepts)
    found = tuple(texts[named[i][0]] if i in named else None for i in range(len(accepts)))
    used = {place for place, _ in named.values()}
    left = [text for place, text in enumerate(texts) if place not in used]
    repeated = tuple(text for text in left if any(_names(text, accept, "right") for accept in accepts))
    unmatched = tuple(text for text in left if text not in repeated)
    shown = [accept[0] if accept else "" for accept in accepts]
    pieces = [_item_piece(shown[i], found[i], exact=i in named and named[i][1] == "right") for i in range(len(accepts))]
    share = _fraction(len(named), len(accepts))
    outcome = _outcome(share, LIST_NEAR, blank=not texts)
    if outcome == "right" and (unmatched or any(quality == "near" for _, quality in named.values())):
        outcome = "near"
    return ListVerdict(
        outcome=outcome,
        rating=RATINGS[outcome],
        given="\n".join(texts),
        expected="\n".join(shown),
        pieces=(*pieces, *(Piece("extra", text, "") for text in unmatched)),
        share=share,
        found=found,
        unmatched=unmatched,
        repeated=repeated,
    )


def grade_sequence(order: Sequence[str], steps: Sequence[str]) -> Verdict:
    """Grades an order by its adjacent pairs: those of the right order that were kept, of all.

    Right when the order is right throughout; near when at least half of the pairs were kept.
    """
    right = list(order) == list(steps)
    pairs = Counter(pairwise(steps))
    share = 1.0 if right else _fraction((pairs & Counter(pairwise(order))).total(), pairs.total())
    outcome = _outcome(share, LIST_NEAR, blank=not order)
    if outcome == "right" and not right:
        outcome = "near"
    pieces = [
        _item_piece(step, text, exact=step == text) if step is not None else Piece("extra", text or "", "")
        for text, step in zip_longest(order, steps)
    ]
    return _verdict(outcome, "\n".join(order), "\n".join(steps), tuple(pieces), share)


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
            pieces.append(_item_piece(expected[-1], text, exact=placed == group))
            hits += placed == group
            given += [text] if text is not None else []
    share = _fraction(hits, len(expected))
    outcome = _outcome(share, SORT_NEAR, blank=not given)
    return _verdict(outcome, "\n".join(given), "\n".join(expected), tuple(pieces), share)


def _verdict(outcome: Outcome, given: str, expected: str, pieces: tuple[Piece, ...], share: float) -> Verdict:
    return Verdict(outcome, RATINGS[outcome], given, expected, pieces, share)


def _outcome(share: float, near: float, *, blank: bool) -> Outcome:
    if blank:
        return "blank"
    return "right" if share == 1.0 else "near" if share >= near else "wrong"


def _fraction(some: int, of: int) -> float:
    return some / of if of else 0.0


def _missing(expected: str) -> tuple[Piece, ...]:
    return (Piece("missing", "", expected),) if expected else ()


def _changed(given: str, expected: str) -> tuple[Piece, ...]:
    return (Piece("changed" if expected else "extra", given, expected),)


def _item_piece(expected: str, given: str | None, *, exact: bool) -> Piece:
    if given is None:
        return Piece("missing", "", expected)
    return Piece("same" if exact else "changed", given, expected)


def _share(pieces: Iterable[Piece]) -> float:
    lengths = [(len(piece.expected), piece.op == "same") for piece in pieces]
    return _fraction(sum(length for length, same in lengths if same), sum(length for length, _ in lengths))


def _cut(given: str, accepted: Sequence[str]) -> tuple[str, bool]:
    """The text with its spaces joined, and whether so much was typed that it had to be cut."""
    text = " ".join(given.split())
    limit = 2 * max(map(len, accepted), default=0) + ROOM_TO_TYPE
    return text[:limit], len(text) > limit


def _is_right(given: str, answer: str) -> bool:
    ours = readings_of_given(given, plural_like_acronyms(answer))
    return any(
        not one.keys.isdisjoint(other.keys) or (other.symbolic and not one.short_keys.isdisjoint(other.short_keys))
        for other in readings_of_answer(answer)
        for one in ours
    )


def _nearest(given: str, accepted: Sequence[str]) -> tuple[bool, list[AlignmentStep], AnswerReading, AnswerReading]:
    """The accepted answer with the least difference, near misses first: near or not, the steps, both readings."""
    found: list[tuple[tuple[bool, float], tuple[bool, list[AlignmentStep], AnswerReading, AnswerReading]]] = []
    for answer in accepted:
        ours = readings_of_given(given, plural_like_acronyms(answer))[0]
        for theirs in readings_of_answer(answer):
            steps = align(ours.words, theirs.words)
            near = is_near(steps, ours, theirs)
            found.append(((not near, cost_of(steps) / (len(steps) or 1)), (near, steps, ours, theirs)))
    return min(found, key=lambda entry: entry[0])[1]


def _names(given: str, accept: Sequence[str], outcome: str) -> bool:
    if outcome == "right":
        text, cut = _cut(given, accept)
        return bool(text) and not cut and any(_is_right(text, answer) for answer in accept)
    return grade_typed(given, accept).outcome == outcome


def _assign_items(texts: Sequence[str], accepts: Sequence[Sequence[str]]) -> dict[int, tuple[int, str]]:
    """For each item named: the place of the text that names it, and whether ``right`` or only ``near``.

    As many items as possible are named rightly (a text may fit two items: augmenting paths), then those left nearly.
    """
    fits = [[i for i, accept in enumerate(accepts) if _names(text, accept, "right")] for text in texts]
    owner: dict[int, int] = {}

    def place(text: int, seen: set[int]) -> bool:
        for item in fits[text]:
            if item not in seen:
                seen.add(item)
                if item not in owner or place(owner[item], seen):
                    owner[item] = text
                    return True
        return False

    for text in range(len(texts)):
        place(text, set())
    named = {item: (text, "right") for item, text in owner.items()}
    for text in range(len(texts)):
        if not fits[text]:
            item = next((i for i, a in enumerate(accepts) if i not in named and _names(texts[text], a, "near")), None)
            if item is not None:
                named[item] = (text, "near")
    return named
