"""From a document to a model's candidates: send the sections, read the replies, hold them to the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from quizzer.core.notes.kinds import Body
from quizzer.derive.ask_model.ask import ask_model
from quizzer.derive.ask_model.budget import Budget
from quizzer.derive.ask_model.hold import hold
from quizzer.derive.ask_model.model import Model
from quizzer.derive.ask_model.proposal import read_reply
from quizzer.derive.ask_model.request import build_requests
from quizzer.derive.candidate import Candidate
from quizzer.derive.context import Context


@dataclass(slots=True)
class ModelReport:
    """What a model was sent and what became of its proposals, apart from the checks every candidate goes through.

    Attributes:
        name: The model's.
        calls: Number of calls.
        sections: Number of requests that the document makes.
        proposed: Notes it proposed, readable or not.
        kept: Those that are drafts of the deck.
        input_tokens: Tokens sent.
        output_tokens: Tokens received.
        is_estimated: Whether the model did not count some of them, so that they were estimated.
        notices: Sentences about what failed.
    """

    name: str
    calls: int = 0
    sections: int = 0
    proposed: int = 0
    kept: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    is_estimated: bool = False
    notices: list[str] = field(default_factory=list)


class Suggester:
    """A model as a family of candidates; call it with the document and the counts of drops."""

    def __init__(
        self,
        model: Model,
        limit: int | None,
        find_flaw: Callable[[Body], str],
        say: Callable[[str], None] = lambda _said: None,
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            model: The model.
            limit: The most tokens that may be used; None for no limit.
            find_flaw: Gives the name of what the linter finds in a note; empty for a clean one.
            say: Called after each call with the tokens used.
        """
        self._model, self._budget, self._find_flaw, self._say = model, Budget(limit), find_flaw, say
        self.report = ModelReport(model.name)

    def __call__(self, context: Context) -> tuple[list[Candidate], Mapping[str, int]]:
        """Ask the model about each section.

        Returns:
            The candidates that the document bears out, and the number of others by reason.
        """
        requests = build_requests(context.document)
        answers = ask_model(requests, self._model, self._budget, self._say)
        dropped: Counter[str] = Counter()
        candidates: list[Candidate] = []
        for request, reply in answers.replies:
            proposals = read_reply(reply.text, dropped)
            candidates += hold(proposals, request, context, self._model.name, dropped)
        proposed = len(candidates) + dropped.total()
        clean = []
        for candidate in candidates:
            if flaw := self._find_flaw(candidate.body):
                dropped[f"the finding “{flaw}” of quizzer check"] += 1
            else:
                clean.append(candidate)
        self.report = ModelReport(
            self._model.name, answers.calls, len(requests), proposed, 0, self._budget.input_tokens,
            self._budget.output_tokens, self._budget.is_estimated, answers.notices,
        )  # fmt: skip
        return clean, dropped
