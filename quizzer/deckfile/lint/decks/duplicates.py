"""Find notes that ask the same, and questions with several right answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress

from quizzer.core.notes.identity.signatures import Sameness, Signature, SignatureIndex, find_related, sign
from quizzer.deckfile.findings import Finding, quote
from quizzer.deckfile.lint.card_lines import CardLine
from quizzer.deckfile.lint.suppress import NoteRef, Remark


def check_duplicates(cards: Sequence[CardLine]) -> Iterator[Remark]:
    """Yield a warning for each note that asks what an earlier one asks; each of the two notes may silence it."""
    index = SignatureIndex[CardLine]()
    reported: set[tuple[NoteRef, NoteRef, str]] = set()
    related = find_related(sign(card.face) for card in cards)
    for card in compress(cards, related):
        signature = sign(card.face)
        if (found := _find(index, signature, card)) is not None:
            other, name = found
            pair = (card.note, other.note, name)
            if pair not in reported:
                reported.add(pair)
                yield _remark(card, other, name)
        index.add(signature, card)


def _find(index: SignatureIndex[CardLine], new: Signature, card: CardLine) -> tuple[CardLine, Sameness] | None:
    """Find an earlier card that asks the same, or has another answer to the question; with the finding's name."""
    same = next((other for other in index.find_same(new) if other.note_id != card.note_id), None)
    if same is not None:
        return same, "asks-the-same"
    other = index.find_other_answer(new)
    return None if other is None or _is_copy(card, other) else (other, "several-answers")


def _is_copy(card: CardLine, other: CardLine) -> bool:
    """Whether the two notes have one id in two files, which is an error of its own."""
    return card.note_id == other.note_id and card.path != other.path


def _remark(card: CardLine, other: CardLine, name: Sameness) -> Remark:
    where = f"{quote(other.note_id)} ({other.path}:{other.line})"
    if name == "asks-the-same":
        message = f"this asks the same as {where}; keep one of them"
    elif other.note == card.note:
        message = f"two cards of this note have one question and different answers, here {quote(card.face.answer)}"
    else:
        answer = quote(other.face.answer)
        message = f"{where} has the same question with another answer, {answer}; word them so that each has one"
    finding = Finding(card.path, card.line, message, name, "warning")
    return Remark(finding, tuple(dict.fromkeys((card.note, other.note))))
