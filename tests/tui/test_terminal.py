"""A terminal that is gone takes everything, so that the program can end."""

from __future__ import annotations

import os
from contextlib import suppress
from threading import Thread

import pytest
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from quizzer.tui.terminal import LastingFile


@pytest.mark.skipif(os.name != "posix", reason="a pipe that nobody reads stands for the terminal")
def test_the_library_goes_on_writing_to_a_terminal_that_is_gone() -> None:
    """Its thread would end at the first error, and the next writer wait for ever, deaf to every signal."""
    reading, writing = os.pipe()
    os.close(reading)
    file = os.fdopen(writing, "w")
    thread = WriterThread(LastingFile(file))  # type: ignore[arg-type]
    thread.start()

    def write() -> None:
        for _ in range(2 * MAX_QUEUED_WRITES):
            thread.write("x" * 1_000)
        thread.stop()

    writer = Thread(target=write, daemon=True)
    writer.start()
    writer.join(5)
    with suppress(OSError):
        file.close()
    assert not writer.is_alive()
