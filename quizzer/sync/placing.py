"""Files put into a folder that other programs watch: never seen in part, on the disk when it is said that they are.

The bytes go to a hidden file beside the target, to the disk, and then under their name. Where a file system has no hard
links, as that of most USB sticks, the name is taken first by an empty file, which readers pass over.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from pathlib import Path

_TEMPORARY = re.compile(r"\.[0-9a-f]{16}\.tmp")
_DAY = 86_400
# Not every file system lets a folder be synced; these say that it does not, not that it failed.
_NOT_SYNCED = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF, errno.EACCES, errno.EPERM, errno.ENOSYS}


def place_new(target: Path, data: bytes) -> bool:
    """Put a file where none is; an empty one does not count, since nothing of what it should hold is there.

    Returns:
        Whether it was put there.

    Raises:
        OSError: It cannot be written; nothing is there that was not there before, but perhaps an empty file.
    """
    if has_content(target):
        return False
    fresh = _write_beside(target, data)
    try:
        placed = _take_name(fresh, target)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    sync_folder(target.parent)
    return placed


def place(target: Path, data: bytes) -> None:
    """Put a file in the place of an earlier one, if there is one.

    Raises:
        OSError: It cannot be written; what was there is as it was.
    """
    fresh = _write_beside(target, data)
    try:
        fresh.replace(target)
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def make_folder(folder: Path) -> None:
    """Make a folder for its owner alone, in one that is there; that it is there already is fine.

    Raises:
        OSError: It cannot be made.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        if folder.is_dir():
            return
        raise
    sync_folder(folder.parent)


def read_regular(path: Path, largest: int) -> bytes | None:
    """The bytes of a file; None where it is none, or larger than anything that is read.

    Raises:
        OSError: It cannot be read.
    """
    # A pipe of this name would be waited for without end.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size > largest:
            return None
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(largest + 1)
    finally:
        os.close(handle)
    return data if len(data) <= largest else None


def has_content(path: Path) -> bool:
    """Whether something with this name is there, and is no empty file."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(found.st_mode) or found.st_size > 0


def sweep(folder: Path, now: float) -> None:
    """Delete hidden files that were being written a day ago or earlier, by programs that did not end it.

    Their writer may be on another machine, so only their age says that nobody is at it.

    Args:
        now: Seconds since 1970.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name):
                with suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_mtime < now - _DAY:
                        Path(entry.path).unlink()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the file system can.

    Raises:
        OSError: The disk failed.
    """
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NOT_SYNCED:
            raise


def _write_beside(target: Path, data: bytes) -> Path:
    """A hidden file with these bytes, on the disk, in the folder of its target."""
    fresh = target.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    return fresh


def _take_name(fresh: Path, target: Path) -> bool:
    """Give a whole file its name, unless another has it."""
    try:
        target.hardlink_to(fresh)
    except FileExistsError:
        return _fill(fresh, target)
    except OSError:
        return _reserve(fresh, target)
    return True


def _reserve(fresh: Path, target: Path) -> bool:
    """The same without hard links: an empty file takes the name, and the whole one its place."""
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return _fill(fresh, target)
    fresh.replace(target)
    return True


def _fill(fresh: Path, target: Path) -> bool:
    """Put a whole file in the place of an empty one."""
    if has_content(target):
        return False
    fresh.replace(target)
    return True
