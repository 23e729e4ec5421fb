"""The terminal that the app writes to, which can go away at any moment."""

from __future__ import annotations

import locale
from typing import IO, Any

from textual.driver import Driver


def needs_ascii() -> bool:
    """Whether the terminal's locale is not UTF-8, so that signs outside ASCII may not appear."""
    return locale.getencoding().lower().replace("-", "").replace("_", "") not in ("utf8", "cp65001")


class LastingFile:
    """A file that takes what is written to it also after the terminal behind it is gone.

    The library writes in a thread of its own that ends at the first error. Whoever writes next then waits for ever for
    room in that thread's queue, so that the program neither ends by a signal nor lets go of the collection.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, text: str) -> int:
        """Write a text; nothing where nobody can read it any more."""
        try:
            return self._file.write(text)
        except (OSError, ValueError):
            return len(text)

    def flush(self) -> None:
        """Write what is held back; nothing where nobody can read it any more."""
        try:
            self._file.flush()
        except (OSError, ValueError):
            return


def lasting(kind: type[Driver]) -> type[Driver]:
    """The driver of a terminal, made to last when the terminal goes."""

    class LastingDriver(kind):  # type: ignore[misc, valid-type]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            file: IO[str] | None = getattr(self, "_file", None)
            if file is not None:
                self._file: Any = LastingFile(file)

    return LastingDriver
