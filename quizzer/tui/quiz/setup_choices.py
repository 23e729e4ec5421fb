"""The last choices of a quiz's setup, kept for the next one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quizzer.core.groups import GROUPINGS
from quizzer.study.filters import Filter
from quizzer.study.quiz.values import LONGEST, MOST, QuizPlan

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_KEPT = "quiz.choices"
USUAL = QuizPlan(feedback="each")
"""What is chosen before anything was."""


def keep_plan(collection: Collection, plan: QuizPlan) -> None:
    """Keep what was chosen."""
    chosen = plan.filter
    collection.put(
        _KEPT,
        json.dumps(
            {
                "questions": plan.questions,
                "feedback": plan.feedback,
                "limit": plan.limit,
                "as_reviews": plan.as_reviews,
                "only_seen": plan.only_seen,
                "by": plan.by,
                "scope": [list(part) for part in (chosen.axes, chosen.decks, chosen.levels, chosen.tags)],
            }
        ),
    )


def kept_plan(collection: Collection) -> QuizPlan:
    """What was chosen last; the usual where nothing was, or where what was kept cannot be read."""
    try:
        return _read(json.loads(collection.get(_KEPT) or "null"))
    except (ValueError, TypeError, KeyError):
        return USUAL


def _read(kept: dict[str, object]) -> QuizPlan:
    questions, limit, scope = kept["questions"], kept["limit"], kept["scope"]
    if not (isinstance(questions, int) and 1 <= questions <= MOST and isinstance(scope, list)):
        raise ValueError
    if limit is not None and not (isinstance(limit, int) and 60 <= limit <= 60 * LONGEST):
        raise ValueError
    axes, decks, levels, tags = (tuple(map(str, part)) for part in scope)
    return QuizPlan(
        questions=questions,
        filter=Filter(axes=axes, decks=decks, levels=levels, tags=tags),
        feedback="each" if kept["feedback"] == "each" else "end",
        limit=limit,
        as_reviews=bool(kept["as_reviews"]),
        only_seen=bool(kept["only_seen"]),
        by=next((by for by in GROUPINGS if by == kept["by"]), "axis"),
    )
