"""A file that appears whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO

from quizzer.errors import Problem


class Written(NamedTuple):
    """What was written.

    Attributes:
        cards: Rows of a table, blocks of Markdown, or cards of an archive.
        entries: Log rows of every kind; only an archive has them.
    """

    notes: int
    cards: int
    entries: int = 0


@contextmanager
def replacing(path: Path, *, encoding: str = "utf-8") -> Iterator[TextIO]:
    """A text file to write to, which takes the place of ``path`` at the end; when anything fails, nothing is changed.

    Line ends are written as they are given; a link stays a link, and a file that was there keeps its mode.

    Raises:
        Problem: It cannot be written.
    """
    fresh = None
    try:
        target = path.resolve()
        fresh = target.with_name(f".{target.name[:100]}.{os.urandom(4).hex()}.tmp")
        mode = target.stat().st_mode & 0o7777 if target.exists() else None
        with fresh.open("x", encoding=encoding, newline="") as file:
            if mode is not None:
                fresh.chmod(mode)
            yield file
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)
    except (OSError, RuntimeError, UnicodeEncodeError) as error:  # RuntimeError: a link that leads to itself
        raise Problem(f"{path}: the file cannot be written: {getattr(error, 'strerror', None) or error}.") from error
    finally:
        if fresh is not None:
            fresh.unlink(missing_ok=True)
