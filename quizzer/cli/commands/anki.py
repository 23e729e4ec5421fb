"""``quizzer anki``: decks to an Anki that runs on this machine, and its reviews back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from quizzer.anki.connect.address import ADDRESS_VARIABLE, DEFAULT, KEY_VARIABLE, read_address
from quizzer.cli.json_output import print_json
from quizzer.cli.open_collection import open_collection
from quizzer.cli.options.shared import filter_options, json_option
from quizzer.cli.progress_line import ProgressLine
from quizzer.core.safe_text import one_line
from quizzer.study.exchange.plan import ExportPlan
from quizzer.study.filters import Filter

if TYPE_CHECKING:
    from quizzer.anki.connect.client import AnkiConnect
    from quizzer.study.exchange.anki_connect.values import PullResult, PushResult

Function = TypeVar("Function", bound=Callable[..., Any])


@click.group()
def command() -> None:
    """Give decks to Anki, and take its reviews, while Anki runs on this machine.

    Anki needs its add-on AnkiConnect: Tools > Add-ons > Get Add-ons, code 2055492159. Where its configuration has an
    apiKey, put it into the environment variable QUIZZER_ANKI_KEY.
    """


def _address_option(function: Function) -> Function:
    return click.option(
        "--address",
        metavar="HOST:PORT",
        envvar=ADDRESS_VARIABLE,
        default=DEFAULT,
        show_default=True,
        help="Where AnkiConnect listens.",
    )(function)


@command.command(short_help="Give the decks to Anki.")
@filter_options()
@click.option("--without-progress", is_flag=True, help="Notes alone, without schedule and reviews.")
@click.option("--with-quotes", is_flag=True, help="With the sentences of the document that the notes quote.")
@click.option("--dry-run", is_flag=True, help="Only ask Anki what it has, and print what it would be given.")
@_address_option
@json_option
@click.pass_obj
def push(
    home: str | None,
    wanted: Filter,
    without_progress: bool,
    with_quotes: bool,
    dry_run: bool,
    address: str,
    as_json: bool,
) -> None:
    """Give the decks to Anki: notes that are new or changed, and the progress of cards that are new to it.

    Anki takes progress only for cards it does not have yet; for all others its own schedule stays. What it did not
    take is named. Pushing again is safe.
    """
    from quizzer.study.decks.sync import sync_decks_if_free
    from quizzer.study.exchange.anki_connect.messages import push_messages
    from quizzer.study.exchange.anki_connect.push import push as give

    anki = _connect(address)
    plan = ExportPlan(Path("quizzer.apkg"), wanted, progress=not without_progress, quotes=with_quotes)
    with open_collection(home, exclusive=False) as collection:
        sync_decks_if_free(collection)
        with ProgressLine() as progress:
            done = give(collection, anki, plan, progress, dry=dry_run)
    if as_json:
        print_json("anki", {"push": push_to_json(done)})
        return
    for line in push_messages(done):
        click.echo(one_line(line))


@command.command(short_help="Take in what was reviewed in Anki.")
@click.option(
    "-d",
    "--deck",
    "decks",
    multiple=True,
    metavar="NAME",
    help="A deck of Anki's, with those below it; may be given several times. Without it, those of quizzer's cards.",
)
@click.option("--with-foreign", is_flag=True, help="Notes made in Anki become deck files here, as when imported.")
@click.option("--dry-run", is_flag=True, help="Only tell what would happen; nothing is written here.")
@_address_option
@json_option
@click.pass_obj
def pull(
    home: str | None, decks: tuple[str, ...], with_foreign: bool, dry_run: bool, address: str, as_json: bool
) -> None:
    """Take in what was reviewed in Anki, and what was suspended or flagged there.

    Anki writes its decks as a package, which is imported as any other; pulling twice changes nothing. What was reviewed
    on a phone comes along once Anki has synced with it.
    """
    from quizzer.study.decks.sync import sync_decks
    from quizzer.study.exchange.anki_connect.messages import pull_messages
    from quizzer.study.exchange.anki_connect.pull import pull as take

    anki = _connect(address)
    with open_collection(home, exclusive=True) as collection:
        sync_decks(collection)
        with ProgressLine() as progress:
            done = take(collection, anki, decks, progress, foreign=with_foreign, dry=dry_run)
    if as_json:
        print_json("anki", {"pull": pull_to_json(done)})
        return
    for line in pull_messages(done):
        click.echo(one_line(line))


def _connect(address: str) -> AnkiConnect:
    """Anki, which answers and lets this program in, before the collection is opened."""
    from quizzer.anki.connect.client import AnkiConnect
    from quizzer.anki.connect.questions import greet

    anki = AnkiConnect(read_address(address), os.environ.get(KEY_VARIABLE, ""))
    greet(anki)
    return anki


def push_to_json(done: PushResult) -> dict[str, object]:
    """A push for ``--json``."""
    return {
        "dry_run": done.dry,
        "notes": {
            "given": done.notes,
            "new": done.new,
            "updated": done.updated,
            "same": done.same,
            "kept": list(done.kept),
            "missing": list(done.missing),
            "retired": done.retired,
        },
        "cards": {"given": done.cards, "new": done.new_cards},
        "reviews": done.reviews,
        "remarks": list(done.remarks),
    }


def pull_to_json(done: PullResult) -> dict[str, object]:
    """A pull for ``--json``."""
    found = done.imported
    return {
        "dry_run": found.dry,
        "decks": list(done.decks),
        "reviews": found.reviews,
        "marks": found.marks,
        "already": found.already,
        "unknown": found.strangers,
        "files": [{"path": str(file.path), "notes": file.notes, "made": file.made} for file in found.files],
        "known": found.known,
        "differing": found.differing,
        "skipped": [{"what": one.what, "why": one.why} for one in found.skipped],
        "remarks": [*found.notices, *done.remarks],
        "backup": None if found.backup is None else str(found.backup),
    }
