"""Files stay few: many become one, and go when every device has that one; nothing that is needed goes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import zstandard

from quizzer.core.schedule.progress import Rating
from quizzer.study.sync.files import compacting
from quizzer.study.sync.sync import push
from quizzer.sync import segment
from quizzer.sync.names import LogName, digest_of
from tests.probe import count_rows
from tests.study.sync.homes import DAY, HOUR, Homes


@pytest.fixture(autouse=True)
def _by_four(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four files become one, so that a test need not send sixteen."""
    monkeypatch.setattr(compacting, "TOGETHER", 4)


def send(homes: Homes, name: str, times: int) -> None:
    """Send an answer at a time."""
    for _ in range(times):
        homes.clocks[name].at += HOUR
        homes.answer(name, rating=Rating.AGAIN)
        push(homes[name])


def spans(homes: Homes) -> list[tuple[int, int]]:
    """The numbers of the files that are there."""
    names = [found for found in map(LogName.parse, homes.files("log/")) if found]
    return sorted((name.first, name.last) for name in names)


def test_alone_files_become_few_at_once(homes: Homes) -> None:
    homes.join("laptop")
    send(homes, "laptop", 22)
    assert spans(homes) == [(1, 16), (17, 20), (21, 21), (22, 22)]
    homes.join("desktop")
    assert count_rows(homes["desktop"], "log") == 22
    homes.require_same("laptop", "desktop")


def test_a_file_goes_only_when_every_device_has_the_larger_one(homes: Homes) -> None:
    homes.join("laptop", "desktop", "phone")
    send(homes, "laptop", 4)
    small = [(1, 1), (2, 2), (3, 3), (4, 4)]
    assert spans(homes) == sorted([*small, (1, 4)])
    homes.sync("desktop")
    send(homes, "laptop", 1)
    assert spans(homes) == sorted([*small, (1, 4), (5, 5)]), "the phone has not been there"
    homes.sync("phone")
    send(homes, "laptop", 1)
    assert spans(homes) == [(1, 4), (5, 5), (6, 6)]
    homes.settle("laptop", "desktop", "phone")
    homes.require_same("laptop", "desktop", "phone")


def test_after_a_month_they_go_without_a_device_that_stays_away(homes: Homes) -> None:
    homes.join("laptop", "phone")
    send(homes, "laptop", 4)
    homes.clocks["laptop"].at += 31 * DAY
    send(homes, "laptop", 1)
    assert spans(homes) == [(1, 4), (5, 5)]
    homes.sync("phone")
    homes.require_same("laptop", "phone")


def test_what_another_home_wrote_under_the_same_id_stays(homes: Homes, tmp_path: Path) -> None:
    homes.join("laptop")
    homes.close("laptop")
    shutil.copytree(homes.root / "laptop", tmp_path / "before")
    send(homes, "laptop", 2)
    kept = {name: (homes.folder / name).read_bytes() for name in homes.files("log/")}
    homes.close("laptop")
    for end in ("", "-wal", "-shm"):  # the same file, on the same machine: a clone that cannot be told from it
        clone = tmp_path / "before" / f"quizzer.db{end}"
        if clone.exists():
            (homes.root / "laptop" / f"quizzer.db{end}").write_bytes(clone.read_bytes())
        else:
            (homes.root / "laptop" / f"quizzer.db{end}").unlink(missing_ok=True)
    for name in kept:
        (homes.folder / name).unlink()
    send(homes, "laptop", 4)
    for name, data in kept.items():  # they come only now, with the numbers of files that were joined
        (homes.folder / name).write_bytes(data)
    send(homes, "laptop", 1)
    assert set(kept) <= set(homes.files("log/"))
    homes.join("phone")
    homes.settle("laptop", "phone")
    homes.require_same("laptop", "phone")


def test_a_larger_file_that_is_damaged_or_gone_keeps_the_small_ones(homes: Homes) -> None:
    homes.join("laptop", "phone")
    send(homes, "laptop", 4)
    (large,) = (name for name in homes.files("log/") if (found := LogName.parse(name)) and found.last > found.first)
    whole = (homes.folder / large).read_bytes()
    homes.clocks["laptop"].at += 31 * DAY
    (homes.folder / large).write_bytes(whole[:-1])
    send(homes, "laptop", 1)
    assert len(spans(homes)) == 6
    (homes.folder / large).unlink()
    send(homes, "laptop", 1)
    assert (1, 4) in spans(homes), "it is made again"
    homes.sync("phone")
    homes.require_same("laptop", "phone")


def test_a_program_that_dies_before_it_notes_the_larger_file_makes_the_same(
    homes: Homes, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes.join("laptop", "phone")
    send(homes, "laptop", 3)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(compacting, "_note", die)
        with pytest.raises(KeyboardInterrupt):
            send(homes, "laptop", 1)
    assert len(spans(homes)) == 5
    send(homes, "laptop", 1)
    homes.sync("phone")
    send(homes, "laptop", 1)
    assert spans(homes) == [(1, 4), (5, 5), (6, 6)]


def test_files_of_the_same_rows_become_one_file_once(homes: Homes) -> None:
    homes.join("laptop")
    send(homes, "laptop", 1)
    (name,) = homes.files("log/")
    data = (homes.folder / name).read_bytes()
    for spaces in range(1, 8):  # as programs of other versions may write what a clone of this machine sent
        other = _write_otherwise(data, spaces)
        (homes.folder / LogName(name.split("/")[1], 1, 1, digest_of(other)).text).write_bytes(other)
    homes.sync("laptop")
    send(homes, "laptop", 1)
    homes.clocks["laptop"].at += 31 * DAY
    send(homes, "laptop", 1)
    # By their digests, two of the first ones may be left, which make four with those sent since.
    assert spans(homes) in ([(1, 1), (2, 2), (3, 3)], [(1, 3)])
    homes.join("phone")
    homes.require_same("laptop", "phone")


def _write_otherwise(data: bytes, spaces: int) -> bytes:
    content = segment._unwrap(data)
    size = int.from_bytes(content[:4], "little")
    longer = (size + spaces).to_bytes(4, "little") + content[4 : 4 + size] + b" " * spaces + content[4 + size :]
    return data[:8] + zstandard.ZstdCompressor().compress(longer)


def test_large_files_are_left_as_they_are(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    homes.join("laptop")
    send(homes, "laptop", 1)
    (size,) = ((homes.folder / name).stat().st_size for name in homes.files("log/"))
    monkeypatch.setattr(compacting, "LARGEST", 3 * size)
    send(homes, "laptop", 5)
    assert len(spans(homes)) == 6
