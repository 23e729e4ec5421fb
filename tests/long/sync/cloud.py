"""A folder on each machine, and the program that keeps them in sync: late, in any order, and now and then in parts."""

from __future__ import annotations

from pathlib import Path
from random import Random


class Cloud:
    """What the program has of all folders.

    Attributes:
        files: By name, the bytes of a file; None for one that was deleted.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes | None] = {}


class SyncedFolder:
    """One machine's copy of the folder."""

    def __init__(self, cloud: Cloud, path: Path) -> None:
        self.cloud, self.path = cloud, path
        self._settled: dict[str, bytes] = {}
        """The files as they are here and in the cloud."""
        self._partial: dict[str, bytes] = {}
        """Files that the program has brought in part."""
        self._copies = 0
        path.mkdir()

    def carry(self, chance: Random, *, all_of_it: bool = False) -> None:
        """Carry changes both ways: some of them, in any order, or all of them whole."""
        self._send(chance, all_of_it)
        self._fetch(chance, all_of_it)

    def files(self) -> dict[str, bytes]:
        """What lies here, by name; hidden files left out, as programs leave those that are being written."""
        return {
            path.relative_to(self.path).as_posix(): path.read_bytes()
            for path in self.path.rglob("*")
            if path.is_file() and not path.name.startswith(".")
        }

    def _send(self, chance: Random, all_of_it: bool) -> None:
        here = self.files()
        gone = sorted(self._settled.keys() - here.keys())
        for name in gone if all_of_it else chance.sample(gone, chance.randint(0, len(gone))):
            if self.cloud.files.get(name) == self._settled.pop(name):
                self.cloud.files[name] = None
        for name, data in chance.sample(sorted(here.items()), len(here)):
            if data in (self._settled.get(name), self._partial.get(name)) or not (all_of_it or chance.random() < 0.7):
                continue
            there = self.cloud.files.get(name)
            if there is not None and there not in (data, self._settled.get(name)):
                self._keep_both(name, data, there)
            else:
                self.cloud.files[name] = data
                self._settle(name, data)

    def _fetch(self, chance: Random, all_of_it: bool) -> None:
        for name, data in chance.sample(sorted(self.cloud.files.items()), len(self.cloud.files)):
            if self._settled.get(name) == data or not (all_of_it or chance.random() < 0.7):
                continue
            if data is None:
                if name in self._settled or name in self._partial:
                    (self.path / name).unlink(missing_ok=True)
                    self._settled.pop(name, None)
                    self._partial.pop(name, None)
            elif all_of_it or chance.random() < 0.8:
                self._write(name, data)
                self._settle(name, data)
            elif name not in self._settled:
                self._partial[name] = data[: chance.choice((0, len(data) // 2, len(data) - 1))]
                self._write(name, self._partial[name])

    def _keep_both(self, name: str, data: bytes, there: bytes) -> None:
        """Make a copy of one of two versions, as such programs do."""
        self._copies += 1
        path = Path(name)
        copy = path.with_name(f"{path.stem}.sync-conflict-20260301-10000{self._copies}-ABCDEFG{path.suffix}")
        self._write(copy.as_posix(), data)
        self._write(name, there)
        self._settle(name, there)

    def _settle(self, name: str, data: bytes) -> None:
        self._settled[name] = data
        self._partial.pop(name, None)

    def _write(self, name: str, data: bytes) -> None:
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
