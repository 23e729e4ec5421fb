"""The progress of long work: one line on standard error, cleared when the work is done."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from quizzer.cli.output import write_over
from quizzer.core.safe_text import one_line

_PATIENCE, _EVERY = 0.5, 0.1  # seconds before the first line, and between two


class ProgressLine:
    """Shows how far long work has come when a terminal is there (see :data:`quizzer.core.exchange.ProgressCallback`).

    A context manager; call it with what is being done, how much is done, and of how much (0 for unknown).
    """

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._next = time.monotonic() + _PATIENCE
        self._shown = False

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show this, unless something was shown just now."""
        now = time.monotonic()
        if not self._terminal or now < self._next:
            return
        self._next = now + _EVERY
        self._shown = True
        amount = f"{done / total:4.0%}" if total else f"{done:,}"
        write_over(f"{one_line(what)} {amount}")

    def __enter__(self) -> ProgressLine:
        return self

    def clear(self) -> None:
        """Take the line away, so that something else can be written."""
        if self._shown:
            write_over("")
            self._shown = False

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.clear()
