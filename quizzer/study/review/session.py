"""A session: one card at a time, each answer stored before the next card is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.core.log import CardQueue, LogKind
from quizzer.core.schedule.progress import Moment, Rating
from quizzer.core.seeded_random import seed_of
from quizzer.core.session.session_queue import QueueItem, SessionQueue
from quizzer.store.connection import explain_errors
from quizzer.store.due.session_cards import find_queue
from quizzer.store.log.append import StaleCard, append_marks
from quizzer.store.log.replay import PROGRESS, progress_of
from quizzer.store.notes.cards import load_card
from quizzer.study.decks.editing.edit import NoteEdit, last_face, open_note
from quizzer.study.decks.sync import sync_after_edit
from quizzer.study.decks.values import DeckProblem
from quizzer.study.due.values import Counts
from quizzer.study.filters import scope_of
from quizzer.study.review.answering.answer import ComingDays, answer_card, cap_time
from quizzer.study.review.queue.builder import build_chosen_queue, build_practice_queue, build_queue, find_new_until
from quizzer.study.review.queue.elsewhere import Elsewhere
from quizzer.study.review.queue.on_top import is_on_top, note_on_top
from quizzer.study.review.queue.progress import BegunCards, SessionProgress
from quizzer.study.review.summary import GivenAnswer, SessionTally
from quizzer.study.review.undo import describe_undone, undo_logged, undo_sentence
from quizzer.study.review.values import Plan, Preview, Shown, Summary

if TYPE_CHECKING:
    from quizzer.core.grading.context import AnswerContext
    from quizzer.core.notes.cards import Face
    from quizzer.study.collection.collection import Collection
    from quizzer.study.review.outcome import Outcome

_LEAVING = (LogKind.ANSWER, LogKind.SUSPEND, LogKind.BURY)
"""What moves a session on to the next card."""


class Session:
    """A sitting of reviews over the cards of a plan.

    Attributes:
        plan: The plan it follows.
        current: The card to show; None when there is nothing to show now.
    """

    def __init__(self, collection: Collection, plan: Plan) -> None:
        """Build the queue and show the first card.

        Raises:
            WrongUse: The plan names an axis, deck, level or tag that does not exist.
        """
        self.plan = plan
        self.current: Shown | None = None
        self._collection = collection
        self._connection = collection.connection
        self._scope = scope_of(self._connection, plan.filter)
        self._tally = SessionTally()
        self._begun = BegunCards()
        collection.set_days_right()
        moment = collection.moment()
        rules = collection.settings.scheduling
        self._new_until = find_new_until(self._connection, rules, self._scope, plan, moment)
        self._day = moment.day
        self._coming_days = ComingDays(collection, moment.day)
        self._elsewhere = Elsewhere(self._connection)
        self._queue = self._build_queue(moment)
        if plan.minutes is not None:
            self._limit_to(plan.minutes, moment)
        self._progress = SessionProgress(self._queue, moment.at)
        self._show(moment)

    # The queue

    def _limit_to(self, minutes: int, moment: Moment) -> None:
        from quizzer.study.due.pace import load_pace
        from quizzer.study.review.queue.time_limit import count_within

        counts = Counts(*self._queue.counts(moment.at))
        limit = count_within(counts, load_pace(self._connection, moment.day), 60 * minutes)
        self.plan = self.plan._replace(limit=limit if self.plan.limit is None else min(limit, self.plan.limit))
        self._queue = self._build_queue(moment)

    def _build_queue(self, moment: Moment, first: int | None = None) -> SessionQueue:
        """Build the queue from the database, with one card before all others if given."""
        limit = None if self.plan.limit is None else max(0, self.plan.limit - len(self._begun))
        if self.plan.practice:
            return build_practice_queue(self._connection, self._scope, self.plan, moment, limit=limit)
        rules = self._collection.settings.scheduling
        if self.plan.cards:
            answered = self._begun.cards | self._elsewhere.answered(moment.day)
            return build_chosen_queue(self._connection, rules, self.plan, answered=answered, limit=limit, first=first)
        scope, until = self._scope, self._new_until
        return build_queue(self._connection, rules, scope, self.plan, moment, new_until=until, limit=limit, first=first)

    def _show(self, moment: Moment) -> None:
        """Draw the next card; what was answered elsewhere meanwhile is not drawn."""
        if not (self.plan.practice or self._queue.current_kind) and self._elsewhere.has_news():
            self._coming_days.load.forget()
            self._queue = self._build_queue(moment)
        item = self._queue.next(moment.at)
        self._progress.follow(self._queue)
        self.current = None if item is None else self._shown(item.card_id)

    def _shown(self, card_id: int) -> Shown:
        card = load_card(self._connection, card_id, PROGRESS)
        progress = progress_of(card.cached)
        return Shown(
            card_id=card.id,
            key=card.key,
            note=card.note,
            face=last_face(card.note, card.part),
            axis=card.axis,
            deck=card.deck,
            progress=progress,
            seed=seed_of(card.key, progress.reps),
            flag=card.flag,
        )

    def context_of(self, face: Face) -> AnswerContext:
        """What grading knows beside the answer to the current card."""
        return self._collection.context_of(face, self.current.card_id if self.current else 0)

    @property
    def counts(self) -> Counts:
        """Cards left to do, the current one included."""
        return Counts(*self._queue.counts(self._collection.clock.now()))

    @property
    def done(self) -> int:
        """Answers given in this session."""
        return len(self._tally.given)

    @property
    def planned(self) -> int:
        """The cards of the plan as it was at the start of the session."""
        return self._progress.planned

    @property
    def finished(self) -> int:
        """Those of the planned cards that are not asked again today; falls by an undo alone."""
        return self._progress.finished

    @property
    def come_back(self) -> int:
        """Those of the planned cards that wait for the end of a step, to be asked again today."""
        return self._progress.come_back(self._queue)

    @property
    def waiting_until(self) -> int | None:
        """Milliseconds at which the next card comes, when there is none now but one on a step."""
        return self._queue.waiting_until if self.current is None else None

    def take_now(self) -> bool:
        """Show the card whose step ends next, without waiting for it.

        Returns:
            Whether there is one; nothing changes while a card is shown.
        """
        item = self._queue.take_step() if self.current is None else None
        if item is None:
            return False
        self._progress.take_in(self._queue)
        self.current = self._shown(item.card_id)
        return True

    def poll(self) -> None:
        """Check the clock: a step may have ended, or a study day begun."""
        if self.current is not None:
            return
        moment = self._collection.moment()
        if moment.day != self._day:
            self._day = moment.day
            self._queue = self._build_queue(moment)
            self._progress = SessionProgress(self._queue, moment.at)
        self._show(moment)

    # Answers

    def previews(self) -> tuple[Preview, Preview, Preview, Preview]:
        """Compute the interval that each rating would give the current card."""
        again, hard, good, easy = self._coming_days.previews(self._current(), self._collection.moment())
        return (
            Preview(Rating.AGAIN, again.interval),
            Preview(Rating.HARD, hard.interval),
            Preview(Rating.GOOD, good.interval),
            Preview(Rating.EASY, easy.interval),
        )

    def answer(self, rating: Rating, took_ms: int) -> None:
        """Rate the current card and move on; the answer is on disk when this returns.

        Args:
            took_ms: Milliseconds since the question was shown; capped as configured.

        Raises:
            StaleCard: The card was answered elsewhere; nothing was stored, and it is shown with its new progress.
            Problem: The database refused; nothing was stored and the card stays.
        """
        shown = self._current()
        given = GivenAnswer(shown, rating, cap_time(self._collection, took_ms))
        moment = self._collection.moment()
        if self.plan.practice:
            self._tally.given.append(given)
            if rating is Rating.AGAIN:
                self._queue.skip()
            else:
                self._queue.answer(None)
            self._show(moment)
            return
        on_top = is_on_top(self._collection, self.plan, shown, moment)
        try:
            after = answer_card(self._collection, self._coming_days, shown, rating, took_ms, moment)
        except StaleCard:
            with explain_errors(self._collection.paths.database):
                self.current = self._shown(shown.card_id)
            raise
        if on_top:
            note_on_top(self._connection, shown.card_id, moment.day)
        self._tally.given.append(given)
        self._begun.leave(shown.card_id, on_step=self._queue.current_kind == "step")
        self._queue.answer(None if after.due_at is None else min(after.due_at, moment.at - after.interval * 1000))
        self._show(moment)

    def _current(self) -> Shown:
        assert self.current is not None, "there is no card to act on"
        return self.current

    # Marks

    def suspend(self) -> None:
        """Suspend the current card, so that it is not shown until it is unsuspended; move on."""
        self._mark(LogKind.SUSPEND, 1)
        self._drop()

    def bury(self) -> None:
        """Bury the current card until tomorrow; move on."""
        self._mark(LogKind.BURY, self._collection.moment().day)
        self._drop()

    def flag(self, flag: int) -> None:
        """Flag the current card, 1 to 7 as in Anki, 0 for none; it stays."""
        self._mark(LogKind.FLAG, flag)
        self.current = self._current()._replace(flag=flag)

    def skip(self) -> None:
        """Put the current card behind all others of this session; nothing is logged."""
        self._current()
        self._queue.skip()
        self._show(self._collection.moment())

    def _mark(self, kind: LogKind, value: int) -> None:
        with explain_errors(self._collection.paths.database):
            moment = self._collection.moment()
            append_marks(self._connection, (self._current().card_id,), moment, kind, value)

    def _drop(self) -> None:
        self._coming_days.load.forget()
        self._begun.leave(self._current().card_id, on_step=self._queue.current_kind == "step")
        self._queue.drop()
        self._show(self._collection.moment())

    # Undo

    def undo(self) -> str | None:
        """Undo the last answer or mark, even one of an earlier session; its card becomes the current one.

        Returns:
            A sentence that says what was undone; None when there is nothing left to undo.
        """
        moment = self._collection.moment()
        if self.plan.practice:
            return self._undo_practice(moment)
        undone = undo_logged(self._collection)
        if undone is None:
            return None
        given = self._tally.given
        if undone.kind == LogKind.ANSWER and given and given[-1].shown.card_id == undone.card_id:
            given.pop()
        if undone.kind in _LEAVING:
            self._begun.take_back(undone.card_ids)
        self._coming_days.load.forget()
        self._queue = self._build_queue(moment, first=undone.card_id)
        self._show(moment)
        self._progress.go_back(self._queue)
        return describe_undone(self._connection, undone)

    def _undo_practice(self, moment: Moment) -> str | None:
        if not self._tally.given:
            return None
        last = self._tally.given.pop()
        first = last.shown.card_id
        ids = [first, *(item.card_id for item in self._queue.remaining() if item.card_id != first)]
        items = [QueueItem(card_id, card_id, 0) for card_id in ids]
        self._queue = SessionQueue(reviews=items, review_count=len(items), bury_siblings=False)
        self._show(moment)
        self._progress.go_back(self._queue)
        return undo_sentence(f"the answer {last.rating.name.capitalize()}", last.shown.face.prompt)

    def unread_primer(self) -> str:
        """The primer to show before the current card, once; empty for none."""
        from quizzer.study.review.primer import take_unread_primer

        return "" if self.plan.practice else take_unread_primer(self._collection, self._current())

    def open_note(self) -> NoteEdit:
        """Make the current note ready to be edited.

        Raises:
            Problem: The person's own text of a bundled note cannot be written.
        """
        return open_note(self._collection, self._current().card_id)

    def reload(self, path: Path) -> list[DeckProblem]:
        """Read the deck files again and go on with the new text.

        Returns:
            Of one file, the errors, and what the edit did to the identity of notes; a note with an error keeps its old
            text.
        """
        shown = self._current()
        problems = sync_after_edit(self._collection, path)
        if find_queue(self._connection, shown.card_id) == CardQueue.OFF:
            self._queue.drop()
            self._show(self._collection.moment())
        else:
            self.current = self._shown(shown.card_id)
        return problems

    # The end

    def summary(self) -> Summary:
        """The result of the session so far."""
        return self._tally.summary(practice=self.plan.practice)

    def outcome(self) -> Outcome:
        """What the session so far changed."""
        from quizzer.study.review.outcome import load_outcome

        return load_outcome(self._collection, self._tally.given, self.counts, practice=self.plan.practice)

    def again_now(self) -> Session:
        """Begin a practice session over the cards that slipped in this one, or were missed; the schedule stays."""
        summary = self.summary()
        missed = tuple(missed.card_id for missed in summary.slipped or summary.missed)
        return Session(self._collection, Plan(practice=True, only=missed))
