"""The options of a language model: which one, how many tokens, and what it would be sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from quizzer.core.wording import plural
from quizzer.errors import WrongUse

if TYPE_CHECKING:
    from quizzer.derive.ask_model.request import Request
    from quizzer.derive.ask_model.suggest import ModelReport
    from quizzer.study.drafts.deriving.derive import ModelPlan

_Command = TypeVar("_Command", bound=Callable[..., object])


class ModelChoice(NamedTuple):
    """What the options say.

    Attributes:
        name: Of the model; empty for the default of the library; None where none is wanted.
        dry_run: Only show what would be sent.
        budget: The most tokens.
    """

    name: str | None
    dry_run: bool
    budget: int | None


def model_options(function: _Command) -> _Command:
    """Add ``--llm``, ``--llm-dry-run`` and ``--llm-budget``."""
    options = (
        click.option(
            "--llm", is_flag=False, flag_value="", metavar="[MODEL]",
            help="Let a language model propose notes too; without MODEL, the one the library llm has as its default.",
        ),
        click.option("--llm-dry-run", is_flag=True, help="Print what the model would be sent; send and write nothing."),
        click.option(
            "--llm-budget", type=click.IntRange(1), metavar="N", help="Stop before more than N tokens are used."
        ),
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function


def choose_model(llm: str | None, budget: int | None, *, dry_run: bool, explain: str) -> ModelChoice:
    """What the options say together.

    Raises:
        WrongUse: They contradict one another.
    """
    if budget is not None and llm is None and not dry_run:
        raise WrongUse("--llm-budget is for --llm; give both.")
    if explain and (llm is not None or dry_run):
        raise WrongUse("--explain asks no language model; give it without --llm.")
    return ModelChoice(llm, dry_run, budget)


def read_document_argument(document: Path | None, llm: str | None) -> tuple[Path, str | None]:
    """The document, also where it stands behind ``--llm`` and was taken for a model."""
    if document is not None:
        return document, llm
    if llm:
        return Path(llm), ""
    raise click.MissingParameter(param_type="argument", param_hint="'DOCUMENT'")


def open_choice(choice: ModelChoice, say: Callable[[str], None]) -> ModelPlan | None:
    """The model of the options, opened; nothing is sent yet."""
    if choice.name is None:
        return None
    from quizzer.derive.ask_model.llm_library import open_model
    from quizzer.study.drafts.deriving.derive import ModelPlan

    return ModelPlan(open_model(choice.name), choice.budget, say)


def show_requests(document: Path) -> Iterator[str]:
    """What a model would be sent of a document, word for word, and how much it is."""
    from quizzer.derive.ask_model.request import SYSTEM

    requests = _requests(document)
    schema = _schema()
    yield f"With each call, {len(SYSTEM):,} characters:"
    yield SYSTEM
    yield f"And to a model that takes the form of its reply as a schema, {len(schema):,} characters:"
    yield schema
    for number, request in enumerate(requests, 1):
        yield f"Call {number} of {len(requests)}, {len(request.prompt):,} characters:"
        yield request.prompt
    total = sum(request.characters for request in requests)
    whole = total + len(schema) * len(requests)
    yield f"{plural(len(requests), 'call')}, {total:,} characters in all, {whole:,} with the schema. Nothing was sent."


def requests_to_json(document: Path) -> dict[str, object]:
    """The same for scripts."""
    requests = _requests(document)
    return {
        "would_send": {
            "schema": _schema(),
            "calls": [_request_to_json(request) for request in requests],
            "characters": sum(request.characters for request in requests),
        }
    }


def _request_to_json(request: Request) -> dict[str, object]:
    return {
        "section": request.section,
        "system": request.system,
        "prompt": request.prompt,
        "characters": request.characters,
    }


def _schema() -> str:
    import json

    from quizzer.derive.ask_model.request import SCHEMA

    return json.dumps(SCHEMA)


def _requests(document: Path) -> Sequence[Request]:
    from quizzer.derive.ask_model.request import build_requests
    from quizzer.derive.document.read import read_document

    return build_requests(read_document(document))


def model_lines(report: ModelReport | None) -> Iterator[str]:
    """What a model gave, for a person."""
    if report is None:
        return
    yield from report.notices
    about = "about " if report.is_estimated else ""
    yield (
        f"The model {report.name} proposed {plural(report.proposed, 'note')} in {plural(report.calls, 'call')}; "
        f"{plural(report.kept, 'draft')} of it in the deck. Tokens: {about}{report.input_tokens:,} sent, "
        f"{report.output_tokens:,} received."
    )


def model_to_json(report: ModelReport | None) -> dict[str, object] | None:
    """The same for scripts."""
    if report is None:
        return None
    return {
        "name": report.name,
        "sections": report.sections,
        "calls": report.calls,
        "proposed": report.proposed,
        "kept": report.kept,
        "input_tokens": report.input_tokens,
        "output_tokens": report.output_tokens,
        "estimated": report.is_estimated,
        "notices": report.notices,
    }
