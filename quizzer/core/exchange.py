"""The values that are exchanged with other programs, in this program's own terms.

Readers of other programs' files give an :class:`Incoming`; writers are given :class:`Outgoing` notes, one by one.
Named tuples: a collection has a million log rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from quizzer.core.log import LogKind
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.notes import Deck, Note
from quizzer.core.schedule.progress import Progress

ProgressCallback = Callable[[str, int, int], None]
"""Called while long work goes on: what is being done, how much of it is done, and of how much (0 for unknown)."""


ANKI = "anki"
"""The device of what was studied in Anki."""
MNEMOSYNE = "mnemosyne"
"""The device of what was studied in Mnemosyne."""


class Entry(NamedTuple):
    """One row of the log, as it came from elsewhere or goes there.

    Attributes:
        card: Key of the card, ``note-id#part``.
        at: Milliseconds since 1970-01-01 UTC; with ``card`` and ``device`` the row's identity.
        day: Study day, days since 1970-01-01, cut at the rollover in the zone the learner was in.
        kind: The kind of row.
        value: The rating 1..4, the day buried, the flag, the study day it is due.
        before: Number of the ``State`` before.
        state: Number of the ``State`` after.
        step: Index of the learning or relearning step after.
        interval: Scheduled then: days when positive, seconds when negative.
        took: Milliseconds on the card.
        undone: Milliseconds at which it was taken back, or None.
        device: Where it was made; empty for rows older than devices.
    """

    card: str
    at: int
    day: int
    kind: LogKind
    value: int
    before: int = 0
    state: int = 0
    step: int = 0
    interval: int = 0
    took: int = 0
    undone: int | None = None
    device: str = ""


class Omission(NamedTuple):
    """Something that an import left out.

    Attributes:
        what: Enough to find it in the file it came from, such as the beginning of its first field, or a line.
        why: The reason, as the end of a sentence ("has no answer").
    """

    what: str
    why: str


class IncomingDeck(NamedTuple):
    """A deck as it came.

    Attributes:
        file: The file name its deck file would have, such as ``endocrine.yaml``; letters, digits and ``-`` only.
        bundled: It came with the program, unchanged; only this program's own files say so.
    """

    deck: Deck
    file: str
    bundled: bool = False


class AnkiType(NamedTuple):
    """A note type made in Anki, as a package needs it to bring notes of it back.

    Attributes:
        id: Anki's own number for it.
        cloze: Its cards are the deletions of a text.
        templates: Name, front and back of each.
    """

    id: int
    name: str
    cloze: bool
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str, str], ...]
    css: str = ""


class AnkiOriginal(NamedTuple):
    """A note made in Anki, as it was there.

    Attributes:
        key: The id of its note here; where it became several, the one that their ids begin with.
        changed: Epoch seconds of its last change in Anki.
        fields: HTML.
    """

    key: str
    guid: str
    type_id: int
    changed: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]


class Incoming(NamedTuple):
    """All that a file from elsewhere holds.

    The notes of this program's own packages and files keep their ids; other notes get ids that the same note
    gets again at the next reading.

    Attributes:
        origin: The kind of file, in words for a person, such as "Anki package".
        decks: The notes, deck by deck.
        entries: The history, by card key, in the order of the instants for each card.
        skipped: The omissions, each with its reason.
        media: Names of pictures and sounds that were left out.
        settings: Remembered values, from a file of this program's own; empty otherwise.
        retired: Ids of the notes in ``decks`` that no deck file held any more; only this program's own files name them.
        lacking: Questions that lack a picture or sound, which is marked in their text.
        notices: Sentences: how the file was read, where that was a guess; cards and reviews that were not taken.
        columns: What each column of a table was taken for, a sentence; empty for other files.
        types: The note types of the originals.
        originals: The notes made in Anki, as they were there.
    """

    origin: str
    decks: tuple[IncomingDeck, ...]
    entries: list[Entry]
    skipped: tuple[Omission, ...] = ()
    media: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    retired: frozenset[str] = frozenset()
    lacking: int = 0
    notices: tuple[str, ...] = ()
    columns: str = ""
    types: tuple[AnkiType, ...] = ()
    originals: tuple[AnkiOriginal, ...] = ()


class OutgoingCard(NamedTuple):
    """A card on its way out.

    Attributes:
        position: Its place in the order in which new cards are learnt.
        buried_day: Study day it was buried for; 0 for none.
    """

    key: str
    part: str
    progress: Progress
    suspended: bool
    flag: int
    position: int
    retired: bool
    buried_day: int


class Outgoing(NamedTuple):
    """A note on its way out, with its cards.

    Attributes:
        deck: Name of its deck.
        file: Name of its deck file.
        changed: Epoch seconds of the last change of its content; 0 for unknown.
        retired: No deck file holds it any more.
        content: The note's body as :mod:`quizzer.core.notes.json_content` writes it, where it is at hand already.
    """

    note: Note
    deck: str
    file: str
    axis: Axis
    changed: int
    retired: bool
    cards: tuple[OutgoingCard, ...]
    content: str = ""


class ExportCounts(NamedTuple):
    """How much a writer wrote.

    Attributes:
        cards: Rows of a table, blocks of Markdown, or cards of an archive or a package.
        entries: Log rows; only archives and packages have them.
        retired: Notes written only to mark them as retired in Anki.
    """

    notes: int
    cards: int
    entries: int = 0
    retired: int = 0
