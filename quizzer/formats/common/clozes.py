"""Deletions of other programs as this one writes them; as questions where a cloze here cannot hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from quizzer.core.notes.cards import BLANK, find_deletions
from quizzer.core.notes.kinds import Basic, Cloze
from quizzer.deckfile.read.kinds import MOST_DELETIONS

_PAIR = re.compile(r"\{\{[^{}]*\}\}")
_EMPTY = re.compile(r"\{\{(?:c[0-9]+::)?\s*(?:::[^{}]*)?\}\}")
_NUMBER = re.compile(r"\{\{c[0-9]+::")
_GOOD_NUMBER = re.compile(r"\{\{c[1-9][0-9]{0,3}::")


class Hidden(NamedTuple):
    """A deletion."""

    answer: str
    hint: str = ""


Piece = str | Hidden


def is_cloze(text: str) -> bool:
    """Whether a text with ``{{...}}`` is a cloze note without any change."""
    marks = len(_PAIR.findall(text))
    return (
        0 < marks <= MOST_DELETIONS
        and text.count("{{") == text.count("}}") == marks
        and "{{{" not in text
        and "}}}" not in text
        and not _EMPTY.search(text)
        and all(map(_GOOD_NUMBER.fullmatch, _NUMBER.findall(text)))
    )


def cloze_of(pieces: Sequence[Piece]) -> Cloze | None:
    """The cloze with these deletions, each a card of its own; None where their text cannot be put between braces."""
    text = "".join(piece if isinstance(piece, str) else _marked(piece) for piece in pieces)
    if not is_cloze(text):
        return None
    hidden = [piece for piece in pieces if isinstance(piece, Hidden)]
    said = [(deletion.answer, deletion.hint, deletion.number) for deletion in find_deletions(text)]
    decode_markup = [(piece.answer.strip(), piece.hint.strip(), number) for number, piece in enumerate(hidden, 1)]
    return Cloze(text) if said == decode_markup else None


def _marked(hidden: Hidden) -> str:
    hint = f"::{hidden.hint.strip()}" if hidden.hint.strip() else ""
    return f"{{{{{hidden.answer.strip()}{hint}}}}}"


def questions_of(pieces: Sequence[Piece]) -> list[Basic]:
    """A question for each deletion, with a blank where it stood."""
    questions = []
    for asked in (index for index, piece in enumerate(pieces) if isinstance(piece, Hidden)):
        prompt = []
        for index, piece in enumerate(pieces):
            if isinstance(piece, str):
                prompt.append(piece)
            elif index == asked:
                prompt.append(f"[{piece.hint.strip()}]" if piece.hint.strip() else BLANK)
            else:
                prompt.append(piece.answer)
        hidden = pieces[asked]
        assert isinstance(hidden, Hidden)
        questions.append(Basic("".join(prompt), hidden.answer.strip()))
    return questions
