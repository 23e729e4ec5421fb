"""Goals, parameters in use, and until when cards asked to pick, on their way to other devices and from there.

Of each, the newest change counts.

What was set before this program knew of sync is not noted in the table ``register``; it counts from the instant at
which it was set. What cannot be put into effect yet, such as parameters for an axis that no deck here has, stays in the
table until it can.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from quizzer.core.goals.values import Goal
from quizzer.core.groups import GROUPINGS
from quizzer.core.log_limits import LAST_DAY, LATEST, MOST
from quizzer.core.schedule.settings import PARAMETER_BOUNDS
from quizzer.store.device import THIS_DEVICE
from quizzer.store.notes.picks import take_over_picks
from quizzer.store.recognition import PICKED
from quizzer.store.records import goals, parameters
from quizzer.store.records.register import GOAL, PARAMETERS
from quizzer.sync.segment import Register

_FAR = LATEST - (1 << 32)
"""From this instant on a change would leave no room for later ones."""
_SLACK = 1e-6
"""By which a bound of the parameters may be missed: fits are computed with 24 bits."""
_LONGEST_LEAD = 36_500

_UNSENT = "SELECT key, value, at, device FROM register WHERE NOT sent"
_GOALS_NOT_NOTED = (
    f"SELECT key, day, recall, made, lead FROM goal WHERE '{GOAL}' || key NOT IN (SELECT key FROM register)"
)
_NOTED = "SELECT EXISTS (SELECT 1 FROM register WHERE key = :key)"
_KEEP = """
    INSERT INTO register (key, value, at, device, sent)
    VALUES (:key, :value, :at, :device, :sent)
    ON CONFLICT (key) DO UPDATE
    SET value = excluded.value, at = excluded.at, device = excluded.device, sent = excluded.sent
    WHERE (excluded.at, excluded.device, excluded.value IS NOT NULL, coalesce(excluded.value, ''))
        >= (at, device, value IS NOT NULL, coalesce(value, ''))
"""


class Changes(NamedTuple):
    """Whether goals, and whether parameters in use, changed; after the latter the schedule is to follow."""

    goals: bool = False
    parameters: bool = False


def load_unsent(connection: sqlite3.Connection) -> list[Register]:
    """The values that no sync has sent or brought."""
    noted = [Register(*row) for row in connection.execute(_UNSENT)]
    return sorted([*noted, *_load_not_noted(connection)])


def load_all(connection: sqlite3.Connection) -> list[Register]:
    """Every value there is."""
    noted = [Register(*row) for row in connection.execute("SELECT key, value, at, device FROM register")]
    return sorted([*noted, *_load_not_noted(connection)])


def mark_sent(connection: sqlite3.Connection, registers: Iterable[Register]) -> None:
    """Note that values were sent, unless they changed since; inside the caller's transaction."""
    _keep(connection, registers, sent=True)


def send_again(connection: sqlite3.Connection) -> None:
    """Have every value sent once more, to another place; inside the caller's transaction."""
    connection.execute("UPDATE register SET sent = 0")


def apply(connection: sqlite3.Connection, registers: Iterable[Register]) -> Changes:
    """Take over those values that are newer than what is here; inside the caller's transaction."""
    _keep(connection, _load_not_noted(connection), sent=False)  # so that they have a clock to be compared with
    _keep(connection, (register for register in registers if -LATEST <= register.at < _FAR), sent=True)
    return settle(connection)


def settle(connection: sqlite3.Connection) -> Changes:
    """Put every value into effect that is not, where it can be; inside the caller's transaction."""
    rows = connection.execute("SELECT key, value FROM register ORDER BY key").fetchall()
    axes = {axis for (axis,) in connection.execute("SELECT key FROM axis")}
    used = {fitted.axis: fitted for fitted in parameters.load_all(connection) if fitted.active}
    set_goals = {goal.key: goal for goal in goals.load_goals(connection)}
    of_goals = of_parameters = False
    picks = {}
    for key, value in rows:
        if key.startswith(GOAL):
            name = key.removeprefix(GOAL)
            of_goals |= _settle_goal(connection, name, value, set_goals.get(name))
        elif key.startswith(PARAMETERS):
            axis = key.removeprefix(PARAMETERS) or None
            if axis is None or axis in axes:
                of_parameters |= _settle_parameters(connection, axis, value, used.get(axis))
        elif key.startswith(PICKED) and (at := _read_instant(value)):
            picks[key.removeprefix(PICKED)] = at
    if picks:
        take_over_picks(connection, picks)
    return Changes(of_goals, of_parameters)


def _keep(connection: sqlite3.Connection, registers: Iterable[Register], *, sent: bool) -> None:
    connection.executemany(_KEEP, [{**register._asdict(), "sent": int(sent)} for register in registers])


def _load_not_noted(connection: sqlite3.Connection) -> list[Register]:
    """The values that were set before they were noted: each counts from its instant, on this device."""
    (device,) = connection.execute(f"SELECT {THIS_DEVICE}").fetchone()
    found = [
        Register(GOAL + goal.key, goals.to_json(goal), goal.made, device)
        for goal in (Goal(*row) for row in connection.execute(_GOALS_NOT_NOTED))
    ]
    for fitted in parameters.load_all(connection):
        key = PARAMETERS + (fitted.axis or "")
        if fitted.active and not connection.execute(_NOTED, {"key": key}).fetchone()[0]:
            found.append(Register(key, parameters.to_json(fitted), fitted.at, device))
    return found


def _settle_goal(connection: sqlite3.Connection, key: str, value: str | None, known: Goal | None) -> bool:
    """Have the goal of a group be as it was set or removed last; whether it was not."""
    if value is None:
        return known is not None and goals.delete_goal(connection, key)
    goal = _read_goal(key, value)
    if goal is None or goal == known:
        return False
    goals.store_goal(connection, goal)
    return True


def _settle_parameters(
    connection: sqlite3.Connection, axis: str | None, value: str | None, known: parameters.ParameterSet | None
) -> bool:
    """Have the parameters be in use that were put into use last; whether others were."""
    wanted = None if value is None else _read_parameters(axis, value)
    if value is not None and wanted is None:
        return False
    if (known and known.weights) == (wanted and wanted.weights):
        return False
    parameters.use(connection, axis, wanted)
    return True


def _read_goal(key: str, value: str) -> Goal | None:
    """A goal as another device wrote it; None where it cannot be one."""
    grouping, _, name = key.partition(":")
    found = _read_object(value)
    day, recall, made, lead = (found.get(word) for word in ("day", "recall", "made", "lead"))
    sound = (
        grouping in GROUPINGS
        and name
        and _is_whole(day, 0, LAST_DAY)
        and isinstance(recall, int | float)
        and 0 < recall < 1
        and _is_whole(made, -LATEST, LATEST)
        and _is_whole(lead, 0, _LONGEST_LEAD)
    )
    return Goal(key, day, float(recall), made, lead) if sound else None  # type: ignore[arg-type]


def _read_parameters(axis: str | None, value: str) -> parameters.ParameterSet | None:
    """A set of parameters as another device wrote it; None where it cannot be one."""
    found = _read_object(value)
    at, weights, reviews, evaluation = (found.get(word) for word in ("at", "weights", "reviews", "evaluation"))
    if not (_is_whole(at, -LATEST, LATEST) and _is_whole(reviews, 0, MOST) and isinstance(evaluation, dict)):
        return None
    if not isinstance(weights, list) or len(weights) != len(PARAMETER_BOUNDS):
        return None
    bounded = zip(weights, PARAMETER_BOUNDS, strict=True)
    if not all(_is_number(weight) and low - _SLACK <= weight <= high + _SLACK for weight, (low, high) in bounded):
        return None
    errors = {str(word): float(number) for word, number in evaluation.items() if _is_number(number)}
    return parameters.ParameterSet(0, at, axis, tuple(map(float, weights)), reviews, errors, active=True)  # type: ignore[arg-type]


def _read_instant(value: str | None) -> int:
    """An instant in milliseconds; 0 for what is none."""
    return int(value) if value and len(value) < 20 and value.isascii() and value.isdigit() and int(value) < _FAR else 0


def _read_object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_whole(number: object, low: int, high: int) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and low <= number <= high


def _is_number(number: object) -> bool:
    return isinstance(number, int | float) and not isinstance(number, bool) and math.isfinite(number)
