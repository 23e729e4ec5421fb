"""A quiz: a test with a fixed number of questions, which leaves the schedule alone unless it counts as reviews."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from quizzer.core.notes.cards import Face, face_of
from quizzer.core.quiz import RATINGS, Grade, Mark, draw, grade_verdict, override_grade
from quizzer.core.seeded_random import seed_of
from quizzer.core.session.spread import spread
from quizzer.errors import Problem, WrongUse
from quizzer.store.course.sets import load_sets
from quizzer.store.log.replay import PROGRESS, progress_of
from quizzer.store.notes.cards import load_card
from quizzer.store.records import quizzes
from quizzer.study.filters import scope_of
from quizzer.study.quiz.values import LONGEST, MOST, Ended, QuizAnswer, QuizPlan, QuizResult
from quizzer.study.review.answering.answer import ComingDays, answer_card, reload_shown
from quizzer.study.review.values import Shown

if TYPE_CHECKING:
    from quizzer.core.grading.context import AnswerContext
    from quizzer.core.grading.grading import Verdict
    from quizzer.study.collection.collection import Collection

_GRACE = 2_000
"""Milliseconds after the time is up in which an answer written by then may still arrive."""


def count_questions(collection: Collection, plan: QuizPlan) -> int:
    """Count the questions that a quiz over this scope can have at most.

    Raises:
        WrongUse: The plan names an axis, deck, level or tag that does not exist.
    """
    scope = scope_of(collection.connection, plan.filter)
    return quizzes.count_notes(collection.connection, scope, only_seen=plan.only_seen)


class Quiz:
    """One quiz, from the first question to its result.

    While there is a ``pending`` answer it waits to be judged; else while there is a ``current`` card it waits to be
    answered; else the quiz :attr:`is_over` and waits to be finished. A quiz that is not finished leaves no result.

    Attributes:
        plan: The plan it follows.
        drawn: Number of its questions.
        current: The card to ask.
        pending: An answer to show, and to be judged: with feedback after each question every answer, else after the
            last question those that cannot be graded.
    """

    def __init__(self, collection: Collection, plan: QuizPlan) -> None:
        """Draw the questions and begin.

        Raises:
            WrongUse: The plan names what does not exist, or its numbers are out of bounds.
            Problem: There is no card to ask.
        """
        if not 1 <= plan.questions <= MOST:
            raise WrongUse(f"A quiz has 1 to {MOST} questions, not {plan.questions}.")
        if plan.limit is not None and not 1 <= plan.limit <= 60 * LONGEST:
            raise WrongUse(f"The time limit of a quiz is 1 to {LONGEST} minutes.")
        self.plan = plan
        self.current: Shown | None = None
        self.pending: QuizAnswer | None = None
        self._collection = collection
        self._connection = collection.connection
        self._moment = collection.moment()
        self._seed = plan.seed if plan.seed is not None else seed_of("quiz", self._moment.at)
        self._scope = scope_of(self._connection, plan.filter)
        there = quizzes.load_candidates(self._connection, self._scope, only_seen=plan.only_seen, by=plan.by)
        notes = {card.card_id: card.note for card in there}
        drawn = draw(there, plan.questions, self._seed)
        sets = load_sets(self._connection, {notes[card] for card in drawn})
        self._cards = spread(drawn, lambda card: notes[card], lambda card: sets.get(notes[card], ()))
        if not self._cards:
            raise Problem(_NONE_SEEN if plan.only_seen else "There is no card for this quiz.")
        self.drawn = len(self._cards)
        self._left = deque(enumerate(self._cards))
        self._unjudged: deque[QuizAnswer] = deque()
        self._answers: list[QuizAnswer] = []
        self._ended: Ended = "done"
        self._asking = True
        self._result: QuizResult | None = None
        self._over_at = self._moment.at
        self._go_on()

    # Where it is

    @property
    def done(self) -> int:
        """Questions answered."""
        return len(self._answers) + self.to_judge

    @property
    def to_judge(self) -> int:
        """Answers that wait to be judged, the pending one included."""
        return len(self._unjudged) + (self.pending is not None)

    @property
    def is_asking(self) -> bool:
        """Whether questions are still to come; otherwise only answers to be judged may be left."""
        return self._asking

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left but to finish."""
        return self.current is None and self.pending is None

    @property
    def time_left(self) -> int | None:
        """Seconds left, rounded up; None without a limit and once all questions are answered."""
        if self.plan.limit is None or not self._asking or not self._left:
            return None
        return max(0, min(self.plan.limit, -((self._elapsed() - 1000 * self.plan.limit) // 1000)))

    def _elapsed(self) -> int:
        """Milliseconds since it began; 0 when the clock was set back to before that."""
        return max(0, self._collection.clock.now() - self._moment.at)

    # Answers

    def context_of(self, face: Face) -> AnswerContext:
        """What grading knows beside the answer to the current card."""
        return self._collection.context_of(face, self.current.card_id if self.current else 0)

    def answer(self, given: str, verdict: Verdict | None, took_ms: int) -> bool:
        """Answer the current question.

        Args:
            given: The text written or chosen.
            verdict: The result of grading; None where the learner is to judge.
            took_ms: Milliseconds since the question was shown.

        Returns:
            False when the time was up before; then the answer does not count and no further question comes.

        Raises:
            Problem: It counts as a review, and the database refused; the question stays.
        """
        assert self.current is not None, "there is no question to answer"
        assert self.pending is None, "an answer waits to be judged"
        if self.plan.limit is not None and self._elapsed() > 1000 * self.plan.limit + _GRACE:
            self._end("time")
            return False
        place, _ = self._left[0]
        shown = self.current
        worth = None if verdict is None else grade_verdict(verdict, shown.face)
        answered = QuizAnswer(place, shown, given, worth, max(0, took_ms))
        if self.plan.feedback == "each":
            self.pending = answered
        elif worth is None:
            self._unjudged.append(answered)
        else:
            self._count(answered, worth)
        self._left.popleft()
        self._over_at = self._collection.clock.now()
        self._go_on()
        return True

    def judge(self, mark: Mark) -> None:
        """Mark the pending answer; where grading gave the same mark, its score stays.

        Raises:
            Problem: It counts as a review, and the database refused; the answer stays pending.
        """
        assert self.pending is not None, "there is no answer to judge"
        self._count(self.pending, override_grade(self.pending.judged, mark))
        self.pending = None
        self._go_on()

    def skip(self) -> None:
        """Put the current question behind the others that are left to ask."""
        assert self.current is not None, "there is no question to skip"
        self._left.rotate(-1)
        self._go_on()

    def look(self) -> bool:
        """Check the clock, and end the questions when the time is up.

        Returns:
            Whether this call ended them.
        """
        if self.time_left != 0 or self.pending is not None:
            return False
        self._end("time")
        return True

    def stop(self) -> None:
        """End the questions: those answered count, the others are left out. To be followed by :meth:`finish`."""
        self._end("stopped")

    def _end(self, ended: Ended) -> None:
        self._ended = ended if self._left else "done"
        self._asking = False
        self._over_at = self._collection.clock.now()
        self._go_on()

    def _go_on(self) -> None:
        """Make the next question current, or after the last one the next answer to be judged."""
        self.current = None
        if self.pending is not None:
            return
        if self._asking and self._left and self.time_left == 0:
            self._ended, self._asking = "time", False
        if self._asking and self._left:
            self.current = self._shown(self._left[0][1])
            return
        self._asking = False
        if self._unjudged:
            self.pending = self._unjudged.popleft()

    def _count(self, answered: QuizAnswer, worth: Grade) -> None:
        """Count an answer with its score; log it as a review, too, where the plan says so."""
        if self.plan.as_reviews:
            # The card and the coming days are read now: answers may be judged long after they were given.
            moment = self._collection.moment()
            coming_days = ComingDays(self._collection, moment.day)
            shown = reload_shown(self._collection, answered.shown)
            answer_card(self._collection, coming_days, shown, RATINGS[worth.mark], answered.took, moment)
        self._answers.append(answered._replace(judged=worth))

    def _shown(self, card_id: int) -> Shown:
        card = load_card(self._connection, card_id, PROGRESS)
        return Shown(
            card_id=card.id,
            key=card.key,
            note=card.note,
            face=face_of(card.note, card.part),
            axis=card.axis,
            deck=card.deck,
            progress=progress_of(card.cached),
            seed=seed_of(card.key, self._seed),
            flag=card.flag,
        )

    # The end

    def finish(self) -> QuizResult:
        """Compute the result and save it; further calls return the same one.

        Answers not judged by now are left out. A quiz without answers is not saved.

        Raises:
            Problem: The database refused; nothing was saved, and it can be tried again.
        """
        if self._result is None:
            from quizzer.study.quiz.results import save_result

            unasked = [(place, self._shown(card_id)) for place, card_id in self._left if self._ended == "time"]
            self._result = save_result(
                self._collection,
                self.plan._replace(seed=self._seed),
                self._scope,
                self._moment,
                drawn=self.drawn,
                took=max(0, self._over_at - self._moment.at),
                ended=self._ended,
                answers=self._answers,
                unasked=unasked,
            )
        return self._result


_NONE_SEEN = (
    "No card of this choice has been met yet. Let the quiz ask cards you have never met as well, or review some first."
)
