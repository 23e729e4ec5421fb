"""``quizzer decks``: what is loaded, and what is wrong with it."""

from __future__ import annotations

import click

from quizzer.cli.json_output import finding_to_json, print_json
from quizzer.cli.open_collection import open_collection
from quizzer.cli.options import json_option
from quizzer.core.safe_text import one_line
from quizzer.study.decks.values import DeckLine


@click.command()
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the decks, with counts and problems."""
    from quizzer.study.decks.lines import load_deck_lines
    from quizzer.study.decks.sync import load_notices, sync_decks_if_free

    with open_collection(ctx.obj, exclusive=False) as collection:
        sync_decks_if_free(collection)
        decks = load_deck_lines(collection)
        folders = collection.settings.deck_folders
        notices, replaced = load_notices(collection)
    failed = any(problem.level == "error" for deck in decks for problem in deck.problems)
    if as_json:
        data = {
            "folders": list(map(str, folders)),
            "decks": [_as_data(deck) for deck in decks],
            "notices": [finding_to_json(notice) for notice in notices],
            "replaced": [{"path": str(bundled), "by": str(own)} for bundled, own in replaced],
        }
        print_json("decks", data)
        ctx.exit(1 if failed else 0)
    if not decks:
        places = ", ".join(str(folder) for folder in folders)
        click.echo(one_line(f"No decks are loaded. Put deck files (*.yaml) into {places}."))
    width = max((len(one_line(deck.name)) for deck in decks), default=0)
    for deck in decks:
        click.echo(_line(deck, width))
    for bundled, own in replaced:
        click.echo(one_line(f"The bundled deck {bundled.name} is not loaded: {own} stands in its place."))
    problems = [*(problem for deck in decks for problem in deck.problems), *notices]
    for problem in problems:
        click.echo(one_line(str(problem)), err=True)
    if failed:
        ctx.exit(1)


def _line(deck: DeckLine, width: int) -> str:
    counts = deck.counts
    parts = [f"{deck.notes} notes", f"{deck.cards} cards"]
    parts.append(f"due {counts.review + counts.learning}, new today {counts.new}")
    if deck.drafts:
        parts.append(f"{deck.drafts} drafts")
    if deck.retired:
        parts.append(f"{deck.retired} retired")
    if deck.problems:
        parts.append(f"{len(deck.problems)} problems")
    origin = " (bundled)" if deck.bundled else ""
    return f"{one_line(deck.name):<{width}}  {', '.join(parts)}  {deck.path}{origin}"


def _as_data(deck: DeckLine) -> dict[str, object]:
    """A deck for ``--json``; ``due`` counts as the session would show them."""
    return {
        "name": deck.name,
        "path": str(deck.path),
        "bundled": deck.bundled,
        "axis": deck.axis.id if deck.axis else None,
        "notes": deck.notes,
        "cards": deck.cards,
        "due": deck.counts._asdict(),
        "retired": deck.retired,
        "drafts": deck.drafts,
        "problems": [finding_to_json(problem) for problem in deck.problems],
    }
