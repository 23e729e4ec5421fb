"""What a language model is to the rest of the program: something that answers requests, or fails with a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from quizzer.derive.ask_model.request import Request


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered.

    Attributes:
        text: As it came.
        input_tokens: Tokens that were sent; None where the model does not count them.
        output_tokens: Tokens that came back.
    """

    text: str
    input_tokens: int | None = None
    output_tokens: int | None = None


class ModelFailed(Exception):
    """A call failed; the message is a clause without a stop.

    Attributes:
        is_final: Whether further calls would fail too.
    """

    def __init__(self, message: str, *, is_final: bool = False) -> None:
        """Say what failed."""
        super().__init__(message)
        self.is_final = is_final


class Model(Protocol):
    """A language model."""

    @property
    def name(self) -> str:
        """Its name, as it is chosen by."""

    @property
    def can_be_limited(self) -> bool:
        """Whether the length of its replies can be limited."""

    def answer(self, request: Request, most_tokens: int | None) -> Reply:
        """Answer one request.

        Args:
            request: What is sent.
            most_tokens: The longest reply; None leaves it to the model, as does a model that cannot be limited.

        Raises:
            ModelFailed: There is no reply.
        """
