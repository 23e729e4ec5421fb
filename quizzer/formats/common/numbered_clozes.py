"""Anki's cloze deletions, ``{{c1::answer::hint}}``, wherever they are read.

They are found as Anki finds them, and become a cloze of this program or, where that cannot hold them, questions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quizzer.core.notes.cards import BLANK, find_deletions
from quizzer.core.notes.kinds import Basic, Cloze
from quizzer.deckfile.read.kinds import MOST_DELETIONS
from quizzer.formats.common.clean_text import clean
from quizzer.formats.common.clozes import is_cloze

# Private characters replace the marks while HTML becomes text, which would not leave braces in their places.
_OPEN, _CLOSE, _HINT = "\ue0f0", "\ue0f1", "\ue0f2"
_TAKEN = re.compile(f"[{_OPEN}{_CLOSE}{_HINT}]")
_MARK = re.compile(r"\{\{[cC]([0-9]{1,6}(?:,[0-9]{1,6}){0,20})::|\}\}|::")
_PLACE = re.compile(f"{_OPEN}([0-9,]+);|{_CLOSE}|{_HINT}")
_DEEPEST = 10


class AnkiDeletion(NamedTuple):
    """A deletion.

    Attributes:
        numbers: The cards that ask for it.
        pieces: Its text, and the deletions inside it.
    """

    numbers: tuple[int, ...]
    pieces: Sequence[str | AnkiDeletion]
    hint: str


Pieces = Sequence["str | AnkiDeletion"]


def mark_deletions(html: str) -> str:
    """The field with its deletions marked by characters that HTML lets through."""
    html = _TAKEN.sub("", html)
    out: list[str] = []
    open_: list[bool] = []  # for each deletion that is open, whether its hint has begun
    at = 0
    for found in _MARK.finditer(html):
        out.append(html[at : found.start()])
        at = found.end()
        if found[1] is not None:
            out.append(f"{_OPEN}{found[1]};" if len(open_) < _DEEPEST else "")
            open_.append(False)
        elif not open_:
            out.append(found[0])
        elif found[0] == "}}":
            open_.pop()
            out.append(_CLOSE if len(open_) < _DEEPEST else "")
        elif open_[-1] or len(open_) > _DEEPEST:
            out.append(found[0])
        else:
            open_[-1] = True
            out.append(_HINT)
    out.append(html[at:])
    out.append(_CLOSE * min(len(open_), _DEEPEST))
    return "".join(out)


def is_marked(text: str) -> bool:
    """Whether :func:`mark_deletions` found a deletion in it."""
    return _OPEN in text


def pieces_of(text: str) -> Pieces:
    """Marked text as pieces; marks that do not belong together are passed over."""
    open_ = [_Open(())]
    at = 0
    for found in _PLACE.finditer(text):
        open_[-1].put(text[at : found.start()])
        at = found.end()
        if found[1] is not None:
            open_.append(_Open(tuple(int(number) for number in found[1].split(",") if number)))
        elif found[0] == _HINT:
            open_[-1].in_hint = True
        elif len(open_) > 1:
            _close(open_)
    open_[-1].put(text[at:])
    while len(open_) > 1:
        _close(open_)
    return open_[0].pieces


@dataclass(slots=True)
class _Open:
    """A deletion whose end is not met yet; the outermost is the text itself."""

    numbers: tuple[int, ...]
    pieces: list[str | AnkiDeletion] = field(default_factory=list)
    hint: list[str] = field(default_factory=list)
    in_hint: bool = False

    def put(self, piece: str | AnkiDeletion) -> None:
        if self.in_hint:
            self.hint.append(piece if isinstance(piece, str) else show_deletions(piece.pieces))
        elif piece:
            self.pieces.append(piece)


def _close(open_: list[_Open]) -> None:
    ended = open_.pop()
    open_[-1].put(AnkiDeletion(ended.numbers, ended.pieces, " ".join("".join(ended.hint).split())))


def show_deletions(pieces: Pieces) -> str:
    """The text with nothing hidden."""
    return "".join(piece if isinstance(piece, str) else show_deletions(piece.pieces) for piece in pieces)


def numbers_of(pieces: Pieces) -> set[int]:
    """The cards that the text yields."""
    numbers: set[int] = set()
    for piece in pieces:
        if not isinstance(piece, str):
            numbers.update(piece.numbers, numbers_of(piece.pieces))
    return numbers


def reveal_others(pieces: Pieces, numbers: frozenset[int]) -> Pieces:
    """The pieces with every deletion shown that none of these cards asks for."""
    shown: list[str | AnkiDeletion] = []
    for piece in pieces:
        inner = [piece] if isinstance(piece, str) else reveal_others(piece.pieces, numbers)
        if isinstance(piece, str) or numbers.isdisjoint(piece.numbers):
            shown += inner
        else:
            shown.append(piece._replace(numbers=tuple(filter(numbers.__contains__, piece.numbers)), pieces=inner))
    return shown


def cloze_of(pieces: Pieces) -> Cloze | None:
    """The cloze note that says the same with the same numbers; None where its text cannot hold it."""
    said: list[tuple[str, str]] = []
    decode_markup: list[tuple[int, str, str]] = []
    natural = True  # numbered in the order of the text, so that the numbers need not be written
    for piece in pieces:
        if isinstance(piece, str):
            said.append((piece, piece))
            continue
        if len(piece.numbers) != 1 or not all(isinstance(inner, str) for inner in piece.pieces):
            return None
        number, answer = piece.numbers[0], show_deletions(piece.pieces).strip()
        natural = natural and number == len(decode_markup) + 1
        decode_markup.append((number, answer, piece.hint))
        shown = f"{answer}::{piece.hint}" if piece.hint else answer
        said.append((f"{{{{{shown}}}}}", f"{{{{c{number}::{shown}}}}}"))
    text = clean("".join(plain if natural else numbered for plain, numbered in said))
    if not is_cloze(text):
        return None
    found = [(deletion.number, deletion.answer, deletion.hint) for deletion in find_deletions(text)]
    return Cloze(text) if found == decode_markup else None


def question_of(pieces: Pieces, number: int) -> tuple[str, str]:
    """The question and answer of one card, where the note cannot be a cloze."""
    answers: list[str] = []

    def asked(pieces: Pieces) -> str:
        shown = []
        for piece in pieces:
            if isinstance(piece, str):
                shown.append(piece)
            elif number in piece.numbers:
                answers.append(show_deletions(piece.pieces).strip())
                shown.append(f"[{piece.hint}]" if piece.hint else BLANK)
            else:
                shown.append(asked(piece.pieces))
        return "".join(shown)

    question = asked(pieces)
    return question, " / ".join(filter(None, answers))


def numbered_bodies(pieces: Pieces) -> list[tuple[int, Basic | Cloze]]:
    """The cloze, with number 0; where a cloze here cannot hold it, a question for each number that has an answer."""
    numbers = numbers_of(pieces)
    cloze = cloze_of(pieces) if numbers else None
    if cloze is not None:
        return [(0, cloze)]
    if len(numbers) > MOST_DELETIONS:
        return []
    asked = ((number, *question_of(pieces, number)) for number in sorted(numbers))
    return [(number, Basic(ask, answer)) for number, ask, answer in asked if answer]
