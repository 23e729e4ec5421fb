"""Put the requests to a model, one after the other, within a budget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from quizzer.core.wording import plural
from quizzer.derive.ask_model.budget import Budget
from quizzer.derive.ask_model.model import Model, ModelFailed, Reply
from quizzer.derive.ask_model.request import Request

_PATIENCE = 2  # failed calls in a row after which the model is left alone


@dataclass(slots=True)
class Answers:
    """What a model answered.

    Attributes:
        replies: Each with its request.
        calls: Number of calls, failed ones included.
        notices: Sentences about what failed, or was not sent.
    """

    budget: Budget
    replies: list[tuple[Request, Reply]] = field(default_factory=list)
    calls: int = 0
    notices: list[str] = field(default_factory=list)


def ask_model(
    requests: Sequence[Request], model: Model, budget: Budget, say: Callable[[str], None] = lambda _said: None
) -> Answers:
    """Put requests to a model until all are answered, the budget would be exceeded, or calls keep failing.

    Args:
        requests: In the order of the document.
        model: The model.
        budget: Counts the tokens.
        say: Called after each call with the tokens used.
    """
    answers = Answers(budget)
    failed = 0
    for place, request in enumerate(requests):
        if not budget.fits(request, can_be_limited=model.can_be_limited):
            answers.notices.append(_explain_budget(budget, len(requests) - place))
            break
        answers.calls += 1
        try:
            reply = model.answer(request, budget.room(request) if model.can_be_limited else None)
        except ModelFailed as error:
            failed += 1
            if not error.is_final:
                budget.add(request, None)
            where = f" at “{request.section}”" if request.section else ""
            answers.notices.append(f"The model {model.name} gave nothing{where}: {error}.")
            if error.is_final or failed == _PATIENCE:
                answers.notices += _explain_rest(len(requests) - place - 1)
                break
            continue
        failed = 0
        answers.replies.append((request, reply))
        say(budget.describe(request, *budget.add(request, reply)))
    return answers


def _explain_budget(budget: Budget, rest: int) -> str:
    return (
        f"The budget of {budget.limit:,} tokens would not hold the next call: {budget.used:,} are used, and "
        f"{plural(rest, 'call')} not made."
    )


def _explain_rest(rest: int) -> list[str]:
    return [f"The model was left alone after that, and {plural(rest, 'call')} not made."] if rest else []
