"""``quizzer due``: the cards due, on one line. Every import here makes a prompt wait."""

from __future__ import annotations

import os

from quizzer.clock import SystemClock
from quizzer.study.due.prompt import Axis, glance

TYPE_CHECKING = False  # typing is not imported for it
if TYPE_CHECKING:
    from quizzer.study.filters import Filter


def print_due(home: str | None, *, as_json: bool) -> None:
    """Print the cards due, in words or as JSON."""
    clock = SystemClock()
    axes, next_due = glance(_home(home), clock) or _count_in_full(home)
    _print(axes, next_due, clock, as_json=as_json)


def print_due_of(home: str | None, wanted: Filter, *, as_json: bool) -> None:
    """Print which of the chosen cards are due; only axes that have such cards are named.

    Raises:
        WrongUse: The filter names what does not exist.
    """
    axes, next_due = _count_in_full(home, wanted)
    _print(axes, next_due, SystemClock(), as_json=as_json)


def load_line(home: str | None) -> str:
    """The cards due, in words."""
    clock = SystemClock()
    axes, next_due = glance(_home(home), clock) or _count_in_full(home)
    return format_due(axes, next_due, clock.now())


def _print(axes: list[Axis], next_due: int | None, clock: SystemClock, *, as_json: bool) -> None:
    if as_json:
        import json
        from datetime import datetime

        when = None if next_due is None else datetime.fromtimestamp(next_due / 1000).astimezone()
        print(json.dumps(due_to_json(axes, when.isoformat(timespec="seconds") if when else None)))  # noqa: T201
    else:
        print(format_due(axes, next_due, clock.now()))  # noqa: T201


def _home(home: str | None) -> str:
    """The collection's folder, as :func:`quizzer.config.find_paths` finds it."""
    chosen = home or os.environ.get("QUIZZER_HOME")
    if not chosen:
        from platformdirs import user_data_dir

        return user_data_dir("quizzer", appauthor=False)
    return os.path.abspath(os.path.expanduser(chosen))  # noqa: PTH100, PTH111 - pathlib takes longer than counting


def _count_in_full(home: str | None, wanted: Filter | None = None) -> tuple[list[Axis], int | None]:
    from quizzer.cli.open_collection import open_collection
    from quizzer.study.decks.sync import sync_decks_if_free
    from quizzer.study.due.home import load_due

    with open_collection(home, exclusive=False) as collection:
        sync_decks_if_free(collection)
        due = load_due(collection) if wanted is None else load_due(collection, wanted)
    return [(axis.id, *counts) for axis, counts in due.axes], due.next_due


def _total(axes: list[Axis]) -> tuple[int, int, int]:
    return sum(axis[1] for axis in axes), sum(axis[2] for axis in axes), sum(axis[3] for axis in axes)


def format_due(axes: list[Axis], next_due: int | None, now: int) -> str:
    """The cards due, in words."""
    counts = _total(axes)
    if any(counts):
        return ", ".join(f"{count} {word}" for count, word in zip(counts, _WORDS, strict=True) if count)
    if next_due is None:
        return "nothing due"
    from quizzer.core.wording import spell_interval

    return f"nothing due, next in {spell_interval((now - next_due) // 1000 or -1)}"


_WORDS = ("new", "learning", "review")


def due_to_json(axes: list[Axis], next_due: str | None) -> dict[str, object]:
    """The cards due, for ``--json``; ``next_due`` as ISO 8601 text, None while something is due."""
    counts = _total(axes)
    return {
        "schema": "quizzer.due/1",
        **dict(zip(_WORDS, counts, strict=True)),
        "total": sum(counts),
        "next_due": next_due,
        "axes": {key: dict(zip(_WORDS, of_axis, strict=True)) for key, *of_axis in axes},
    }
