"""The order of a session: a queue of card ids that answering, skipping and dropping move on.

Due steps come first; then reviews and new cards, mixed evenly; then, when nothing else is left, steps that end soon;
then what was skipped.
"""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from quizzer.core.quantities import CardId, Millis, NoteId


class QueueItem(NamedTuple):
    """A card waiting to be shown.

    Attributes:
        due: Milliseconds for a card on a step within the day, else only an order.
    """

    card_id: CardId
    note_id: NoteId
    due: Millis


class SessionQueue:
    """The cards of a session in the order they are shown.

    Args:
        steps: Cards on a step within the day, with the instants their steps end.
        reviews: Cards due by day, in order; read only as far as needed.
        review_count: How many of them a session shows (siblings taken off).
        new: New cards, in order.
        learn_ahead: Milliseconds a step may be cut short when nothing else is left.
        bury_siblings: Show one card of a note only.
        limit: The most cards that are not on a step; None for all.
        first: A card to show before all others, as after an undo; its kind is ``step``, ``review`` or ``new`` when it
            is among those counted above, else ``extra``.
    """

    def __init__(
        self,
        *,
        steps: Iterable[QueueItem] = (),
        reviews: Iterable[QueueItem] = (),
        review_count: int = 0,
        new: Iterable[QueueItem] = (),
        learn_ahead: int = 0,
        bury_siblings: bool = True,
        limit: int | None = None,
        first: tuple[QueueItem, str] | None = None,
    ) -> None:
        ahead = first[0].card_id if first else None
        self._steps = sorted((item.due, item) for item in steps if item.card_id != ahead)
        self._reviews: Iterator[QueueItem] = iter(reviews)
        self._new = deque(new)
        self._skipped: deque[tuple[QueueItem, str]] = deque()
        self._learn_ahead = learn_ahead
        self._bury = bury_siblings
        self._notes: set[NoteId] = set()
        self._cards: set[CardId] = set()
        self._left = {"review": review_count, "new": len(self._new)}
        self._ratio = (review_count + 1, len(self._new) + 1)
        self._limit = limit
        self._apply_limit()
        self._current = first
        if first:
            self._begin(first[0])

    def _apply_limit(self) -> None:
        """Cut the counts to the limit in the proportion in which the two are mixed."""
        if self._limit is None:
            return
        reviews, new = self._left["review"], self._left["new"]
        shown = {"review": 0, "new": 0}
        while sum(shown.values()) < min(self._limit, reviews + new):
            left = {"review": reviews - shown["review"], "new": new - shown["new"]}
            shown[self._kind_next(left["review"], left["new"], reviews + 1, new + 1)] += 1
        self._left = shown

    @staticmethod
    def _kind_next(reviews: int, new: int, all_reviews: int, all_new: int) -> str:
        """Which kind keeps the mix even: the one of which the larger share is still to come."""
        if not new or not reviews:
            return "review" if reviews else "new"
        return "review" if reviews * all_new >= new * all_reviews else "new"

    def next(self, now: Millis) -> QueueItem | None:
        """The card to show now; it stays current until it is answered, skipped or dropped.

        Returns:
            None when nothing may be shown at this instant.
        """
        if self._current is None:
            self._current = (
                self._step_by(now) or self._fresh() or self._step_by(now + self._learn_ahead) or self._from_skipped()
            )
        return self._current[0] if self._current else None

    def take_step(self) -> QueueItem | None:
        """The card on a step that ends soonest, however far off that is; it becomes current if no other is."""
        if self._current is None and self._steps:
            self._current = self._steps.pop(0)[1], "step"
        return self._current[0] if self._current else None

    def _step_by(self, instant: Millis) -> tuple[QueueItem, str] | None:
        if self._steps and self._steps[0][0] <= instant:
            return self._steps.pop(0)[1], "step"
        return None

    def _fresh(self) -> tuple[QueueItem, str] | None:
        while self._left["review"] or self._left["new"]:
            kind = self._kind_next(self._left["review"], self._left["new"], *self._ratio)
            item = next(self._reviews, None) if kind == "review" else (self._new.popleft() if self._new else None)
            if item is None:
                self._left[kind] = 0
                continue
            if item.card_id in self._cards or (self._bury and item.note_id in self._notes):
                continue
            self._begin(item)
            return item, kind
        return None

    def _begin(self, item: QueueItem) -> None:
        self._cards.add(item.card_id)
        self._notes.add(item.note_id)

    def _from_skipped(self) -> tuple[QueueItem, str] | None:
        if not self._skipped:
            return None
        item, kind = self._skipped.popleft()
        if kind in self._left:
            self._left[kind] += 1
        return item, kind

    def answer(self, due_at: Millis | None) -> None:
        """Take the answered current card off; with ``due_at`` (milliseconds) it comes again on a step."""
        item, _ = self._leave()
        if due_at is not None:
            insort(self._steps, (due_at, item._replace(due=due_at)))

    def skip(self) -> None:
        """Put the current card off until nothing else is left."""
        self._skipped.append(self._leave())

    def drop(self) -> None:
        """Take the current card out of this session."""
        self._leave()

    def _leave(self) -> tuple[QueueItem, str]:
        assert self._current is not None, "no card is current"
        item, kind = self._current
        if kind in self._left:
            self._left[kind] = max(0, self._left[kind] - 1)
        self._current = None
        return item, kind

    @property
    def current_kind(self) -> str:
        """``new``, ``review``, ``step`` or ``extra``; empty without a current card."""
        return self._current[1] if self._current else ""

    @property
    def current_card(self) -> CardId | None:
        """The card that is current."""
        return self._current[0].card_id if self._current else None

    def remaining(self) -> list[QueueItem]:
        """Every card still to come, the current one first; the queue is used up by this."""
        items = [self._current[0]] if self._current else []
        items += [item for _, item in self._steps] + list(self._new)
        items += [item for item in self._reviews if item.card_id not in self._cards]
        return items + [item for item, _ in self._skipped]

    @property
    def waiting_until(self) -> Millis | None:
        """Milliseconds at which the next step may be shown (learning ahead included); None without one."""
        return self._steps[0][0] - self._learn_ahead if self._steps else None

    def counts(self, now: Millis) -> tuple[int, int, int]:
        """Cards left: new, on steps that end within the learn-ahead time, and reviews; the current one included."""
        current = self._current is not None and self._current[1] == "step"
        skipped = [kind for _, kind in self._skipped]
        horizon = now + self._learn_ahead
        ready = sum(1 for due, _ in self._steps if due <= horizon)
        return (
            self._left["new"] + skipped.count("new"),
            ready + current + skipped.count("step"),
            self._left["review"] + skipped.count("review"),
        )

    def ready_steps(self, now: Millis) -> set[CardId]:
        """The cards on steps that :meth:`counts` counts."""
        current = {self._current[0].card_id} if self._current and self._current[1] == "step" else set()
        return current | {item.card_id for due, item in self._steps if due <= now + self._learn_ahead}

    def open_of(self, plan: Collection[CardId]) -> int:
        """How many cards are to be asked still: those not begun, and those of a plan that are on a step or current."""
        fresh = self._left["new"] + self._left["review"]
        kinds = [*self._skipped, *([self._current] if self._current and self._current[1] in ("step", "extra") else ())]
        others = sum(kind in self._left or item.card_id in plan for item, kind in kinds)
        return fresh + others + self.on_steps_of(plan)

    def on_steps_of(self, plan: Collection[CardId]) -> int:
        """How many cards of a plan wait for the end of a step."""
        return sum(item.card_id in plan for _, item in self._steps)
