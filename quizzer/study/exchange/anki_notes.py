"""Sorts the notes of a package for Anki: made here or in Anki, of an earlier kind, in another deck than before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from quizzer.anki.embedded_note import FOREIGN, origin_of
from quizzer.anki.originals import GoingOriginal
from quizzer.core.exchange import Outgoing
from quizzer.core.notes.notes import Note
from quizzer.core.wording import plural
from quizzer.store.exchange import export_rows
from quizzer.store.exchange.originals import find_notes, load_original
from quizzer.store.notes.kind_changes import load_earlier_notes
from quizzer.store.notes.names import load_decks_without_namespace
from quizzer.store.scope import EVERYTHING, Scope

FOREIGN_HINT = "--with-foreign (in the app: “Made in Anki”) takes such notes along as they were in Anki."
"""The end of what is said of notes made in Anki that stay out of a package."""

_NAMED = 3


class GoingNotes(NamedTuple):
    """What goes to Anki, and what is to be said of it.

    Attributes:
        own: The scope without notes made in Anki.
        cards: The scope whose cards go along.
        originals: Notes made in Anki that go back there.
        places: For the row id of each note these became, the row id that gives the id in the package, and the number
            of its card where the note stands for one card only.
        earlier: Notes as they were before their kind changed, by the row id of the note each has become.
        remarks: Sentences for the person.
    """

    own: Scope
    cards: Scope
    originals: tuple[GoingOriginal, ...]
    places: Mapping[int, tuple[int, int | None]]
    earlier: Mapping[int, Sequence[Note]]
    remarks: tuple[str, ...]


def sort_notes(connection: sqlite3.Connection, scope: Scope, decks: Mapping[int, int], *, foreign: bool) -> GoingNotes:
    """Sort the notes of a scope by how they go to Anki.

    A note made in Anki is there already, with pictures and formats that were left out here. Sent as a note of this
    program's under its old guid, it would lose them, and all its fields where note types are merged; so it is left out,
    or goes as the note it was.

    Args:
        decks: Anki's deck id by row id of the deck here.
        foreign: Whether notes made in Anki go along.
    """
    originals: dict[str, GoingOriginal] = {}
    places: dict[int, tuple[int, int | None]] = {}
    kept_back: list[int] = []
    made_there: list[int] = []
    active = 0
    for row in find_notes(connection, scope, FOREIGN):
        origin = origin_of(row.key)
        if origin is None:
            continue
        made_there.append(row.id)
        key, number = origin
        found = load_original(connection, key) if foreign and not row.retired and key not in originals else None
        if found is not None:
            originals[key] = GoingOriginal(row.id, *found, row.deck, row.axis)
        if row.retired or key not in originals:
            kept_back.append(row.id)
            active += not row.retired
        else:
            places[row.id] = (originals[key].row, number)
    own = replace(scope, without=tuple(made_there))
    earlier = load_earlier_notes(connection, own)
    remarks = [
        *_left_out(active, len(originals), foreign=foreign),
        *_kind_changes(len(earlier)),
        *_moves(export_rows.count_moved(connection, own, decks)),
        *_shared_ids(load_decks_without_namespace(connection, own)),
    ]
    return GoingNotes(
        own, replace(scope, without=tuple(kept_back)), tuple(originals.values()), places, earlier, tuple(remarks)
    )


def with_earlier(
    notes: Iterator[tuple[int, Outgoing]], earlier: Mapping[int, Sequence[Note]]
) -> Iterator[tuple[int, Outgoing]]:
    """The notes, and after each that changed its kind the note it was, retired, under a row id of its own."""
    number = 0
    for row_id, going in notes:
        yield row_id, going
        for note in earlier.get(row_id, ()):
            number += 1
            yield -number, going._replace(note=note, retired=True, content="")


def _left_out(left: int, going: int, *, foreign: bool) -> list[str]:
    lines = []
    if left and not foreign:
        which = "it is" if left == 1 else "they are"
        lines.append(
            f"{plural(left, 'note')} made in Anki left out: {which} there already, and an export must not change what "
            f"you made. {FOREIGN_HINT}"
        )
    elif left:
        lines.append(
            f"{plural(left, 'note')} made in Anki left out: how they were there was not kept when they were imported. "
            "Import the package or collection again, then export."
        )
    if going:
        which = "1 note made in Anki goes" if going == 1 else f"{going:,} notes made in Anki go"
        lines.append(
            f"{which} back as imported, without edits made here, and without pictures and sounds. Leave “Merge note "
            "types” off in Anki: it would put fields taken out since back into your note types."
        )
    return lines


def _kind_changes(changed: int) -> list[str]:
    if not changed:
        return []
    return [
        f"{plural(changed, 'note')} changed {'its' if changed == 1 else 'their'} kind: a new note in Anki, beside the "
        "earlier one, which is marked there as retired. Suspend or delete what “tag:quizzer::retired” finds in Anki."
    ]


def _moves(moved: Sequence[tuple[str, int]]) -> list[str]:
    if not moved:
        return []
    notes = sum(number for _, number in moved)
    return [
        f"{plural(notes, 'note')} {'is' if notes == 1 else 'are'} in another deck than at the last export "
        f"({_names([name for name, _ in moved])}), or the deck has a new name. Anki leaves cards that it has where "
        "they are, and makes the new deck empty: move them there (Browse, Cards > Change Deck)."
    ]


def _shared_ids(decks: Sequence[str]) -> list[str]:
    if not decks:
        return []
    which = "has no namespace, so its ids are" if len(decks) == 1 else "have no namespace, so their ids are"
    return [
        f"{_names(decks)} {which} those of other people's decks without one: where two have the same id, Anki takes "
        "one note for the other. Before you share a deck, give it a line such as “namespace: my-name”; its notes are "
        "new ones then."
    ]


def _names(names: Sequence[str]) -> str:
    named = ", ".join(f"“{name}”" for name in names[:_NAMED])
    rest = len(names) - _NAMED
    return f"{named} and {rest:,} more" if rest > 0 else named


def count_left_out(connection: sqlite3.Connection, scope: Scope, *, foreign: bool) -> int:
    """Count the notes in use of a scope that were made in Anki and would not go into a package, each note once.

    Args:
        foreign: Whether notes made in Anki go along, as far as they were kept as they were there.
    """
    made = [row for row in find_notes(connection, scope, FOREIGN) if not row.retired]
    keys = [origin[0] for row in made if (origin := origin_of(row.key)) is not None]
    going = {key for key in keys if load_original(connection, key) is not None} if foreign else set()
    return len(keys) - len(going)


def has_notes_made_in_anki(connection: sqlite3.Connection) -> bool:
    """Whether a deck file holds a note that was made in Anki."""
    return any(
        not row.retired and origin_of(row.key) is not None for row in find_notes(connection, EVERYTHING, FOREIGN)
    )
