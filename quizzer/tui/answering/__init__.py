"""How cards are answered: one small machine for each kind, fed with keys and clicks."""

from collections.abc import Callable
from typing import assert_never

from quizzer.core.notes.cards import Face
from quizzer.tui.answering.base import Asked, Asking, Move

__all__ = ["Asked", "Asking", "Move", "asking_for"]


def asking_for(
    face: Face, seed: int, *, typed: bool = True, is_word: Callable[[str], bool] = lambda _: False
) -> Asking:
    """The way a card is answered.

    Args:
        face: What it asks.
        seed: Decides the order of what is shuffled.
        typed: Whether short answers are typed at all.
        is_word: Whether a folded word is one of the decks.
    """
    match face.kind:  # imported when first needed: no session needs all of them to begin with
        case "choice":
            from quizzer.tui.answering.choice import ChoiceAsking

            return ChoiceAsking(face, seed)
        case "list":
            from quizzer.tui.answering.listing import ListAsking

            return ListAsking(face, is_word)
        case "sequence":
            from quizzer.tui.answering.sequence import SequenceAsking

            return SequenceAsking(face, seed)
        case "sort":
            from quizzer.tui.answering.sort import SortAsking

            return SortAsking(face, seed)
        case "basic" | "cloze":
            if not (face.typed and typed):
                return Asking(face)
            from quizzer.tui.answering.typed import TypedAsking

            return TypedAsking(face, is_word)
        case _:
            assert_never(face.kind)
