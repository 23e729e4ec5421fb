"""A folder as a carrier: files whole or not at all, nothing foreign, and a sentence for whatever goes wrong."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from quizzer.errors import Problem
from quizzer.sync import placing
from quizzer.sync.carrier import Carrier, CarrierProblem, UnreadableFile
from quizzer.sync.folder import FolderCarrier
from quizzer.sync.names import FORMAT, BaseName, LogName, device_file, digest_of

DEVICE, OTHER = "0123456789abcdef0123", "fedcba98765432100000"
COLLECTION = "00112233445566778899"
DATA = b"some bytes"
NAME = LogName(DEVICE, 1, 1, digest_of(DATA)).text
ROOT = os.name == "posix" and os.geteuid() == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The path of a folder that was set up."""
    FolderCarrier(tmp_path / "sync").set_up(COLLECTION)
    return tmp_path / "sync"


@contextmanager
def without_hard_links() -> Iterator[None]:
    """A file system like FAT's."""
    with patch("pathlib.Path.hardlink_to", side_effect=PermissionError(errno.EPERM, "Operation not permitted")):
        yield


@pytest.fixture(params=["links", "no links"])
def carrier(request: pytest.FixtureRequest, folder: Path) -> Iterator[Carrier]:
    """A folder that was set up, on each kind of file system."""
    if request.param == "links":
        yield FolderCarrier(folder)
    else:
        with without_hard_links():
            yield FolderCarrier(folder)


def hidden(folder: Path) -> list[Path]:
    """What programs that were killed would have left."""
    return [path for path in folder.rglob(".*") if path.is_file()]


def test_the_first_to_set_it_up_names_the_collection(tmp_path: Path) -> None:
    one, other = FolderCarrier(tmp_path / "sync"), FolderCarrier(tmp_path / "sync")
    assert one.collection_id() is None
    assert one.set_up(COLLECTION) == COLLECTION
    assert other.set_up("f" * 20) == COLLECTION == other.collection_id()
    assert (tmp_path / "sync").stat().st_mode & 0o777 == 0o700


def test_a_file_is_there_once(carrier: Carrier, folder: Path) -> None:
    assert carrier.get(NAME) is None
    assert carrier.put_new(NAME, DATA)
    assert not carrier.put_new(NAME, b"others")
    assert carrier.get(NAME) == DATA
    assert [tuple(found) for found in carrier.list("log/")] == [(NAME, len(DATA))]
    assert (folder / NAME).stat().st_mode & 0o777 == 0o600
    assert (folder / NAME).parent.stat().st_mode & 0o777 == 0o700
    assert not hidden(folder)
    carrier.delete(NAME)
    carrier.delete(NAME)
    assert carrier.list("log/") == []


def test_of_files_that_were_read_no_size_is_looked_up(carrier: Carrier) -> None:
    later = LogName(DEVICE, 2, 2, digest_of(DATA)).text
    for name in (NAME, later):
        carrier.put_new(name, DATA)
    assert carrier.list("log/", known={NAME}) == [(NAME, 0), (later, len(DATA))]


def test_an_empty_file_counts_as_none(carrier: Carrier, folder: Path) -> None:
    carrier.put_new(NAME, DATA)
    (folder / NAME).write_bytes(b"")
    assert carrier.list("log/") == []
    assert carrier.get(NAME) is None
    assert carrier.put_new(NAME, DATA)
    assert carrier.get(NAME) == DATA


def test_a_device_replaces_what_it_says_of_itself(carrier: Carrier, folder: Path) -> None:
    for content in (b"{}", b"[]"):
        carrier.replace(device_file(DEVICE), content)
        assert carrier.get(device_file(DEVICE)) == content
    assert not hidden(folder)


def test_two_that_write_one_name_at_once_do_not_overwrite(carrier: Carrier, folder: Path) -> None:
    carrier.put_new(NAME, DATA)
    with patch("quizzer.sync.placing.has_content", side_effect=[False, True]):  # the other was a moment earlier
        assert not carrier.put_new(NAME, b"others")
    assert carrier.get(NAME) == DATA
    assert not hidden(folder)


def test_names_are_listed_in_order_by_what_they_begin_with(carrier: Carrier) -> None:
    names = [LogName(device, number, number, "0" * 16).text for device in (OTHER, DEVICE) for number in (2, 1)]
    names += [BaseName(OTHER, 1, "0" * 16).text, device_file(DEVICE)]
    for name in names:
        carrier.put_new(name, DATA)
    assert [found.name for found in carrier.list()] == sorted([*names, FORMAT])
    for prefix in ("log/", f"log/{DEVICE}/", "base/", "base/f", "devices/", "F", "x"):
        assert [found.name for found in carrier.list(prefix)] == sorted(
            name for name in [*names, FORMAT] if name.startswith(prefix)
        )


def test_what_is_foreign_is_passed_over(carrier: Carrier, folder: Path) -> None:
    carrier.put_new(NAME, DATA)
    beside = (folder / NAME).parent
    stem = Path(NAME).stem
    for name in (
        f"{stem}.sync-conflict-20261126-101112-ABCDEFG.qz",
        f"{stem} (laptop's conflicted copy 2026-11-26).qz",
        f"{stem} 2.qz",
        f".{stem}.qz.icloud",
        f".syncthing.{stem}.qz.tmp",
        ".0123456789abcdef.tmp",
        "desktop.ini",
    ):
        (beside / name).write_bytes(DATA)
    (folder / "holiday.jpg").write_bytes(DATA)
    (folder / "devices").write_bytes(DATA)
    (folder / "base").mkdir()
    (folder / "base" / BaseName(DEVICE, 1, "0" * 16).text.removeprefix("base/")).mkdir()
    (folder / "log" / "notes").mkdir()
    (folder / "log" / OTHER).symlink_to("nowhere")
    (folder / "log" / DEVICE[::-1]).write_bytes(DATA)
    (beside / Path(LogName(DEVICE, 2, 2, "0" * 16).text).name).symlink_to("nowhere")
    (folder / "devices").unlink()
    assert [found.name for found in carrier.list()] == [FORMAT, NAME]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are POSIX's")
def test_a_pipe_is_not_waited_for(carrier: Carrier, folder: Path) -> None:
    carrier.put_new(NAME, DATA)
    (folder / NAME).unlink()
    os.mkfifo(folder / NAME)
    assert carrier.list("log/") == []
    assert carrier.get(NAME) is None


def test_what_is_no_name_is_never_a_path(carrier: Carrier) -> None:
    for name in ("../outside", "/etc/passwd", "log/x"):
        with pytest.raises(ValueError, match="no name"):
            carrier.put_new(name, DATA)


def test_a_folder_that_vanished_is_a_sentence(folder: Path) -> None:
    carrier = FolderCarrier(folder)
    carrier.put_new(NAME, DATA)
    folder.rename(folder.with_name("elsewhere"))
    for call in (
        lambda: carrier.list(),
        lambda: carrier.get(NAME),
        lambda: carrier.put_new(NAME, DATA),
        lambda: carrier.replace(device_file(DEVICE), DATA),
    ):
        with pytest.raises(CarrierProblem, match=rf"^{re.escape(str(folder))}: there is no such folder"):
            call()
    assert carrier.collection_id() is None
    assert not folder.exists()


def test_nothing_is_written_where_the_drive_is_not_mounted(folder: Path) -> None:
    (folder / FORMAT).unlink()
    carrier = FolderCarrier(folder)
    with pytest.raises(CarrierProblem, match="holds no quizzer sync any more"):
        carrier.put_new(NAME, DATA)
    assert list(folder.iterdir()) == []


def test_it_is_not_set_up_below_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CarrierProblem, match="there is no such folder"):
        FolderCarrier(tmp_path / "stick" / "sync").set_up(COLLECTION)
    assert not (tmp_path / "stick").exists()


def test_a_format_that_is_not_here_yet_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / ".FORMAT.icloud").write_bytes(b"bplist00")
    for _ in range(2):
        with pytest.raises(CarrierProblem, match="not here whole yet"):
            FolderCarrier(tmp_path).set_up(COLLECTION)
        (tmp_path / ".FORMAT.icloud").unlink(missing_ok=True)
        (tmp_path / FORMAT).touch()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FORMAT).write_bytes(b"the format of my recordings")
    with pytest.raises(Problem, match="not quizzer's"):
        FolderCarrier(tmp_path).set_up(COLLECTION)
    assert (tmp_path / FORMAT).read_bytes() == b"the format of my recordings"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EROFS, "it is read-only"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "your share of the disk is full"),
        (errno.EACCES, "you may not read or write it"),
        (errno.EIO, "the disk cannot be read or written"),
        (errno.ESTALE, "it cannot be reached"),
        (errno.ENETDOWN, os.strerror(errno.ENETDOWN)),
    ],
)
def test_an_error_of_the_disk_is_a_sentence_and_leaves_nothing(folder: Path, number: int, words: str) -> None:
    """The errors that no test can bring about as root, put in where the system would report them."""
    carrier = FolderCarrier(folder)
    carrier.put_new(NAME, DATA)
    other = LogName(DEVICE, 2, 2, digest_of(DATA)).text
    with (
        patch.object(placing.os, "fsync", side_effect=OSError(number, os.strerror(number))),  # type: ignore[attr-defined]
        pytest.raises(CarrierProblem, match=re.escape(words)) as caught,
    ):
        carrier.put_new(other, DATA)
    assert str(caught.value).startswith(str(folder / other) if number == errno.EACCES else f"{folder}: ")
    assert [found.name for found in carrier.list("log/")] == [NAME]
    assert not hidden(folder)
    assert carrier.put_new(other, DATA)


@pytest.mark.skipif(ROOT, reason="root may write everywhere")
def test_a_folder_without_permission_is_a_sentence(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        with pytest.raises(CarrierProblem, match="you may not read or write it"):
            FolderCarrier(folder).put_new(NAME, DATA)
    finally:
        folder.chmod(0o700)


def test_a_folder_of_another_user_is_named(folder: Path) -> None:
    carrier = FolderCarrier(folder)
    carrier.put_new(NAME, DATA)
    closed = (folder / NAME).parent
    error = PermissionError(errno.EACCES, "Permission denied", str(closed))
    with (
        patch("quizzer.sync.folder._files_in", side_effect=error),
        pytest.raises(CarrierProblem, match=f"^{re.escape(str(closed))}: you may not read"),
    ):
        carrier.list()


def test_one_file_that_cannot_be_read_is_told_from_the_whole(folder: Path) -> None:
    carrier = FolderCarrier(folder)
    carrier.put_new(NAME, DATA)
    with (
        patch("quizzer.sync.placing.os.open", side_effect=OSError(errno.EIO, "Input/output error")),
        pytest.raises(UnreadableFile, match="Is it all right"),
    ):
        carrier.get(NAME)


def test_a_file_in_the_place_of_a_folder_is_a_sentence(folder: Path) -> None:
    (folder / "log").write_bytes(b"")
    with pytest.raises(CarrierProblem, match="Move it away"):
        FolderCarrier(folder).put_new(NAME, DATA)


def test_a_file_system_whose_folders_cannot_be_synced_will_do(folder: Path) -> None:
    open_file = os.open

    def refuse_folders(path: Path, *flags: int) -> int:
        if Path(path).is_dir():
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return open_file(path, *flags)

    with patch("quizzer.sync.placing.os.open", refuse_folders):
        assert FolderCarrier(folder).put_new(NAME, DATA)


def test_the_names_are_on_the_disk_when_it_says_so(carrier: Carrier, folder: Path) -> None:
    synced: list[tuple[Path, bool]] = []
    with patch("quizzer.sync.placing.sync_folder", lambda path: synced.append((path, (folder / NAME).exists()))):
        carrier.put_new(NAME, DATA)
        carrier.replace(device_file(DEVICE), DATA)
    where = (folder / NAME).parent
    assert synced == [
        (folder, False),
        (folder / "log", False),
        (where, True),
        (folder, True),
        (folder / "devices", True),
    ]


def test_what_killed_programs_left_goes_after_a_day(folder: Path) -> None:
    carrier = FolderCarrier(folder)
    carrier.put_new(NAME, DATA)
    beside = (folder / NAME).parent
    old, new, foreign = beside / ".0123456789abcdef.tmp", beside / ".0123456789abcdee.tmp", beside / ".x.tmp"
    for path in (old, new, foreign):
        path.touch()
    for path in (old, foreign):
        os.utime(path, (beside.stat().st_mtime - 90_000,) * 2)
    FolderCarrier(folder).put_new(LogName(DEVICE, 2, 2, digest_of(DATA)).text, DATA)
    assert sorted(hidden(folder)) == sorted([new, foreign])
