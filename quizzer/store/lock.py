"""The lock by which one program writes at a time; a second one learns which holds it.

The lock belongs to the operating system, so it is gone with its process, however that ends.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
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
        self._holder = path.with_name(path.name + ".holder")
        try:
            self._unlock = _lock(path)
        except OSError as error:
            raise Problem(f"{path}: cannot be locked: {error.strerror or error}.") from None
        if self._unlock is None:
            raise InUse(self._who_holds_it(path))
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
        if self._unlock is not None:
            with suppress(OSError):
                self._holder.unlink()
            self._unlock()
            self._unlock = None

    def __enter__(self) -> Hold:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()


if sys.platform == "win32":

    def _lock(path: Path) -> Callable[[], None] | None:
        """Lock a file, as below."""
        from filelock import FileLock, Timeout

        lock = FileLock(path, timeout=0, mode=0o600)
        try:
            lock.acquire()
        except Timeout:
            return None
        return lock.release

else:
    import fcntl  # the same lock that filelock takes, which is slower to import than all of a collection's code

    def _lock(path: Path) -> Callable[[], None] | None:
        """Lock a file.

        Returns:
            What unlocks it; None where another program has locked it.

        Raises:
            OSError: It cannot be opened or locked.
        """
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return None
        except BaseException:
            os.close(file)
            raise
        return partial(os.close, file)


def _terminal() -> str:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            return os.ttyname(stream.fileno())
    return ""
