"""A card as a question and an answer in plain lines, for formats that know nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quizzer.core.exchange import Outgoing, OutgoingCard
from quizzer.core.notes.cards import Face, face_of, parts_of
from quizzer.core.notes.notes import Citation


class PlainCard(NamedTuple):
    """One card.

    Attributes:
        question: With the options of a choice, the steps of a sequence and the items of a sort in alphabetical lines.
        answer: As it is shown; a line for each item.
    """

    card: OutgoingCard
    face: Face
    question: str
    answer: str


def plain_cards(note: Outgoing) -> Iterator[PlainCard]:
    """The note's cards that are in use."""
    if note.retired:
        return
    parts = parts_of(note.note)
    for card in note.cards:
        if not card.retired and card.part in parts:
            face = face_of(note.note, card.part)
            yield PlainCard(card, face, "\n".join([face.prompt, *_choices(face)]), face.answer)


def _choices(face: Face) -> list[str]:
    """The options, steps or items of the question, in an order that does not give the answer away."""
    lines = _lines(face.offered)
    return lines[::-1] if face.is_ordered and lines == _marked(face.answers) else lines


def _lines(texts: Sequence[str]) -> list[str]:
    return _marked(sorted(texts, key=str.casefold))


def _marked(texts: Sequence[str]) -> list[str]:
    return [f"- {text}" for text in texts]


def citation_line(cite: Citation | None) -> str:
    """Section and place in a line; empty without a citation."""
    return ", ".join(filter(None, (cite.section, cite.place))) if cite is not None else ""
