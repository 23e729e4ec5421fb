"""What the tests of mastery share: a second axis, answers to chosen cards, and figures to compare."""

from __future__ import annotations

from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.mastery.groups import GroupMastery, MasteryView, load_mastery
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.probe import card_of, ids_of

DAY = 86_400_000
TWO = """\
deck: Other axis
axis: {id: OTH, name: Other axis}
notes:
  - {id: other, ask: Which organ makes GH?, answer: pituitary, level: fundamentals}
  - {id: second, ask: Which organ makes IGF-1?, answer: liver, level: academic}
  - {id: pick, ask: Does GH raise glucose?, answer: it does, options: [it does not], level: academic}
"""
TAGGED = """\
deck: Other things
axis: {id: OTH, name: Other axis}
notes:
  - {id: other, ask: Which organ makes GH?, answer: pituitary, level: fundamentals, tags: [GLAND, Über]}
  - {id: second, ask: Which organ makes IGF-1?, answer: liver, level: academic, tags: [über, igf, igf]}
  - {id: pick, ask: Does GH raise glucose?, answer: it does, options: [it does not], level: academic, tags: igf}
  - {id: bare, ask: Is there a tag here?, answer: none, level: academic}
"""


def ids(collection: Collection) -> dict[str, int]:
    """Row ids by card key."""
    return ids_of(collection)


def answer(collection: Collection, key: str, rating: Rating) -> None:
    """Answer one card now."""
    session = Session(collection, Plan(cards=(ids(collection)[key],)))
    assert session.current is not None
    session.answer(rating, 1_000)


def state(collection: Collection, key: str) -> tuple[float, int]:
    """Stability, and the instant of the last answer."""
    card = card_of(collection, key)
    assert card.stability is not None
    assert card.last_at is not None
    return card.stability, card.last_at


def by_id(view: MasteryView) -> dict[str, GroupMastery]:
    """The axes by their ids."""
    return {axis.group.id: axis for axis in view.groups}


def figures(collection: Collection) -> object:
    """All of a view, sums rounded where their order may differ."""
    return rounded(load_mastery(collection)._replace(at=0))


def rounded(value: object) -> object:
    """The same with all numbers to twelve places."""
    if isinstance(value, float):
        return round(value, 12)
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    return tuple(map(rounded, value)) if isinstance(value, tuple) else value
