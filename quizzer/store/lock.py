"""The lock by which one program writes at a time; a second one learns which holds it.

The lock belongs to the operating system, so it is gone with its process, however that ends.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from quizzer.errors import Problem


class InUse(Problem):
    """Another program holds the collection."""


class Hold:
    """The right to write to a collection, until released.

    Args:
        path: The lock file; who holds it is written beside it, with ``.holder`` added.
        since: Local time, as a person reads it.

    Raises:
        InUse: Another program holds it; the sentence names the process, its terminal and since when.
    """

    def __init__(self, path: Path, since: str) -> None:
        from filelock import FileLock, Timeout

        self._lock = FileLock(path, timeout=0, mode=0o600)
        self._holder = path.with_name(path.name + ".holder")
        try:
            self._lock.acquire()
        except Timeout:
            raise InUse(self._who_holds_it(path)) from None
        except OSError as error:
            raise Problem(f"{path}: cannot be locked: {error.strerror or error}.") from None
        self._write_holder(since)

    def _write_holder(self, since: str) -> None:
        holder = {"pid": os.getpid(), "terminal": _terminal(), "since": since}
        with suppress(OSError):
            handle = os.open(self._holder, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with open(handle, "w", encoding="utf-8") as file:  # noqa: PTH123 - for its mode
                file.write(json.dumps(holder))

    def _who_holds_it(self, path: Path) -> str:
        who = "another quizzer"
        with suppress(OSError, ValueError, KeyError, TypeError):
            holder = json.loads(self._holder.read_text(encoding="utf-8"))
            who = f"another quizzer (process {int(holder['pid'])}"
            who += f" on {holder['terminal']}" if holder["terminal"] else ""
            who += f", since {holder['since']})"
        return f"{path.parent}: {who} has this collection open. Close it there first; nothing was changed here."

    def release(self) -> None:
        """Let others write; releasing twice is harmless."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._holder.unlink()
            self._lock.release()

    def __enter__(self) -> Hold:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()


def _terminal() -> str:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            return os.ttyname(stream.fileno())
    return ""
