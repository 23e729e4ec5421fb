"""``quizzer triage``: the terminal app at the drafts of a deck, or the same line by line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from quizzer.cli.open_collection import backing_up, open_app, open_collection, prefers_lines
from quizzer.cli.options.completion_values import complete_own_deck
from quizzer.errors import WrongUse

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection
    from quizzer.study.drafts.triage import Triage
    from quizzer.tui.kit.screen import KeyedScreen


@click.command()
@click.argument("deck", default="", shell_complete=complete_own_deck)
@click.option("--plain", is_flag=True, help="Line by line on standard input and output, without full screen.")
@click.pass_obj
def command(home: str | None, deck: str, plain: bool) -> None:
    """Decide the drafts of a deck: accept, change or reject each.

    DECK is the deck's name or its file; where one deck alone holds drafts it may be left out. A draft is neither asked
    nor exported before it is accepted. Each decision is in the deck file at once, and u takes it back.
    """
    if not (plain or prefers_lines()):
        open_app(home, None, lambda collection: _screen(collection, deck))
        return
    from quizzer.cli.lines.triage import run_triage
    from quizzer.study.decks.sync import sync_for_session

    with open_collection(home, exclusive=True) as collection, backing_up(collection):
        for problem in sync_for_session(collection):
            click.echo(str(problem), err=True)
        run_triage(_open(collection, deck), sys.stdin, sys.stdout)


def _screen(collection: Collection, deck: str) -> KeyedScreen:
    from quizzer.tui.triage.screen import TriageScreen

    return TriageScreen(_open(collection, deck))


def _open(collection: Collection, name: str) -> Triage:
    """Open the drafts of the named deck, or of the only one that holds some."""
    from quizzer.study.drafts.decks import list_decks_with_drafts
    from quizzer.study.drafts.triage import Triage, find_deck_with_drafts

    if name:
        return Triage(collection, find_deck_with_drafts(collection, name))
    decks = list_decks_with_drafts(collection)
    if len(decks) != 1:
        names = ", ".join(f"“{deck.name}” ({deck.drafts})" for deck in decks)
        raise WrongUse(
            f"Name one of the decks that hold drafts: {names}."
            if decks
            else "No deck holds drafts; `quizzer derive DOCUMENT` makes some from a document."
        )
    return Triage(collection, decks[0].path)
