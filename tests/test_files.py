"""Files that appear whole or not at all: links, modes, names, failures, pipes, and that nothing else renames files."""

from __future__ import annotations

import ast
import os
import stat
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import quizzer
from quizzer.errors import Problem
from quizzer.files import replacing, write_whole, writing

posix = pytest.mark.skipif(os.name != "posix", reason="modes, links and pipes as on POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Empty; what stays in it was left behind."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@contextmanager
def failing(path: Path, error: BaseException) -> Iterator[Path]:
    """Half the content is written, then something goes wrong."""
    with replacing(path, "the file") as fresh:
        fresh.write_text("ne")
        yield fresh
        raise error


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.parametrize(("content", "raw"), [("zwölf\r\nab\n", "zwölf\r\nab\n".encode()), (b"\x00\xff", b"\x00\xff")])
def test_a_file_is_written_byte_for_byte_and_is_alone(folder: Path, content: str | bytes, raw: bytes) -> None:
    path = folder / "f"
    write_whole(path, "old and longer than what replaces it", "the file")
    write_whole(path, content, "the file")
    assert path.read_bytes() == raw
    assert list(folder.iterdir()) == [path]


def test_text_is_written_with_its_line_ends_in_the_encoding_wanted(folder: Path) -> None:
    with writing(folder / "f", "the file", encoding="utf-8-sig") as file:
        file.write("ä\r\nb\n")
    assert (folder / "f").read_bytes() == b"\xef\xbb\xbf\xc3\xa4\r\nb\n"


def test_until_the_end_the_old_content_is_there(folder: Path) -> None:
    path = folder / "f"
    path.write_bytes(b"old")
    with replacing(path, "the file") as fresh:
        assert fresh.parent == path.parent, "a rename is atomic only within a folder's file system"
        assert fresh.read_bytes() == b""
        fresh.write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


@posix
def test_a_link_stays_a_link_and_what_it_leads_to_is_replaced(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    real, link = folder / "elsewhere" / "real", folder / "link"
    real.write_text("old")
    link.symlink_to("elsewhere/real")
    write_whole(link, "new", "the file")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert sorted(path.name for path in folder.rglob("*")) == ["elsewhere", "link", "real"]


@posix
def test_a_link_that_leads_nowhere_gets_its_target(folder: Path) -> None:
    (folder / "second").symlink_to("real")
    (folder / "first").symlink_to("second")
    write_whole(folder / "first", "new", "the file")
    assert (folder / "first").is_symlink()
    assert (folder / "second").is_symlink()
    assert (folder / "real").read_text() == "new"


@posix
def test_a_link_that_leads_to_itself_is_a_sentence(folder: Path) -> None:
    (folder / "link").symlink_to("link")
    with pytest.raises(Problem, match=r"link: the file cannot be written: Too many levels of symbolic links\.$"):
        write_whole(folder / "link", "new", "the file")


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444, 0o755])
def test_a_file_keeps_its_mode_and_a_private_one_is_private_all_the_time(folder: Path, mode: int) -> None:
    path = folder / "f"
    path.write_text("old")
    path.chmod(mode)
    with umask(0o022), replacing(path, "the file") as fresh:
        assert mode_of(fresh) == 0o600
        fresh.write_text("new")
    assert (path.read_text(), mode_of(path)) == ("new", mode)


@posix
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_mode_of_the_umask(folder: Path, mask: int, mode: int) -> None:
    with umask(mask):
        write_whole(folder / "f", "new", "the file")
    assert mode_of(folder / "f") == mode


def test_a_missing_folder_is_a_sentence_unless_it_may_be_made(folder: Path) -> None:
    path = folder / "a" / "b" / "f"
    with pytest.raises(Problem, match=r"f: the deck cannot be written: No such file or directory\.$"):
        write_whole(path, "new", "the deck")
    assert list(folder.iterdir()) == []
    write_whole(path, "new", "the deck", private=True)
    assert path.read_text() == "new"


def test_a_file_in_the_folders_place_is_a_sentence(folder: Path) -> None:
    (folder / "a").write_text("in the way")
    for private in (False, True):
        with pytest.raises(Problem, match="f: the deck cannot be written: "):
            write_whole(folder / "a" / "f", "new", "the deck", private=private)
    assert (folder / "a").read_text() == "in the way"


def test_a_folder_in_the_files_place_is_a_sentence_before_any_work_is_done(folder: Path) -> None:
    (folder / "f").mkdir()
    with (
        pytest.raises(Problem, match=r"f: the deck cannot be written: Is a directory\.$"),
        replacing(folder / "f", "the deck"),
    ):
        pytest.fail("the body was run")
    assert list(folder.iterdir()) == [folder / "f"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_a_sentence(folder: Path) -> None:
    (folder / "f").write_text("old")
    folder.chmod(0o500)
    try:
        with pytest.raises(Problem, match=r"f: the deck cannot be written: Permission denied\.$"):
            write_whole(folder / "f", "new", "the deck")
    finally:
        folder.chmod(0o700)
    assert (folder / "f").read_text() == "old"


@pytest.mark.parametrize("error", [KeyboardInterrupt, ArithmeticError, RecursionError])
def test_a_failure_in_the_middle_passes_and_leaves_what_was_there(folder: Path, error: type[BaseException]) -> None:
    path = folder / "f"
    path.write_text("old")
    with pytest.raises(error), failing(path, error()):
        assert path.read_text() == "old"
    assert path.read_text() == "old"
    assert list(folder.iterdir()) == [path]


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError("seek"), "seek"),
        (UnicodeEncodeError("utf-8", "\udc80", 0, 1, "surrogates not allowed"), ".*surrogates not allowed"),
    ],
)
def test_a_failure_of_the_system_is_a_sentence(folder: Path, error: Exception, why: str) -> None:
    path = folder / "f"
    path.write_text("old")
    with pytest.raises(Problem, match=rf"f: the file cannot be written: {why}\.$"), failing(path, error):
        assert path.read_text() == "old"
    assert path.read_text() == "old"
    assert list(folder.iterdir()) == [path]


def test_a_failed_rename_leaves_no_temporary_file(folder: Path) -> None:
    path = folder / "f"
    with pytest.raises(Problem, match="f: the file cannot be written: "), replacing(path, "the file"):
        path.mkdir()
    assert list(folder.iterdir()) == [path]


@posix
def test_the_content_is_on_the_disk_before_it_has_its_name_and_the_name_is_after(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, synced = folder / "f", list[tuple[str, int, str]]()
    path.write_text("old")

    def note(handle: int) -> None:
        status = os.fstat(handle)
        synced.append(("folder" if stat.S_ISDIR(status.st_mode) else "file", status.st_ino, path.read_text()))

    monkeypatch.setattr(os, "fsync", note)
    write_whole(path, "new", "the file")
    assert synced == [("file", path.stat().st_ino, "old"), ("folder", folder.stat().st_ino, "new")]


@posix
def test_a_folder_that_cannot_be_synced_is_no_failure_of_a_file_that_is_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(22, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refuse)
    write_whole(folder / "f", "new", "the file")
    assert (folder / "f").read_text() == "new"


@pytest.mark.parametrize(
    "name", ["x" * 255, "ж" * 127, "語" * 85, "a" + "語" * 84, "👩" * 63], ids=lambda name: f"{len(name)}"
)
def test_a_name_as_long_as_a_name_can_be_is_written(folder: Path, name: str) -> None:
    for content in ("old", "new"):
        write_whole(folder / name, content, "the file")
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [(name, "new")]


def test_a_name_that_is_too_long_is_a_sentence(folder: Path) -> None:
    with pytest.raises(Problem, match=r"the file cannot be written: File name too long\.$"):
        write_whole(folder / ("x" * 256), "new", "the file")
    assert list(folder.iterdir()) == []


@posix
@pytest.mark.skipif(os.uname().sysname != "Linux" if os.name == "posix" else True, reason="names of any bytes")
def test_a_name_that_is_no_text_is_written(folder: Path) -> None:
    path = folder / os.fsdecode(b"caf\xe9.csv")
    write_whole(path, "new", "the file")
    assert os.listdir(os.fsencode(folder)) == [b"caf\xe9.csv"]  # noqa: PTH208 - bytes


def test_two_that_write_at_once_both_write_whole(folder: Path) -> None:
    path, failures = folder / "f", list[Exception]()
    contents = [letter * 300_000 for letter in ("a", "b", "c")]
    path.write_text(contents[0])

    def write(content: str) -> None:
        try:
            for _ in range(20):
                write_whole(path, content, "the file")
        except Exception as error:  # noqa: BLE001 - told below
            failures.append(error)

    writers = [threading.Thread(target=write, args=(content,)) for content in contents]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert path.read_text() in contents
    assert failures == []
    assert list(folder.iterdir()) == [path]


@posix
def test_a_pipe_gets_the_content_and_stays_a_pipe(folder: Path) -> None:
    pipe, received = folder / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_whole(pipe, "new" * 100_000, "the file")
    reader.join(10)
    assert received == [b"new" * 100_000]
    assert pipe.is_fifo()
    assert list(folder.iterdir()) == [pipe]


@posix
def test_a_pipe_gets_nothing_of_what_fails(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "temporary"))
    os.mkfifo(folder / "pipe")
    # Had the pipe been opened, it would wait for a reader.
    with pytest.raises(ArithmeticError), failing(folder / "pipe", ArithmeticError()) as fresh:
        assert fresh.read_text() == "ne"
    assert list((folder / "temporary").iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="were it broken, root would replace the device")
def test_a_device_stays_a_device(folder: Path) -> None:
    (folder / "link").symlink_to(os.devnull)
    for path in (Path(os.devnull), folder / "link"):
        write_whole(path, "new", "the file")
        assert path.is_char_device()
    assert (folder / "link").is_symlink()


RENAMES = ("rename", "renames", "mkstemp", "move")


def renames(source: str) -> list[int]:
    """Lines that rename a file, or name a temporary one: ``a.replace(b)`` has one argument only for paths."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute | ast.Name):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        on_os = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") in ("os", "shutil")
        of_path = name == "replace" and len(node.args) == 1 and not node.keywords
        if of_path or (name == "replace" and on_os) or (name in RENAMES and (name != "move" or on_os)):
            found.append(node.lineno)
    return found


@pytest.mark.parametrize(
    "source",
    ["os.replace(a, b)", "a.replace(b)", "a.rename(b)", "mkstemp()", "tempfile.mkstemp()", "shutil.move(a, b)"],
)
def test_a_rename_is_found(source: str) -> None:
    assert renames(source) == [1]


def test_only_one_module_renames_files_of_this_machine_and_one_those_of_several() -> None:
    package = Path(quizzer.__file__).parent
    found = {
        path.relative_to(package).as_posix(): lines
        for path in package.rglob("*.py")
        if (lines := renames(path.read_text(encoding="utf-8")))
    }
    assert sorted(found) == ["files.py", "sync/placing.py"], found
