"""The drafts of a sentence as values to paint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.cards import find_deletions
from quizzer.core.notes.kinds import Basic, Choice, Cloze
from quizzer.core.notes.notes import Note
from quizzer.study.drafts.shown_card import shown_card
from quizzer.study.drafts.values import Draft, SectionProgress, Statement, Unit
from quizzer.tui.triage.picture.values import Detail, DraftRow, PassageText, SectionRow, State

_PASSED = "the passage says so"


def draft_row(draft: Draft, state: State = "open") -> DraftRow:
    """A draft as a row."""
    asked, answer = shown_card(draft.note)
    wrong = draft.note.body.options if isinstance(draft.note.body, Choice) else ()
    return DraftRow(draft.note.kind, asked, answer, draft.score, wrong, draft.doubts, state, draft.edited)


def draft_detail(draft: Draft, axes: Sequence[Axis]) -> Detail:
    """The marked draft as a card, with what its checks say."""
    note = draft.note
    asked, answer = shown_card(note)
    names = {axis.id: axis.label for axis in axes}
    options = sorted((*note.body.answers, *note.body.options)) if isinstance(note.body, Choice) else ()
    checks = [(False, doubt) for doubt in draft.doubts] or [(True, "one right answer, its direction, its length")]
    return Detail(
        asked=asked,
        answer=answer,
        why=draft.why,
        also=_also(note),
        gap=_gap(note),
        options=tuple(options),
        axis=", ".join(filter(None, (names.get(note.axis, note.axis), *note.tags))),
        level=note.level,
        checks=((True, _PASSED), *checks, (True, "not asked by any other note")),
        caveat=note.caveat,
    )


def _also(note: Note) -> tuple[str, ...]:
    match note.body:
        case Basic():
            return note.body.accept
        case Cloze():
            return tuple(text for texts in note.body.accept for text in texts)
        case _:
            return ()


def _gap(note: Note) -> str:
    if not isinstance(note.body, Cloze):
        return ""
    answers = [deletion.answer for deletion in find_deletions(note.body.text)]
    return f"{len(answers)}: {', '.join(answers)}" if len(answers) > 1 else answers[0]


def draft_passage(unit: Unit, statements: Iterable[Statement]) -> PassageText:
    """The passage of a sentence, with the statements in it that nothing stands on."""
    bare = tuple(
        (statement.start, statement.end)
        for statement in statements
        if statement.fingerprint == unit.fingerprint and not statement.by_note and not statement.by_draft
        if statement.text == unit.text and not (statement.start < unit.end and statement.end > unit.start)
    )
    return PassageText(unit.text, (unit.start, unit.end), (unit.start, unit.end), bare)


def section_rows(sections: Iterable[SectionProgress], here: str) -> tuple[SectionRow, ...]:
    """The sections of the document, that of the marked draft among them."""
    return tuple(
        SectionRow(section.name, section.left, section.covered, section.statements, section.name == here)
        for section in sections
    )
