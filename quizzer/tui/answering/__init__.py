"""How cards are answered: one small machine for each kind, fed with keys and clicks."""

from typing import assert_never

from quizzer.core.notes.cards import Face
from quizzer.tui.answering.base import AnswerInput, InputLines, Move

__all__ = ["AnswerInput", "InputLines", "Move", "build_input"]


def build_input(face: Face, seed: int, *, typed: bool = True) -> AnswerInput:
    """The way a card is answered.

    Args:
        face: What it asks.
        seed: Decides the order of what is shuffled.
        typed: Whether short answers are typed at all.
    """
    match face.kind:  # imported when first needed: no session needs all of them to begin with
        case "choice":
            from quizzer.tui.answering.choice import ChoiceInput

            return ChoiceInput(face, seed)
        case "list":
            from quizzer.tui.answering.listing import ListInput

            return ListInput(face)
        case "sequence":
            from quizzer.tui.answering.sequence import SequenceInput

            return SequenceInput(face, seed)
        case "sort":
            from quizzer.tui.answering.sort import SortInput

            return SortInput(face, seed)
        case "basic" | "cloze":
            if not (face.typed and typed):
                return AnswerInput(face)
            from quizzer.tui.answering.typed import TypedInput

            return TypedInput(face)
        case _:
            assert_never(face.kind)
