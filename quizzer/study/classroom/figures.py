"""The figures of a class: each learner's mastery of each axis, deck or tag, and who is behind where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from statistics import median
from typing import TYPE_CHECKING, Literal, NamedTuple

from quizzer.core.groups import Group, Grouping
from quizzer.core.mastery import CardTotals, Mastery, compute_mastery
from quizzer.hub.memory import SeenRow
from quizzer.store.connection import explain_errors
from quizzer.store.grouping import GroupKey, Value, keys_in, load_groups
from quizzer.store.queries.class_memory import load_taught_cards
from quizzer.study.classroom.totals import total_learners
from quizzer.study.filters import Filter, scope_of

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

Standing = Literal["active", "away", "not begun", "not joined"]

BEHIND = 0.15
"""How far below the middle of the class a learner's expected recall is, from where the learner is behind."""
CLASS = 3
"""The least number of learners that have a middle."""
AWAY_DAYS = 7
"""Days without an answer from which a learner is away."""


class LearnerFigures(NamedTuple):
    """One learner.

    Attributes:
        last_at: Milliseconds of the last answer to any card, whichever cards are shown; None without any.
        away: Study days since then, 0 for today; None without any.
        published: Milliseconds at which the learner's quizzer last sent figures; None for one who has not joined yet.
        whole: All cards together, each counted once.
        groups: For each group of the class, in its order.
        behind: Whether the whole is behind the middle of the class.
        behind_in: Places of the groups that are.
    """

    name: str
    last_at: int | None
    away: int | None
    published: int | None
    whole: Mastery
    groups: tuple[Mastery, ...]
    behind: bool = False
    behind_in: frozenset[int] = frozenset()

    @property
    def standing(self) -> Standing:
        """Whether the learner is at it: ``away`` is who has begun, and has not answered for a week."""
        if self.published is None:
            return "not joined"
        if self.away is None:
            return "not begun"
        return "away" if self.away >= AWAY_DAYS else "active"


class ClassView(NamedTuple):
    """A class.

    Attributes:
        at: Milliseconds of now.
        day: The study day.
        by: What the cards are grouped by.
        groups: Those of the decks here that have cards.
        cards: The number of all cards.
        learners: Those who know least first.
        middle: The middle of the class, of those who have joined: expected recall of all cards; None where there is
            none.
        middles: The same for each group.
    """

    at: int
    day: int
    by: Grouping
    groups: tuple[Group, ...]
    cards: int
    learners: tuple[LearnerFigures, ...]
    middle: float | None
    middles: tuple[float | None, ...]


def compute_class(
    collection: Collection,
    learners: Mapping[str, int | None],
    rows: Iterable[SeenRow],
    wanted: Filter = Filter(),  # noqa: B008 - frozen
    *,
    by: Grouping = "axis",
) -> ClassView:
    """Compute the figures of a class for the cards of the decks here.

    Args:
        learners: Their names, each with the milliseconds at which it published last; None for never.
        rows: What they published; those of others count for nothing.
        wanted: The cards to count.
        by: What to group them by.

    Raises:
        WrongUse: The filter names what does not exist.
        Problem: The database refused.
    """
    moment = collection.moment()
    with explain_errors(collection.paths.database):
        cards = load_taught_cards(collection.connection, scope_of(collection.connection, wanted), by)
        groups = load_groups(collection.connection, by)
    there = {key for taught in cards.values() for key in keys_in(taught.value)}
    shown = {key: group for key, group in groups.items() if key in there}
    rollover = collection.settings.scheduling.rollover_hour
    found = []
    for name, totals in total_learners(cards, learners, rows, moment.at).items():
        last_at = totals.last_at
        away = None if last_at is None else max(0, moment.day - collection.clock.day_of(last_at, rollover))
        whole, by_group = _add_up(totals.by_value(), list(shown))
        found.append(LearnerFigures(name, last_at, away, learners[name], whole, by_group))
    joined = [learner for learner in found if learner.published is not None]
    middle = _middle(learner.whole for learner in joined)
    middles = tuple(_middle(learner.groups[place] for learner in joined) for place in range(len(shown)))
    judged = sorted((_judge(learner, middle, middles) for learner in found), key=_rank)
    return ClassView(
        moment.at, moment.day, by, tuple(shown.values()), len(cards), tuple(judged), middle, middles
    )  # fmt: skip


def _add_up(totals: Mapping[Value, CardTotals], keys: Sequence[GroupKey]) -> tuple[Mastery, tuple[Mastery, ...]]:
    """A learner's mastery of all cards, each counted once, and of each group."""
    by_key = dict.fromkeys(keys, CardTotals())
    for value, sums in totals.items():
        for key in keys_in(value):
            by_key[key] = by_key[key].plus(sums)
    whole = compute_mastery(reduce(CardTotals.plus, totals.values(), CardTotals()))
    return whole, tuple(map(compute_mastery, by_key.values()))


def share_known(mastery: Mastery) -> float:
    """What learners are compared by: expected recall, or coverage where no card asks for recall."""
    return mastery.coverage if mastery.expected_recall is None else mastery.expected_recall


def _middle(figures: Iterable[Mastery]) -> float | None:
    shares = [share_known(mastery) for mastery in figures]
    return median(shares) if len(shares) >= CLASS else None


def _judge(learner: LearnerFigures, middle: float | None, middles: Sequence[float | None]) -> LearnerFigures:
    if learner.published is None:
        return learner
    places = (place for place, mastery in enumerate(learner.groups) if _is_behind(mastery, middles[place]))
    return learner._replace(behind=_is_behind(learner.whole, middle), behind_in=frozenset(places))


def _is_behind(mastery: Mastery, middle: float | None) -> bool:
    return middle is not None and not mastery.mastered and middle - share_known(mastery) >= BEHIND


def _rank(learner: LearnerFigures) -> tuple[float, float, str]:
    return share_known(learner.whole), learner.whole.coverage, learner.name.casefold()
