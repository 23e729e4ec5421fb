"""What ``postpone`` and ``advance`` share: their options, and the sentence about what was done or would be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from quizzer.cli.open_collection import open_collection
from quizzer.study.filters import Filter
from quizzer.study.reschedule.shift import ShiftOrder, describe_shift, preview_shift, shift_reviews

Function = TypeVar("Function", bound=Callable[..., Any])


def shift_options(days: str, cards: str) -> Callable[[Function], Function]:
    """Give a command ``--days``, ``--cards`` and ``--dry-run``.

    Args:
        days: What it does to some days.
        cards: What it does to some cards.
    """

    def decorate(function: Function) -> Function:
        function = click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")(function)
        function = click.option("--cards", type=int, metavar="N", help=cards)(function)
        return click.option("--days", type=int, metavar="N", help=days)(function)

    return decorate


def carry_out(home: str | None, order: ShiftOrder, wanted: Filter, *, dry_run: bool) -> None:
    """Shift the reviews, or only say what would be done."""
    from quizzer.study.decks.sync import sync_decks, sync_decks_if_free

    with open_collection(home, exclusive=not dry_run) as collection:
        (sync_decks_if_free if dry_run else sync_decks)(collection)
        shift = (preview_shift if dry_run else shift_reviews)(collection, order, wanted)
        click.echo(describe_shift(order, shift, collection.moment().day, done=not dry_run))
    if shift.days and not dry_run:
        click.echo("u on the first screen takes all of it back.")
