"""The day's plan: which new cards and reviews are asked today. `quizzer due` waits for this module.

There is one plan for the whole collection. A session of an axis, a deck or a tag is that plan cut to its cards, and so
is every count beside their names: the counts add up to the whole, and each is what its session asks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import itemgetter

from quizzer.core.session.new_cards import NewCardPicker, set_tags
from quizzer.store.due import due_counts
from quizzer.store.due.due_counts import AXIS, NO_ARGS, Args, Value
from quizzer.store.due.new_cards import (
    NewCard,
    count_cards_by,
    has_goal_ahead,
    keep_in_scope,
    load_begun,
    load_new_cards,
)
from quizzer.study.due.limits import gentle_limit, new_left, reviews_left

TYPE_CHECKING = False  # typing is not imported for it
if TYPE_CHECKING:
    from quizzer.core.schedule.settings import Scheduling
    from quizzer.study.due.limits import Rules

PerValue = dict[Value, int]
"""Cards by axis id, or by whatever else they are counted by."""

Review = tuple[int, int, int, int]
"""Card id, note id, due and axis id."""

_NO_SETS: frozenset[str] = frozenset()
_NO_NOTES: frozenset[int] = frozenset()
_PLACE = itemgetter(2, 0)


def pick_new(
    picker: NewCardPicker,
    rows: Iterable[NewCard],
    limit: int,
    met: frozenset[int] | set[int] = _NO_NOTES,
    begun: frozenset[int] | set[int] = _NO_NOTES,
) -> list[NewCard]:
    """The first new cards that may come, in the order given; one that waits for a note comes right behind that one.

    Args:
        met: Notes that are waited for no longer.
        begun: Cards among the rows that were answered already: they are not chosen, and what waits for them comes
            where they stand, so that the plan stays the same all day, whatever is answered first.
    """
    found: list[NewCard] = []
    if limit <= 0:
        return found
    known, waiting = set(met), dict[int, list[NewCard]]()
    for row in rows:
        here = [row]
        while here:
            one = here.pop()
            card_id, note_id, _, axis_id, waits_for, tags = one
            if waits_for:
                missing = next((note for note in map(int, waits_for.split()) if note not in known), 0)
                if missing:
                    waiting.setdefault(missing, []).append(one)
                    continue
                one = (*one[:4], None, tags)
            if card_id not in begun:
                if not picker.take(card_id, note_id, axis_id, set_tags(tags) if tags else _NO_SETS):
                    continue
                found.append(one)
                if len(found) >= limit:
                    return found
            known.add(note_id)
            if note_id in waiting:
                here += reversed(waiting.pop(note_id))
    return found


class DayPlan:
    """The new cards and reviews of one day.

    Attributes:
        new: The new cards, in the order in which they come.
        reviews: The reviews, in order, where a limit leaves some out; None where every review due is asked.
    """

    __slots__ = ("new", "reviews")

    def __init__(self, new: list[NewCard], reviews: list[Review] | None) -> None:
        self.new = new
        self.reviews = reviews

    def new_in(self, connection: sqlite3.Connection, where: str, args: Args) -> list[NewCard]:
        """The new cards that a scope has."""
        if not where or not self.new:
            return self.new
        inside = keep_in_scope(connection, (row[0] for row in self.new), where, args)
        return [row for row in self.new if row[0] in inside]

    def reviews_in(self, connection: sqlite3.Connection, where: str, args: Args) -> list[Review] | None:
        """The reviews that a scope has, where a limit leaves some out."""
        if not where or not self.reviews:
            return self.reviews
        inside = keep_in_scope(connection, (row[0] for row in self.reviews), where, args)
        return [row for row in self.reviews if row[0] in inside]


def plan_day(
    connection: sqlite3.Connection, rules: Rules | Scheduling, day: int, until_day: int | None = None
) -> DayPlan:
    """Choose what is asked on a study day.

    Args:
        until_day: The last study day whose reviews are asked, when that is not the day itself.
    """
    until = day if until_day is None else until_day
    reviews, left = None, reviews_left(connection, rules, day)
    if left is not None:
        reviews = due_counts.load_first_reviews(
            connection,
            day=day,
            until_day=until,
            bury=rules.bury_siblings,
            limit=left,
            surest=gentle_limit(connection, rules, day) is not None,
        )
    return DayPlan(_plan_new(connection, rules, day, until), reviews)


def _plan_new(connection: sqlite3.Connection, rules: Rules | Scheduling, day: int, until: int) -> list[NewCard]:
    """The day's new cards: those that goals need, then the others by position."""
    left = new_left(connection, rules, day)
    if left <= 0:
        return []
    bury, begun = rules.bury_siblings, load_begun(connection, day)
    axis_left, sets = axes_left(connection, rules, begun), sets_of(begun)
    rows: Iterator[NewCard] = load_new_cards(connection, day=day, until_day=until, bury=bury)
    if begun:
        from heapq import merge  # most counts are taken before a card is begun

        rows = merge(rows, begun, key=_PLACE)
    if has_goal_ahead(connection, day):
        from quizzer.study.due.goal_cards import first_new

        wanted, early = first_new(connection, day, bury=bury, axis_left=axis_left, sets=sets)
        first = (row for row in begun if row[0] in early)
        rows = chain(first, _load_chosen(connection, wanted, day, until, bury=bury), rows)
    picker = NewCardPicker(bury=bury, axis_left=axis_left, sets=sets)
    return pick_new(picker, rows, left, begun={row[0] for row in begun})


def sets_of(begun: Iterable[NewCard]) -> frozenset[str]:
    """The tags of sets that the new cards answered today have."""
    return frozenset(chain.from_iterable(set_tags(row[5]) for row in begun if row[5]))


def axes_left(
    connection: sqlite3.Connection, rules: Rules | Scheduling, begun: Iterable[NewCard] = ()
) -> dict[int, int]:
    """New cards still allowed, by the row id of each axis with a limit of its own."""
    limits = rules.new_per_day_of
    if not limits:
        return {}
    found = {axis_id: limits[key] for axis_id, key in due_counts.load_axis_keys(connection) if key in limits}
    for _, _, _, axis_id, *_ in begun:
        if axis_id in found:
            found[axis_id] = max(0, found[axis_id] - 1)
    return found


def _load_chosen(
    connection: sqlite3.Connection, card_ids: Iterable[int], day: int, until: int, *, bury: bool
) -> list[NewCard]:
    """Those of some new cards that may come on a day, in the order given, which has what they wait for."""
    wanted = list(card_ids)
    cards = f"AND c.id IN ({','.join(map(str, wanted))})"
    rows = {row[0]: row for row in load_new_cards(connection, day=day, until_day=until, bury=bury, only=cards)}
    return [(*rows[card_id][:4], None, rows[card_id][5]) for card_id in wanted if card_id in rows]


def choose_more(
    connection: sqlite3.Connection,
    rules: Rules | Scheduling,
    planned: list[NewCard],
    limit: int,
    *,
    day: int,
    until_day: int,
    where: str = "",
    args: Args = NO_ARGS,
) -> list[NewCard]:
    """The day's new cards of a scope and further ones of it, or fewer than the day has, to make up a number.

    Args:
        planned: The day's new cards of the scope.
        limit: The number, whatever the day's limit.
    """
    rows = load_new_cards(
        connection,
        day=day,
        until_day=until_day,
        bury=rules.bury_siblings,
        today_counts=True,
        where=where,
        args=args,
    )
    picker = NewCardPicker(bury=rules.bury_siblings, axis_left={}, sets=sets_of(load_begun(connection, day)))
    return pick_new(picker, chain(planned, rows), limit)


def count_due(
    connection: sqlite3.Connection,
    rules: Rules | Scheduling,
    at: int,
    day: int,
    where: str = "",
    args: Args = NO_ARGS,
    by: str = AXIS,
    plan: DayPlan | None = None,
) -> tuple[PerValue, PerValue, PerValue]:
    """Count new cards, cards on steps, and reviews to do now, each by axis id.

    Args:
        at: This instant, in milliseconds.
        day: Its study day.
        where: Narrows the cards, together with ``args``: the parts of a ``Scope``.
        by: What to count by instead of the axis, as an expression of SQL.
        plan: The day's plan, where it is known already.
    """
    plan = plan or plan_day(connection, rules, day)
    steps = due_counts.count_steps(connection, at, rules.learn_ahead * 1000, where, args, by)
    if plan.reviews is None:
        reviews = due_counts.count_reviews(connection, day=day, bury=rules.bury_siblings, where=where, args=args, by=by)
    else:
        reviews = _count(connection, plan.reviews, where, args, by)
    return _count(connection, plan.new, where, args, by), steps, reviews


def _count(
    connection: sqlite3.Connection, rows: list[NewCard] | list[Review], where: str, args: Args, by: str
) -> PerValue:
    """Count cards of the plan by an expression of SQL; by axis without asking the database."""
    if where or by != AXIS:
        return count_cards_by(connection, (row[0] for row in rows), by, where, args) if rows else {}
    found: PerValue = {}
    for row in rows:
        found[row[3]] = found.get(row[3], 0) + 1
    return found
