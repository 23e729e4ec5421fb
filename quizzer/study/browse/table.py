"""The table of all cards: searching, sorting, and acting on one card or thousands at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.log import LogKind
from quizzer.core.schedule.study_days import is_today
from quizzer.core.search.conditions import exclude_retired
from quizzer.core.search.grammar import RowNumbers
from quizzer.core.search.query import Query, read_query
from quizzer.errors import Problem
from quizzer.store.connection import explain_errors
from quizzer.store.log.append import append_marks
from quizzer.store.queries.card_columns import CardListing, due_in
from quizzer.store.queries.recall_sql import load_curves
from quizzer.study.browse.columns import LABEL, chip_choices, prompt_of, sort_keys, state_of
from quizzer.study.decks.editing.edit import NoteEdit, open_note
from quizzer.study.decks.sync import sync_after_edit
from quizzer.study.review.undo import describe_undone, undo_logged

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection
    from quizzer.study.decks.values import DeckProblem

MOST_DAYS = 36_500


class CardTableRow(NamedTuple):
    """One card of the table.

    Attributes:
        axis: What screens call its axis.
        prompt: The question, as text.
        state: new, learning, relearning, review, buried, suspended or retired.
        due: Days until it is due, negative when overdue; None for a card never answered.
        seconds: Seconds until its step of today ends, negative when it has ended; None for a card on no such step.
        interval: Days when positive, seconds when negative.
        recall: Retrievability now, 0..1; None before the first answer.
        stability: Days.
    """

    card_id: int
    axis: str
    level: str
    deck: str
    prompt: str
    state: str
    due: int | None
    seconds: int | None
    interval: int
    recall: float | None
    stability: float | None
    difficulty: float | None
    reps: int
    lapses: int
    flag: int
    leech: bool


class Browser:
    """The table of a collection's cards. A card's row number stays the same until :meth:`reload`.

    Attributes:
        total: Number of cards, without retired ones.
        text: The search.
        found: The rows that the search finds, sorted; retired ones only where the search names them.
        message: A sentence about a part of the search that has no meaning, or empty.
        column: The column they are sorted by, of ``COLUMNS``.
        backwards: Whether they are sorted in descending order.
    """

    def __init__(self, collection: Collection) -> None:
        """Read all cards.

        Raises:
            Problem: The database cannot be read.
        """
        self.collection = collection
        self.column, self.backwards = "file", False
        self.text = ""
        self._load()

    def _load(self) -> None:
        collection = self.collection
        with explain_errors(collection.paths.database):
            curves = load_curves(collection.connection, collection.scheduler)
            self._cards = CardListing(collection.connection, collection.moment(), curves)
        self._changes = collection.connection.total_changes
        self.total = self._cards.awake
        self._earlier: Query | None = None
        self.found: list[int] = []
        self.sort(self.column, backwards=self.backwards)
        self.search(self.text)

    # What is shown

    def search(self, text: str) -> None:
        """Find cards; fast when the text continues that of the search before."""
        self.text = text
        if self.collection.moment().day != self._cards.day:
            self._load()  # and so search
            return
        query = self._read(text)
        rest = query.within(self._earlier) if self._earlier is not None else None
        self.found = query.rows(self._order) if rest is None else rest.rows(self.found)
        self.message, self._earlier = query.message, query

    def _read(self, text: str) -> Query:
        """Parse a search; retired cards are left out where it does not name them."""
        query = read_query(text, self._cards)
        if not query.retired and self.total < len(self._cards):
            query = replace(query, terms=(exclude_retired(self._cards), *query.terms))
        return query

    def show(self, card_ids: Sequence[int]) -> None:
        """Find exactly these cards, in this order, whatever the search."""
        rows = map(self.row_of, card_ids)
        self.found = [row for row in rows if row is not None]

    def sort(self, column: str, *, backwards: bool = False) -> None:
        """Sort the cards: those without a value last in either direction, and equals in the order of the deck files."""
        self.column, self.backwards = column, backwards
        every = range(len(self._cards))
        if column == "file" and not backwards:
            self._order: RowNumbers = every
        else:
            keys = sort_keys(self._cards, column)
            known = [row for row in every if keys[row] == keys[row]]  # not NaN
            known.sort(key=keys.__getitem__, reverse=backwards)
            self._order = [*known, *(row for row in every if keys[row] != keys[row])]
        found = set(self.found)
        self.found = [row for row in self._order if row in found]

    def prompt(self, row: int) -> str:
        """The question of a row."""
        card = self._cards.shown(row)
        return prompt_of(card.part, card.content)

    def row(self, row: int) -> CardTableRow:
        """One row of the table."""
        cards, card = self._cards, self._cards.shown(row)
        due = due_in(card.state, card.interval, card.until, cards.moment)
        return CardTableRow(
            card_id=cards.ids[row],
            axis=cards.axis_names[card.axis][LABEL],
            level=card.level,
            deck=cards.deck_names[card.deck][0],
            prompt=prompt_of(card.part, card.content),
            state=state_of(card, cards.day),
            due=due,
            seconds=(card.until - self.collection.clock.now()) // 1000 if card.interval < 0 and due == 0 else None,
            interval=card.interval,
            recall=cards.recall_of(card),
            stability=card.stability,
            difficulty=card.difficulty,
            reps=card.reps,
            lapses=card.lapses,
            flag=card.flag,
            leech=bool(card.leech),
        )

    @property
    def axis_labels(self) -> list[str]:
        """What screens call the axes."""
        return [names[LABEL] for names in self._cards.axis_names.values()]

    def choices(self, key: str) -> list[tuple[str, str]]:
        """The values that a chip can have: how the search writes each, and its name."""
        return chip_choices(self._cards, key)

    def count(self, search: str) -> int:
        """How many cards a search finds."""
        query = self._read(search)
        return len(query.rows(range(len(self._cards))))

    @property
    def is_stale(self) -> bool:
        """Whether the collection was changed by others than this table since it was read."""
        return self.collection.connection.total_changes != self._changes

    def refresh(self) -> None:
        """Read all cards again where others changed some; row numbers change."""
        if self.is_stale:
            self._load()

    def waits_for_texts(self, search: str) -> bool:
        """Whether a search has to read texts first, which takes a second for a hundred thousand cards."""
        return not isinstance(self._cards.text, list) and self._read(search).has_text

    def read_ahead(self, notes: int) -> bool:
        """Read the texts of some notes before they are searched; whether there are more."""
        text = self._cards.text
        if isinstance(text, list):
            return False
        if not text.read(notes):
            self._cards.read_texts()
            return False
        return True

    def card_id(self, row: int) -> int:
        """The card of a row."""
        return self._cards.ids[row]

    def row_of(self, card_id: int) -> int | None:
        """The row of a card; None when it is not in the table."""
        return self._cards.row_of(card_id)

    # Actions on rows: each is stored at once and returns a sentence for the learner

    def suspend(self, rows: Sequence[int]) -> str:
        """Suspend cards; when all of them are suspended already, unsuspend them."""
        suspended = self._cards.suspended
        awake = [row for row in rows if not suspended[row]]
        if awake:
            return self._mark(awake, LogKind.SUSPEND, 1, "suspended")
        return self._mark(rows, LogKind.UNSUSPEND, 1, "no longer suspended")

    def bury(self, rows: Sequence[int]) -> str:
        """Bury cards until tomorrow; when all of them are buried already, unbury them."""
        cards = self._cards
        today = self.collection.moment().day
        open_ = [row for row in rows if not is_today(cards.buried_day[row], today)]
        if open_:
            return self._mark(open_, LogKind.BURY, today, "buried until tomorrow")
        return self._mark(rows, LogKind.BURY, 0, "no longer buried")

    def flag(self, rows: Sequence[int], flag: int) -> str:
        """Flag cards.

        Args:
            flag: 1..7 as in Anki, 0 for none.

        Raises:
            Problem: All of them have it.
        """
        flags = self._cards.flag
        others = [row for row in rows if flags[row] != flag]
        if not others:
            raise Problem("They have this flag already." if flag else "There is no flag to take off.")
        return self._mark(others, LogKind.FLAG, flag, "flagged" if flag else "without a flag now")

    def reset(self, rows: Sequence[int]) -> str:
        """Make cards new again; their history stays in the log.

        Raises:
            Problem: All of them are new.
        """
        states = self._cards.state
        known = [row for row in rows if states[row]]
        if not known:
            raise Problem("New cards have nothing to reset.")
        return self._mark(known, LogKind.RESET, 0, "made new again")

    def reschedule(self, rows: Sequence[int], days: int) -> str:
        """Make cards due on a day, as reviews.

        Args:
            days: From today, 0..``MOST_DAYS``.
        """
        when = {0: "today", 1: "tomorrow"}.get(days, f"in {days:,} days")
        return self._mark(rows, LogKind.RESCHEDULE, self.collection.moment().day + days, f"due {when}")

    def _mark(self, rows: Sequence[int], kind: LogKind, value: int, done: str) -> str:
        ids = [self._cards.ids[row] for row in rows]
        collection = self.collection
        with explain_errors(collection.paths.database):
            append_marks(collection.connection, ids, collection.moment(), kind, value)
        self._changed(ids)
        return f"{len(ids):,} {done}."

    def undo(self) -> str | None:
        """Undo the last answer or action, whenever and wherever it was made.

        Returns:
            A sentence that says what was undone; None when there is nothing left to undo.
        """
        undone = undo_logged(self.collection)
        if undone is None:
            return None
        self._changed(undone.card_ids)
        return describe_undone(self.collection.connection, undone)

    def _changed(self, card_ids: Sequence[int]) -> None:
        """Read the changed cards again. The order stays, so that no card moves while the learner acts on it."""
        collection, moment = self.collection, self.collection.moment()
        if moment.day != self._cards.day:
            self._load()
            return
        self._cards.reload(card_ids, moment)
        self._changes = collection.connection.total_changes
        self._earlier = None  # others may be found now

    # Editing

    def open_note(self, row: int) -> NoteEdit:
        """Make a row's note ready to be edited.

        Raises:
            Problem: The person's own text of a bundled note cannot be written.
        """
        return open_note(self.collection, self._cards.ids[row])

    def reload(self, path: Path) -> list[DeckProblem]:
        """Read the deck files and all cards again; row numbers change.

        Returns:
            Of one of the files, the errors, and what the edit did to the identity of notes; a note with an error keeps
            its old text.
        """
        problems = sync_after_edit(self.collection, path)
        self._load()
        return problems
