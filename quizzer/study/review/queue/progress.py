"""How far a session is: the cards that it has begun, and those of its plan that are not asked again today."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from quizzer.core.quantities import CardId, Millis
from quizzer.core.session.session_queue import SessionQueue


class SessionProgress:
    """Follows the queue of a session; ``finished`` falls by an undo alone.

    Attributes:
        planned: The cards of the plan as it was at the start.
        finished: Those of them that are not asked again today.
    """

    def __init__(self, queue: SessionQueue, now: Millis) -> None:
        """Begin with the cards that the queue has now; a step that ends much later is no part of the plan."""
        self._cards: set[CardId] = queue.ready_steps(now)
        self.planned = queue.open_of(self._cards)
        self.finished = 0

    def follow(self, queue: SessionQueue) -> None:
        """Count after the queue moved on."""
        self._note_current(queue)
        self.finished = min(self.planned, max(self.finished, self.planned - queue.open_of(self._cards)))

    def take_in(self, queue: SessionQueue) -> None:
        """Count after a card was taken before its time; where nothing else was planned, it is the plan."""
        if self.planned:
            self.follow(queue)
        else:
            self.go_back(queue)

    def go_back(self, queue: SessionQueue) -> None:
        """Count after an undo, which can bring back a card of an earlier session as well."""
        self._note_current(queue, whatever=True)
        left = queue.open_of(self._cards)
        self.planned = max(self.planned, left)
        self.finished = self.planned - left

    def come_back(self, queue: SessionQueue) -> int:
        """How many cards of the plan wait for the end of a step."""
        return queue.on_steps_of(self._cards)

    def _note_current(self, queue: SessionQueue, *, whatever: bool = False) -> None:
        card_id = queue.current_card
        if card_id is not None and (whatever or queue.current_kind != "step"):
            self._cards.add(card_id)


class BegunCards:
    """The cards begun in a session, with the answers and marks since; an undo that leaves none gives its place back."""

    def __init__(self) -> None:
        self._times: dict[CardId, int] = {}

    def __len__(self) -> int:
        return len(self._times)

    @property
    def cards(self) -> AbstractSet[CardId]:
        """Their ids."""
        return self._times.keys()

    def leave(self, card_id: CardId, *, on_step: bool) -> None:
        """Note that the session moves on from a card; one that came on a step was begun before."""
        if not on_step or card_id in self._times:
            self._times[card_id] = self._times.get(card_id, 0) + 1

    def take_back(self, card_ids: Iterable[CardId]) -> None:
        """Note that an answer or a mark of these cards was undone."""
        for card_id in card_ids:
            left = self._times.pop(card_id, 0) - 1
            if left > 0:
                self._times[card_id] = left
