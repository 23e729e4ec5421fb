"""``quizzer class``: what the learners of a class know, for their teacher."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, get_args

import click

from quizzer.cli.class_table import NARROWEST, WIDEST, Shown, class_table
from quizzer.cli.csv_output import print_row
from quizzer.cli.json_output import figures_to_json, iso_time, print_json, short_share
from quizzer.cli.open_collection import open_collection
from quizzer.cli.options.shared import by_option, filter_options, json_option
from quizzer.cli.progress_line import ProgressLine
from quizzer.core.groups import Grouping
from quizzer.core.safe_text import one_line
from quizzer.core.wording import plural
from quizzer.errors import WrongUse
from quizzer.study.filters import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzer.core.mastery import Mastery
    from quizzer.hub.server import Server
    from quizzer.study.classroom.figures import ClassView

_HEAD = (
    "learner", "last_answer", "published", "group", "name", "cards", "seen", "coverage", "expected_recall", "passes",
    "reviews", "retention_low", "retention_high", "mastered", "behind", "standing",
)  # fmt: skip


@click.command()
@filter_options()
@by_option("A column for each axis, deck or tag.")
@click.option(
    "--show", "shown", type=click.Choice(get_args(Shown)), default="known", show_default=True, help="In the table."
)
@click.option("--csv", "as_csv", is_flag=True, help="Print all figures as a table of comma-separated values.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write all figures as a page of HTML.")
@click.option("--invite", metavar="NAME", help="Make an account for a learner, and print the line that joins.")
@click.option("--remove", metavar="NAME", help="Take a learner's access away; what was sent stays.")
@click.option("--erase", is_flag=True, help="With --remove: erase what the learner sent.")
@click.option("--leave", is_flag=True, help="Erase what you sent to the server; your own devices keep everything.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before erasing.")
@json_option
@click.pass_obj
def command(
    home: str | None,
    wanted: Filter,
    by: Grouping,
    shown: Shown,
    as_csv: bool,
    html: Path | None,
    invite: str | None,
    remove: str | None,
    erase: bool,
    leave: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Print what the learners of a class know, as their own quizzer computed it.

    A class meets on a server of PostgreSQL. Who sets it up (quizzer sync --with
    postgresql://...) is the teacher, invites learners by name, and sees them
    all; a learner sees only their own row. The cards are those of the decks
    here. "quizzer mastery --help" says what the figures are.
    """
    from quizzer.study.classroom.server import load_class, opened_server
    from quizzer.study.decks.sync import sync_decks_if_free
    from quizzer.study.sync.carriers import find_server

    chosen = [as_json, as_csv, html is not None, invite is not None, remove is not None, leave]
    if sum(chosen) > 1:
        raise click.UsageError("--json, --csv, --html, --invite, --remove and --leave do not go together.")
    if erase and remove is None:
        raise click.UsageError("--erase goes with --remove NAME.")
    if html is not None and html.suffix.lower() not in (".html", ".htm"):
        raise WrongUse(f"{one_line(str(html))}: the page is HTML; give a name that ends in .html.")
    if leave:
        _leave(home, sure=yes)
        return
    with open_collection(home, exclusive=False) as collection, opened_server(find_server(collection)) as server:
        if invite is not None:
            _invite(server, invite)
            return
        if remove is not None:
            _remove(server, remove, erase=erase, sure=yes)
            return
        sync_decks_if_free(collection)
        view, note = load_class(collection, server, wanted, by)
    if as_json:
        print_json("class", {"whole_class": not note, **class_to_json(view)})
    elif as_csv:
        _print_csv(view)
    elif html is not None:
        _write_page(html, view, wanted, note)
    else:
        _print_table(view, note, shown)


def _print_table(view: ClassView, note: str, shown: Shown) -> None:
    if not view.learners:
        click.echo("Nobody is in the class yet; quizzer class --invite NAME prints the line that joins.")
        return
    columns = get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80
    for text in class_table(view, shown, max(NARROWEST, min(columns, WIDEST))):
        click.echo(text)
    if note:
        click.echo(note)


def _write_page(html: Path, view: ClassView, wanted: Filter, note: str) -> None:
    from quizzer.study.classroom.page import write_class_page

    write_class_page(html, view, about=tuple(chain.from_iterable(wanted)), note=note)
    click.echo(f"Wrote {one_line(str(html))}: {plural(len(view.learners), 'learner')}, as of now.")


# Inviting and removing


def _invite(server: Server, name: str) -> None:
    """Print the line by itself on standard output, so that a script can pass it on, and what is to be known beside."""
    from quizzer.hub.learners import invite

    invitation = invite(server, name)
    now = "has a new password; the earlier line does not work any more" if invitation.is_again else "is invited"
    click.echo(f"{one_line(name)} {now}. This line joins, and holds the password: it is shown only now.", err=True)
    click.echo(
        "Later syncs need the address, too: keep it in QUIZZER_SYNC_URL, or the password in ~/.pgpass.", err=True
    )
    if invitation.is_local:
        click.echo("It leads to this machine: put the server's own name in place of localhost.", err=True)
    click.echo(invitation.line)


def _remove(server: Server, name: str, *, erase: bool, sure: bool) -> None:
    from quizzer.hub.learners import remove

    if erase and not sure:
        _ask(f"Erase what {one_line(name)} sent to the server? Their own devices keep it.")
    removal = remove(server, name, erase=erase)
    what = f"{plural(removal.files, 'file')} and the memory of {plural(removal.cards, 'card')}"
    kept = f"{what} are erased" if erase else f"{what} stay there, for when they are invited again"
    click.echo(f"{one_line(name)} has no access any more; {kept}.")
    if removal.is_locked:
        click.echo("The account is locked; it could not be deleted, as other things belong to it.")


def _leave(home: str | None, *, sure: bool) -> None:
    from quizzer.hub import VARIABLE
    from quizzer.study.sync.carriers import address_of_environment
    from quizzer.study.sync.leave import leave_and_erase

    if not sure:
        _ask("Erase everything that your devices sent to the server? They keep it themselves, and sync no more.")
    with open_collection(home, exclusive=True) as collection, ProgressLine() as progress:
        erasure = leave_and_erase(collection, progress=progress)
    what = f"{plural(erasure.files, 'file')} and the memory of {plural(erasure.cards, 'card')}"
    click.echo(f"Erased from the server: {what}. All answers are kept here; this device syncs no more.")
    if address_of_environment():
        click.echo(f"{VARIABLE} still names the server: unset it, or the next sync sends everything again.")


def _ask(question: str) -> None:
    if not sys.stdin.isatty():
        raise WrongUse("what is erased cannot be brought back, and nobody is here to be asked; say --yes to do it.")
    click.confirm(question, abort=True)


# As JSON and as a table for a spreadsheet


def class_to_json(view: ClassView) -> dict[str, object]:
    """The figures for ``--json``; shares as numbers from 0 to 1."""
    return {
        "as_of": iso_time(view.at),
        "by": view.by,
        "cards": view.cards,
        "middle": short_share(view.middle),
        "groups": [
            {"id": group.id, "name": group.name, "middle": short_share(middle)}
            for group, middle in zip(view.groups, view.middles, strict=True)
        ],
        "learners": [
            {
                "name": learner.name,
                "last_answer": _spell(learner.last_at),
                "published": _spell(learner.published),
                "standing": learner.standing,
                **figures_to_json(learner.whole),
                "behind": learner.behind,
                "groups": [
                    {"id": group.id, **figures_to_json(mastery), "behind": place in learner.behind_in}
                    for place, (group, mastery) in enumerate(zip(view.groups, learner.groups, strict=True))
                ],
            }
            for learner in view.learners
        ],
    }


def _spell(at: int | None) -> str | None:
    return None if at is None else iso_time(at)


def _print_csv(view: ClassView) -> None:
    click.echo(",".join(_HEAD))
    for row in _rows(view):
        print_row(row)


def _rows(view: ClassView) -> Iterator[tuple[str | bool | float | None, ...]]:
    """A row for each learner and group, after one with an empty group for all cards."""
    for learner in view.learners:
        given = (learner.name, _spell(learner.last_at), _spell(learner.published))
        yield (*given, "", "", *_cells(learner.whole), learner.behind, learner.standing)
        for place, (group, mastery) in enumerate(zip(view.groups, learner.groups, strict=True)):
            yield (*given, group.id, group.name, *_cells(mastery), place in learner.behind_in, learner.standing)


def _cells(mastery: Mastery) -> tuple[bool | float | None, ...]:
    retention = mastery.retention
    return (
        mastery.cards, mastery.seen, short_share(mastery.coverage), short_share(mastery.expected_recall),
        retention.passes, retention.reviews, short_share(retention.low), short_share(retention.high), mastery.mastered,
    )  # fmt: skip
