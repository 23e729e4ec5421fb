"""What the first screen shows, and the rows on it that can be marked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from quizzer.study.due.values import AxisDue, Counts, Home

if TYPE_CHECKING:
    from quizzer.tui.kit.sync_words import Standing

MORE_NEW = 5
"""New cards that one key adds to the day."""
MOVE = "move"
"""Stands in the keys for both that move the mark."""
FIRST_FEW = 10
"""Cards to begin with after a break."""

Kind = Literal["all", "axis", "gentle", "everything", "few", "now", "practise", "more", "quiz"]
Variant = Literal["empty", "first", "usual", "return", "done"]
Layout = Literal["narrow", "normal", "wide"]


class Offer(NamedTuple):
    """A gentle return after a break, as it is offered.

    Attributes:
        cards: Reviews that have come due.
        seconds: The time expected for all of them.
        a_day: Reviews a day of the gentle return.
        until: The study day on which nothing is carried over any more.
        days: Reviews of each day from today on, and those carried over to the next.
    """

    cards: int
    seconds: int
    a_day: int
    until: int
    days: tuple[tuple[int, int], ...]


class Row(NamedTuple):
    """A row that can be marked, and that Enter starts.

    Attributes:
        kind: What it is.
        due: The axis; None where the row is about all of them.
    """

    kind: Kind
    due: AxisDue | None = None


class HomeView(NamedTuple):
    """The content of the first screen.

    Attributes:
        now: Local time, for the date and the greeting.
        next_at: Local time of the next card when nothing is due.
        folder: The folder of the learner's own decks.
        keys: Key as shown for each action, by its id.
        at: Number of the marked row; None for the row that the day begins with.
        notice: A sentence to show above the hints, or empty.
        problem: A sentence about problems in deck files, or empty.
        news: A sentence about notes that changed in the decks, or empty; shown where there is no problem.
        offer: The gentle return that is offered; None on other days.
        bundled: Whether all decks are those that come with the program.
        more: New cards that can be added to a day that is done, the seconds they take, and their reviews tomorrow.
        gained: How much the known share of each axis has grown today, by its id; of all together under ``""``.
        standing: How this home stands with the learner's other devices; None where it is in sync with none.
    """

    home: Home
    now: datetime
    next_at: datetime | None
    folder: str
    keys: Mapping[str, str]
    at: int | None = None
    notice: str = ""
    problem: str = ""
    news: str = ""
    offer: Offer | None = None
    bundled: bool = False
    more: tuple[int, int, int] = (0, 0, 0)
    gained: Mapping[str, float] = MappingProxyType({})
    standing: Standing | None = None

    @property
    def variant(self) -> Variant:
        """The kind of day that it is."""
        home = self.home
        if not home.decks:
            return "empty"
        if home.axes and home.last_day is None and not home.answered_today and not any(due.seen for due in home.axes):
            return "first"
        if self.offer is not None:
            return "return"
        return "usual" if home.counts.total else "done"

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows from the top."""
        axes = tuple(Row("axis", due) for due in self.home.axes)
        axes = (Row("all"), *axes) if len(axes) > 1 else axes
        match self.variant:
            case "empty" | "first":
                return ()
            case "return":
                return (Row("gentle"), Row("everything"), Row("few"), *axes)
            case "done":
                return (*axes, *self._more())
            case _:
                return axes

    def _more(self) -> tuple[Row, ...]:
        home = self.home
        kinds: tuple[tuple[Kind, bool], ...] = (
            ("practise", bool(home.slipped)),
            ("now", bool(home.come_back)),
            ("more", bool(self.more[0])),
            ("quiz", any(due.seen for due in home.axes)),
        )
        return tuple(Row(kind) for kind, offered in kinds if offered)

    def marked_at(self, at: int | None, notice: str) -> HomeView:
        """The same with another row marked, and with a sentence."""
        return self._replace(at=at, notice=notice)

    @property
    def mark(self) -> int:
        """Number of the marked row."""
        rows = self.rows
        if self.at is not None:
            return max(0, min(self.at, len(rows) - 1))
        if self.variant == "done":
            return next((place for place, row in enumerate(rows) if row.kind not in ("all", "axis")), 0)
        return 0

    @property
    def marked(self) -> Row | None:
        """The marked row; None without rows."""
        return self.rows[self.mark] if self.rows else None


def layout_of(width: int, height: int) -> Layout:
    """Choose the layout for a page of a size in cells and rows."""
    if width < 70 or height < 20:
        return "narrow"
    return "wide" if width >= 110 and height >= 30 else "normal"


def counts_of(row: Row, home: Home) -> Counts:
    """The cards that Enter on a row of an axis, or of all, starts."""
    return home.counts if row.due is None else row.due.counts


def date_of(study_day: int) -> date:
    """The date of a study day."""
    return date(1970, 1, 1) + timedelta(study_day)
