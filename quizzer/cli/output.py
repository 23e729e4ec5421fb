"""Everything the command line writes, to a terminal or a pipe: no name, argument or text acts on the terminal.

``main`` puts a :class:`SafeStream` in the place of standard output and of standard error, so that click, ``print`` and
the lines of a review all write through it. Nothing here imports the rules for characters until a text needs them, nor
contextlib: a prompt waits for ``quizzer due``.
"""

from __future__ import annotations

import errno
import os
import sys

from quizzer.errors import Problem

TYPE_CHECKING = False  # typing takes as long to import as counting what is due
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TextIO


class PipeClosed(Exception):
    """Whoever read the output has read enough; no OSError, which click would turn into an exit code of its own."""


class SafeStream:
    """A text stream on which control characters and changes of writing direction become visible stand-ins.

    It has no ``buffer``: nothing can write past it.
    """

    def __init__(self, raw: TextIO | None, name: str) -> None:
        """Write to a stream from now on; None is one that was closed before the program began."""
        self.raw = raw
        self._name = name
        self._failure: Exception | None = None

    def __getattr__(self, name: str) -> Any:
        if name == "buffer" or self.raw is None:
            raise AttributeError(name)
        return getattr(self.raw, name)

    def write(self, text: str | bytes) -> int:
        """Write a text; line breaks and tabs stay. Bytes, which click makes of completions, are UTF-8.

        Raises:
            PipeClosed: Nobody reads it any more.
            Problem: It cannot be written, such as to a full disk.
        """
        if isinstance(text, bytes):
            text = text.decode("utf-8", "replace")
        if cleaned := clean(text):  # click tries a stream with nothing, and swallows what happens
            self.write_control(cleaned)
        return len(text)

    def write_control(self, text: str) -> None:
        """Write a text of the program's own as it is, its control characters included.

        Raises:
            PipeClosed: Nobody reads it any more.
            Problem: It cannot be written.
        """
        if self.raw is None:
            raise Problem(f"{self._name} is closed, so nothing can be written to it.")
        self._attempt(self.raw.write, text)

    def writelines(self, lines: Iterator[str]) -> None:
        """Write texts one after another, as :meth:`write` does."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Write what is held back.

        Raises:
            PipeClosed: Nobody reads it any more.
            Problem: It cannot be written.
        """
        if self.raw is not None:
            self._attempt(self.raw.flush)

    def isatty(self) -> bool:
        """Whether a terminal shows it."""
        return self.raw is not None and self.raw.isatty()

    def _attempt(self, act: Callable[..., object], *given: str) -> None:
        if self._failure is not None:  # what came before is lost, so this makes no sense alone
            raise self._failure
        try:
            act(*given)
        except OSError as error:
            self._give_up()
            self._failure = PipeClosed()
            if error.errno not in (errno.EPIPE, errno.ESHUTDOWN):
                self._failure = Problem(f"{self._name} cannot be written: {error.strerror or error}.")
            raise self._failure from None
        except ValueError as error:  # closed meanwhile
            raise Problem(f"{self._name} cannot be written: {error}.") from None

    def _give_up(self) -> None:
        """Send what is still held back nowhere, or Python would try again when the process ends, and complain."""
        from contextlib import suppress

        with suppress(OSError, ValueError, AttributeError):
            assert self.raw is not None
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.raw.fileno())
            os.close(nowhere)


def clean(text: str) -> str:
    """The text with everything that acts on a terminal replaced; line breaks and tabs stay."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    from quizzer.core.safe_text import plain

    return "\t".join(map(plain, text.split("\t")))


def write_over(line: str) -> None:
    """Put a line in the place of the one that stands on the terminal behind standard error."""
    stream = sys.stderr
    erase = "\r\x1b[K"
    if isinstance(stream, SafeStream):
        stream.write_control(erase)
    else:
        stream.write(erase)
    stream.write(line)
    stream.flush()


class safe_streams:
    """Clean everything that is written to standard output and standard error meanwhile.

    A character that the encoding of a stream lacks is replaced on its way out; on standard input, bytes that are no
    text are kept as lone surrogates, so that what reads them can say so.
    """

    def __enter__(self) -> None:
        self._before = sys.stdout, sys.stderr
        for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "replace")):
            try:
                stream.reconfigure(errors=errors)  # type: ignore[union-attr]
            except (AttributeError, ValueError):
                continue
        sys.stdout = SafeStream(sys.stdout, "standard output")
        sys.stderr = SafeStream(sys.stderr, "standard error")

    def __exit__(self, *_: object) -> None:
        sys.stdout, sys.stderr = self._before
