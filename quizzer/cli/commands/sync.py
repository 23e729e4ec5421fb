"""``quizzer sync``: what other devices did comes here, and what was done here goes to them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from quizzer.cli.json_output import iso_time, print_json
from quizzer.cli.open_collection import open_collection
from quizzer.cli.options.shared import json_option
from quizzer.cli.progress_line import ProgressLine
from quizzer.core.safe_text import one_line
from quizzer.core.wording import ago, plural
from quizzer.errors import Problem, WrongUse
from quizzer.study.sync.words import describe_end, describe_left, describe_noted, describe_outcome, show_place

if TYPE_CHECKING:
    from quizzer.clock import Clock
    from quizzer.study.sync.leave import Left
    from quizzer.study.sync.values import DeviceLine, SyncOutcome, SyncStatus

_EPILOG = (
    "What travels: answers, marks, goals, fitted parameters and scores of quizzes; no text of a card, no setting. Each "
    "device writes files of its own, so nothing that carries the folder (Syncthing, Dropbox, a stick) can make a "
    "conflict of them. The address of a server with its password goes into the variable QUIZZER_SYNC_URL; quizzer "
    "stores it nowhere."
)


@click.command(epilog=_EPILOG)
@click.option("--with", "place", metavar="PLACE", help="Sync with this folder or server from now on: postgresql://...")
@click.option("--name", metavar="NAME", help="What your other devices are to call this one; else the machine's name.")
@click.option("--status", is_flag=True, help="List the devices: last seen (a quiet one once a day), behind by.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken in and sent; change nothing.")
@click.option("--forget", metavar="DEVICE", help="Strike a device that is gone off the list; its answers stay.")
@click.option(
    "--leave", is_flag=True, help="Take in and send what there is, then sync no more. The files stay for the others."
)
@json_option
@click.pass_obj
def command(
    home: str | None,
    place: str | None,
    name: str | None,
    status: bool,
    dry_run: bool,
    forget: str | None,
    leave: bool,
    as_json: bool,
) -> None:
    """Take in what your other devices did, and send what was done here.

    Set it up once on each device, with a folder that they share: quizzer sync --with ~/Sync/quizzer. After that,
    quizzer sync alone does it, and the app does it by itself.
    """
    _require_one(status=status, dry_run=dry_run, forget=forget is not None, leave=leave)
    if (status or forget is not None or leave) and (place is not None or name is not None):
        raise WrongUse("--with and --name go with a sync: leave --status, --forget and --leave out.")
    if status:
        _print_status(home, as_json=as_json)
    elif forget is not None:
        _forget(home, forget, as_json=as_json)
    elif leave:
        _leave(home, as_json=as_json)
    elif dry_run:
        _preview(home, place, as_json=as_json)
    else:
        _print_outcome(_sync(home, place, name), as_json=as_json)


def _require_one(**given: bool) -> None:
    chosen = [f"--{name.replace('_', '-')}" for name, is_given in given.items() if is_given]
    if len(chosen) > 1:
        raise WrongUse(f"{' and '.join(chosen)} do different things: use one of them.")


def _sync(home: str | None, place: str | None, name: str | None) -> SyncOutcome:
    from quizzer.study.sync.look import find_nothing

    if place is None and name is None:
        with open_collection(home, exclusive=False) as collection:
            nothing = find_nothing(collection)
        if nothing is not None:
            return nothing
    from quizzer.study.decks.sync import sync_decks
    from quizzer.study.sync.devices import read_name
    from quizzer.study.sync.set_up import set_up
    from quizzer.study.sync.sync import sync

    called = "" if name is None else read_name(name)
    if place is not None:
        _offer_folder(place)
    with open_collection(home, exclusive=True) as collection, ProgressLine() as progress:
        sync_decks(collection)
        if place is not None:
            set_up(collection, place)
        return sync(collection, progress=progress, name=called)


def _offer_folder(place: str) -> None:
    """Make the folder where a person at a terminal says that a new one is meant."""
    from quizzer.study.sync.set_up import NoFolder, check_place, make_folder

    try:
        check_place(place)
    except NoFolder as missing:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        question = f"There is no folder {show_place(missing.path)} yet. Make it, and sync there?"
        if not click.confirm(question, default=False, err=True):
            raise
        make_folder(missing.path)


def _preview(home: str | None, place: str | None, *, as_json: bool) -> None:
    from quizzer.study.sync.preview import preview
    from quizzer.study.sync.set_up import check_place

    address = "" if place is None else check_place(place)
    with open_collection(home, exclusive=False) as collection, ProgressLine() as progress:
        outcome = preview(collection, address, progress=progress)
    _print_outcome(outcome, as_json=as_json, planned=True)


def _print_outcome(outcome: SyncOutcome, *, as_json: bool, planned: bool = False) -> None:
    if as_json:
        print_json("sync", outcome_to_json(outcome, planned=planned))
        if outcome.problem:
            click.get_current_context().exit(Problem.exit_code)
        return
    for line in describe_outcome(outcome._replace(problem=""), planned=planned):
        click.echo(line)
    if outcome.problem:
        raise Problem(outcome.problem)


def outcome_to_json(outcome: SyncOutcome, *, planned: bool = False) -> dict[str, object]:
    """What a sync did, for ``--json``."""
    return {
        "place": outcome.place,
        "planned": planned,
        "set_up": outcome.is_new,
        "taken_in": outcome.taken,
        "undone": outcome.undone,
        "waiting": outcome.waiting,
        "settings": outcome.settings,
        "quizzes": outcome.quizzes,
        "forgotten": outcome.forgotten,
        "devices": list(outcome.devices),
        "sent": outcome.sent,
        "problem": outcome.problem or None,
        "unfinished": outcome.unfinished,
        "damaged": list(outcome.damaged),
        "newer": list(outcome.newer),
        "ahead": [{"device": ahead.device, "seconds": ahead.by // 1000} for ahead in outcome.ahead],
    }


def _print_status(home: str | None, *, as_json: bool) -> None:
    from quizzer.study.sync.status import load_status

    with open_collection(home, exclusive=False) as collection:
        status, clock = load_status(collection), collection.clock
    if as_json:
        print_json("devices", status_to_json(status))
        return
    standing = status.standing
    to_send = f"{plural(standing.to_send, 'answer')} to send" if standing.to_send else "nothing to send"
    synced = f"synced {_say_when(standing.synced, clock, noted=True)}" if standing.synced else "not synced yet"
    click.echo(f"{show_place(standing.place)}: {synced}, {to_send}.")
    if status.problem:
        click.echo(f"The other devices cannot be listed now. {status.problem}")
        return
    for line in _device_lines(status, clock):
        click.echo(line)


def _device_lines(status: SyncStatus, clock: Clock) -> list[str]:
    """The devices as a table."""
    rows = [("Device", "Last seen", "Behind by")]
    for device in status.devices:
        name = f"{one_line(device.name)} (this one)" if device.is_here else one_line(device.name)
        rows.append((name, _say_when(device.synced, clock, noted=device.is_here), _behind(device)))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _say_when(at: int | None, clock: Clock, *, noted: bool) -> str:
    """When a device synced; this one by what is noted here."""
    if at is None:
        return "never"
    return (describe_noted if noted else ago)(clock.local(at), clock.local(clock.now()))


def _behind(device: DeviceLine) -> str:
    return plural(device.behind, "file") if device.behind else "nothing"


def status_to_json(status: SyncStatus) -> dict[str, object]:
    """How sync stands, for ``--json``."""
    standing = status.standing
    return {
        "place": standing.place,
        "name": standing.name,
        "synced": iso_time(standing.synced) if standing.synced else None,
        "to_send": standing.to_send,
        "problem": status.problem or None,
        "unfinished": status.unfinished,
        "devices": [
            {
                "id": device.device,
                "name": device.name,
                "here": device.is_here,
                "seen": iso_time(device.synced) if device.synced else None,
                "behind": device.behind,
                "version": device.version or None,
            }
            for device in status.devices
        ],
    }


def _forget(home: str | None, wanted: str, *, as_json: bool) -> None:
    from quizzer.study.sync.leave import forget_device

    _refuse_json(as_json, "--forget")
    with open_collection(home, exclusive=True) as collection:
        name = forget_device(collection, wanted)
    click.echo(f"{name} is off the list. Its answers stay; should it sync again, it is back.")


def _leave(home: str | None, *, as_json: bool) -> None:
    from quizzer.hub import VARIABLE
    from quizzer.study.decks.sync import sync_decks
    from quizzer.study.sync.carriers import address_of_environment
    from quizzer.study.sync.leave import leave

    _refuse_json(as_json, "--leave")
    with open_collection(home, exclusive=True) as collection, ProgressLine() as progress:

        def tell(left: Left) -> None:
            progress.clear()
            for line in describe_left(left):
                click.echo(line)

        sync_decks(collection)
        left = leave(collection, tell, progress=progress)
    click.echo(describe_end(left))
    if address_of_environment():
        click.echo(f"{VARIABLE} still names the server: unset it, or the next sync begins with it again.")


def _refuse_json(as_json: bool, option: str) -> None:
    if as_json:
        raise WrongUse(f"--json goes with a sync and with --status: leave {option} or it out.")
