"""A model of the ``llm`` library: any provider it has a plugin for, and servers on this machine.

Which models there are, their keys and addresses are that library's affair; nothing of it is read or kept here.
"""

from __future__ import annotations

import threading
from importlib.util import find_spec
from typing import Any

from quizzer.core.safe_text import one_line
from quizzer.derive.ask_model.model import ModelFailed, Reply
from quizzer.derive.ask_model.request import SCHEMA, Request
from quizzer.errors import Problem, WrongUse

PATIENCE = 300.0
"""Seconds after which a call has failed."""
_LIMITS = ("max_tokens", "max_output_tokens", "num_predict", "max_completion_tokens")
_LONGEST_MESSAGE = 200


class LibraryModel:
    """A model as the library gives it."""

    def __init__(self, model: Any, patience: float) -> None:
        """Wrap a model; nothing is sent yet."""
        self._model = model
        self._patience = patience
        options = getattr(getattr(model, "Options", None), "model_fields", {})
        self._limit = next((name for name in _LIMITS if name in options), "")

    @property
    def name(self) -> str:
        """Its name in the library."""
        return str(self._model.model_id)

    @property
    def can_be_limited(self) -> bool:
        """Whether it has an option for the longest reply."""
        return bool(self._limit)

    def answer(self, request: Request, most_tokens: int | None) -> Reply:
        """Send one request and wait for the reply, but not for ever; see :class:`..model.Model`."""
        found: list[Reply | BaseException] = []
        # A provider's own patience cannot be set through the library; a thread nobody waits for ends with the process.
        worker = threading.Thread(target=self._send, args=(request, most_tokens, found), daemon=True)
        worker.start()
        worker.join(self._patience)
        if not found:
            raise ModelFailed(f"no reply within {self._patience:g} seconds")
        if isinstance(found[0], BaseException):
            raise _explain(found[0]) from None
        return found[0]

    def _send(self, request: Request, most_tokens: int | None, found: list[Reply | BaseException]) -> None:
        options = {self._limit: most_tokens} if self._limit and most_tokens is not None else {}
        schema = {"schema": dict(SCHEMA)} if getattr(self._model, "supports_schema", False) else {}
        try:
            response = self._model.prompt(request.prompt, system=request.system, stream=False, **schema, **options)
            text = response.text()
            usage = response.usage()
            found.append(Reply(text, usage.input, usage.output))
        except BaseException as error:  # noqa: BLE001 (each provider raises what it likes)
            found.append(error)


def open_model(name: str, patience: float | None = None) -> LibraryModel:
    """Find a model; nothing is sent.

    Args:
        name: Name or alias in the library; empty for its default.
        patience: Seconds to wait for a reply.

    Raises:
        Problem: The extra ``llm`` is not installed, or its settings cannot be read.
        WrongUse: The library knows no such model.
    """
    if find_spec("llm") is None:
        from quizzer.installation import install_hint

        raise Problem(f"--llm needs the extra “llm” of quizzer: {install_hint('llm')}")
    import llm

    try:
        model = llm.get_model(name or None)
    except llm.UnknownModelError:
        wanted = name or llm.get_default_model()
        raise WrongUse(
            f"--llm: the library llm knows no model “{one_line(wanted)}”; `llm models` lists those it knows."
        ) from None
    except Exception as error:  # noqa: BLE001 (plugins and settings of the library, which are not ours)
        raise Problem(f"--llm: the library llm cannot be used: {_shorten(error)}.") from None
    return LibraryModel(model, PATIENCE if patience is None else patience)


def _explain(error: BaseException) -> ModelFailed:
    kind = type(error).__name__
    if kind == "NeedsKeyException":
        return ModelFailed(f"it needs a key, which `llm keys set` stores ({_shorten(error)})", is_final=True)
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return ModelFailed(f"its server answered with error {status}", is_final=status in (401, 403, 404))
    if "Timeout" in kind:
        return ModelFailed("its server did not answer in time")
    if "Connect" in kind:
        return ModelFailed("its server cannot be reached")
    return ModelFailed(_shorten(error) or kind)


def _shorten(error: BaseException) -> str:
    text = one_line(str(error.args[0] if error.args else error)).rstrip(".")
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[: _LONGEST_MESSAGE - 1]}…"
