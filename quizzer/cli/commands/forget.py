"""``quizzer forget``: a deck and its history go for good."""

from __future__ import annotations

import sys

import click

from quizzer.cli.open_collection import open_collection
from quizzer.cli.options.completion_values import COMPLETERS
from quizzer.core.wording import plural
from quizzer.errors import WrongUse


@click.command()
@click.option(
    "-d", "--deck", required=True, metavar="DECK", help="Its name or file name.", shell_complete=COMPLETERS["deck"]
)
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(home: str | None, deck: str, yes: bool) -> None:
    """Take a deck out for good: its notes, its cards, and every answer ever given to them.

    A backup is made first, and its path is printed. A mark stays, so that merging with another machine does not bring
    the answers back but takes them out there as well. The deck's own file is moved to the backups; a deck that comes
    with quizzer is not read any more (the key left_out in config.toml).
    """
    from quizzer.study.own_data.forget import forget_deck, plan_forgetting

    with open_collection(home, exclusive=True) as collection:
        what = plan_forgetting(collection, deck)
        click.echo(f"“{what.name}”: {plural(what.notes, 'note')}, {plural(what.answers, 'answer')}. {what.path}")
        if not yes:
            _ask()
        backup, moved = forget_deck(collection, what)
    click.echo(f"Forgotten. What was there before is in {backup}; older backups hold it, too.")
    if moved:
        click.echo(f"The file is now {moved}.")
    elif what.bundled:
        click.echo(f"The deck comes with quizzer; it is not read any more (left_out in {collection.paths.config}).")


def _ask() -> None:
    if not sys.stdin.isatty():
        raise WrongUse("this cannot be undone, and nobody is here to be asked; say --yes to do it.")
    click.confirm("Forget it for good, here and wherever this collection is merged?", abort=True)
