"""The checks of a candidate, in the order they are made; each failure has a reason that is counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quizzer.core.notes.notes import Note
from quizzer.derive.candidate import Candidate
from quizzer.derive.context import Context


@dataclass(frozen=True, slots=True)
class Check:
    """One rule that a candidate must keep.

    Attributes:
        reason: Why a candidate that breaks it is dropped or doubted, as the report counts it.
        is_fatal: Whether it drops the candidate; otherwise the draft goes below the line with the doubt.
        breaks: The doubt in a sentence, or the empty text where the rule is kept.
    """

    reason: str
    is_fatal: bool
    breaks: Callable[[Candidate, Context, Sequence[Note]], str]


CHECKS: tuple[Check, ...] = ()


def find_doubts(
    candidate: Candidate, context: Context, notes: Sequence[Note], checks: Sequence[Check] = CHECKS
) -> tuple[str, tuple[str, ...]]:
    """Check a candidate.

    Returns:
        The reason it is dropped for, empty where it is not, and the doubts that only put it below the line.
    """
    doubts = []
    for check in checks:
        said = check.breaks(candidate, context, notes)
        if said and check.is_fatal:
            return check.reason, ()
        if said:
            doubts.append(said)
    return "", tuple(doubts)
