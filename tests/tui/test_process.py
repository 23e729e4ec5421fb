"""The program in a terminal of its own: keys before the first painting, and signals."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from pathlib import Path

import pytest

from quizzer.config import Paths, bundled_decks
from tests.conftest import Opener
from tests.probe import log_of
from tests.study.sync.homes import Homes
from tests.study.sync.homes import homes as homes

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
SECONDS = 30.0


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, *arguments: str) -> None:
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LINES": "24", "COLUMNS": "80"}
            os.execv(sys.executable, [sys.executable, "-m", "quizzer", *arguments])
        self.output = b""

    def write(self, keys: bytes) -> None:
        os.write(self.descriptor, keys)

    def read(self, until: bytes | None = None) -> bytes:
        """Read the output until a text appears in it, or until the program ends."""
        end = time.monotonic() + SECONDS
        while until is None or until not in self.output:
            assert select.select([self.descriptor], [], [], end - time.monotonic())[0], self.output[-2000:]
            try:
                read = os.read(self.descriptor, 65_536)
            except OSError:  # Linux says so at the end of the other side
                read = b""
            if not read:
                break
            self.output += read
        return self.output

    def end(self) -> int:
        """The exit code, once the program has ended."""
        self.read()
        os.close(self.descriptor)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_restores_the_terminal_and_ends_the_program(paths: Paths, name: str) -> None:
    terminal = Terminal("--home", str(paths.home))
    terminal.read(b"begin?")
    number = getattr(signal, name)
    os.kill(terminal.pid, number)
    assert terminal.end() == 128 + number
    for restored in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l"):
        assert restored in terminal.output


def test_keys_typed_before_the_first_painting_answer_and_rate_nothing(paths: Paths) -> None:
    terminal = Terminal("--home", str(paths.home), "review", "--axis", "SML")
    terminal.write(b"pituitary\r1111")
    terminal.read("✓ Right".encode())
    time.sleep(0.3)
    terminal.write(b"3")
    terminal.read(b"stand for")
    terminal.write(b"\x11")
    assert terminal.end() == 0
    assert logged(paths.database) == [3]


NEEDLESS = (
    "click filelock yaml fsrs quizzer.sync.carrier quizzer.study.sync.sync quizzer.tui.sync.syncing "
    "quizzer.tui.kit.painting.signs quizzer.tui.kit.sync_words quizzer.tui.external_editor"
)


@pytest.mark.parametrize(
    ("arguments", "painted", "needless"),
    [
        ((), "begin?", "quizzer.study.review.session quizzer.store.notes.cards"),
        (("review",), "show answer", "quizzer.tui.home.screen quizzer.study.due.home"),
    ],
)
def test_a_start_imports_nothing_that_its_first_screen_does_without(
    arguments: tuple[str, ...],
    painted: str,
    needless: str,
    paths: Paths,
    open_collection: Opener,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bundled = ", ".join(f'"{path.stem}"' for path in bundled_decks().glob("*.yaml"))
    open_collection(f"[decks]\nleft_out = [{bundled}]\n").close()
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")
    terminal = Terminal(*arguments)
    imported = re.findall(rb"import time: *\d+ \| *\d+ \| *(\S+)", terminal.read(painted.encode()))
    os.kill(terminal.pid, signal.SIGKILL)
    terminal.end()
    assert b"textual.app" in imported
    assert not {*NEEDLESS.split(), *needless.split()} & {name.decode() for name in imported}


def test_a_sync_begins_after_the_first_screen_and_is_over_when_the_program_is(
    homes: Homes, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes.join("laptop")
    homes.answer("laptop")
    paths = homes["laptop"].paths
    homes.close("laptop")
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")
    terminal = Terminal("--home", str(paths.home))
    terminal.read(b"quizzer.study.sync.files.sending")
    terminal.write(b"\x11")
    assert terminal.end() == 0
    assert terminal.output.index(b"start ") < terminal.output.index(b"quizzer.study.sync")
    assert len(homes.files("log/")) == 1


def logged(database: Path) -> list[int]:
    """The ratings in the log."""
    return [row.value for row in log_of(database)]
