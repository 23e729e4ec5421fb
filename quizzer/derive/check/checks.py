"""The checks of a candidate, in the order they are made; each failure has a reason that is counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quizzer.derive.candidate import Candidate
from quizzer.derive.check.grounds import Grounds
from quizzer.derive.check.measure import is_cut, is_generic, is_long
from quizzer.derive.check.openness import asks_openly, defines_nothing, hides_unknown_verb, says_nothing
from quizzer.derive.check.quote import lacks_quote, turns_direction
from quizzer.derive.check.setting import is_broken, is_reference, is_symbol, leans_elsewhere
from quizzer.derive.check.unique import has_other_answer, is_already_asked
from quizzer.derive.check.visible import shows_answer


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
    breaks: Callable[[Candidate, Grounds], str]


CHECKS: tuple[Check, ...] = (
    Check("not said by its quote", True, lacks_quote),
    Check("another direction than its quote", True, turns_direction),
    Check("shows its answer", True, shows_answer),
    Check("from a reference", True, is_reference),
    Check("asked already", True, is_already_asked),
    Check("leans on another sentence", False, leans_elsewhere),
    Check("asks for a symbol", False, is_symbol),
    Check("broken text", False, is_broken),
    Check("more than one right answer", False, has_other_answer),
    Check("too open", False, asks_openly),
    Check("says nothing", False, says_nothing),
    Check("defines nothing", False, defines_nothing),
    Check("hides a verb without direction", False, hides_unknown_verb),
    Check("cut off", False, is_cut),
    Check("too long", False, is_long),
    Check("an answer that fits everywhere", False, is_generic),
)


def find_doubts(
    candidate: Candidate, grounds: Grounds, checks: Sequence[Check] = CHECKS
) -> tuple[str, tuple[str, ...]]:
    """Check a candidate.

    Returns:
        The reason it is dropped for, empty where it is not; and the doubts that only put it below the line, each with
        its reason in front: ``too long: 24 words are shown``.
    """
    doubts = []
    for check in checks:
        said = check.breaks(candidate, grounds)
        if said and check.is_fatal:
            return check.reason, ()
        if said:
            doubts.append(f"{check.reason}: {said}")
    return "", tuple(doubts)
