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
    if as_json:
        from quizzer.study.filters import Filter

        _print_json(home, Filter())
    else:
        print(load_line(home))  # noqa: T201


def print_due_of(home: str | None, wanted: Filter, *, as_json: bool) -> None:
    """Print which of the chosen cards are due; only axes that have such cards are named.

    Raises:
        WrongUse: The filter names what does not exist.
    """
    if as_json:
        _print_json(home, wanted)
    else:
        print(format_due(*_count_in_full(home, wanted), SystemClock().now()))  # noqa: T201


def _print_json(home: str | None, wanted: Filter) -> None:
    import json

    from quizzer.cli.due_json import load_due_json

    print(json.dumps(load_due_json(home, wanted)))  # noqa: T201


def load_line(home: str | None) -> str:
    """The cards due, in words."""
    clock = SystemClock()
    axes, next_due = glance(_home(home), clock) or _count_in_full(home)
    return format_due(axes, next_due, clock.now())


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
