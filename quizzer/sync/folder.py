"""A folder as a carrier: one that a program keeps in sync, a share of the network, a stick, a git checkout.

Names that are not quizzer's are passed over, and with them the copies that such programs make of files changed in two
places and their temporary files. A placeholder of iCloud stands for a file that is not here yet; so does an empty file,
which is not listed.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from operator import itemgetter
from pathlib import Path

from quizzer.core.safe_text import one_line
from quizzer.sync import placing
from quizzer.sync.carrier import CarrierProblem, Found, UnreadableFile, read_format, write_format
from quizzer.sync.names import BASE, DEVICES, FORMAT, LOG, is_device_id, is_name

_LARGEST = 1 << 30
_KEPT = "What is not sent yet is kept here and goes with the next sync."
_AGAIN = "The next sync tries again."
_UNREACHABLE = f"it cannot be reached. Is the drive, or the network, connected? {_AGAIN}"
_SENTENCES = {
    errno.EROFS: f"it is read-only, so nothing can be sent there. {_KEPT}",
    errno.ENOSPC: f"the disk is full. Make room there. {_KEPT}",
    errno.EDQUOT: f"your share of the disk is full. Make room there. {_KEPT}",
    errno.EFBIG: f"the disk takes no file as large as that. {_KEPT}",
    errno.EACCES: f"you may not read or write it. Change its permissions. {_KEPT}",
    errno.EPERM: f"you may not write it. Change its permissions. {_KEPT}",
    errno.ENOTDIR: "a file is where a folder should be. Move it away, then sync again.",
    errno.EISDIR: "a folder is where a file should be. Move it away, then sync again.",
    errno.EEXIST: "a file is where a folder should be. Move it away, then sync again.",
    errno.EIO: f"the disk cannot be read or written. Is it all right? {_AGAIN}",
    errno.ENOTCONN: _UNREACHABLE,
    errno.ESTALE: _UNREACHABLE,
    errno.EHOSTDOWN: _UNREACHABLE,
    errno.EHOSTUNREACH: _UNREACHABLE,
    errno.ETIMEDOUT: _UNREACHABLE,
    errno.ENODEV: _UNREACHABLE,
}
"""What is said of an error, after the path."""
_OF_ONE_FILE = {errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EISDIR, errno.EEXIST}
"""Errors that are those of one file, whose path is shown; all others are those of the folder."""
_PLACEHOLDER = ".{}.icloud"
"""What stands for a file that iCloud has not fetched, or has put away."""
# What systems say of a file that cannot be read, though others can, and of one that is on its way.
_THIS_ONE = {errno.EACCES, errno.EPERM, errno.EIO}
_NOT_YET = {errno.EDEADLK, errno.EAGAIN, errno.EBUSY, errno.EISDIR, errno.ENXIO, errno.ELOOP}


class FolderCarrier:
    """The files of several devices in a folder.

    Attributes:
        label: The folder's path.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.label = str(path)
        self._swept: set[Path] = set()

    def collection_id(self) -> str | None:
        """The id of the collection whose devices meet here; None without a folder, or before it was set up."""
        with self._explaining(FORMAT):
            try:
                data = placing.read_regular(self.path / FORMAT, _LARGEST)
            except FileNotFoundError:
                if not (self.path / _PLACEHOLDER.format(FORMAT)).exists():
                    return None
                data = b""
        return read_format(data or b"", self.label)

    def set_up(self, collection_id: str) -> str:
        """Make this a place for the devices of a collection, unless it is one; the id that holds from now on."""
        if (found := self.collection_id()) is not None:
            return found
        with self._explaining(""):
            placing.make_folder(self.path)
            placing.place_new(self.path / FORMAT, write_format(collection_id))
        return self.collection_id() or collection_id

    def list(self, prefix: str = "", known: Container[str] = ()) -> list[Found]:
        """The files whose names begin with ``prefix``, in the order of their names."""
        with self._explaining(None):
            found = [one for one in self._walk(prefix, known) if one.name.startswith(prefix)]
        return sorted(found, key=itemgetter(0))

    def get(self, name: str) -> bytes | None:
        """The bytes of a file; None where it is not here any more, or not yet."""
        with self._explaining(name):
            try:
                return placing.read_regular(self._place_of(name), _LARGEST) or None
            except FileNotFoundError:
                self._require_itself()
                return None
            except OSError as error:
                if error.errno in _NOT_YET:
                    return None
                if error.errno in _THIS_ONE:
                    raise UnreadableFile(self._sentence(error, name)) from error
                raise

    def put_new(self, name: str, data: bytes) -> bool:
        """Write a file that is not there yet; whether it was written."""
        with self._explaining(name):
            target = self._place_of(name)
            self._make_room(target.parent)
            return placing.place_new(target, data)

    def replace(self, name: str, data: bytes) -> None:
        """Write a file in the place of an earlier one."""
        with self._explaining(name):
            target = self._place_of(name)
            self._make_room(target.parent)
            placing.place(target, data)

    def delete(self, name: str) -> None:
        """Delete a file; that it is not there is fine."""
        with self._explaining(name):
            self._place_of(name).unlink(missing_ok=True)

    def close(self) -> None:
        """Nothing is kept open."""

    def _place_of(self, name: str) -> Path:
        if not is_name(name):
            raise ValueError(f"{name!r} is no name of a carrier's file.")
        return self.path / name

    def _walk(self, prefix: str, known: Container[str]) -> Iterator[Found]:
        self._require_itself()
        for part in ("", DEVICES, BASE):
            if part.startswith(prefix) or prefix.startswith(part):
                yield from _files_in(self.path / part, part, known)
        if LOG.startswith(prefix) or prefix.startswith(LOG):
            for device in _entries(self.path / LOG):
                if is_device_id(device.name) and _is_folder(device):
                    yield from _files_in(Path(device.path), f"{LOG}{device.name}/", known)

    def _require_itself(self) -> None:
        if not self.path.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.path))

    def _make_room(self, folder: Path) -> None:
        """Make a folder to write in; once a run, see to what killed programs left there.

        Where a drive is not mounted, the folder it is mounted on may be there: nothing is written into that.
        """
        self._require_itself()
        if not (self.path / FORMAT).exists():
            raise CarrierProblem(f"{self._shown('')}: this holds no quizzer sync any more. Is the drive connected?")
        if folder.parent != self.path:
            placing.make_folder(folder.parent)
        placing.make_folder(folder)
        if folder not in self._swept:
            self._swept.add(folder)
            # The clock of the file system, which may be another machine's.
            with suppress(OSError):
                placing.sweep(folder, folder.stat().st_mtime)

    @contextmanager
    def _explaining(self, name: str | None) -> Iterator[None]:
        """Turn an error of the system into a sentence.

        Args:
            name: What it is about; None for what the system names.
        """
        try:
            yield
        except OSError as error:
            raise CarrierProblem(self._sentence(error, name)) from error

    def _sentence(self, error: OSError, name: str | None) -> str:
        if isinstance(error, FileNotFoundError) and not self.path.is_dir():
            return f"{self._shown('')}: there is no such folder. Is the drive connected, or the folder moved? {_AGAIN}"
        why = _SENTENCES.get(error.errno or 0, f"{error.strerror or error}. {_AGAIN}")
        file = str(error.filename or "") if name is None else name
        return f"{self._shown(file if error.errno in _OF_ONE_FILE else '')}: {why}"

    def _shown(self, name: str) -> str:
        return one_line(str(self.path / name))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder; nothing where there is no such folder."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except FileNotFoundError:
        return []


def _files_in(folder: Path, prefix: str, known: Container[str]) -> list[Found]:
    """The files of a folder that are quizzer's and have content, and those that only a placeholder stands for."""
    found: dict[str, int] = {}
    for entry in _entries(folder):
        if (name := prefix + entry.name) in known:
            found[name] = 0  # thousands of files were read long ago, and asking for the size takes the most time
        elif is_name(name):
            if size := _size(entry):
                found[name] = size
        elif (away := _find_away(entry.name)) and is_name(name := prefix + away):
            found.setdefault(name, 0)
    return [Found(*one) for one in found.items()]


def _find_away(name: str) -> str:
    """The name of the file that a placeholder stands for; empty for what is none."""
    before, after = _PLACEHOLDER.split("{}")
    return name[len(before) : -len(after)] if name.startswith(before) and name.endswith(after) else ""


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder, or a link to one."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _size(entry: os.DirEntry[str]) -> int:
    """The bytes of a file; 0 for what is none, such as a link that leads nowhere."""
    try:
        return entry.stat().st_size if entry.is_file() else 0
    except OSError:
        return 0
