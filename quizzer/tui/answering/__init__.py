"""Input of answers: one small state machine for each kind of card, fed with keys and clicks."""

from typing import assert_never

from quizzer.core.notes.cards import Face
from quizzer.tui.answering.base import AnswerInput, FindContext, InputLines, Move, know_nothing

__all__ = ["AnswerInput", "InputLines", "Move", "build_input"]


def build_input(face: Face, seed: int, *, typed: bool = True, context: FindContext = know_nothing) -> AnswerInput:
    """Build the input for a card.

    Args:
        face: The question, and what it accepts.
        seed: Fixes the order of shuffled options, steps and items.
        typed: Whether short answers are typed.
        context: Gives what grading knows beside the answer, once there is one.
    """
    match face.kind:  # imported on first use: no session starts with all of them
        case "choice":
            from quizzer.tui.answering.choice import ChoiceInput

            return ChoiceInput(face, seed)
        case "list":
            from quizzer.tui.answering.listing import ListInput

            return ListInput(face, context)
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

            return TypedInput(face, context)
        case _:
            assert_never(face.kind)
