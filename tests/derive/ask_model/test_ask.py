"""Requests are put to a model until the budget or its failures end it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizzer.derive.ask_model.ask import ask_model
from quizzer.derive.ask_model.budget import Budget
from quizzer.derive.ask_model.model import ModelFailed, Reply
from quizzer.derive.ask_model.request import Request, build_requests
from tests.derive.samples import document, prose


class Scripted:
    """A model that answers by a function of the number of the call."""

    name = "scripted"

    def __init__(self, behave: Callable[[int], Reply], *, can_be_limited: bool = True) -> None:
        self.behave, self.can_be_limited = behave, can_be_limited
        self.limits: list[int | None] = []

    def answer(self, request: Request, most_tokens: int | None) -> Reply:
        assert request.prompt
        self.limits.append(most_tokens)
        return self.behave(len(self.limits))


def sections(number: int) -> tuple[Request, ...]:
    return build_requests(document(*(prose("A lamp burns oil.", section=f"Lamp {place}") for place in range(number))))


def fail(number: int) -> Reply:
    raise ModelFailed("it is out of order")


@pytest.mark.parametrize("limit", [700, 2_000, 3_000, 5_000, 20_000])
@pytest.mark.parametrize("rate", [0.15, 0.25, 0.36])
def test_a_model_that_keeps_to_its_limit_never_exceeds_the_budget(limit: int, rate: float) -> None:
    requests = sections(12)
    budget = Budget(limit)

    def behave(number: int) -> Reply:
        most = model.limits[-1]
        assert most is not None
        return Reply("x", int(requests[0].characters * rate), min(most, 400))

    model = Scripted(behave)
    answers = ask_model(requests, model, budget)
    assert budget.used <= limit
    assert answers.calls == len(model.limits)
    assert bool(answers.notices) == (answers.calls < 12)


def test_a_model_that_cannot_be_limited_is_stopped_by_its_longest_reply() -> None:
    budget = Budget(6_000)
    model = Scripted(lambda _number: Reply("x", 500, 1_500), can_be_limited=False)
    ask_model(sections(12), model, budget)
    assert model.limits == [None, None]
    assert budget.used == 4_000


def test_without_a_limit_all_are_asked() -> None:
    said: list[str] = []
    model = Scripted(lambda _number: Reply("x", 500, 20))
    ask_model(sections(3), model, Budget(None), said.append)
    assert model.limits == [None] * 3
    assert said[-1] == "“Lamp 2”: 500 tokens sent, 20 received; 1,560 used."


def test_tokens_that_are_not_counted_are_estimated_and_said_to_be() -> None:
    said: list[str] = []
    budget = Budget(None)
    ask_model(sections(1), Scripted(lambda _number: Reply("x" * 300)), budget, said.append)
    assert budget.input_tokens > 300
    assert budget.output_tokens == 111
    assert "about" in said[0]


def test_two_failures_in_a_row_end_it() -> None:
    model = Scripted(fail)
    answers = ask_model(sections(5), model, Budget(None))
    assert answers.calls == 2
    assert answers.notices == [
        "The model scripted gave nothing at “Lamp 0”: it is out of order.",
        "The model scripted gave nothing at “Lamp 1”: it is out of order.",
        "The model was left alone after that, and 3 calls not made.",
    ]


def test_a_failure_between_replies_does_not() -> None:
    model = Scripted(lambda number: fail(number) if number % 2 else Reply("x", 1, 1))
    assert ask_model(sections(5), model, Budget(None)).calls == 5


def test_a_final_failure_ends_it_at_once() -> None:
    def refuse(number: int) -> Reply:
        raise ModelFailed("it needs a key", is_final=True)

    answers = ask_model(sections(5), Scripted(refuse), Budget(None))
    assert (answers.calls, answers.budget.used) == (1, 0)
