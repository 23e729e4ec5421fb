"""The plan of an export, and the results of an export or import."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from quizzer.core.exchange import Omission
from quizzer.study.filters import Filter

ARCHIVED_SETTINGS = ("theme",)
"""The remembered values that go into an archive, and are taken from one."""


class ExportPlan(NamedTuple):
    """The plan of an export.

    Attributes:
        path: The ending decides the format: .apkg, .csv, .tsv, .md, .json.
        progress: Whether the schedule and the review history go with the notes (.apkg; .json always has them).
        foreign: Whether notes made in Anki go back there, as they were (.apkg; the other formats always have them).
        quotes: Whether the quoted words of the document go with the notes (.apkg, .json); they are another's text.
    """

    path: Path
    filter: Filter = Filter()
    progress: bool = False
    foreign: bool = False
    quotes: bool = False


class ExportResult(NamedTuple):
    """The result of an export.

    Attributes:
        notes: Notes written, retired ones included.
        reviews: Answers written.
        retired: Notes written only to mark them as retired in Anki.
        advice: Sentences: what to do with the file, and what to tick in Anki.
        remarks: Sentences: what was left out and why, and what Anki will not do.
    """

    path: Path
    notes: int
    cards: int
    reviews: int
    retired: int = 0
    advice: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class Naming(NamedTuple):
    """The name and the axis of an imported deck; empty for what the file says.

    Attributes:
        axis: Its id; that of an axis that is here may be given by its name, too.
    """

    deck: str = ""
    axis: str = ""


class DeckFileChange(NamedTuple):
    """A deck file that an import made or added to.

    Attributes:
        notes: Notes that are new in it.
        made: It was not there before.
        naming: The name and axis of the deck in it.
    """

    path: Path
    notes: int
    made: bool
    naming: Naming = Naming()


class ImportResult(NamedTuple):
    """The result of an import, or of a dry run.

    Attributes:
        origin: The kind of file, such as "Anki package".
        files: Deck files written.
        known: Notes that were here already; their deck files stay as they are.
        differing: Number of these whose content differs in the file.
        reviews: Answers that joined the log.
        marks: Suspensions, flags, resets and the like that joined the log.
        already: Log rows that were here already.
        strangers: Log rows of cards that no deck here holds.
        skipped: The omissions, each with its reason.
        media: Names of pictures and sounds left out.
        backup: The copy of the database made before the import; None when there was nothing to lose or to change.
        dry: Nothing was written; the result says what an import would do.
        lacking: Questions that lack a picture or sound.
        notices: Sentences: how the file was read, where that was a guess; cards and reviews that were not taken.
        columns: What each column of a table was taken for, a sentence.
        samples: The first notes as they are understood, a sentence each.
        naming: The name and axis the file's one deck has; None for a file of several decks or an archive.
    """

    origin: str
    files: tuple[DeckFileChange, ...] = ()
    known: int = 0
    differing: int = 0
    reviews: int = 0
    marks: int = 0
    already: int = 0
    strangers: int = 0
    skipped: tuple[Omission, ...] = ()
    media: tuple[str, ...] = ()
    backup: Path | None = None
    dry: bool = False
    lacking: int = 0
    notices: tuple[str, ...] = ()
    columns: str = ""
    samples: tuple[str, ...] = ()
    naming: Naming | None = None
