"""Commands of the palette that put reviews off, bring them forward, or end a gentle return."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from quizzer.core.wording import plural
from quizzer.errors import Problem
from quizzer.study.due import gentle_return
from quizzer.study.filters import Filter
from quizzer.study.reschedule.shift import ShiftOrder, describe_shift, shift_reviews

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_DAYS = (1, 3, 7)
_CARDS = (10, 20, 40)


def shift_commands(collection: Collection, say: Callable[[str], None]) -> Iterator[SystemCommand]:
    """List the commands.

    Args:
        say: Takes the sentence that tells what was done.
    """
    for days in _DAYS:
        free = "today" if days == 1 else f"{days} days"
        yield _command(f"Postpone: have {free} free", ShiftOrder("postpone", days=days), collection, say)
    for cards in _CARDS:
        yield _command(f"Postpone {cards} reviews of today", ShiftOrder("postpone", cards=cards), collection, say)
    for days in _DAYS:
        title = f"Advance: what comes due within {plural(days, 'day')}"
        yield _command(title, ShiftOrder("advance", days=days), collection, say)
    for cards in _CARDS:
        yield _command(f"Advance {cards} reviews to today", ShiftOrder("advance", cards=cards), collection, say)
    if gentle_return.current(collection):
        yield SystemCommand(
            "End the gentle return",
            "Everything due is asked, and new cards come again",
            partial(_end_return, collection, say),
        )


def _command(title: str, order: ShiftOrder, collection: Collection, say: Callable[[str], None]) -> SystemCommand:
    fewest = "Those that are forgotten least by it; one undo takes it back"
    return SystemCommand(title, fewest, partial(_carry_out, collection, order, say))


def _carry_out(collection: Collection, order: ShiftOrder, say: Callable[[str], None]) -> None:
    try:
        shift = shift_reviews(collection, order, Filter())
    except Problem as problem:
        say(str(problem))
        return
    said = describe_shift(order, shift, collection.moment().day, done=True)
    say(f"{said} u takes it back." if shift.days else said)


def _end_return(collection: Collection, say: Callable[[str], None]) -> None:
    gentle_return.cancel(collection)
    say("The gentle return is over: everything due is asked, and new cards come again.")
