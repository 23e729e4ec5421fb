"""The options that several commands share: which cards are meant, and JSON for scripts. Each is declared once, here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from quizzer.cli.options import completion_values
from quizzer.core.groups import GROUPINGS
from quizzer.study.filters import Filter

Function = TypeVar("Function", bound=Callable[..., Any])

_REPEATABLE = "may be given several times"
_FILTERS = {
    "axis": ("-a", "axes", f"Only this axis; {_REPEATABLE}."),
    "deck": ("-d", "decks", f"Only this deck (its name or file name); {_REPEATABLE}."),
    "level": ("-l", "levels", f"Only this level; {_REPEATABLE}."),
    "tag": ("-t", "tags", f"Only notes with this tag; {_REPEATABLE}."),
}


def filter_options(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options that choose cards, and hand it what they choose as ``wanted``, a ``Filter``.

    Args:
        names: Which of ``axis``, ``deck``, ``level`` and ``tag``; all of them when none is named.
    """
    chosen = names or tuple(_FILTERS)

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def with_filter(*args: Any, **given: Any) -> Any:
            parts = {_FILTERS[name][1]: given.pop(_FILTERS[name][1]) for name in chosen}
            return function(*args, wanted=Filter(**parts), **given)

        decorated = with_filter
        for name in reversed(chosen):
            letter, field, text = _FILTERS[name]
            complete = completion_values.COMPLETERS[name]
            option = click.option(
                letter, f"--{name}", field, multiple=True, metavar=name.upper(), help=text, shell_complete=complete
            )
            decorated = option(decorated)
        return decorated

    return decorate


def by_option(text: str) -> Callable[[Function], Function]:
    """Give a command ``--by``, which groups its cards by axis, deck or tag, as ``by``.

    Args:
        text: What the command does for each group.
    """
    return click.option(
        "--by",
        type=click.Choice(GROUPINGS),
        default="axis",
        show_default=True,
        help=f"{text} A card counts for each tag of its note, so tags overlap.",
    )


def json_option(function: Function) -> Function:
    """Give a command ``--json``, as ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")(function)
