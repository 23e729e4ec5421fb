"""Gives decks to the Anki that runs: the package that an export writes, and then questions about what became of it."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizzer.anki.connect import questions
from quizzer.anki.connect.client import AnkiConnect
from quizzer.anki.connect.questions import NoteThere, composed, key_of
from quizzer.anki.notetypes import CLOZE_FIELDS, CLOZE_ID, FRONT_FIELDS, FRONT_ID
from quizzer.anki.reading.archive import open_anki_file
from quizzer.anki.reading.database import AnkiDatabase
from quizzer.core.exchange import ProgressCallback
from quizzer.store.connection import explain_errors
from quizzer.study.exchange.anki_connect.values import PushResult
from quizzer.study.exchange.anki_notes import FOREIGN_HINT
from quizzer.study.exchange.export_anki import write_for_anki
from quizzer.study.exchange.plan import ExportPlan, ExportResult
from quizzer.study.filters import scope_of

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_FIELDS = {FRONT_ID: FRONT_FIELDS, CLOZE_ID: CLOZE_FIELDS}
_Key = tuple[str, bool]


class _NoteGoing(NamedTuple):
    """A note in the package; ``cards`` is their number."""

    fields: dict[str, str]
    tags: frozenset[str]
    cards: int


def push(
    collection: Collection, anki: AnkiConnect, plan: ExportPlan, progress: ProgressCallback, *, dry: bool = False
) -> PushResult:
    """Give the notes of a plan to Anki, and the progress of the cards that it does not have yet.

    Anki takes a note that changed here later than there, and leaves the schedule of cards that it has alone. What it
    has before and after is compared, so that what it did not take can be named.

    Args:
        plan: Its path is not used. Notes made in Anki never go: they are there, and AnkiConnect has Anki merge note
            types, which would put fields that the person took out of their own type back into it.
        dry: Only ask Anki what it has.

    Raises:
        WrongUse: The filter names what does not exist.
        Problem: Anki cannot be asked, or does not take the package.
    """
    scope = scope_of(collection.connection, plan.filter)
    with tempfile.TemporaryDirectory(prefix="quizzer-anki-") as folder:
        path = Path(folder) / "quizzer.apkg"
        with explain_errors(collection.paths.database):
            done, remember = write_for_anki(collection, plan._replace(path=path, foreign=False), scope, progress)
        done = done._replace(remarks=tuple(one.removesuffix(f" {FOREIGN_HINT}") for one in done.remarks))
        going = _read_notes(path)
        there = questions.own_notes(anki, progress)
        if dry:
            return _foreseen(done, plan, going, there)
        cards = questions.find_cards(anki, questions.EVERYTHING)
        progress("Anki takes the package in", 0, 0)
        questions.import_package(anki, path)
    remember()
    new_cards = len(questions.find_cards(anki, questions.EVERYTHING) - cards)
    return _compare(done, plan, going, there, questions.own_notes(anki, progress), new_cards)


def _read_notes(path: Path) -> dict[_Key, _NoteGoing]:
    """The notes of this program's own in the package that was just written."""
    with open_anki_file(path) as opened:
        database = AnkiDatabase(path, opened.connection)
        cards = Counter(card.note for card in database.cards())
        notes = {}
        for note in database.notes():
            if note.type_id in _FIELDS:
                fields = dict(zip(_FIELDS[note.type_id], map(composed, note.fields), strict=True))
                notes[key_of(fields)] = _NoteGoing(fields, frozenset(note.tags), cards[note.id])
    return notes


def _is_same(going: _NoteGoing, there: NoteThere) -> bool:
    """Whether a note is in Anki as it is here; fields that a person added to the type, and tags, are their own."""
    return going.tags <= there.tags and all(there.fields.get(name) == text for name, text in going.fields.items())


def _foreseen(
    done: ExportResult, plan: ExportPlan, going: dict[_Key, _NoteGoing], there: dict[_Key, NoteThere]
) -> PushResult:
    same = sum(key in there and _is_same(note, there[key]) for key, note in going.items())
    known = sum(key in there for key in going)
    cards = sum(note.cards for note in going.values())
    had = sum(min(note.cards, there[key].cards or note.cards) for key, note in going.items() if key in there)
    return PushResult(
        len(going), len(going) - known, known - same, same, (), (), cards, cards - had, done.reviews, done.retired,
        done.remarks, plan.progress, dry=True,
    )  # fmt: skip


def _compare(
    done: ExportResult,
    plan: ExportPlan,
    going: dict[_Key, _NoteGoing],
    before: dict[_Key, NoteThere],
    after: dict[_Key, NoteThere],
    new_cards: int,
) -> PushResult:
    missing = [key[0] for key in going if key not in after]
    kept = [key[0] for key, note in going.items() if key in after and not _is_same(note, after[key])]
    new = sum(key not in before and key in after for key in going)
    updated = sum(
        key in before and key in after and _is_same(note, after[key]) and not _is_same(note, before[key])
        for key, note in going.items()
    )
    same = len(going) - len(missing) - len(kept) - new - updated
    return PushResult(
        len(going), new, updated, same, tuple(kept), tuple(missing), done.cards, new_cards, done.reviews, done.retired,
        done.remarks, plan.progress, dry=False,
    )  # fmt: skip
