"""``quizzer postpone``: put reviews off."""

from __future__ import annotations

import click

from quizzer.cli.options.shared import filter_options
from quizzer.cli.options.shift import carry_out, shift_options
from quizzer.study.filters import Filter
from quizzer.study.reschedule.shift import ShiftOrder


@click.command()
@shift_options(
    "Free N days, today first: what is due on them comes on the days after.",
    "Put off N of the cards due today, those that lose least.",
)
@filter_options()
@click.pass_obj
def command(home: str | None, wanted: Filter, days: int | None, cards: int | None, dry_run: bool) -> None:
    """Put reviews off, with as little forgotten as can be: quizzer postpone --days 5, quizzer postpone --cards 20.

    With --days, the cards that lose most by waiting come first on the days after. With --cards, each of them waits for
    a tenth of the days since its last answer.
    """
    carry_out(home, ShiftOrder("postpone", days, cards), wanted, dry_run=dry_run)
