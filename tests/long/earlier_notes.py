"""Write the marks of the bundled notes as they are now beside those of earlier releases; a step of each release.

``python -m tests.long.earlier_notes`` adds what is missing to the list by which ``quizzer decks --slim`` knows a note
that a person left alone; a second time it adds nothing.
"""

from __future__ import annotations

from pathlib import Path

from quizzer.core.notes.identity.overlay import mark_of
from quizzer.deckfile.find import list_deck_files
from quizzer.deckfile.read.deck import read_deck
from quizzer.study.own_data.slim import EarlierNote, parse_earlier

ROOT = Path(__file__).parents[2]
LIST = ROOT / "quizzer" / "deckfile" / "earlier_notes.txt"


def add_marks(earlier: dict[str, EarlierNote], decks: Path) -> dict[str, EarlierNote]:
    """The notes that ever came with those of a folder of decks."""
    found = dict(earlier)
    for path in list_deck_files(decks):
        deck = read_deck(path).deck
        for note in deck.notes if deck else ():
            assert deck is not None
            came, mark = found.get(note.id, EarlierNote((), ())), mark_of(note, deck.axis.id)
            found[note.id] = EarlierNote(_with(came.decks, path.stem), _with(came.marks, mark))
    return dict(sorted(found.items()))


def _with(known: tuple[str, ...], new: str) -> tuple[str, ...]:
    return known if new in known else (*known, new)


def main() -> None:
    """Bring the list up to date and print how many marks it has."""
    notes = add_marks(parse_earlier(LIST.read_text("utf-8")), ROOT / "decks")
    lines = (f"{note_id} {','.join(note.decks)} {' '.join(note.marks)}\n" for note_id, note in notes.items())
    LIST.write_text("".join(lines), "utf-8")
    print(f"{len(notes)} notes, {sum(len(note.marks) for note in notes.values())} marks")


if __name__ == "__main__":
    main()
