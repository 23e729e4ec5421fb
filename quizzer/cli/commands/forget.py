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

    A backup is made first, and its path is printed. A mark stays, so that a sync or a merge with another device does
    not bring the answers back but takes them out there as well. The deck's own file is moved to the backups; a deck
    that comes with quizzer is not read any more (the key left_out in config.toml).

    What a sync has sent stays in the files at that place (ids of cards, times and ratings, no text), where it counts
    no more. To be rid of it, empty the place, then set sync up with it anew on each device.
    """
    from quizzer.study.own_data.forget import forget_deck, plan_forgetting
    from quizzer.study.sync.words import show_place

    with open_collection(home, exclusive=True) as collection:
        what = plan_forgetting(collection, deck)
        click.echo(f"“{what.name}”: {plural(what.notes, 'note')}, {plural(what.answers, 'answer')}. {what.path}")
        if what.place:
            click.echo(
                f"The other devices that sync with {show_place(what.place)} forget it at their next sync. Files sent "
                "there before keep the ids of its cards, times and ratings, which count no more."
            )
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
    click.confirm("Forget it for good, here and on every device that syncs or merges with this one?", abort=True)
