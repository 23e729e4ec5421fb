"""An open collection: the database, the settings, the clock, and what can be asked of them as a whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from quizzer.clock import Clock
from quizzer.config import Paths, Settings, bundled_decks
from quizzer.core.log import CardQueue
from quizzer.core.notes.axes import Axis
from quizzer.core.schedule.progress import Moment
from quizzer.core.schedule.scheduler import Scheduler
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.errors import Problem
from quizzer.store import key_values
from quizzer.store.connection import connect, explain_errors, transaction
from quizzer.store.lock import Hold, InUse
from quizzer.store.queries import due_cards
from quizzer.store.queries.today import count_activity, count_streak, count_today
from quizzer.store.records import parameters
from quizzer.store.schema import upgrade
from quizzer.store.scope import EVERYTHING, Scope
from quizzer.study.collection import opening
from quizzer.study.decks.discover import DeckFile, find_deck_files, is_current, problems
from quizzer.study.due import limits, prompt
from quizzer.study.filters import scope_of
from quizzer.study.review.values import AxisDue, Counts, DeckLine, DeckProblem, Due, Filter, Home, Plan

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.store.log.union import MergeCounts
    from quizzer.store.rebuild import Difference
    from quizzer.study.exchange.plan import Exported, ExportPlan, Imported
    from quizzer.study.quiz.quiz import Quiz
    from quizzer.study.quiz.values import QuizPlan
    from quizzer.study.review.session import Session

_PARAMETERS = "scheduling.parameters"
FORECAST_DAYS = 7
ACTIVITY_DAYS = 28


class Collection:
    """The decks and the learner's progress with them.

    Use :meth:`open`; close it, or use it as a context manager.
    """

    def __init__(self, paths: Paths, settings_: Settings, clock: Clock, hold: Hold | None) -> None:
        self.paths = paths
        self.settings = settings_
        self.clock = clock
        self._hold = hold
        self._config_stamp = prompt.stamp(str(paths.config))
        self.connection: sqlite3.Connection = connect(paths.database)

    @classmethod
    def open(cls, paths: Paths, settings_: Settings, clock: Clock, *, exclusive: bool = True) -> Collection:
        """Open the collection, making or upgrading its database where needed.

        Args:
            exclusive: Keep others from writing until closed; needed for all that changes progress.

        Raises:
            Problem: It cannot be used; the sentence says why. Nothing was changed.
            InUse: Another program has it open.
        """
        try:
            paths.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Problem(f"{paths.home}: the data folder cannot be made: {error.strerror or error}.") from None
        ready = upgrade.is_current(paths.database)
        hold = opening.hold(paths, clock) if exclusive or not ready else None
        try:
            if not ready:
                opening.prepare(paths, clock)
            if hold is not None and not exclusive:
                hold.release()
                hold = None
            collection = cls(paths, settings_, clock, hold)
            if exclusive:
                collection._follow_parameters()
        except BaseException:
            if hold is not None:
                hold.release()
            raise
        return collection

    def close(self) -> None:
        """Let others in; closing twice is harmless."""
        self.connection.close()
        if self._hold is not None:
            self._hold.release()

    def __enter__(self) -> Collection:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @cached_property
    def scheduler(self) -> Scheduler:
        """The scheduler, by the settings, with the parameters fitted to the learner where there are any."""
        rules = self.settings.scheduling
        fitted = parameters.load_active(self.connection)
        if not fitted or rules.parameters != FSRS_6_DEFAULTS:
            return Scheduler(rules)
        axes = {axis: replace(rules, parameters=weights) for axis, weights in fitted.items() if axis is not None}
        return Scheduler(replace(rules, parameters=fitted.get(None, rules.parameters)), axes)

    def renew_scheduler(self) -> None:
        """Compute memory states with the parameters that are in use now."""
        del self.scheduler
        self._follow_parameters()

    def moment(self) -> Moment:
        """Now."""
        return self.clock.moment(self.settings.scheduling.rollover_hour)

    # Decks

    def sync(self) -> list[DeckProblem]:
        """Read the deck files that changed; quick when none did.

        Returns:
            The findings of all deck files.
        """
        note = self._note()
        files = find_deck_files(bundled_decks(), self.settings.deck_folders)
        if not is_current(self.connection, files):
            self._read(files)
        self._remember_look(note)
        return problems(self.connection)

    def _read(self, files: Sequence[DeckFile]) -> None:
        from quizzer.study.decks.sync import sync

        sync(self.connection, files, self.clock.now() // 1000)

    def sync_if_free(self) -> None:
        """Read changed deck files unless another program is at work: it has read them, or will."""
        note = self._note()
        files = find_deck_files(bundled_decks(), self.settings.deck_folders)
        current = is_current(self.connection, files)
        if current and self.get(prompt.NOTE) == note:
            return
        with suppress(InUse), nullcontext() if self._hold else opening.hold(self.paths, self.clock):
            if not current:
                self._read(files)
            self._remember_look(note)

    def _note(self) -> str:
        """What a glance needs to know; to be taken before the deck files are read."""
        folders = [bundled_decks(), *self.settings.deck_folders]
        return prompt.note(str(self.paths.home), self._config_stamp, self.settings.scheduling, map(str, folders))

    def _remember_look(self, note: str) -> None:
        with suppress(UnicodeEncodeError):  # a folder's name that is no text; then there are no glances
            if self.get(prompt.NOTE) != note:
                self.put(prompt.NOTE, note)

    def decks(self) -> list[DeckLine]:
        """Every loaded deck file with its counts and findings, by path."""
        from quizzer.store.notes import catalogue

        totals = catalogue.count_deck_contents(self.connection)
        found = problems(self.connection)
        lines = []
        for deck in catalogue.load_decks(self.connection):
            if deck.digest == "gone":
                continue
            notes, cards, retired = totals.get(deck.id, (0, 0, 0))
            lines.append(
                DeckLine(
                    name=deck.name,
                    path=deck.path,
                    axis=deck.axis,
                    notes=notes,
                    cards=cards,
                    counts=self._due(Scope(decks=(deck.id,))).counts,
                    retired=retired,
                    bundled=deck.bundled,
                    problems=tuple(problem for problem in found if problem.path == deck.path),
                )
            )
        return sorted(lines, key=lambda line: (not line.bundled, line.path))

    # What is due

    def due(self, wanted: Filter = Filter()) -> Due:  # noqa: B008 - frozen
        """What is to be done now, within the day's limits."""
        return self._due(scope_of(self.connection, wanted))

    def _due(self, scope: Scope, moment: Moment | None = None) -> Due:
        moment = moment or self.moment()
        rules = self.settings.scheduling
        new, steps, reviews = limits.remaining(self.connection, rules, moment.at, moment.day, scope.sql, scope.args)
        axes = self.connection.execute("SELECT id, key, name FROM axis ORDER BY id").fetchall()
        per_axis = tuple(
            (Axis(key, name), Counts(new.get(i, 0), steps.get(i, 0), reviews.get(i, 0))) for i, key, name in axes
        )
        counts = Counts(sum(new.values()), sum(steps.values()), sum(reviews.values()))
        next_due = None
        if not counts.total:
            next_due = limits.next_due(self.connection, rules, moment.at, moment.day, moment.day_end)
        return Due(counts, per_axis, next_due)

    def home(self) -> Home:
        """The first screen."""
        moment = self.moment()
        now_due = self._due(EVERYTHING, moment)
        counts = {axis.id: axis_counts for axis, axis_counts in now_due.axes}
        done = count_today(self.connection, moment.day)
        decks = self.connection.execute("SELECT count(*) FROM deck WHERE digest <> 'gone'").fetchone()[0]
        new = self.connection.execute(f"SELECT count(*) FROM card WHERE queue = {CardQueue.NEW:d}").fetchone()[0]
        return Home(
            counts=now_due.counts,
            axes=tuple(
                AxisDue(Axis(key, name), counts.get(key, Counts()), cards, seen)
                for _, key, name, cards, seen in due_cards.count_by_axis(self.connection)
            ),
            forecast=due_cards.count_by_due_day(self.connection, moment.day, FORECAST_DAYS),
            weekday=(date(1970, 1, 1) + timedelta(moment.day)).weekday(),
            streak=count_streak(self.connection, moment.day),
            answered_today=done.answers,
            seconds_today=done.took // 1000,
            next_due=now_due.next_due,
            now=moment.at,
            more_new=max(0, new - now_due.counts.new),
            decks=decks,
            problems=len(problems(self.connection)),
            activity=count_activity(self.connection, moment.day, ACTIVITY_DAYS),
        )

    # Studying

    def session(self, plan: Plan) -> Session:
        """Begin a session.

        Raises:
            WrongUse: The plan names an axis, deck, level or tag that does not exist.
        """
        from quizzer.study.review.session import Session

        return Session(self, plan)

    def quiz(self, plan: QuizPlan) -> Quiz:
        """Begin a quiz.

        Raises:
            WrongUse: The plan names what does not exist, or its numbers are out of bounds.
            Problem: There is no card to ask.
        """
        from quizzer.study.quiz.quiz import Quiz

        return Quiz(self, plan)

    def undo_last(self) -> str | None:
        """Take back the last answer or mark, whenever it was made.

        Returns:
            A sentence that says what was taken back; None when there is nothing left.
        """
        from quizzer.store.log.append import undo_last
        from quizzer.study.review.undo import undone_sentence

        with explain_errors(self.paths.database):
            undone = undo_last(self.connection, self.scheduler, self.clock.now())
        return undone_sentence(self.connection, undone) if undone else None

    # Upkeep

    def get(self, key: str) -> str | None:
        """A remembered value, such as the theme."""
        return key_values.get(self.connection, key)

    def put(self, key: str, value: str) -> None:
        """Remember a value."""
        key_values.put(self.connection, key, value)

    def back_up_daily(self) -> Path | None:
        """Make today's backup unless there is one; may run in a thread of its own.

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
        )

    def back_up(self, name: str = "by-hand") -> Path:
        """Make a backup now, beside the daily ones.

        Args:
            name: Why, for the beginning of its file name.

        Raises:
            Problem: It cannot be written.
        """
        from quizzer.store import backup

        return backup.copy_to(self.paths.database, self.paths.backups / f"{name}-{opening.stamp(self.clock)}.db")

    def merge(self, other: Path) -> MergeCounts:
        """Take in the answers and marks of another collection's database; its decks are not taken.

        Raises:
            Problem: The file is no sound quizzer database; nothing was changed.
        """
        from quizzer.store.log.union import merge, read_log

        rows = read_log(other)
        with explain_errors(self.paths.database):
            merged = merge(self.connection, rows)
        self.rebuild()
        return merged

    @property
    def exclusive(self) -> bool:
        """Whether it was opened to be changed."""
        return self._hold is not None

    def export(self, plan: ExportPlan, progress: ProgressCallback) -> Exported:
        """Write decks and progress to a file.

        Raises:
            WrongUse: The ending is unknown, or the filter names what does not exist.
            Problem: The file cannot be written; what was there before is untouched.
        """
        from quizzer.study.exchange.export import export

        return export(self, plan, progress)

    def import_file(self, path: Path, *, dry: bool, progress: ProgressCallback) -> Imported:
        """Take in a file of another program, or an archive of a collection; deck files must be synced.

        Args:
            dry: Only tell what it would come to.
            progress: Is called with how far long work has come.

        Raises:
            Problem: The file cannot be used; nothing was changed.
        """
        from quizzer.study.exchange.import_file import import_file

        return import_file(self, path, dry=dry, progress=progress)

    def rebuild(self) -> list[Difference]:
        """Regenerate every cached value from the log.

        Returns:
            What the cache had told wrongly; nothing, as it should be.
        """
        from quizzer.store.rebuild import rebuild

        with explain_errors(self.paths.database), transaction(self.connection):
            # What is counted of past days is counted anew when it is next wanted.
            self.connection.execute("DELETE FROM setting WHERE key IN ('tally', 'calibration')")
            return rebuild(self.connection, self.scheduler)

    def _follow_parameters(self) -> None:
        """Compute the memory states anew when the FSRS parameters were changed since the last time."""
        used = self.scheduler.parameters_fingerprint()
        known = self.get(_PARAMETERS)
        if known == used:
            return
        if known is not None:
            self.rebuild()
        self.put(_PARAMETERS, used)
