"""The thread of a sync: one job at a time, another one after it, and an early end."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from threading import Lock, Thread
from time import monotonic

from quizzer.core.exchange import ProgressCallback
from quizzer.tui.kit.work import WorkStopped


class Job(IntEnum):
    """What a sync does; the greater includes the smaller."""

    SEND = 1
    WHOLE = 2


Carry = Callable[[Job, ProgressCallback], None]
"""Carries out a job in the thread, and says by itself what came of it; it never raises but what the progress raises."""


class SyncWorker:
    """Carries out jobs in a thread that ends with the program, whatever it waits for.

    A job that is wanted while another one runs comes after it; several of them are one.
    """

    def __init__(self, carry: Carry, progressed: ProgressCallback) -> None:
        """Prepare to work.

        Args:
            carry: Carries out a job; called in the thread.
            progressed: Takes the progress of a job; called in the thread.
        """
        self._carry = carry
        self._progressed = progressed
        self._lock = Lock()
        self._wanted: Job | None = None
        self._running: Job | None = None
        self._thread: Thread | None = None
        self._stopping = False

    @property
    def running(self) -> Job | None:
        """The job that runs; None while there is none."""
        return self._running

    def begin(self, job: Job) -> None:
        """Start a job, or note that it is wanted after the one that runs."""
        with self._lock:
            self._wanted = max(job, self._wanted or job)
            if self._running is None:
                self._running = self._wanted
                self._thread = Thread(target=self._work, name="sync", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while (job := self._take()) is not None:
            try:
                self._carry(job, self._note)
            except WorkStopped:
                continue

    def _take(self) -> Job | None:
        """The next job; None where there is none, and the thread ends."""
        with self._lock:
            self._running, self._wanted = self._wanted, None
            return self._running

    def _note(self, what: str, done: int, of: int) -> None:
        if self._stopping and self._running is Job.WHOLE:
            raise WorkStopped("Stopped.")
        self._progressed(what, done, of)

    def finish(self, seconds: float, *, send: bool) -> bool:
        """Send what waits, and end; what takes longer is left for the next start.

        Args:
            seconds: How long to wait at most.
            send: Whether anything waits to be sent.

        Returns:
            Whether all is done.
        """
        until = monotonic() + seconds
        self._stopping = True
        if send:
            self.begin(Job.SEND)
        thread = self._thread
        if thread is not None:
            thread.join(max(0.0, until - monotonic()))
        return self._running is None
