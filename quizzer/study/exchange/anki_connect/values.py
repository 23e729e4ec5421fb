"""The results of giving decks to a running Anki and of taking its reviews."""

from __future__ import annotations

from typing import NamedTuple

from quizzer.study.exchange.plan import ImportResult


class PushResult(NamedTuple):
    """What Anki was given and what it made of it; in a dry run, what it has and what it would be given.

    Attributes:
        notes: Notes given to it, retired ones included; not those made in Anki.
        new: Those it did not have.
        updated: Those that changed there.
        same: Those that were there as they are here.
        kept: Ids of those that stay in Anki as they were: changed there later than here.
        missing: Ids of those that Anki still does not have.
        cards: Cards given to it.
        new_cards: Those that it did not have, whose progress it took.
        reviews: Reviews that went along.
        retired: Notes that are no longer in any deck file.
        remarks: Sentences: what was left out and why, and what Anki does not do.
        progress: The schedule and the reviews went along.
        dry: Anki was only asked; ``updated`` are then those that differ.
    """

    notes: int
    new: int
    updated: int
    same: int
    kept: tuple[str, ...]
    missing: tuple[str, ...]
    cards: int
    new_cards: int
    reviews: int
    retired: int
    remarks: tuple[str, ...]
    progress: bool
    dry: bool


class PullResult(NamedTuple):
    """What came from a running Anki.

    Attributes:
        decks: The decks of Anki's that were looked through.
        imported: What came of it, as for a package that is imported.
        remarks: Sentences: what stays in Anki, and what to do.
    """

    decks: tuple[str, ...]
    imported: ImportResult
    remarks: tuple[str, ...]
