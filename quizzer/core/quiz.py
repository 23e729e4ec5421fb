"""The rules of a quiz: which cards are drawn, how an answer is scored, and the mean of the scores."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from quizzer.core.grading.grading import Outcome, Verdict
from quizzer.core.grading.items import ListVerdict
from quizzer.core.groups import Group
from quizzer.core.notes.cards import Face
from quizzer.core.schedule.progress import Rating
from quizzer.core.seeded_random import shuffle

Mark = Literal["wrong", "partly", "right"]
MARKS: tuple[Mark, ...] = ("wrong", "partly", "right")
MARK_SCORES: Mapping[Mark, int] = {"wrong": 0, "partly": 50, "right": 100}
"""The score in percent of an answer that the learner judges."""

RATINGS: Mapping[Mark, Rating] = {"wrong": Rating.AGAIN, "partly": Rating.HARD, "right": Rating.GOOD}
"""The rating an answer has where a quiz counts as reviews."""

# In a test nothing written is nothing known: unlike in a review, where one may have thought of the answer.
_MARK_OF: Mapping[Outcome, Mark] = {"blank": "wrong", "wrong": "wrong", "near": "partly", "right": "right"}


_NO_GROUP: tuple[int | str, ...] = ("",)


class Candidate(NamedTuple):
    """A card that may be drawn.

    Attributes:
        key: The card's key, which is the same on every machine.
        note: Identifies its note.
        groups: Identify its axis, its deck or its tags, as ``level`` and ``kind`` do theirs.
    """

    card_id: int
    key: str
    note: int
    groups: tuple[int | str, ...]
    level: str
    kind: str


class Grade(NamedTuple):
    """The mark and the score of one answer.

    Attributes:
        score: Percent, 0..100; 100 only for ``right``.
    """

    mark: Mark
    score: int


class GroupMean(NamedTuple):
    """The mean score of one axis, deck or tag.

    Attributes:
        questions: Questions that count.
        score: Percent, 0..100.
    """

    group: Group
    questions: int
    score: int


def draw(candidates: Iterable[Candidate], count: int, seed: int) -> list[int]:
    """Draws cards for a quiz, evenly over groups (axes, decks or tags), levels and kinds.

    Each card comes from the group drawn least so far that still has cards; within it from the level drawn least; within
    that from the kind drawn least. Of equals, the level and then the kind drawn least over all groups wins, then
    chance. Chance also decides the order of the questions. A card of several groups counts for each of them; cards of
    none are drawn as if they were a group as well. No two cards of one note are drawn, since one would give away the
    answer to the other.

    Args:
        candidates: In any order, which does not change the draw.
        count: Cards wanted.
        seed: The same seed draws the same cards from the same candidates.

    Returns:
        Ids of ``count`` cards, fewer where there are fewer notes.
    """
    heaps: dict[tuple[int | str, str, str], list[Candidate]] = defaultdict(list)
    for card in shuffle(sorted(candidates, key=lambda card: card.key), seed):
        for group in card.groups or _NO_GROUP:
            heaps[group, card.level, card.kind].append(card)
    times: Counter[Sequence[int | str]] = Counter()
    notes: set[int] = set()
    drawn: list[Candidate] = []
    while heaps and len(drawn) < count:
        # Heaps keep the order in which the shuffled cards first named them: so chance decides between equals.
        least = min(heaps, key=lambda heap: [times[part] for part in _parts(*heap)])
        card = heaps[least].pop()
        if not heaps[least]:
            del heaps[least]
        if card.note in notes:
            continue
        notes.add(card.note)
        drawn.append(card)
        times.update({part for group in card.groups or _NO_GROUP for part in _parts(group, card.level, card.kind)})
    return [card.card_id for card in shuffle(drawn, seed)]


def _parts(group: int | str, level: str, kind: str) -> tuple[Sequence[int | str], ...]:
    """The traits to draw evenly, the more important first."""
    return (
        ("group", group),
        ("level of group", group, level),
        ("level", level),
        ("kind of group and level", group, level, kind),
        ("kind of group", group, kind),
        ("kind", kind),
    )


def grade_verdict(verdict: Verdict, face: Face) -> Grade:
    """The grade of an answer that was compared with the right one.

    A list scores the share of items named among all items and all wrong names; a choice with several right options, a
    sequence and a sort score the share that was right; any other answer scores nothing unless it is right or near.

    Args:
        verdict: The result of the comparison.
        face: The question and its answer.
    """
    mark = _MARK_OF[verdict.outcome]
    if mark == "right":
        return Grade(mark, MARK_SCORES[mark])
    share = verdict.share
    if isinstance(verdict, ListVerdict):
        named = len(verdict.found) - verdict.found.count(None)
        share = named / max(1, len(verdict.found) + len(verdict.unmatched))
    elif mark == "wrong" and (face.is_single or len(face.answers) == 1):
        share = 0.0
    elif face.is_single:
        share = max(share, MARK_SCORES["partly"] / 100)
    return Grade(mark, min(99, round(100 * share)))


def override_grade(graded: Grade | None, mark: Mark) -> Grade:
    """The grade of an answer once the learner has judged it.

    Args:
        graded: The grade before; None where nothing could be compared.
        mark: The learner's mark; where it is the mark of ``graded``, the score stays.
    """
    return graded if graded is not None and graded.mark == mark else Grade(mark, MARK_SCORES[mark])


def mean_score(scores: Sequence[int]) -> int:
    """The mean of scores, each 0..100, rounded half up; 0 for none."""
    return (2 * sum(scores) + len(scores)) // (2 * len(scores)) if scores else 0


def mean_by_group(scores: Iterable[tuple[Iterable[Group], int]]) -> list[GroupMean]:
    """The mean score of each axis, deck or tag.

    Args:
        scores: For each question its groups and its score.

    Returns:
        The groups in the order of their ids.
    """
    found: dict[Group, list[int]] = {}
    for groups, score in scores:
        for group in groups:
            found.setdefault(group, []).append(score)
    return [GroupMean(group, len(of_group), mean_score(of_group)) for group, of_group in sorted(found.items())]
