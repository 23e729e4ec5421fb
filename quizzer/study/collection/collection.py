"""An open collection: what every use case works on."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from quizzer.clock import Clock
from quizzer.config import Paths, Settings
from quizzer.core.schedule.progress import Moment
from quizzer.core.schedule.scheduler import Scheduler
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.errors import Problem
from quizzer.shared_config import find_shared_config
from quizzer.store import key_values
from quizzer.store.connection import connect, explain, explain_errors, transaction
from quizzer.store.days_ahead import set_days_right
from quizzer.store.device import ensure_device, note_rows
from quizzer.store.lock import Hold
from quizzer.store.records import parameters
from quizzer.store.schema import upgrade
from quizzer.study.collection import opening

if TYPE_CHECKING:
    from quizzer.core.grading.context import AnswerContext
    from quizzer.core.notes.cards import Face
    from quizzer.study.collection.vocabulary import Vocabulary


class Collection:
    """The resources of a learner's collection; the functions of the other packages work on them.

    Open it with :meth:`open`; close it, or use it as a context manager.

    Attributes:
        paths: The files and folders.
        database: The SQLite file, whose path is put together once: each answer names it.
        settings: The configuration, as it was last read.
        config_stats: The home's configuration file, and the one that a home without uses, as they were when the
            collection was opened; None for one that was not there.
        clock: The only source of the time.
        connection: The database.
    """

    def __init__(self, paths: Paths, settings: Settings, clock: Clock, hold: Hold | None) -> None:
        self.paths = paths
        self.database = paths.database
        self.settings = settings
        self.clock = clock
        self._hold = hold
        self.config_stats = _config_stats(paths)
        self.connection: sqlite3.Connection = connect(paths.database)

    def open_again(self) -> Collection:
        """The same collection over a connection of its own, for a thread; it schedules by the same parameters."""
        again = Collection(self.paths, self.settings, self.clock, None)
        again.scheduler = self.scheduler
        return again

    @classmethod
    def open(cls, paths: Paths, settings: Settings, clock: Clock, *, exclusive: bool = True) -> Collection:
        """Open the collection, making or upgrading its database where needed.

        Args:
            exclusive: Keep others from writing until closed; needed for everything that changes progress.

        Raises:
            Problem: It cannot be used; the sentence says why. Nothing was changed.
            InUse: Another program has it open.
        """
        try:
            paths.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise Problem(f"{paths.home}: the data folder cannot be made: {error.strerror or error}.") from None
        ready = upgrade.is_current(paths.database)
        hold = opening.hold(paths, clock) if exclusive or not ready else None
        try:
            if hold is not None:
                opening.tidy(paths)
            if not ready:
                opening.prepare(paths, clock)
            if hold is not None and not exclusive:
                hold.release()
                hold = None
            collection = cls(paths, settings, clock, hold)
            if exclusive:
                with explain_errors(paths.database):
                    ensure_device(collection.connection, paths.database)
                collection.follow_parameters()
                collection.set_days_right()
        except BaseException:
            if hold is not None:
                hold.release()
            raise
        return collection

    def close(self) -> None:
        """Let others in; closing twice is harmless."""
        if self.exclusive:
            with suppress(sqlite3.Error):
                note_rows(self.connection, self.paths.database)
        self.connection.close()
        if self._hold is not None:
            self._hold.release()

    def __enter__(self) -> Collection:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
        if isinstance(error, sqlite3.Error) and (sentence := explain(self.paths.database, error)):
            raise Problem(sentence) from error

    @property
    def exclusive(self) -> bool:
        """Whether it was opened to be changed."""
        return self._hold is not None

    def take_settings(self, settings: Settings) -> None:
        """Go on with other settings, as if the collection had been opened with them."""
        self.settings = settings
        self.config_stats = _config_stats(self.paths)
        self.__dict__.pop("scheduler", None)
        if self.exclusive:
            self.follow_parameters()
            self.set_days_right()

    def moment(self) -> Moment:
        """Now."""
        return self.clock.moment(self.settings.scheduling.rollover_hour)

    # The scheduler

    @cached_property
    def scheduler(self) -> Scheduler:
        """The scheduler by the settings, with the parameters fitted to the learner if there are any."""
        rules = self.settings.scheduling
        fitted = parameters.load_active(self.connection)
        if not fitted or rules.parameters != FSRS_6_DEFAULTS:
            return Scheduler(rules)
        axes = {axis: rules._replace(parameters=weights) for axis, weights in fitted.items() if axis is not None}
        return Scheduler(rules._replace(parameters=fitted.get(None, rules.parameters)), axes)

    def read_scheduler(self) -> Scheduler:
        """The scheduler, with the parameters that are in use by now: a sync may have brought others."""
        self.__dict__.pop("scheduler", None)
        return self.scheduler

    @contextmanager
    def changing_parameters(self) -> Iterator[None]:
        """A transaction in which the block changes the parameters in use; the memory states are computed anew in it."""
        from quizzer.store.rebuild import rebuild_within

        with explain_errors(self.paths.database):
            try:
                with transaction(self.connection):
                    yield
                    used = self.read_scheduler().parameters_fingerprint()
                    if self.get(parameters.IN_SCHEDULE) != used:
                        rebuild_within(self.connection, self.scheduler, (parameters.IN_SCHEDULE, used))
            except BaseException:
                self.__dict__.pop("scheduler", None)  # it may have the parameters that were not stored
                raise

    def follow_parameters(self) -> None:
        """Compute the memory states anew when the FSRS parameters have changed since they were computed."""
        used = self.read_scheduler().parameters_fingerprint()
        known = self.get(parameters.IN_SCHEDULE)
        if known == used:
            return
        if known is not None:
            from quizzer.store.rebuild import rebuild_caches

            with explain_errors(self.paths.database):
                rebuild_caches(self.connection, self.scheduler, (parameters.IN_SCHEDULE, used))
            return
        self.put(parameters.IN_SCHEDULE, used)

    def set_days_right(self) -> None:
        """End what a clock that was ahead, or a day before a journey west, holds back; a look at two rows."""
        if self.exclusive:
            with explain_errors(self.paths.database):
                set_days_right(self.connection, self.scheduler, self.moment())

    # The words of the decks

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        from quizzer.study.collection.vocabulary import load_vocabulary

        return load_vocabulary(self.connection)

    def is_word(self, word: str) -> bool:
        """Whether a folded word was in the decks when this was first asked: then it is no misspelling of another."""
        return word in self._vocabulary

    def context_of(self, face: Face, card_id: int) -> AnswerContext:
        """What grading knows beside the answer to a card."""
        from quizzer.core.grading.context import AnswerContext
        from quizzer.store.notes.cards import load_synonyms

        return AnswerContext(face.prompt, self.is_word, load_synonyms(self.connection, card_id))

    # Small values, such as the theme

    def get(self, key: str) -> str | None:
        """Read a value; None when none was put."""
        return key_values.get(self.connection, key)

    def put(self, key: str, value: str) -> None:
        """Write a value under a key."""
        key_values.put(self.connection, key, value)

    # Backups

    def back_up_daily(self, began: Callable[[], object] = lambda: None) -> Path | None:
        """Make today's backup unless there is one; may run in a thread of its own.

        Args:
            began: Called when what the database holds is settled for the backup: changes from then on are not in it.

        Raises:
            Problem: It cannot be written.
        """
        from quizzer.store import backup

        day = date(1970, 1, 1) + timedelta(self.moment().day)
        return backup.make_daily(
            self.paths.database,
            self.paths.backups,
            day,
            keep_days=self.settings.backups_daily,
            keep_months=self.settings.backups_monthly,
            began=began,
        )

    def back_up(self, name: str = "by-hand") -> Path:
        """Make a backup now, beside the daily ones.

        Args:
            name: The reason, with which the file's name begins.

        Raises:
            Problem: It cannot be written.
        """
        from quizzer.store import backup

        return backup.copy_aside(self.paths.database, self.paths.backups, name, opening.stamp(self.clock))


def _config_stats(paths: Paths) -> tuple[os.stat_result | None, os.stat_result | None]:
    return _stat(paths.own_config), _stat(Path(find_shared_config()))


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
