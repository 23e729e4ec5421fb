"""What the coming days are expected to bring: reviews, new cards, what is carried over, and the time for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from quizzer.core.session.new_cards import NewCardPicker
from quizzer.store.due.coming_days import count_by_due_day, count_left_for_tomorrow, count_on_steps, share_young
from quizzer.store.due.due_counts import count_reviews_until
from quizzer.store.due.new_cards import load_new_cards
from quizzer.study.due.day_plan import axes_left, pick_new
from quizzer.study.due.pace import DAYS, YOUNG, Pace, expected
from quizzer.study.due.values import Counts, DayForecast

if TYPE_CHECKING:
    from quizzer.core.schedule.settings import Scheduling
    from quizzer.store.due.new_cards import NewCard
    from quizzer.study.due.day_plan import DayPlan

_SPARE = 60
_MOST_POOL = 3000


def forecast_days(
    connection: sqlite3.Connection,
    rules: Scheduling,
    day: int,
    plan: DayPlan,
    now: Counts,
    pace: Pace,
    days: int = DAYS,
) -> tuple[DayForecast, ...]:
    """Forecast the coming days, tomorrow first, as they will be when today's plan is done.

    Every day's reviews are those that fall due, those carried over, and the share of the cards asked on the days
    before that comes back by then.

    Args:
        plan: Today's plan.
        now: The cards that are left of it.
        days: How many days. A card that is not due by its own interval is expected back within a week of its answer,
            so that days beyond a week bring rather more than this.
    """
    young, mature = _due_by_day(connection, rules, day, days)
    new = _new_by_day(connection, rules, day, plan, days)
    _come_back(young, 0, now.new, pace.new_back)
    asked_young, asked_mature = _split(now.review, young[0], mature[0])
    _come_back(young, 0, asked_young, pace.young_back)
    _come_back(young, 0, asked_mature, pace.mature_back)
    carried = max(0.0, young[0] + mature[0] - now.review)
    forecast = []
    for ahead in range(1, days + 1):
        total = young[ahead] + mature[ahead] + carried
        asked = total if rules.reviews_per_day is None else min(total, rules.reviews_per_day)
        asked_young, asked_mature = _split(asked, young[ahead], mature[ahead])
        carried = total - asked
        _come_back(young, ahead, asked_young, pace.young_back)
        _come_back(young, ahead, asked_mature, pace.mature_back)
        _come_back(young, ahead, new[ahead - 1], pace.new_back)
        seconds = expected(pace, Counts(new[ahead - 1], 0, round(asked)))[1]
        forecast.append(DayForecast(round(asked), new[ahead - 1], round(carried), round(seconds)))
    return tuple(forecast)


def _due_by_day(
    connection: sqlite3.Connection, rules: Scheduling, day: int, days: int
) -> tuple[list[float], list[float]]:
    """Reviews that fall due today and on the coming days, of cards with a short interval and of the others."""
    found = count_by_due_day(connection, day, days)
    young, mature = [0.0] * (days + 1), [0.0] * (days + 1)
    for ahead in range(days + 1):
        cards = found.get(day + ahead, 0)
        share = share_young(connection, day + ahead if ahead else 0, day + ahead, YOUNG) if cards else 0.0
        young[ahead], mature[ahead] = cards * share, cards * (1 - share)
    tomorrow = count_left_for_tomorrow(connection, day, bury=rules.bury_siblings)
    young[1], mature[1] = _split(tomorrow, young[1], mature[1])
    # Of today's siblings one is asked, and the others are among those left for tomorrow.
    today = count_reviews_until(connection, day=day, until_day=day, bury=rules.bury_siblings)
    young[0], mature[0] = _split(today, young[0], mature[0])
    young[1] += count_on_steps(connection)
    return young, mature


def _split(total: float, young: float, mature: float) -> tuple[float, float]:
    """Divide a number of cards as those of two kinds divide."""
    if young + mature <= 0:
        return total, 0.0
    return total * young / (young + mature), total * mature / (young + mature)


def _come_back(days: list[float], asked_on: int, cards: float, shares: Sequence[float]) -> None:
    for after, share in enumerate(shares, start=1):
        if asked_on + after < len(days):
            days[asked_on + after] += cards * share


def _new_by_day(connection: sqlite3.Connection, rules: Scheduling, day: int, plan: DayPlan, days: int) -> list[int]:
    """New cards on each coming day, as long as there are any that may come."""
    limit = rules.new_per_day
    if limit <= 0:
        return [0] * days
    today = {row[0] for row in plan.new}
    rows = load_new_cards(connection, day=day + 1, until_day=day + 1, bury=rules.bury_siblings)
    others = (row for row in rows if row[0] not in today)
    pool: list[NewCard] = list(islice(others, min(_MOST_POOL, days * limit + _SPARE)))
    met = {row[1] for row in plan.new}
    found = []
    for _ in range(days):
        picker = NewCardPicker(bury=rules.bury_siblings, axis_left=axes_left(connection, rules))
        picked = pick_new(picker, pool, limit, met)
        found.append(len(picked))
        met.update(row[1] for row in picked)
        gone = {row[0] for row in picked}
        pool = [row for row in pool if row[0] not in gone]
    return found
