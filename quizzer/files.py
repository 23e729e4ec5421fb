"""Files that appear whole or not at all: what every part of the program that writes a file promises.

The new content goes to a temporary file beside its target and takes the target's name when it is whole and on the disk.
Until then, and after any error, what was there before is untouched.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from quizzer.errors import Problem

_BYTES_OF_NAME = 100  # With what is added, a temporary name fits where names have 143 bytes, the fewest in use.


@contextmanager
def replacing(path: Path, what: str, *, make_folder: bool = False) -> Iterator[Path]:
    """An empty file to write to, for libraries that open it by its path; it takes the place of ``path`` at the end.

    A file that was there keeps its mode, and a new one gets that of the umask. A link stays a link, and its target is
    replaced. What is no file, such as a pipe, gets the content when it is whole.

    Args:
        path: The target.
        what: For the sentence of a failure: "the deck".
        make_folder: Make the target's folder where it is missing.

    Raises:
        Problem: It cannot be written; what was there before is untouched.
    """
    try:
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        mode = _mode(path)
        if mode is None or stat.S_ISREG(mode):
            with _beside(path.resolve(), mode) as fresh:
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


def write_whole(path: Path, content: bytes | str, what: str, *, make_folder: bool = False) -> None:
    """Write all of a file as :func:`replacing` says; text as UTF-8 with the line ends it has.

    Raises:
        Problem: It cannot be written; what was there before is untouched.
    """
    with replacing(path, what, make_folder=make_folder) as fresh:
        fresh.write_bytes(content.encode() if isinstance(content, str) else content)


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
def _beside(target: Path, mode: int | None) -> Iterator[Path]:
    name = target.name.encode(errors="ignore")[:_BYTES_OF_NAME].decode(errors="ignore")
    fresh = target.with_name(f".{name}.{os.urandom(8).hex()}.tmp")
    # Private until it is whole: the file it replaces may be.
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if mode is None else 0o600)
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
