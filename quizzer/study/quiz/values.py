"""The plan of a quiz, its answers and its result, as values."""

from __future__ import annotations

from typing import Literal, NamedTuple

from quizzer.core.groups import Group, Grouping
from quizzer.core.notes.axes import Axis
from quizzer.core.quiz import Grade
from quizzer.study.filters import Filter
from quizzer.study.review.values import Shown

Feedback = Literal["each", "end"]
Ended = Literal["done", "time", "stopped"]

MOST = 500
"""The most questions of a quiz."""
LONGEST = 24 * 60
"""The longest time limit, in minutes."""


class QuizPlan(NamedTuple):
    """The plan of a quiz.

    Attributes:
        questions: Questions wanted, 1..``MOST``; there are fewer where the filter has fewer.
        feedback: Whether an answer is shown after each question, or all at the end.
        limit: Seconds for the whole quiz; None for no limit.
        as_reviews: Each answer is a review: it is logged and the card scheduled by it.
        only_seen: Only cards answered before.
        seed: Decides which cards are drawn; None draws others every time.
        by: What the questions are drawn evenly over, and what has a score of its own.
    """

    questions: int = 20
    filter: Filter = Filter()
    feedback: Feedback = "end"
    limit: int | None = None
    as_reviews: bool = False
    only_seen: bool = False
    seed: int | None = None
    by: Grouping = "axis"


class QuizAnswer(NamedTuple):
    """One answer in a quiz.

    Attributes:
        place: Its place in the quiz, from 0.
        given: The text written or chosen, items one a line; empty where there was none.
        judged: Its mark and score; None until the learner has judged it.
        took: Milliseconds.
    """

    place: int
    shown: Shown
    given: str
    judged: Grade | None
    took: int


class GroupScore(NamedTuple):
    """The score on one axis, deck or tag.

    Attributes:
        questions: Questions that count; one of several tags counts for each.
        score: Percent.
        before: Percent in the latest earlier quiz over the same scope with questions on the group; None without one.
    """

    group: Group
    questions: int
    score: int
    before: int | None


class MissedQuestion(NamedTuple):
    """A question that was not answered in full.

    Attributes:
        answer: The right answer.
        given: The answer given; empty for none.
        source: Its place in the document; empty where that is not known.
        answered: False when the time was up before it was asked.
    """

    card_id: int
    axis: Axis
    prompt: str
    answer: str
    given: str
    judged: Grade
    source: str
    answered: bool


class Earlier(NamedTuple):
    """Earlier quizzes over the same axes, decks, levels and tags, drawn evenly over the same.

    Attributes:
        scores: Percent of each, in the order they were taken.
        last_at: Milliseconds at which the last of them began.
    """

    scores: tuple[int, ...] = ()
    last_at: int = 0

    @property
    def last(self) -> int | None:
        """Percent of the last one."""
        return self.scores[-1] if self.scores else None

    @property
    def best(self) -> int | None:
        """Percent of the best one."""
        return max(self.scores, default=None)


class QuizResult(NamedTuple):
    """The result of a quiz.

    Attributes:
        questions: Questions that count.
        drawn: Questions drawn for it.
        score: Percent, the mean over the questions that count.
        right: Questions answered in full.
        partly: Questions answered in part.
        wrong: Questions answered wrongly or, for lack of time, not at all.
        unasked: Those of ``wrong`` that there was no time for.
        seconds: From the first question to the last answer.
        ended: ``done``, ``time`` when the time was up, ``stopped`` when the learner had enough.
        as_reviews: Whether each answer was a review.
        kept: Whether it was saved; False where nothing was answered.
    """

    questions: int
    drawn: int
    score: int
    right: int
    partly: int
    wrong: int
    unasked: int
    seconds: int
    ended: Ended
    groups: tuple[GroupScore, ...]
    missed: tuple[MissedQuestion, ...]
    earlier: Earlier
    as_reviews: bool
    kept: bool


class QuizLine(NamedTuple):
    """An earlier quiz in a list.

    Attributes:
        at: Milliseconds at which it began.
        seconds: From the first question to the last answer.
        drawn: Questions drawn for it.
        by: What its questions were drawn evenly over.
        groups: Each axis, deck or tag, its questions and percent.
        scope: Its axes, decks, levels and tags; empty for all.
    """

    id: int
    at: int
    seconds: int
    score: int
    questions: int
    drawn: int
    ended: Ended
    by: Grouping
    groups: tuple[tuple[Group, int, int], ...]
    scope: Filter
    feedback: Feedback
    limit: int | None
    as_reviews: bool
    only_seen: bool
