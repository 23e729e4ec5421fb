"""Files that appear whole or not at all: what every part of the program that writes a file promises.

The new content goes to a temporary file beside its target and takes the target's name when it is whole and on the disk.
Until then, and after any error, what was there before is untouched.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from quizzer.errors import Problem

_BYTES_OF_NAME = 100  # With what is added, a temporary name fits where names have 143 bytes, the fewest in use.
_TEMPORARY = re.compile(r"\.(\d{1,10})\.[0-9a-f]{16}\.tmp(?:-[a-z]+)?\Z")


def require_file(path: Path) -> None:
    """Make sure that reading this path ends: a pipe, a device or a socket may never do.

    A path that leads to nothing, or to a folder, passes: opening it says so.

    Raises:
        Problem: It is no file.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        kind = next((words for is_kind, words in _KINDS if is_kind(mode)), "something else")
        raise Problem(f"{path}: this is {kind}, not a file; name a file.")


_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)


@contextmanager
def replacing(path: Path, what: str, *, private: bool = False) -> Iterator[Path]:
    """An empty file to write to, for libraries that open it by its path; it takes the place of ``path`` at the end.

    A file that was there keeps its mode, and a new one gets that of the umask unless it is private. A link stays a
    link, and its target is replaced. What is no file, such as a pipe, gets the content when it is whole.

    Args:
        path: The target.
        what: For the sentence of a failure: "the deck".
        private: For a file of a person's own data: a new one is for its owner alone (0600), and so is its folder, which
            is made where it is missing (0700).

    Raises:
        Problem: It cannot be written; what was there before is untouched.
    """
    try:
        if private:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        mode = _mode(path)
        if mode is None or stat.S_ISREG(mode):
            with _beside(path.resolve(), mode, 0o600 if private else 0o666) as fresh:
                yield fresh
        else:
            with _elsewhere(path) as fresh:
                yield fresh
    except (OSError, UnicodeEncodeError) as error:
        raise Problem(f"{path}: {what} cannot be written: {getattr(error, 'strerror', None) or error}.") from error


@contextmanager
def writing(path: Path, what: str, *, encoding: str = "utf-8") -> Iterator[TextIO]:
    """A text file that takes the place of ``path`` as :func:`replacing` says; line ends are written as they are given.

    Raises:
        Problem: It cannot be written; what was there before is untouched.
    """
    with replacing(path, what) as fresh, fresh.open("w", encoding=encoding, newline="") as file:
        yield file


def write_whole(path: Path, content: bytes | str, what: str, *, private: bool = False) -> None:
    """Write all of a file as :func:`replacing` says; text as UTF-8 with the line ends it has.

    Raises:
        Problem: It cannot be written; what was there before is untouched.
    """
    with replacing(path, what, private=private) as fresh:
        fresh.write_bytes(content.encode() if isinstance(content, str) else content)


def move_file(path: Path, target: Path) -> None:
    """Move a file to where nothing is yet, on another file system too.

    Raises:
        OSError: It cannot be moved.
    """
    import shutil  # every command imports this module, and few move a file

    shutil.move(path, target)
    _settle(target.parent)
    _settle(path.parent)


def _mode(path: Path) -> int | None:
    """Mode of what the path leads to; None when nothing is there."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return mode


@contextmanager
def _beside(target: Path, mode: int | None, new_mode: int) -> Iterator[Path]:
    fresh = target.with_name(f"{_start_of_name(target)}.{os.getpid()}.{os.urandom(8).hex()}.tmp")
    # Private until it is whole: the file it replaces may be.
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, new_mode if mode is None else 0o600)
    try:
        try:
            yield fresh
            if mode is not None:
                fresh.chmod(stat.S_IMODE(mode))
            os.fsync(handle)
        finally:
            os.close(handle)
        fresh.replace(target)
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    _settle(target.parent)
    sweep(target.parent, _start_of_name(target))


def _start_of_name(target: Path) -> str:
    """The hidden name that a temporary file beside this one begins with."""
    return "." + os.fsdecode(os.fsencode(target.name)[:_BYTES_OF_NAME])


def sweep(folder: Path, start: str = ".") -> None:
    """Delete the temporary files that killed programs left in a folder; each can be as large as the database.

    Args:
        start: Only those whose name begins with this.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(start) and (found := _TEMPORARY.search(entry.name)):
                with suppress(OSError):
                    if not _is_alive(int(found[1])):
                        os.unlink(entry.path)  # noqa: PTH108 - the path may be no text


def _is_alive(process: int) -> bool:
    if os.name != "posix":  # there, asking for a process can end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def _elsewhere(target: Path) -> Iterator[Path]:
    """A file whose content is poured into the target, which is a pipe or a device and cannot be replaced."""
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory(prefix="quizzer-") as folder:
        fresh = Path(folder) / "whole"
        fresh.touch()
        yield fresh
        with fresh.open("rb") as source, target.open("wb") as pipe:
            shutil.copyfileobj(source, pipe)


def _settle(folder: Path) -> None:
    """Make the new name durable too, where the system lets a folder be read and synced."""
    if os.name != "posix":
        return
    # The file has its new name already: a failure here is no reason to say that it cannot be written.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
