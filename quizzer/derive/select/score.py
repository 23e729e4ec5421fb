"""The score of a draft: a sum of named numbers, so that ``--explain`` can print it."""

from __future__ import annotations

from collections.abc import Mapping

from quizzer.derive.candidate import Candidate
from quizzer.derive.context import Context

LINE = 0.5


def compute_features(candidate: Candidate, context: Context) -> Mapping[str, float]:
    """The named numbers whose sum, held between 0 and 1, is the score."""
    del context
    return {"base": candidate.base}


def add_up(features: Mapping[str, float]) -> float:
    """The score of a draft from its features, 0 to 1, to three decimals."""
    return round(min(1.0, max(0.0, sum(features.values()))), 3)
