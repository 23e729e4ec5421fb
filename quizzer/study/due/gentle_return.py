"""The gentle return after a break: some reviews a day, the surest first, and no new cards until all is caught up.

The rule that holds on a day is in :mod:`quizzer.study.due.limits`, so that every count, session and line for a prompt
follows it. It ends by itself on the first day whose reviews are all asked within it.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from quizzer.errors import WrongUse
from quizzer.store.due.due_counts import count_answers, count_reviews_until
from quizzer.store.due.today import count_cards_by_day, find_last_day
from quizzer.study.due.day_plan import plan_day
from quizzer.study.due.forecast import forecast_days
from quizzer.study.due.limits import GENTLE, LEAST_AWAY, gentle_limit
from quizzer.study.due.pace import Pace, expected, load_pace
from quizzer.study.due.values import Counts, GentleReturn

if TYPE_CHECKING:
    from quizzer.core.schedule.progress import Moment
    from quizzer.study.collection.collection import Collection

A_DAY = 40
"""Reviews a day, unless more are needed to be done with in ``SOON`` days."""
USUAL_DAYS = 3
"""Usual days' work that has to be due for it."""
SOON = 28
LEAST, MOST = 5, 9999
_USUAL_OF = 28
_STEPS = (A_DAY, 60, 80, 100, 150, 200, 300, 500)


class ReturnDay(NamedTuple):
    """One day of a gentle return.

    Attributes:
        reviews: Reviews asked.
        carried: Reviews left for the day after.
    """

    reviews: int
    carried: int


class ReturnOffer(NamedTuple):
    """What there is to do after a break.

    Attributes:
        last_day: Study day of the last answer.
        cards: Reviews that have come due.
        seconds: The time they are expected to take, all of them.
        a_day: Reviews a day of the gentle return.
        day_seconds: The time expected for a day of it.
        until: The study day on which nothing is carried over any more.
        days: Today and the seven days after it.
    """

    last_day: int
    cards: int
    seconds: int
    a_day: int
    day_seconds: int
    until: int
    days: tuple[ReturnDay, ...]


def offer(collection: Collection) -> ReturnOffer | None:
    """Offer a gentle return; None where there was no break, too little is due, or today was begun already."""
    connection, moment = collection.connection, collection.moment()
    rules = collection.settings.scheduling
    last = find_last_day(connection, moment.day)
    if last is None or moment.day - last - 1 < LEAST_AWAY or gentle_limit(connection, rules, moment.day) is not None:
        return None
    if count_cards_by_day(connection, moment.day, moment.day):
        return None
    due = count_reviews_until(connection, day=moment.day, until_day=moment.day, bury=rules.bury_siblings)
    usual = median(count_cards_by_day(connection, last - _USUAL_OF + 1, last))
    if due <= max(A_DAY, USUAL_DAYS * usual):
        return None
    pace = load_pace(connection, moment.day)
    for a_day in _STEPS:
        days, until = _look_ahead(collection, moment, pace, a_day)
        if until - moment.day <= SOON:
            break
    return ReturnOffer(
        last_day=last,
        cards=due,
        seconds=round(expected(pace, Counts(0, 0, due))[1]),
        a_day=a_day,
        day_seconds=round(expected(pace, Counts(0, 0, a_day))[1]),
        until=until,
        days=days,
    )


def begin(collection: Collection, a_day: int = A_DAY) -> GentleReturn | None:
    """Begin a gentle return.

    Args:
        a_day: Reviews a day.

    Returns:
        What stands on the first screen; None where everything due is asked within a day, so that it ended at once.

    Raises:
        WrongUse: The number is out of bounds.
    """
    if not LEAST <= a_day <= MOST:
        raise WrongUse(f"A gentle return has from {LEAST} to {MOST:,} reviews a day, not {a_day:,}.")
    collection.put(GENTLE, str(a_day))
    return current(collection)


def cancel(collection: Collection) -> None:
    """End a gentle return before its time: everything due is asked, and new cards come again."""
    collection.put(GENTLE, "")


def current(collection: Collection) -> GentleReturn | None:
    """The gentle return under way; one that has come to its end is forgotten, so that it does not begin anew."""
    connection, moment, rules = collection.connection, collection.moment(), collection.settings.scheduling
    if not collection.get(GENTLE):
        return None
    a_day = gentle_limit(connection, rules, moment.day)
    if a_day is None:
        if collection.exclusive:
            cancel(collection)
        return None
    due = count_reviews_until(connection, day=moment.day, until_day=moment.day, bury=rules.bury_siblings)
    asked = max(0, a_day - count_answers(connection, moment.day, _REVIEW))
    _, until = _look_ahead(collection, moment, load_pace(connection, moment.day), a_day)
    return GentleReturn(a_day, max(0, due - asked), until)


_REVIEW = 2  # as in quizzer.core.schedule.progress.State


def _look_ahead(collection: Collection, moment: Moment, pace: Pace, a_day: int) -> tuple[tuple[ReturnDay, ...], int]:
    """The reviews of today and of the coming days, and the first day that carries nothing over."""
    connection, rules = collection.connection, collection.settings.scheduling
    gentle = rules._replace(reviews_per_day=a_day, new_per_day=0)
    due = count_reviews_until(connection, day=moment.day, until_day=moment.day, bury=rules.bury_siblings)
    asked = min(due, max(0, a_day - count_answers(connection, moment.day, _REVIEW)))
    plan = plan_day(connection, gentle, moment.day)
    coming = forecast_days(connection, gentle, moment.day, plan, Counts(0, 0, asked), pace)
    days = (ReturnDay(asked, due - asked), *(ReturnDay(day.due, day.carried) for day in coming))
    for ahead, day in enumerate(days):
        if not day.carried:
            return days, moment.day + ahead
    return days, moment.day + len(days) - 1 + _days_more(days, a_day)


def _days_more(days: tuple[ReturnDay, ...], a_day: int) -> int:
    """Days beyond those forecast, as long as each takes as much off as the last ones; many where it takes nothing."""
    first, last = days[len(days) // 2], days[-1]
    a_step = (first.carried - last.carried) / (len(days) - 1 - len(days) // 2)
    if a_step <= a_day / 100:
        return MOST
    return -int(-last.carried // a_step)
