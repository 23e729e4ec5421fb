"""What the mastery screen shows: the figures of one grouping, the selected group, and what was read for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizzer.core.groups import Group, Grouping
from quizzer.errors import Problem
from quizzer.study.due.home import load_due
from quizzer.study.due.values import Counts
from quizzer.study.filters import Filter, filter_of
from quizzer.study.mastery.cards import CardMastery, load_cards
from quizzer.study.mastery.goals import GoalLine, load_goals
from quizzer.study.mastery.groups import GroupMastery, MasteryView, load_mastery

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.study.collection.collection import Collection

CARDS = 500
"""The most cards listed for a group; the browser lists all."""
_WEAKEST = 5


class MasteryContent:
    """The figures and the selection of the mastery screen.

    Attributes:
        view: The figures of every group, with their trend once that is computed.
        at: Index of the selected group.
        cards: The cards of the selected group, once they were read.
        card: Index of the selected card.
    """

    def __init__(self, collection: Collection, axis: str = "") -> None:
        """Read the figures by axis; the group to look at first is selected.

        Args:
            collection: The open collection.
            axis: The axis to select instead, by its id; empty for none.

        Raises:
            Problem: The database cannot be read.
        """
        self._collection = collection
        self._views: dict[Grouping, MasteryView] = {}
        self._goals: dict[str, GoalLine] = {}
        self._weakest: dict[Group, list[CardMastery]] = {}
        self._starting: dict[Group, Counts] = {}
        self.view = load_mastery(collection, trend=False)
        self.read_goals()
        places = [place for place, group in enumerate(self.view.groups) if group.group.id == axis]
        self.at = places[0] if places else self._first_place()
        self.cards: list[CardMastery] = []
        self.card = 0

    @property
    def group(self) -> GroupMastery:
        """The selected axis, deck or tag.

        Raises:
            Problem: There is none.
        """
        if not self.view.groups:
            raise Problem("No card has a tag." if self.view.whole.cards else "There are no cards yet.")
        return self.view.groups[self.at]

    @property
    def wanted(self) -> Filter:
        """The cards of the selected group."""
        return filter_of(self.group.group)

    @property
    def weakest(self) -> Sequence[CardMastery] | None:
        """The weakest cards of the selected group; None while they are not read."""
        return self._weakest.get(self.group.group) if self.view.groups else None

    @property
    def goal(self) -> GoalLine | None:
        """The goal of the selected group."""
        return self._goals.get(self.group.group.key) if self.view.groups else None

    @property
    def starting(self) -> Counts:
        """The cards of a session on the selected group; those of the plan of all cards while they are not read."""
        if not self.view.groups:
            return Counts()
        return self._starting.get(self.group.group, self.group.due or Counts())

    def read_selected(self) -> None:
        """Read the weakest cards of the selected group, and what a session on it has, where that was not done yet."""
        if self.view.groups and self.group.group not in self._weakest:
            group = self.group.group
            self._weakest[group] = load_cards(self._collection, self.wanted, seen=True, limit=_WEAKEST)
            self._starting[group] = load_due(self._collection, self.wanted).counts

    def read_goals(self) -> None:
        """Read the goals."""
        self._goals = {line.goal.key: line for line in load_goals(self._collection)}

    def read_cards(self, card_id: int | None = None) -> None:
        """Read the cards of the selected group; one of them stays selected."""
        self.cards = load_cards(self._collection, self.wanted, limit=CARDS)
        self.card = next((at for at, card in enumerate(self.cards) if card.card_id == card_id), 0)

    def select_card(self, at: int) -> None:
        """Select a card by its index, or the nearest one."""
        self.card = max(0, min(at, len(self.cards) - 1))

    def compute_trend(self, progress: ProgressCallback) -> MasteryView:
        """Compute the figures with their trend; may take seconds, and runs in a thread."""
        return load_mastery(self._collection, by=self.view.by, progress=progress)

    def take(self, view: MasteryView) -> None:
        """Show figures with their trend, and keep them."""
        self.view = self._views[view.by] = view

    def regroup(self, by: Grouping) -> bool:
        """Group the cards otherwise.

        Returns:
            Whether the trend of that is known already.
        """
        known = self._views.get(by)
        self.view = known or load_mastery(self._collection, by=by, trend=False)
        self.at = self._first_place()
        self.read_selected()
        return known is not None

    def reload(self, *, with_cards: bool) -> bool:
        """Read everything again, with the same group and card selected.

        Returns:
            Whether the group is still there.
        """
        key = self.group.group.key if self.view.groups else ""
        card_id = self.cards[self.card].card_id if self.cards else None
        self._views, self._weakest, self._starting = {}, {}, {}
        self.view = load_mastery(self._collection, by=self.view.by, trend=False)
        self.read_goals()
        places = [at for at, group in enumerate(self.view.groups) if group.group.key == key]
        self.at = places[0] if places else self._first_place()
        self.read_selected()
        if with_cards and places:
            self.read_cards(card_id)
        return bool(places)

    def _first_place(self) -> int:
        return self.view.find_place({key for key, line in self._goals.items() if not line.on_course})
