"""Files read from the place one after the other: whole ones only; what is not here whole yet is tried again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from quizzer.core.log import LogKind
from quizzer.sync.carrier import UnreadableFile
from quizzer.sync.names import LogName, digest_of
from quizzer.sync.segment import DamagedFile, NewerFile, Row, Segment, decode

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.study.sync.place import Place

WORK = "Reading what others sent"
"""What is said of it while it goes on."""


class Reading:
    """Files being read; iterating reads them, each its name and what it says.

    Attributes:
        unfinished: Names of files that are not here whole.
        problem: Why one of these cannot be read, though it is here; empty for nothing.
        newer: Names of files that this version cannot read.
        read: Names of files that were read.
        devices: The devices that wrote them.
        has_marks: Whether any row is no answer.
        has_settings: Whether there is a goal among it, or parameters.
    """

    def __init__(self, place: Place, names: Sequence[LogName], progress: ProgressCallback) -> None:
        self._place, self._names, self._progress = place, names, progress
        self.unfinished: list[str] = []
        self.problem = ""
        self.newer: list[LogName] = []
        self.read: set[str] = set()
        self.devices: set[str] = set()
        self.has_marks = False
        self.has_settings = False

    def __iter__(self) -> Iterator[tuple[str, Segment]]:
        sizes = self._place.files
        total, done = sum(sizes[name.text] for name in self._names), 0
        for name in self._names:
            self._progress(WORK, done, total)
            done += sizes[name.text]
            segment = self._read(name)
            if segment is not None:
                self.read.add(name.text)
                self.devices.add(name.device)
                self.has_marks = self.has_marks or has_marks(segment.rows)
                self.has_settings = self.has_settings or bool(segment.registers)
                yield name.text, segment

    def _read(self, name: LogName) -> Segment | None:
        try:
            return decode(require_whole(self._place.carrier.get(name.text), name.digest))
        except DamagedFile:
            self.unfinished.append(name.text)
        except UnreadableFile as problem:
            self.unfinished.append(name.text)
            self.problem = self.problem or str(problem)
        except NewerFile:
            self.newer.append(name)
        return None


def has_marks(rows: Iterable[Row]) -> bool:
    """Whether any row is no answer."""
    return any(row[4] != LogKind.ANSWER for row in rows)


def require_whole(data: bytes | None, digest: str) -> bytes:
    """The bytes of a file, which are here whole.

    Raises:
        DamagedFile: They are not.
    """
    if data is None or digest_of(data) != digest:
        raise DamagedFile("The file is not here whole.")
    return data
