"""``quizzer decks``: what is loaded, and what is wrong with it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from quizzer.cli.json_output import finding_to_json, iso_time, print_json
from quizzer.cli.open_collection import open_collection
from quizzer.cli.options.shared import json_option
from quizzer.core.safe_text import one_line
from quizzer.core.wording import short_date
from quizzer.study.decks.values import DeckLine

if TYPE_CHECKING:
    from quizzer.store.records.deck_changes import StoredChange


@click.command()
@click.option("--changes", is_flag=True, help="What changed in the decks, and what became of the progress.")
@click.option(
    "--slim",
    is_flag=True,
    help="Turn whole copies of bundled decks into files of the notes you changed; the copies go to the backups.",
)
@json_option
@click.pass_context
def command(ctx: click.Context, changes: bool, slim: bool, as_json: bool) -> None:
    """List the decks, with counts and problems."""
    if slim:
        _slim(ctx)
    elif changes:
        _print_changes(ctx, as_json=as_json)
    else:
        _list(ctx, as_json=as_json)


def _list(ctx: click.Context, *, as_json: bool) -> None:
    from quizzer.study.decks.lines import load_deck_lines
    from quizzer.study.decks.sync import load_notices, sync_decks_if_free

    with open_collection(ctx.obj, exclusive=False) as collection:
        sync_decks_if_free(collection)
        notices, replaced, overlays = load_notices(collection)
        decks = load_deck_lines(collection, overlays)
        folders = collection.settings.deck_folders
    failed = any(problem.level == "error" for deck in decks for problem in deck.problems)
    if as_json:
        data = {
            "folders": list(map(str, folders)),
            "decks": [_as_data(deck) for deck in decks],
            "notices": [finding_to_json(notice) for notice in notices],
            "replaced": [{"path": str(bundled), "by": str(own)} for bundled, own in replaced],
            "overlays": [{"path": str(overlay.path), "base": str(overlay.base)} for overlay in overlays],
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
    if replaced:
        click.echo("quizzer decks --slim keeps of such copies only what you changed, so that corrections arrive.")
    for overlay in overlays:
        click.echo(one_line(f"Your own text of notes of {overlay.base.name} is in {overlay.path}."))
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


def _slim(ctx: click.Context) -> None:
    from quizzer.study.own_data.slim import slim_copies

    with open_collection(ctx.obj, exclusive=True) as collection:
        done = slim_copies(collection)
    if not done:
        click.echo("No whole copy of a bundled deck stands in its place.")
    for one in done:
        counts = ((one.changed, "changed"), (one.added, "added"), (one.without, "left out"))
        said = ", ".join(f"{number} {word}" for number, word in counts if number)
        kept = f"{said}, in {one.overlay}" if one.overlay else "nothing was changed"
        click.echo(one_line(f"{one.copy.name}: {kept}; the copy is {one.backup}."))


def _print_changes(ctx: click.Context, *, as_json: bool) -> None:
    from quizzer.core.notes.identity.changes import KIND_WORDS
    from quizzer.study.decks.changes import group_changes, load_changes, mark_seen
    from quizzer.study.decks.sync import sync_decks_if_free

    with open_collection(ctx.obj, exclusive=False) as collection:
        sync_decks_if_free(collection)
        changes = load_changes(collection)
        mark_seen(collection)
    if as_json:
        print_json("changes", {"changes": [_change_as_data(change) for change in changes]})
        return
    if not changes:
        click.echo("Nothing has changed in the decks since they were first read.")
    for at, decks in group_changes(changes):
        when = datetime.fromtimestamp(at).astimezone()
        click.echo(f"{short_date(when)}, {when:%H:%M}")
        for deck, of_deck in decks:
            click.echo(f"  {one_line(deck)}")
            for change in of_deck:
                word = KIND_WORDS[change.kind]
                click.echo(f"    {word}: {one_line(change.title)} ({change.progress}) [{change.note}]")
                for label, before, after in change.differences:
                    was, now = one_line(before) or "none", one_line(after) or "none"
                    texts = f"yours: {was}; theirs: {now}" if change.kind == "both" else f"{was} → {now}"
                    click.echo(f"      {label}: {texts}")


def _change_as_data(change: StoredChange) -> dict[str, object]:
    return {
        "at": iso_time(change.at * 1000),
        "deck": change.deck,
        "bundled": change.bundled,
        "note": change.note,
        "change": change.kind,
        "title": change.title,
        "differences": [difference._asdict() for difference in change.differences],
        "progress": change.progress,
        "seen": change.seen,
    }
