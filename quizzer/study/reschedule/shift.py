"""Postponing and advancing reviews: what would be done, doing it, and the sentence about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from quizzer.core.quantities import StudyDay
from quizzer.core.schedule.forgetting_curve import curve_of
from quizzer.core.schedule.postpone import (
    Scheduled,
    Shift,
    advance_cards,
    advance_days,
    postpone_cards,
    postpone_days,
)
from quizzer.core.schedule.study_days import date_of
from quizzer.core.wording import WEEKDAYS, day_month, percent, plural
from quizzer.errors import WrongUse
from quizzer.store.connection import explain_errors
from quizzer.store.due.due_cards import load_scheduled
from quizzer.store.log.append import append_days
from quizzer.study.filters import Filter, scope_of

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

MOST_DAYS, MOST_CARDS = 365, 100_000
_Act = Literal["postpone", "advance"]


class ShiftOrder(NamedTuple):
    """What is to be done.

    Attributes:
        days: How many days; None where ``cards`` counts.
        cards: How many cards; None where ``days`` counts.
    """

    act: _Act
    days: int | None = None
    cards: int | None = None


def preview_shift(collection: Collection, order: ShiftOrder, wanted: Filter) -> Shift:
    """Compute new days for the reviews that a filter selects, and store nothing.

    Raises:
        WrongUse: Neither days nor cards are named, or both; a number is out of bounds; the filter names nothing.
    """
    if (order.days is None) == (order.cards is None):
        raise WrongUse("name either a number of days or a number of cards: --days 3, or --cards 20.")
    number, most = (order.days, MOST_DAYS) if order.days is not None else (order.cards or 0, MOST_CARDS)
    if not 1 <= number <= most:
        raise WrongUse(f"the number is from 1 to {most:,}, not {number:,}.")
    scheduler = collection.scheduler
    scope = scope_of(collection.connection, wanted)
    cards = [
        Scheduled(card, due, last, stability, curve_of(scheduler.of(axis).settings.parameters))
        for card, axis, due, last, stability in load_scheduled(collection.connection, scope)
    ]
    today = collection.moment().day
    if order.act == "postpone":
        return (postpone_cards if order.days is None else postpone_days)(cards, today, number)
    return (advance_cards if order.days is None else advance_days)(cards, today, number)


def shift_reviews(collection: Collection, order: ShiftOrder, wanted: Filter) -> Shift:
    """Give reviews new days; one undo takes all of it back.

    Raises:
        WrongUse: As :func:`preview_shift`.
        Problem: The database refused; nothing was changed.
    """
    shift = preview_shift(collection, order, wanted)
    if shift.days:
        with explain_errors(collection.paths.database):
            append_days(collection.connection, collection.scheduler, shift.days, collection.moment())
    return shift


def describe_shift(order: ShiftOrder, shift: Shift, today: StudyDay, *, done: bool) -> str:
    """Say what a shift does, for a person.

    Args:
        done: It was done; otherwise it would be.
    """
    cards = len(shift.days)
    if not cards:
        return "There is no review to put off." if order.act == "postpone" else "There is no review to bring forward."
    act = "put off" if order.act == "postpone" else "brought forward"
    verb = ("is" if cards == 1 else "are") if done else "would be"
    recall = ""
    if order.act == "postpone":
        before, after = percent(shift.recall_before), percent(shift.recall_after)
        recall = f" Recall when they come is about {after}" + ("." if after == before else f" instead of {before}.")
    return f"{plural(cards, 'card')} {verb} {act}, to {_when(shift, today)}.{recall}"


def _when(shift: Shift, today: StudyDay) -> str:
    first, last = min(shift.days.values()), max(shift.days.values())
    if first == last:
        return "today" if first == today else _date(first)
    return f"{_date(first)} until {_date(last)}"


def _date(day: StudyDay) -> str:
    when = date_of(day)
    return f"{WEEKDAYS[when.weekday()]} {day_month(when)}"
