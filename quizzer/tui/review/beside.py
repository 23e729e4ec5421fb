"""What stands below an answer besides the note: the passage of the document, and the card's past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.core.wording import day_month, percent, plural
from quizzer.tui.answering.card_view import NO_ASIDE, Aside
from quizzer.tui.review.view import TALL

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection
    from quizzer.study.review.card_past import CardPast
    from quizzer.study.review.session import Session


class Beside:
    """Passage and past of one card; a high page shows both unasked, elsewhere a key shows the passage."""

    def __init__(self) -> None:
        self._is_loaded = False
        self._passage = ""
        self._past = ""
        self._wanted: bool | None = None

    @property
    def is_asked(self) -> bool:
        """Whether the passage was asked for by its key, and is shown."""
        return self._wanted is True and bool(self._passage)

    def load(self, collection: Collection, session: Session, height: int) -> None:
        """Load what belongs to the current card of a session, for a page of some rows."""
        self._is_loaded = True
        shown = session.current
        if shown is None:
            return
        from quizzer.study.review.passage import passage_of

        self._passage = passage_of(collection, shown)
        if height >= TALL:
            from quizzer.study.review.card_past import load_past

            past = load_past(collection, shown)
            self._past = "" if past is None else past_sentence(past)

    def aside(self, height: int, key: str) -> Aside:
        """What to show on a page of some rows.

        Args:
            height: Rows of the page.
            key: The key that shows the passage.
        """
        if not self._is_loaded:
            return NO_ASIDE
        tall, shows = height >= TALL, self._shows(height)
        key = "" if shows or not self._passage else key
        return Aside(key, self._passage if shows else "", self._past if tall else "", spaced=tall)

    def toggle(self, height: int) -> bool:
        """Show the passage, or take it away; False where there is none."""
        self._wanted = not self._shows(height)
        return bool(self._passage)

    def _shows(self, height: int) -> bool:
        return bool(self._passage) and (height >= TALL if self._wanted is None else self._wanted)


def past_sentence(past: CardPast) -> str:
    """Tell a card's past: ``met 12 October, 6 answers, slipped once, 71% likely before you answered``."""
    parts = [f"met {day_month(past.met)}", plural(past.answers, "answer")]
    if past.slips:
        parts.append("slipped once" if past.slips == 1 else f"slipped {past.slips} times")
    parts.append(f"{percent(past.known, 0)} likely before you answered")
    return ", ".join(parts)
