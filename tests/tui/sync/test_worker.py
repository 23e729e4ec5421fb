"""Jobs of a sync: one at a time, none forgotten, and an end that waits only so long."""

from __future__ import annotations

from threading import Event
from time import monotonic

from quizzer.core.exchange import ProgressCallback
from quizzer.tui.kit.work import WorkStopped
from quizzer.tui.sync.worker import Job, SyncWorker

LONG = 5.0


class Jobs:
    """Jobs that wait for a signal, and say what ran."""

    def __init__(self) -> None:
        self.ran: list[Job] = []
        self.stopped: list[Job] = []
        self.began, self.go_on = Event(), Event()
        self.worker = SyncWorker(self.carry, lambda *_: None)

    def carry(self, job: Job, progress: ProgressCallback) -> None:
        """Wait, with a progress every few milliseconds."""
        self.began.set()
        while not self.go_on.wait(0.002):
            try:
                progress("waiting", 0, 0)
            except WorkStopped:
                self.stopped.append(job)
                raise
        self.ran.append(job)


def test_what_is_wanted_meanwhile_comes_afterwards_once() -> None:
    jobs = Jobs()
    jobs.worker.begin(Job.SEND)
    assert jobs.began.wait(LONG)
    for job in (Job.SEND, Job.WHOLE, Job.SEND):
        jobs.worker.begin(job)
    jobs.go_on.set()
    assert jobs.worker.finish(LONG, send=False)
    assert jobs.ran == [Job.SEND, Job.WHOLE]
    assert jobs.worker.running is None


def test_the_end_stops_what_is_taken_in_and_sends_what_waits() -> None:
    jobs = Jobs()
    jobs.worker.begin(Job.WHOLE)
    assert jobs.began.wait(LONG)
    began = monotonic()
    assert not jobs.worker.finish(0.2, send=True)
    assert monotonic() - began < LONG / 2
    assert jobs.stopped == [Job.WHOLE]
    assert jobs.worker.running is Job.SEND
    jobs.go_on.set()
    assert jobs.worker.finish(LONG, send=False)
    assert jobs.ran == [Job.SEND]


def test_without_a_job_the_end_does_not_wait() -> None:
    began = monotonic()
    assert Jobs().worker.finish(LONG, send=False)
    assert monotonic() - began < LONG / 2
