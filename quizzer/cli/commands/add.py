"""``quizzer add``: a note by hand."""

from __future__ import annotations

import sys

import click

from quizzer.cli.json_output import finding_to_json, print_json
from quizzer.cli.open_collection import open_collection
from quizzer.cli.options import completion_values
from quizzer.cli.options.shared import json_option
from quizzer.core.safe_text import one_line
from quizzer.core.wording import plural
from quizzer.errors import WrongUse
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.editing.add import AddedNote, NewNote, add_note, list_own_decks

_COMPLETERS = completion_values.COMPLETERS


@click.command()
@click.option(
    "-d",
    "--deck",
    default="",
    metavar="DECK",
    help="The deck it goes into, one of your own.",
    shell_complete=completion_values.complete_own_deck,
)
@click.option("--ask", default="", metavar="TEXT", help="The question.")
@click.option("--answer", default="", metavar="TEXT", help="Its answer.")
@click.option(
    "--accept", multiple=True, metavar="TEXT", help="A further spelling of the answer; may be given several times."
)
@click.option("--cloze", default="", metavar="TEXT", help="Instead: a sentence whose {{gaps}} are asked for.")
@click.option("-l", "--level", default="", metavar="LEVEL", help="Its level.", shell_complete=_COMPLETERS["level"])
@click.option(
    "-t",
    "--tag",
    "tags",
    multiple=True,
    metavar="TAG",
    help="A tag; may be given several times.",
    shell_complete=_COMPLETERS["tag"],
)
@click.option(
    "-a",
    "--axis",
    default="",
    metavar="AXIS",
    help="The axis it counts for; of a new deck, that deck's.",
    shell_complete=_COMPLETERS["axis"],
)
@json_option
@click.pass_obj
def command(
    home: str | None,
    deck: str,
    ask: str,
    answer: str,
    accept: tuple[str, ...],
    cloze: str,
    level: str,
    tags: tuple[str, ...],
    axis: str,
    as_json: bool,
) -> None:
    """Add a note to a deck of your own; without options, on a terminal, it asks for each part.

    The note is linted like a deck, gets an id made from its question, and goes to the end of the deck file, which keeps
    everything else as it is. A new name with --axis begins a new deck.
    """
    from quizzer.study.decks.sync import sync_decks_if_free

    new = NewNote(deck, ask, answer, accept, cloze, level, tags, axis)
    with open_collection(home, exclusive=False) as collection:
        sync_decks_if_free(collection)
        if not any((ask, answer, cloze)):
            if as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
                raise WrongUse("Give the note with --ask and --answer, or with --cloze; a terminal asks for them.")
            new = _ask_for(collection, new)
        added = add_note(collection, new)
    if as_json:
        print_json("add", _as_data(added))
        return
    for warning in added.warnings:
        click.echo(one_line(str(warning)), err=True)
    made = " (a new deck)" if added.made else ""
    click.echo(
        one_line(f"Added {added.id} to “{added.deck}”{made}: {plural(added.cards, 'card')}, {added.path}:{added.line}")
    )


def _ask_for(collection: Collection, new: NewNote) -> NewNote:
    """Ask for the parts of a note on the terminal."""
    own = list_own_decks(collection)
    if own:
        click.echo(one_line(f"Your decks: {', '.join(own)}. Another name begins a new one."))
    deck = new.deck or click.prompt("Deck", default=own[-1] if own else None)
    axis = new.axis
    if not axis and deck.casefold() not in map(str.casefold, own):
        axis = click.prompt("Axis of the new deck", default=deck)
    ask = click.prompt("Question, or a sentence with {{gaps}}")
    if "{{" in ask:
        return new._replace(deck=deck, axis=axis, cloze=ask, level=_optional("Level", new.level))
    answer = click.prompt("Answer")
    accept = list(new.accept)
    while further := _optional("Also right (Enter for no more)"):
        accept.append(further)
    return new._replace(
        deck=deck, axis=axis, ask=ask, answer=answer, accept=tuple(accept), level=_optional("Level", new.level)
    )


def _optional(what: str, given: str = "") -> str:
    return given or str(click.prompt(what, default="", show_default=False)).strip()


def _as_data(added: AddedNote) -> dict[str, object]:
    """What was added, for ``--json``."""
    return {
        "id": added.id,
        "deck": added.deck,
        "path": str(added.path),
        "line": added.line,
        "cards": added.cards,
        "made": added.made,
        "warnings": [finding_to_json(warning) for warning in added.warnings],
    }
