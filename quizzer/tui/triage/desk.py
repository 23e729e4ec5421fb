"""What lies before the person who decides drafts: the sentence, its drafts, what was decided, and how far one is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from quizzer.core.wording import plural
from quizzer.errors import Problem
from quizzer.study.drafts.alternatives import Alternatives
from quizzer.study.drafts.shown_card import shown_card
from quizzer.study.drafts.values import Decision, SectionProgress, Statement, Unit
from quizzer.study.drafts.walk import Walk
from quizzer.tui.triage.picture.end_view import EndView
from quizzer.tui.triage.picture.values import DraftRow, PassageText, State, TriageView
from quizzer.tui.triage.rows import draft_detail, draft_passage, draft_row, section_rows

if TYPE_CHECKING:
    from quizzer.study.drafts.triage import Triage

Hints = tuple[tuple[str, str, str], ...]

SECONDS_A_SENTENCE, SECONDS_A_DRAFT = 4.5, 3.0
"""The time one needs to read a sentence, and to decide a draft on it."""
FIRST_CARDS = 10
"""New cards of the session that begins from the last page."""


class Desk:
    """The drafts of a deck and one's place among them.

    Attributes:
        triage: The drafts.
        walk: The place among them.
        alternatives: Other ways to ask them.
        bare: The statement that is shown because nothing stands on it; None while drafts are decided.
    """

    def __init__(self, triage: Triage) -> None:
        """Begin where one left the drafts."""
        self.triage = triage
        self.walk = Walk(triage)
        self.alternatives = Alternatives(triage)
        self.bare: Statement | None = None
        self._decided: dict[str, DraftRow] = {}
        self.recount()

    def recount(self) -> None:
        """Count again what stands on the document; for a long one this takes longer than a key may."""
        self._statements = self.triage.statements()
        self._sections = self.triage.sections()
        self._bare = Counter(one.section for one in self._statements if not one.by_note and not one.by_draft)
        self._sentences = sum(bool(self.triage.open_drafts(unit)) for unit in self.triage.units)

    @property
    def is_over(self) -> bool:
        """Whether every draft is decided or put off, and no statement is shown."""
        return not self.walk.note and self.bare is None

    @property
    def sections(self) -> list[str]:
        """The headings of the document that have statements or drafts, in its order."""
        return [section.name for section in self._sections]

    def marked(self) -> tuple[Unit, str]:
        """The sentence and the id of the marked draft.

        Raises:
            Problem: No draft is marked.
        """
        unit = self.walk.unit
        if unit is None or self.bare is not None:
            raise Problem("There is no draft here; the hints say what there is to do.")
        return unit, self.walk.note

    def decide(self, act: Callable[[], Decision], state: State) -> Decision:
        """Decide drafts of the sentence, keep how they looked, and mark the next draft."""
        unit, _ = self.marked()
        rows = {one: draft_row(draft, state) for one in unit.drafts if (draft := self.triage.draft(one))}
        decision = act()
        self._decided |= {one: rows[one] for one in decision.notes if one in rows}
        self.walk.later |= set(decision.left_out)
        if self.triage.draft(self.walk.note) is None or self.walk.note in self.walk.later:
            self.walk.advance()
        return decision

    def undo(self) -> Decision | None:
        """Take the last decision back and mark its draft; None when there is none."""
        decision = self.triage.undo()
        if decision is not None:
            self.bare = None
            for note in decision.notes:
                self._decided.pop(note, None)
            if not any(self.walk.go(note) for note in decision.notes) and self.triage.draft(self.walk.note) is None:
                self.walk.advance()
        return decision

    def go_to_bare(self) -> bool:
        """Show the next statement that nothing stands on; False when there is none."""
        found = [one for one in self._statements if not one.by_note and not one.by_draft]
        if not found:
            return False
        if self.bare is not None:
            after = [one for one in found if (one.passage, one.start) > (self.bare.passage, self.bare.start)]
        else:
            unit = self.walk.unit
            here = next((one.passage for one in self._statements if unit and one.fingerprint == unit.fingerprint), -1)
            after = [one for one in found if one.passage >= here]
        self.bare = (after or found)[0]
        return True

    # What is shown

    def end_view(self, hints: Hints, notice: str) -> EndView:
        """The page after the last draft."""
        progress = self.triage.progress()
        return EndView(
            title=self._title,
            accepted=progress.accepted,
            rejected=progress.rejected,
            later=progress.left,
            sections=section_rows(self._sections, ""),
            start=min(FIRST_CARDS, progress.accepted),
            notice=notice,
            hints=hints,
        )

    def view(self, hints: Hints, notice: str) -> TriageView:
        """The sentence with its drafts, or a statement that nothing stands on."""
        bare = self.bare
        unit = self.walk.unit if bare is None else None
        section = bare.section if bare else unit.section if unit else ""
        place = bare.place if bare else unit.place if unit else ""
        names = self.sections
        progress = self.triage.progress()
        marked = self.triage.draft(self.walk.note) if unit else None
        return TriageView(
            title=self._title,
            decided=progress.decided,
            total=progress.total,
            accepted=progress.accepted,
            rejected=progress.rejected,
            minutes=self._minutes(progress.left),
            section=", ".join(filter(None, (section, place))),
            ordinal=f"section {names.index(section) + 1} of {len(names)}" if section in names else "",
            passage=self._passage(unit),
            drafts=self._rows(unit) if unit else (),
            at=unit.drafts.index(self.walk.note) if unit else 0,
            detail=draft_detail(marked, self.triage.axes) if marked else None,
            standing=tuple(map(shown_card, self.triage.standing(unit))) if unit else (),
            sections=section_rows(self._sections, section),
            bare_here=self._bare[section],
            notice=notice,
            hints=hints,
        )

    def section_lines(self) -> list[tuple[str, str]]:
        """The sections to choose from, each with what is left in it."""
        return [(section.name or "Beginning", _progress_words(section)) for section in self._sections]

    def page_lines(self) -> tuple[str, list[tuple[str, str]], int]:
        """The passages of the section, its heading, and the index of the passage one is at."""
        unit = self.walk.unit
        here = self.bare or unit
        passages = self.triage.passages(here.section if here else "")
        at = next((number for number, text in enumerate(passages) if here and text == here.text), 0)
        return (here.section if here else "") or "The document", [(text, "") for text in passages], at

    @property
    def _title(self) -> str:
        return f"Drafts of {self.triage.name}"

    def _passage(self, unit: Unit | None) -> PassageText:
        if (bare := self.bare) is not None:
            return PassageText(bare.text, (bare.start, bare.end), (bare.start, bare.end))
        return draft_passage(unit, self._statements) if unit else PassageText("", (0, 0), (0, 0))

    def _rows(self, unit: Unit) -> tuple[DraftRow, ...]:
        rows = []
        for note in unit.drafts:
            draft = self.triage.draft(note)
            row = draft_row(draft) if draft else self._decided.get(note)
            rows.append(row or DraftRow("", "decided before", "", 0, state="accepted"))
        return tuple(rows)

    def _minutes(self, left: int) -> int:
        """About how long what is left takes, in minutes, rounded up."""
        return -int(-(self._sentences * SECONDS_A_SENTENCE + left * SECONDS_A_DRAFT) // 60) if left else 0


def _progress_words(section: SectionProgress) -> str:
    covered = f"{section.covered} of {section.statements} covered" if section.statements else ""
    left = f"{plural(section.left, 'draft')} left" if section.left else ""
    return ", ".join(filter(None, (left, covered)))
