"""The new cards of goals: how many a day each needs, and which come on which day within the day's limits.

A goal wants each of its cards, and each card they wait for, to be met ``lead`` days before its day. The cards still new
at the beginning of a study day are spread evenly over the days left for that, so a missed day makes the next ones
longer. The nearest goal takes its share first; what the limit leaves goes to the next one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.session.new_cards import NewCardPicker

if TYPE_CHECKING:
    from quizzer.core.quantities import StudyDay


class WantedCard(NamedTuple):
    """A card never answered that a goal wants.

    Attributes:
        axis: Row id of its axis.
        needs: Notes that come before it, on the same study day or an earlier one.
        sets: Sets it is of; two notes of one set are never new on one day.
        begun: It was met today, so it was new when the day began.
        today: Nothing but ``needs`` keeps it from being new today, such as an answered sibling.
    """

    card: int
    note: int
    axis: int
    needs: AbstractSet[int] = frozenset()
    sets: AbstractSet[str] = frozenset()
    today: bool = True
    begun: bool = False


class Demand(NamedTuple):
    """The new cards that one goal wants.

    Attributes:
        day: Study day of the goal.
        lead: Days before it by which the last one is to be met.
        cards: Those new now, in the order in which they are to come.
        begun: How many were met today.
        answered: Those of the needed notes that were answered today.
        of_share: Those met today that are of the goal's share of the day; None for all. The others came because
            the plan had them anyway, and take nothing from the share, so that the plan stays the same all day.
    """

    day: StudyDay
    lead: int
    cards: Sequence[WantedCard]
    begun: int = 0
    answered: AbstractSet[int] = frozenset()
    of_share: AbstractSet[int] | None = None


class Room(NamedTuple):
    """What a study day's limits leave.

    Attributes:
        cards: New cards.
        axes: New cards of each axis with a limit of its own, by row id.
        bury: Another card of a note met today waits.
        sets: Sets that had a new card today.
    """

    cards: int
    axes: Mapping[int, int]
    bury: bool = True
    sets: AbstractSet[str] = frozenset()


def cards_a_day(new: int, day: StudyDay, goal_day: StudyDay, lead: int) -> int:
    """New cards to meet on a study day so that all are met in time when each day has as many.

    Args:
        new: Cards that were new at the beginning of the day.
        lead: Days before the goal's day by which the last one is to be met.
    """
    if day >= goal_day:
        return 0
    return -(-new // max(1, goal_day - lead - day + 1))


def split_begun(order: Sequence[WantedCard], share: int, *, bury: bool) -> tuple[list[WantedCard], frozenset[int]]:
    """The cards that are still new, and those of the others that are of the day's share.

    Args:
        order: The cards that were new when the day began, in the order in which they are to come.
        share: How many of them the goal wants on this day.
    """
    picker, of_share = NewCardPicker(bury=bury, axis_left={}), set[int]()
    known: set[int] = set()
    for card in order:
        if len(picker.cards) >= share:
            break
        may_come = card.begun or (card.today and card.needs <= known)
        if may_come and picker.take(card.card, card.note, card.axis, card.sets):
            known.add(card.note)
            if card.begun:
                of_share.add(card.card)
    return [card for card in order if not card.begun], frozenset(of_share)


def choose_new(demands: Sequence[Demand], day: StudyDay, room: Room) -> list[list[WantedCard]]:
    """The cards of goals that are to be new on a study day, after those met on it so far.

    Args:
        demands: The nearest goal first.

    Returns:
        For each goal the cards that it adds to those of the goals before it.
    """
    picker = NewCardPicker(bury=room.bury, axis_left=room.axes, sets=room.sets)
    found: list[list[WantedCard]] = []
    known = {note for demand in demands for note in demand.answered}
    for demand in demands:
        wanted = cards_a_day(len(demand.cards) + demand.begun, day, demand.day, demand.lead)
        wanted -= demand.begun if demand.of_share is None else len(demand.of_share)
        wanted -= sum(card.card in picker.cards for card in demand.cards)
        chosen: list[WantedCard] = []
        for card in demand.cards:
            if len(chosen) >= wanted or len(picker.cards) >= room.cards:
                break
            may_come = card.today and card.needs <= known
            if may_come and picker.take(card.card, card.note, card.axis, card.sets):
                known.add(card.note)
                chosen.append(card)
        found.append(chosen)
    return found


def spread_new(
    demands: Sequence[Demand], today: StudyDay, first: Room, later: Room, begins: StudyDay
) -> dict[int, StudyDay]:
    """The study day on which each card of the goals is met, day by day as the plan has it; cards not met are left out.

    Args:
        demands: The nearest goal first.
        first: What today's limits still leave.
        later: What the limits of each later day allow.
        begins: The first study day that has new cards, where they have been put off.
    """
    met: dict[int, StudyDay] = {}
    last_note: dict[int, StudyDay] = {}
    cleared = {note for demand in demands for note in demand.answered}
    waiting = list(demands)
    for day in range(max(today, begins), max((demand.day for demand in demands), default=today)):
        waiting = [_on_day(demand, day, today, cleared, last_note if later.bury else {}) for demand in waiting]
        room = first if day == today else later
        chosen = [card for cards in choose_new(waiting, day, room) for card in cards]
        met |= {card.card: day for card in chosen}
        last_note |= {card.note: day for card in chosen}
        cleared |= {card.note for card in chosen}
        waiting = [
            demand._replace(cards=[card for card in demand.cards if card.card not in met], begun=0, of_share=None)
            for demand in waiting
        ]
    return met


def _on_day(
    demand: Demand, day: StudyDay, today: StudyDay, cleared: AbstractSet[int], last_note: Mapping[int, StudyDay]
) -> Demand:
    """What a goal wants on a day to come, with what was answered before it; a note's next card waits for a day between.

    The card that was met comes back on the day after, and puts its siblings off once more.
    """
    if day == today or not demand.cards:
        return demand
    cards = [
        card._replace(needs=card.needs - cleared, today=day - last_note.get(card.note, 0) > 1) for card in demand.cards
    ]
    return demand._replace(cards=cards)
