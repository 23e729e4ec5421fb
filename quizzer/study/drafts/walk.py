"""The way through the drafts of a deck: sentence by sentence, and in a sentence the best first."""

from __future__ import annotations

from quizzer.study.drafts.triage import Triage
from quizzer.study.drafts.values import Unit


class Walk:
    """Where one is among the drafts.

    Attributes:
        note: Id of the marked draft; empty when every draft is decided or put off.
        later: Ids of the drafts put off in this session.
    """

    def __init__(self, triage: Triage) -> None:
        """Begin at the draft that was marked last, or the first that is open."""
        self._triage = triage
        self._version = -1
        self._units: dict[str, int] = {}
        self.later: set[str] = set()
        self.note = triage.remembered()

    @property
    def unit(self) -> Unit | None:
        """The sentence of the marked draft; None at the end."""
        number = self._number(self.note)
        return None if number is None else self._triage.units[number]

    def _number(self, note: str) -> int | None:
        if self._version != self._triage.version:
            self._version = self._triage.version
            self._units = {one: unit.number for unit in self._triage.units for one in unit.drafts}
        return self._units.get(note)

    def go(self, note: str) -> bool:
        """Mark a draft; False where it is decided or unknown."""
        if self._number(note) is None or self._triage.draft(note) is None:
            return False
        self.later.discard(note)
        self.note = note
        return True

    def advance(self) -> None:
        """Mark the next draft to decide: of this sentence, then of those after it, then from the beginning."""
        units = self._triage.units
        here = self._number(self.note)
        if here is None:
            self.note = self._first(range(len(units)))
            return
        drafts = units[here].drafts
        at = drafts.index(self.note)
        rest = (*drafts[at + 1 :], *drafts[:at])
        self.note = next(filter(self._waits, rest), "") or self._first([*range(here + 1, len(units)), *range(here + 1)])

    def put_off(self) -> None:
        """Decide the marked draft later, and go on."""
        self.later.add(self.note)
        self.advance()

    def move(self, step: int) -> bool:
        """Go to the next sentence, or the one before, that has an open draft; False where there is none.

        Args:
            step: 1 or -1.
        """
        units = self._triage.units
        here = self._number(self.note)
        if here is None:
            order = range(len(units) - 1, -1, -1) if step < 0 else range(0)
        else:
            order = range(here + step, len(units) if step > 0 else -1, step)
        for number in order:
            opened = self._triage.open_drafts(units[number])
            if opened:
                self.note = opened[0]
                self.later.discard(self.note)
                return True
        return False

    def go_to_section(self, section: str) -> bool:
        """Mark the first open draft of a section; False where it has none."""
        for unit in self._triage.units:
            if unit.section == section and (opened := self._triage.open_drafts(unit)):
                return self.go(opened[0])
        return False

    def _first(self, numbers: range | list[int]) -> str:
        units = self._triage.units
        return next((one for number in numbers for one in units[number].drafts if self._waits(one)), "")

    def _waits(self, note: str) -> bool:
        return note not in self.later and self._triage.draft(note) is not None
