"""Syncing beside the screens: what the thread does, and what the screens learn of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from quizzer.errors import Problem
from quizzer.study.sync.beside import opened_beside
from quizzer.study.sync.files.bases import WORK
from quizzer.study.sync.status import load_standing, load_status
from quizzer.study.sync.sync import push, sync
from quizzer.study.sync.words import describe_faults, show_place
from quizzer.tui.kit.screen import Keyed
from quizzer.tui.kit.sync_words import Standing
from quizzer.tui.kit.work import WorkStopped
from quizzer.tui.sync.worker import Job, SyncWorker

if TYPE_CHECKING:
    from textual.screen import Screen

    from quizzer.core.exchange import ProgressCallback
    from quizzer.study.collection.collection import Collection
    from quizzer.study.sync.values import SyncOutcome, SyncStanding, SyncStatus

LONGEST_WAIT = 2.0
"""Seconds that leaving the program waits for what is sent; the next start sends the rest."""
_LATE = 0.3  # seconds after which a sync says that it is going on
_EVERY = 0.25  # seconds between two pictures of its progress
_LONG = 1800.0  # seconds between two syncs of a program that stays open


class App(Protocol):
    """The application, as this room uses it."""

    @property
    def screen_stack(self) -> list[Screen[object]]:
        """The screens, the front one last."""

    def call_later(self, callback: Callable[[], object]) -> bool:
        """Call a function in the thread of the screens."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> object:
        """Call a function after some seconds."""


class Syncing:
    """Takes in and sends beside the screens.

    Attributes:
        standing: How this home stands with the other devices.
    """

    def __init__(self, app: App, collection: Collection) -> None:
        self.standing = Standing()
        self._app = app
        self._collection = collection
        self._worker = SyncWorker(self._carry_out, self._progress)
        self._began = self._shown = 0.0

    # From the screens

    def count(self) -> None:
        """Count anew what waits to be sent."""
        noted = self._load()
        self.standing = self.standing._replace(to_send=noted.to_send if noted else 0)

    def _load(self) -> SyncStanding | None:
        with suppress(Problem):
            return load_standing(self._collection)
        return None

    def sync(self) -> None:
        """Take in what there is, then send what waits; what takes a while says so."""
        self._worker.begin(Job.WHOLE)
        self._call(partial(self._app.set_timer, _LATE, self._say_that_it_goes_on))

    def follow(self) -> None:
        """Sync again where the last time is long ago: some leave the program open for days."""
        if monotonic() - self._began > _LONG:
            self.sync()

    def send(self) -> None:
        """Send what waits, if anything does."""
        self.count()
        if self.standing.to_send:
            self._worker.begin(Job.SEND)

    def finish(self) -> None:
        """Send what waits, for as long as leaving may take; what is left goes at the next start."""
        self.count()
        self._worker.finish(LONGEST_WAIT, send=bool(self.standing.to_send))

    def look(self, then: Callable[[SyncStatus], None]) -> None:
        """Look at the devices, and give them to the screen that wants them."""
        from threading import Thread

        Thread(target=self._look, args=(then,), daemon=True).start()

    # In the thread

    def _carry_out(self, job: Job, progress: ProgressCallback) -> None:
        self._began, outcome, trouble = monotonic(), None, ""
        try:
            with opened_beside(self._collection) as beside:
                outcome = (
                    sync(beside, progress=progress, whole=False)
                    if job is Job.WHOLE
                    else push(beside, progress=progress)
                )
        except WorkStopped:
            raise
        except Problem as problem:
            trouble = str(problem)
        except Exception as fault:  # noqa: BLE001 - reviews go on, whatever this is
            trouble = f"This is a fault of quizzer's own ({type(fault).__name__}: {fault})."
        self._call(partial(self._take, outcome, trouble))

    def _progress(self, what: str, done: int, of: int) -> None:
        now = monotonic()
        if now - self._began > _LATE and now - self._shown > _EVERY:
            self._shown = now
            self._call(partial(self._show, self.standing._replace(activity=what, done=done, of=of, holds=what == WORK)))

    def _look(self, then: Callable[[SyncStatus], None]) -> None:
        with suppress(Problem), opened_beside(self._collection) as beside:
            self._call(partial(then, load_status(beside)))

    def _call(self, callback: Callable[[], object]) -> None:
        """Have the thread of the screens call this, unless the program ends."""
        with suppress(RuntimeError):
            self._app.call_later(callback)

    # In the thread of the screens

    def _take(self, outcome: SyncOutcome | None, trouble: str) -> None:
        """Take what came of a job; parameters that it brought count from the next start on, for all cards at once."""
        noted = self._load()
        if noted is None:
            self._show(self.standing._replace(activity="", holds=False, trouble=trouble))
            return
        place = show_place(noted.place)
        trouble = trouble or (outcome.problem if outcome else "")
        # That there was nothing to do is noted once an hour only, so what was seen here may be later.
        clock = self._collection.clock
        known = (self.standing.synced, None if noted.synced is None else clock.local(noted.synced))
        synced = max(filter(None, known), default=None) if trouble else clock.local(clock.now())
        standing = Standing(
            place=place,
            synced=synced,
            to_send=noted.to_send,
            trouble=trouble.replace(noted.place, place),
        )
        if outcome is not None:
            standing = standing._replace(
                taken=outcome.taken,
                has_marks=outcome.has_marks,
                devices=outcome.devices,
                remarks=tuple(describe_faults(outcome._replace(problem=""))),
            )
        self._show(standing, news=outcome is not None and outcome.has_news)

    def _say_that_it_goes_on(self) -> None:
        if self._worker.running is Job.WHOLE and not self.standing.activity:
            self._show(self.standing._replace(activity="Syncing"))

    def _show(self, standing: Standing, *, news: bool = False) -> None:
        self.standing = standing
        for screen in self._app.screen_stack:
            if isinstance(screen, Keyed):
                screen.take_sync(news=news)
