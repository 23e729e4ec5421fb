"""A deck file that is edited decision by decision: each is on the disk at once, and can be undone after a restart."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.deckfile.edit.deck_text import DeckText
from quizzer.deckfile.edit.edits import Edit
from quizzer.errors import Problem
from quizzer.files import write_whole
from quizzer.store.connection import explain_errors
from quizzer.store.records.triage_steps import TriageStep, delete_step, load_last_step, save_step

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


class DeckFile:
    """A deck file in memory, in step with the one on the disk.

    Attributes:
        content: Its text and notes.
        version: Grows whenever somebody else's edit was read in.
    """

    def __init__(self, collection: Collection, path: Path) -> None:
        """Read the file.

        Raises:
            Problem: It cannot be read, or is no deck.
        """
        self._collection = collection
        self.path = path
        self.version = 0
        self._load()

    def _load(self) -> None:
        raw, self._stamp = _read(self.path)
        try:
            self.content = DeckText(raw.decode("utf-8"), self.path)
        except UnicodeDecodeError:
            raise Problem(f"{self.path}: the deck cannot be read: it is not UTF-8 text.") from None
        self._digest = _digest(raw)

    def follow(self) -> None:
        """Read the file again if somebody edited it since.

        Raises:
            Problem: It cannot be read, or is no deck any more.
        """
        if _stamp(self.path) == self._stamp:
            return
        raw, stamp = _read(self.path)
        if _digest(raw) == self._digest:
            self._stamp = stamp
            return
        self._load()
        self.version += 1

    def keep(self, act: str, note_id: str, edits: Sequence[Edit]) -> None:
        """Write what was edited in memory, with the step that undoes it.

        Raises:
            Problem: It cannot be written; the file is as it was, and so is the text in memory.
        """
        raw = self.content.text.encode()
        before, after, at = self._digest, _digest(raw), self._collection.clock.now()
        step = TriageStep(
            0, at, act, note_id, before, after, tuple((edit.start, edit.before, edit.after) for edit in edits)
        )
        connection = self._collection.connection
        # The step first: one whose edit never reached the file is recognised by the digests.
        step_id = None
        try:
            with explain_errors(self._collection.paths.database):
                step_id = save_step(connection, self.path, step)
            self._write(raw, after)
        except Problem:
            if step_id is not None:
                delete_step(connection, step_id)
            self.content.restore(edits)
            raise

    def last_step(self) -> TriageStep | None:
        """The last step that can be taken back; None where there is none.

        Raises:
            Problem: The file was edited since.
        """
        self.follow()
        connection = self._collection.connection
        while (step := load_last_step(connection, self.path)) is not None:
            if step.after == self._digest:
                return step
            if step.before != self._digest:
                raise Problem(
                    f"{self.path.name} was edited since the last decision, so that decision cannot be taken back here; "
                    "what it changed stands in the file."
                )
            delete_step(connection, step.id)  # the program ended before its edit reached the file
        return None

    def take_back(self, step: TriageStep) -> None:
        """Undo the last step: the file is what it was before, byte for byte.

        Raises:
            Problem: It cannot be written; it is as it was.
        """
        self.content.restore(tuple(Edit(*edit) for edit in step.edits))
        raw = self.content.text.encode()
        try:
            self._write(raw, step.before)
        except Problem:
            self._load()
            raise
        delete_step(self._collection.connection, step.id)

    def _write(self, raw: bytes, digest: str) -> None:
        write_whole(self.path, raw, "the deck", private=True)
        self._digest, self._stamp = digest, _stamp(self.path)


def _digest(raw: bytes) -> str:
    return blake2b(raw, digest_size=16).hexdigest()


def _stamp(path: Path) -> tuple[int, int, int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - on the way to every decision
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _read(path: Path) -> tuple[bytes, tuple[int, int, int, int] | None]:
    stamp = _stamp(path)
    try:
        return path.read_bytes(), stamp
    except OSError as error:
        raise Problem(f"{path}: the deck cannot be read: {(error.strerror or str(error)).lower()}.") from None
