"""``quizzer due --json``: the cards due, the time they are expected to take, and what the coming days bring."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from quizzer.cli.open_collection import open_collection
from quizzer.core.schedule.study_days import date_of
from quizzer.study.decks.sync import sync_decks_if_free
from quizzer.study.due.home import expect_work, load_due, load_home
from quizzer.study.filters import Filter

if TYPE_CHECKING:
    from quizzer.study.due.values import Counts, DayForecast, GoalLine


def load_due_json(home: str | None, wanted: Filter) -> dict[str, object]:
    """Look at the collection in full.

    Args:
        wanted: Chooses the cards; the coming days and the goals are those of all cards, and so they are left out where
            it chooses some.

    Raises:
        WrongUse: The filter names what does not exist.
    """
    with open_collection(home, exclusive=False) as collection:
        sync_decks_if_free(collection)
        due = load_due(collection, wanted)
        answers, seconds, own = expect_work(collection, due.counts)
        whole = load_home(collection) if wanted == Filter() else None
    return {
        "schema": "quizzer.due/1",
        **_counts(due.counts),
        "total": due.counts.total,
        "next_due": _instant(due.next_due),
        "come_back": due.come_back,
        "answers": answers,
        "seconds": seconds,
        "own_pace": own,
        "axes": {axis.id: _counts(counts) for axis, counts in due.axes},
        "forecast": None
        if whole is None
        else [_day(whole.today + ahead, day) for ahead, day in enumerate(whole.forecast, start=1)],
        "goals": None if whole is None else [_goal(goal) for goal in whole.goals],
    }


def _counts(counts: Counts) -> dict[str, object]:
    return {"new": counts.new, "learning": counts.learning, "review": counts.review}


def _instant(at: int | None) -> str | None:
    return None if at is None else datetime.fromtimestamp(at / 1000).astimezone().isoformat(timespec="seconds")


def _day(day: int, forecast: DayForecast) -> dict[str, object]:
    return {
        "date": date_of(day).isoformat(),
        "due": forecast.due,
        "new": forecast.new,
        "carried": forecast.carried,
        "seconds": forecast.seconds,
    }


def _goal(goal: GoalLine) -> dict[str, object]:
    return {
        "label": goal.label,
        "recall": round(goal.recall, 4),
        "date": date_of(goal.day).isoformat(),
        "known": round(goal.known, 4),
        "state": goal.state,
        "behind": goal.behind,
        "today": goal.today,
        "a_day": goal.a_day,
    }
