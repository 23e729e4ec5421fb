"""Counting tokens, so that a budget is not exceeded."""

from __future__ import annotations

from math import ceil

from quizzer.core.safe_text import one_line
from quizzer.derive.ask_model.model import Reply
from quizzer.derive.ask_model.request import Request

_TOKENS_A_CHARACTER = 1 / 3  # English has about four characters a token; the names of a field have fewer
_MARGIN = 1.1
_LEAST_REPLY, _USUAL_REPLY = 150, 1_000


class Budget:
    """The tokens that were used, and whether the next call fits into what is left.

    How long a request will be is estimated: first by its characters, then by the highest rate of the calls so far.
    """

    def __init__(self, limit: int | None) -> None:
        """Begin with nothing used; without a limit everything fits."""
        self.limit = limit
        self.input_tokens = self.output_tokens = 0
        self.is_estimated = False
        self._rate = _TOKENS_A_CHARACTER
        self._longest_reply = 0

    @property
    def used(self) -> int:
        """Tokens sent and received."""
        return self.input_tokens + self.output_tokens

    def fits(self, request: Request, *, can_be_limited: bool) -> bool:
        """Whether a request can be sent and answered with what is left."""
        left = self.room(request)
        least = _LEAST_REPLY if can_be_limited else max(self._longest_reply, _USUAL_REPLY)
        return left is None or left >= least

    def room(self, request: Request) -> int | None:
        """The tokens that are left for the reply to a request; None without a limit."""
        return None if self.limit is None else self.limit - self.used - self.estimate(request)

    def estimate(self, request: Request) -> int:
        """The tokens of a request, rather too many than too few."""
        return ceil(request.characters * self._rate * _MARGIN)

    def add(self, request: Request, reply: Reply | None) -> tuple[int, int]:
        """Count a call, and return the tokens that it sent and received; a failed one has no reply, but was sent."""
        sent = reply.input_tokens if reply else None
        came = reply.output_tokens if reply else 0
        if sent is None or came is None:
            self.is_estimated = True
        if sent is None:
            sent = self.estimate(request)
        else:
            self._rate = max(self._rate, sent / request.characters)
        if came is None:
            came = ceil(len(reply.text if reply else "") * self._rate * _MARGIN)
        self.input_tokens += sent
        self.output_tokens += came
        self._longest_reply = max(self._longest_reply, came)
        return sent, came

    def describe(self, request: Request, sent: int, came: int) -> str:
        """What a call used, for the person."""
        of = f" of {self.limit:,}" if self.limit is not None else ""
        about = "about " if self.is_estimated else ""
        where = f"“{one_line(request.section)}”" if request.section else "the text before the first heading"
        return f"{where}: {about}{sent:,} tokens sent, {came:,} received; {self.used:,}{of} used."
