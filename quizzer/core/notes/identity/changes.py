"""How a note differs from what it was: its wording, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from quizzer.core.notes.cards import face_of, parts_of
from quizzer.core.notes.kinds import Reverse
from quizzer.core.notes.notes import Note, split_id, write_reference

ChangeKind = Literal["new", "reworded", "moved", "retired", "back", "both"]
"""``back``: it was retired and is in a deck again. ``both``: a person's own text counts, and the deck has another."""

KIND_WORDS: Mapping[ChangeKind, str] = {
    "new": "new", "reworded": "reworded", "moved": "moved", "retired": "retired", "back": "back", "both": "both changed"
}  # fmt: skip
_LABELS = {
    "ask": "question", "cloze": "sentence", "accept": "also right", "reverse": "other way round", "extra": "remark"
}  # fmt: skip


class Place(NamedTuple):
    """Where a note stands."""

    deck: str
    axis: str


class Difference(NamedTuple):
    """A text of a note before and now, in words; empty where there was or is none."""

    label: str
    before: str
    after: str


class NoteState(NamedTuple):
    """A note at a moment.

    Attributes:
        met: How many of its cards were answered, those left out that it no longer has.
    """

    note: Note
    place: Place
    met: int


def compare_wording(before: Note, after: Note) -> tuple[Difference, ...]:
    """The texts that differ, in the order of a deck file."""
    old, new = _texts(before), _texts(after)
    labels = dict.fromkeys([*new, *old])
    return tuple(
        Difference(label, old.get(label, ""), new.get(label, ""))
        for label in labels
        if old.get(label) != new.get(label)
    )


def compare_place(before: NoteState, after: NoteState) -> tuple[Difference, ...]:
    """What differs of deck, axis and level."""
    pairs = (
        ("deck", before.place.deck, after.place.deck),
        ("axis", before.place.axis, after.place.axis),
        ("level", before.note.level, after.note.level),
    )
    return tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2])


def title_of(note: Note) -> str:
    """What a note asks."""
    return face_of(note, parts_of(note)[0]).prompt


def explain_progress(kind: ChangeKind, before: NoteState | None, after: NoteState, heirs: Sequence[str] = ()) -> str:
    """What became of the progress, the end of a line.

    Args:
        heirs: Of a retired note, the ids of those that ask now what it asked.
    """
    met = max(before.met if before else 0, after.met)
    match kind:
        case "new":
            return "not met yet"
        case "both":
            return "your text counts"
        case "retired":
            kept = "its history is kept" if met else "it was never asked"
            return f"{kept}; asked now by {name_heirs(after.note.id, heirs)}" if heirs else kept
        case "back":
            return "where it was" if met else "not met yet"
        case "reworded" | "moved":
            return _explain_rewording(before, after, met)


def name_heirs(note_id: str, heirs: Sequence[str]) -> str:
    """The notes that ask now what a retired one asked, as its deck file names them."""
    namespace = split_id(note_id)[0]
    return ", ".join(write_reference(namespace, heir) for heir in heirs)


def _explain_rewording(before: NoteState | None, after: NoteState, met: int) -> str:
    lost = met - after.met
    if not met or not lost:
        return "keeps its schedule" if met else "not met yet"
    why = ", because it is asked in another way" if before and before.note.kind != after.note.kind else ""
    if not after.met:
        return f"starts anew{why}; its history is kept"
    rest = f"{lost} of its {met} cards {'rests' if lost == 1 else 'rest'}"
    return f"{rest}{why}; the others keep their schedule"


def _texts(note: Note) -> dict[str, str]:
    found = {
        _LABELS.get(part.deck_key, part.deck_key): _spell(getattr(note.body, part.name)) for part in note.body.parts
    }
    found |= {"remark": note.extra, "caveat": note.caveat}
    return {label: text for label, text in found.items() if text}


def _spell(value: Any) -> str:
    """A value of a note's body on one line."""
    match value:
        case None:
            return ""
        case str():
            return value
        case Reverse():
            return f"{value.ask} / {value.answer}"
        case (str(name), tuple() as items):
            return f"{name}: {', '.join(items)}"
        case tuple() if all(isinstance(one, str) for one in value):
            return ", ".join(value)
    return "; ".join(filter(None, map(_spell, value)))
