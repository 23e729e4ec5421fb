"""New cards met besides the day's plan ("five more"): they are noted, so that the plan stays as it was."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from quizzer.core.schedule.progress import State
from quizzer.store import key_values
from quizzer.study.due.day_plan import plan_day
from quizzer.study.due.limits import ON_TOP

if TYPE_CHECKING:
    from quizzer.core.schedule.progress import Moment
    from quizzer.study.collection.collection import Collection
    from quizzer.study.review.values import Plan, Shown


def is_on_top(collection: Collection, plan: Plan, shown: Shown, moment: Moment) -> bool:
    """Whether a card of a session is new, and none of those that the day's plan still has."""
    if not plan.more_new or shown.progress.state is not State.NEW:
        return False
    today = plan_day(collection.connection, collection.settings.scheduling, moment.day)
    return all(row[0] != shown.card_id for row in today.new)


def note_on_top(connection: sqlite3.Connection, card_id: int, day: int) -> None:
    """Note a card that was met besides the plan of a day."""
    _write(connection, day, {*_noted(connection, day), card_id})


def forget_on_top(connection: sqlite3.Connection, card_ids: Iterable[int], day: int) -> None:
    """Forget it of cards whose answer was undone."""
    noted = _noted(connection, day)
    if left_out := noted.intersection(card_ids):
        _write(connection, day, noted - left_out)


def _noted(connection: sqlite3.Connection, day: int) -> set[int]:
    noted_day, _, ids = (key_values.get(connection, ON_TOP) or "").partition(" ")
    return set(json.loads(ids)) if noted_day == str(day) else set()


def _write(connection: sqlite3.Connection, day: int, card_ids: set[int]) -> None:
    key_values.put(connection, ON_TOP, f"{day} {json.dumps(sorted(card_ids))}")
