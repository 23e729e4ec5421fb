"""Taking a deck and its history out for good: the one way by which rows leave the log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.groups import group_key
from quizzer.errors import Problem, WrongUse
from quizzer.files import move_file
from quizzer.store.connection import explain_errors, transaction
from quizzer.store.log.forgotten import (
    add_marks,
    count_deck,
    delete_deck,
    find_decks,
    find_last_instant,
    load_card_keys,
    vacuum,
)
from quizzer.store.notes.paths import load_path
from quizzer.store.records.goals import remove_goal
from quizzer.store.sync.keys import ADDRESS
from quizzer.study.collection import opening
from quizzer.study.settings.change import change_setting

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


class Forgetting(NamedTuple):
    """A deck that would be taken out.

    Attributes:
        deck_id: Its row id.
        path: Its file, which may be gone already.
        bundled: It came with the program, so its file stays and is not read any more.
        notes: Notes that would go.
        answers: Answers that would go, those taken back not counted.
        file_goes: Whether there is a file of the person's own, which would be moved to the backups.
        place: Where this home syncs, whose files keep what was sent; empty for nowhere.
    """

    deck_id: int
    name: str
    path: Path
    bundled: bool
    notes: int
    answers: int
    file_goes: bool
    place: str = ""


def plan_forgetting(collection: Collection, deck: str) -> Forgetting:
    """Find a deck by its name or the name of its file, also one whose file is gone, and count what would go.

    Raises:
        WrongUse: There is no such deck, or there are several.
    """
    rows = find_decks(collection.connection)
    wanted = deck.casefold()
    found = [
        row
        for row in rows
        if wanted in (row[2].casefold(), load_path(row[1]).stem.casefold(), str(load_path(row[1])).casefold())
    ]
    present = [row for row in found if row[4]]
    found = present or found
    if not found:
        there = ", ".join(load_path(row[1]).stem for row in rows if row[4]) or "none"
        raise WrongUse(f"There is no deck “{deck}”. There are: {there}.")
    if len(found) > 1:
        paths = ", ".join(str(load_path(row[1])) for row in found)
        raise WrongUse(f"Several decks are called “{deck}”; name the file: {paths}.")
    deck_id, path, name, bundled, _ = found[0]
    file = load_path(path)
    notes, answers = count_deck(collection.connection, deck_id)
    place = collection.get(ADDRESS) or ""
    return Forgetting(deck_id, name, file, bool(bundled), notes, answers, not bundled and file.exists(), place)


def forget_deck(collection: Collection, what: Forgetting) -> tuple[Path, Path | None]:
    """Take a deck out, after a backup: its notes, its cards, and every row of its history.

    The database first, in one transaction; a program killed after it leaves a deck without a history, and calling this
    again does the rest. A mark stays, which syncs and merges carry to other devices; files that a sync has sent stay.

    Returns:
        The backup, and where the deck's own file was moved; None where there was none of the person's own.

    Raises:
        Problem: The backup cannot be made (nothing was changed), or the file cannot be moved.
    """
    backup = collection.back_up("before-forget")
    connection = collection.connection
    # Rows can be later than now: those of a device whose clock is ahead, or given before this clock was set back.
    at = max(collection.clock.now(), find_last_instant(connection, what.deck_id))
    with explain_errors(collection.paths.database), transaction(connection):
        add_marks(connection, collection.scheduler, [(key, at) for key in load_card_keys(connection, what.deck_id)])
        delete_deck(connection, what.deck_id)
        remove_goal(connection, group_key("deck", what.name), at)
    if what.bundled:
        left_out = collection.settings.decks_left_out
        if what.path.stem not in left_out:
            change_setting(collection, "decks", "left_out", [*left_out, what.path.stem])
    moved = _move_file(collection, what.path) if what.file_goes else None
    with explain_errors(collection.paths.database):
        vacuum(connection)
    return backup, moved


def _move_file(collection: Collection, path: Path) -> Path:
    target = collection.paths.backups / f"forgotten-{path.stem}-{opening.stamp(collection.clock)}{path.suffix}"
    try:
        move_file(path, target)
    except OSError as error:
        raise Problem(
            f"{path}: the deck is forgotten, but its file cannot be moved to {target} ({error.strerror or error}). "
            "Delete it yourself, or its notes come back as new ones."
        ) from None
    return target
