"""A long job beside a screen: its progress, and its early end."""

from __future__ import annotations

from dataclasses import dataclass

from quizzer.errors import Problem


class WorkStopped(Problem):
    """Raised in the thread of a job whose result nobody awaits any more."""


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """The progress of a long job.

    Attributes:
        activity: The current activity, in words.
        done: Steps done.
        of: Steps in all; 0 for unknown.
    """

    activity: str
    done: int = 0
    of: int = 0
