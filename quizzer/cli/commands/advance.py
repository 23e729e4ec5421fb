"""``quizzer advance``: bring reviews forward."""

from __future__ import annotations

import click

from quizzer.cli.options.shared import filter_options
from quizzer.cli.options.shift import carry_out, shift_options
from quizzer.study.filters import Filter
from quizzer.study.reschedule.shift import ShiftOrder


@click.command()
@shift_options(
    "Bring forward what comes due within N days.",
    "Bring forward N cards, those recalled least likely today.",
)
@filter_options()
@click.pass_obj
def command(home: str | None, wanted: Filter, days: int | None, cards: int | None, dry_run: bool) -> None:
    """Bring reviews forward to today: quizzer advance --days 2, quizzer advance --cards 20 --axis HPG.

    An early review adds less than one on its day, so the cards nearest to being forgotten come first.
    """
    carry_out(home, ShiftOrder("advance", days, cards), wanted, dry_run=dry_run)
