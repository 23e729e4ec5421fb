"""A session: one card at a time, each answer stored before the next card is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.core.chance import seed_of
from quizzer.core.log import LogKind, Queue
from quizzer.core.progress import Moment, Progress, Rating
from quizzer.core.queue import Item, SessionQueue
from quizzer.core.scheduling import logged
from quizzer.store import catalogue, log
from quizzer.store.database import explained
from quizzer.store.log import StaleCard
from quizzer.store.progress import PROGRESS, progress_of
from quizzer.study.editing import edit_place, last_face
from quizzer.study.filling import begun_today, chosen, filled, leaning, practised
from quizzer.study.load import DueLoad
from quizzer.study.scope import scope_of
from quizzer.study.tally import Given, Tally
from quizzer.study.undone import sentence, undone_sentence
from quizzer.study.views import Counts, DeckProblem, Plan, Preview, Shown, Summary

if TYPE_CHECKING:
    from quizzer.core.fuzz import Load
    from quizzer.study.collection import Collection


@dataclass(frozen=True, slots=True)
class _Promised:
    """What the buttons of a card said, so that they keep their word and nothing is computed twice."""

    card_id: int
    progress: Progress
    day: int
    ratings: tuple[Progress, Progress, Progress, Progress]

    def holds(self, shown: Shown, moment: Moment) -> bool:
        """Whether it is the same card as it stood, on the same study day."""
        return (self.card_id, self.day) == (shown.card_id, moment.day) and self.progress == shown.progress


class Session:
    """What a learner does in one sitting. Begin it with :meth:`Collection.session`.

    Attributes:
        plan: What the session is about.
        current: The card to show; None when there is nothing to show now.
    """

    def __init__(self, collection: Collection, plan: Plan) -> None:
        self.plan = plan
        self.current: Shown | None = None
        self._collection = collection
        self._connection = collection.connection
        self._scope = scope_of(self._connection, plan.filter)
        self._tally = Tally()
        self._begun: set[int] = set()
        self._load = DueLoad(self._connection)
        self._promised: _Promised | None = None
        moment = collection.moment()
        rules = collection.settings.scheduling
        begun = begun_today(self._connection, moment)
        extra = plan.new if plan.new is not None else max(0, rules.new_per_day - begun) + plan.more_new
        self._new_until = begun + extra
        self._day = moment.day
        self._leaning = leaning(self._connection, moment.day)
        self._queue = self._fill(moment)
        self._show(moment)

    # The queue

    def _fill(self, moment: Moment, first: int | None = None) -> SessionQueue:
        """The queue as the database stands now, with one card put first where asked."""
        limit = None if self.plan.limit is None else max(0, self.plan.limit - len(self._begun))
        if self.plan.practice:
            return practised(self._connection, self._scope, self.plan, moment, limit=limit)
        if self.plan.cards:
            rules = self._collection.settings.scheduling
            return chosen(self._connection, rules, self.plan, answered=self._begun, limit=limit, first=first)
        return filled(
            self._connection,
            self._collection.settings.scheduling,
            self._scope,
            self.plan,
            moment,
            new_until=self._new_until,
            limit=limit,
            first=first,
        )

    def _show(self, moment: Moment) -> None:
        item = self._queue.next(moment.at)
        self.current = None if item is None else self._shown(item.card_id)

    def _shown(self, card_id: int) -> Shown:
        card = catalogue.load_card(self._connection, card_id, PROGRESS)
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

    @property
    def counts(self) -> Counts:
        """What remains, the current card included."""
        return Counts(*self._queue.counts(self._collection.clock.now()))

    @property
    def done(self) -> int:
        """Answers given in this session."""
        return len(self._tally.given)

    @property
    def waiting_until(self) -> int | None:
        """Milliseconds at which the next card comes, when there is none now but one on a step."""
        return self._queue.waiting_until if self.current is None else None

    def poll(self) -> None:
        """Look at the clock again: a step may have ended, or a study day begun."""
        if self.current is not None:
            return
        moment = self._collection.moment()
        if moment.day != self._day:
            self._day = moment.day
            self._queue = self._fill(moment)
        self._show(moment)

    # Answers

    def previews(self) -> tuple[Preview, Preview, Preview, Preview]:
        """What each rating would schedule for the current card."""
        shown, moment = self._current(), self._collection.moment()
        scheduler = self._collection.scheduler.of(shown.axis.id)
        again, hard, good, easy = (
            self._leaned(shown, after, moment)
            for after in scheduler.previews(
                shown.progress,
                moment,
                retention=self._retention(shown),
                seed=shown.seed,
                load=self._due_load(moment.day),
            )
        )
        self._promised = _Promised(shown.card_id, shown.progress, moment.day, (again, hard, good, easy))
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
            StaleCard: The card was answered elsewhere; nothing was stored, and it is shown as it stands now.
            Problem: The database refused; nothing was stored and the card stays.
        """
        shown = self._current()
        took = max(0, min(took_ms, self._collection.settings.answer_cap_seconds * 1000))
        given = Given(shown, rating, took)
        moment = self._collection.moment()
        if self.plan.practice:
            self._tally.given.append(given)
            if rating is Rating.AGAIN:
                self._queue.skip()
            else:
                self._queue.answered(None)
            self._show(moment)
            return
        after = self._store(shown, rating, moment, took)
        self._tally.given.append(given)
        self._load.moved(shown.progress, after)
        self._leave_current(shown.card_id)
        self._queue.answered(after.due_at)
        self._show(moment)

    def _store(self, shown: Shown, rating: Rating, moment: Moment, took: int) -> Progress:
        with explained(self._collection.paths.database):
            # Just after the card's last row where the clock was set back, or the card was marked in this millisecond.
            moment = replace(moment, at=log.free_instant(self._connection, shown.card_id, moment.at))
            try:
                return self._append(shown, rating, moment, took)
            except StaleCard:
                self.current = self._shown(shown.card_id)
                raise

    def _append(self, shown: Shown, rating: Rating, moment: Moment, took: int) -> Progress:
        after = self._after(shown, rating, moment)
        answer = logged(after, rating, moment)
        log.append_answer(self._connection, shown.card_id, shown.progress, after, answer, took)
        return after

    def _after(self, shown: Shown, rating: Rating, moment: Moment) -> Progress:
        """What an answer leads to: what its button said, when the buttons were looked at on this study day."""
        promised = self._promised
        if promised is not None and promised.holds(shown, moment):
            said = promised.ratings[rating - 1]
            due_at = None if said.due_at is None else moment.at - said.interval * 1000
            return replace(said, last_at=moment.at, due_at=due_at)
        after = self._collection.scheduler.of(shown.axis.id).answer(
            shown.progress,
            rating,
            moment,
            retention=self._retention(shown),
            seed=shown.seed,
            load=self._due_load(moment.day),
        )
        return self._leaned(shown, after, moment)

    def _leaned(self, shown: Shown, after: Progress, moment: Moment) -> Progress:
        """What an answer leads to, with the goals ahead taken into account."""
        if self._leaning is None:
            return after
        return self._leaning.towards(shown, after, moment.day, self._collection.scheduler.of(shown.axis.id))

    def _retention(self, shown: Shown) -> float:
        return self._collection.settings.scheduling.retention_of(shown.axis.id)

    def _due_load(self, day: int) -> Load:
        """Cards already due on the coming days, counted from this one."""
        on = self._load.on
        return lambda first, last: [on(day + ahead) for ahead in range(first, last + 1)]

    def _leave_current(self, card_id: int) -> None:
        if self._queue.current_kind != "step":
            self._begun.add(card_id)

    def _current(self) -> Shown:
        assert self.current is not None, "there is no card to act on"
        return self.current

    # Marks

    def suspend(self) -> None:
        """Ask the current card no more until it is unsuspended; move on."""
        self._mark(LogKind.SUSPEND, 1)
        self._drop()

    def bury(self) -> None:
        """Ask the current card no more today; move on."""
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
        with explained(self._collection.paths.database):
            moment = self._collection.moment()
            log.append_marks(self._connection, (self._current().card_id,), moment, kind, value)

    def _drop(self) -> None:
        self._load.forget()
        self._leave_current(self._current().card_id)
        self._queue.drop()
        self._show(self._collection.moment())

    # Undo

    def undo(self) -> str | None:
        """Take back the last answer or mark, also of an earlier session; its card becomes the current one.

        Returns:
            A sentence that says what was taken back; None when there is nothing left.
        """
        moment = self._collection.moment()
        if self.plan.practice:
            return self._undo_practice(moment)
        with explained(self._collection.paths.database):
            undone = log.undo_last(self._connection, self._collection.scheduler, moment.at)
        if undone is None:
            return None
        given = self._tally.given
        if undone.kind == LogKind.ANSWER and given and given[-1].shown.card_id == undone.card_id:
            given.pop()
        self._begun.difference_update(undone.card_ids)
        self._load.forget()
        self._queue = self._fill(moment, first=undone.card_id)
        self._show(moment)
        return undone_sentence(self._connection, undone)

    def _undo_practice(self, moment: Moment) -> str | None:
        if not self._tally.given:
            return None
        last = self._tally.given.pop()
        first = last.shown.card_id
        ids = [first, *(item.card_id for item in self._queue.remaining() if item.card_id != first)]
        items = [Item(card_id, card_id, 0) for card_id in ids]
        self._queue = SessionQueue(reviews=items, review_count=len(items), bury_siblings=False)
        self._show(moment)
        return sentence(f"the answer {last.rating.name.capitalize()}", last.shown.face.prompt)

    # The document

    def passage(self) -> str | None:
        """The passage behind the current card; None where the document is not kept or has it no more."""
        from quizzer.derive.library import passage_for

        cite = self._current().note.cite
        return None if cite is None else passage_for(self._collection.paths.home, None, cite)

    # Editing

    def edit_place(self) -> tuple[Path, int]:
        """File and line of the current note, for an editor.

        A bundled deck is copied to the person's own deck folder first, where it takes the bundled one's place.

        Raises:
            Problem: The copy cannot be written.
        """
        return edit_place(self._collection, self._current().card_id)

    def reload(self) -> list[DeckProblem]:
        """Read the deck files again and go on with the new text.

        Returns:
            The errors of the current card's file; a note with an error keeps its old text.
        """
        shown = self._current()
        problems = self._collection.sync()
        card = catalogue.load_card(self._connection, shown.card_id, PROGRESS)
        queue = self._connection.execute("SELECT queue FROM card WHERE id = ?", (shown.card_id,)).fetchone()[0]
        if queue == Queue.OFF:
            self._queue.drop()
            self._show(self._collection.moment())
        else:
            self.current = self._shown(shown.card_id)
        return [problem for problem in problems if str(problem.path) == card.deck_path and problem.level == "error"]

    # The end

    def summary(self) -> Summary:
        """What the session came to so far."""
        return self._tally.summary(practice=self.plan.practice)

    def again_now(self) -> Session:
        """A practice session over the cards missed in this one; the schedule is left alone."""
        missed = tuple(missed.card_id for missed in self._tally.missed())
        return Session(self._collection, Plan(practice=True, only=missed))
