"""A program in a pseudo-terminal of 80x24, and the moment at which a text stands on its screen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
from collections.abc import Sequence

COLUMNS, LINES = 80, 24
PATIENCE = 30.0
_ESCAPES = re.compile(rb"\x1b(?:\[[0-9;:?<=>!]*[ -/]*[@-~]|[\]P_^][^\x1b\x07]*(?:\x1b\\|\x07)|[ -/]*[0-~])")


class Terminal:
    """A program on a screen of its own.

    What it prints is searched as it comes, escape sequences taken out; the screen itself is not rebuilt.

    Attributes:
        began: ``time.perf_counter()`` when it was started.
        pid: The program's process.
    """

    def __init__(self, command: Sequence[str], env: dict[str, str]) -> None:
        """Start a program."""
        self._raw = b""
        self.began = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
            os.execve(command[0], list(command), {**env, "TERM": "xterm-256color", "COLORTERM": "truecolor"})

    def wait_for(self, pattern: bytes) -> re.Match[bytes]:
        """Read until the pattern has been printed since the last key.

        Raises:
            TimeoutError: It was not, in half a minute; the message holds what was.
        """
        end = time.perf_counter() + PATIENCE
        while (found := re.search(pattern, _ESCAPES.sub(b"", self._raw))) is None:
            if not self._read(end - time.perf_counter()):
                shown = _ESCAPES.sub(b"", self._raw)[-1500:].decode(errors="replace")
                raise TimeoutError(f"{pattern!r} was not printed; this was: {shown}")
        return found

    def press(self, keys: bytes) -> float:
        """Type, once all is quiet.

        Returns:
            ``time.perf_counter()`` of the key.
        """
        while self._read(0.02):
            pass
        self._raw = b""
        at = time.perf_counter()
        os.write(self._terminal, keys)
        return at

    def _read(self, seconds: float) -> bool:
        if not select.select([self._terminal], [], [], max(0.0, seconds))[0]:
            return False
        try:
            read = os.read(self._terminal, 1 << 16)
        except OSError:  # Linux says so when the program has ended
            return False
        self._raw += read
        return bool(read)

    def leave(self, keys: bytes) -> float:
        """Type the key that ends the program, and wait until it has.

        Returns:
            Seconds.
        """
        at = self.press(keys)
        while self._read(PATIENCE):
            pass
        _, status = os.waitpid(self.pid, 0)
        took = time.perf_counter() - at
        os.close(self._terminal)
        assert os.waitstatus_to_exitcode(status) == 0, "it did not end well"
        return took
