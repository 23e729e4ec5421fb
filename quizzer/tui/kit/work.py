"""Long work beside a screen: how far it is, and how it ends early."""

from __future__ import annotations

from dataclasses import dataclass

from quizzer.errors import Problem


class WorkStopped(Problem):
    """Nobody waits for the work any more; raised in its thread."""


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """How far long work is.

    Attributes:
        activity: What is being done, in words.
        done: How much of it is done.
        of: How much there is; 0 for unknown.
    """

    activity: str
    done: int = 0
    of: int = 0
