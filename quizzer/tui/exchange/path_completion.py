"""Names of files written by hand: what is meant by one, and how it may go on."""

from __future__ import annotations

import os
from pathlib import Path

from quizzer.errors import Problem

_LOOKED_AT = 20_000


def typed_path(text: str) -> Path:
    """The file that is meant: ``~`` is the home folder, and quotes around the name (as a dropped file has them) go.

    Raises:
        Problem: Nothing is written, or the home folder it names is not known.
    """
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if not text:
        raise Problem("Write the name of a file first.")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise Problem(f"{text}: there is no such home folder.") from None


def completed(text: str) -> tuple[str, tuple[str, ...]]:
    """The name written on as far as the files that are there leave no choice, and the choices there are then.

    Args:
        text: The beginning of a file's name, with folders before it or not.

    Returns:
        The longer text (the same where nothing fits), and the names that fit when there are several; folders end with
        a separator. Hidden files only take part when the name begins with a dot.
    """
    if text == "~":
        return f"~{os.sep}", ()
    beginning = os.path.split(text)[1]
    before = text[: len(text) - len(beginning)]
    names = [name for name in _names(before) if name.startswith(beginning)]
    if not beginning.startswith("."):
        names = [name for name in names if not name.startswith(".")]
    if not names:
        return text, ()
    first, last = names[0], names[-1]  # sorted: where these two agree all do
    alike = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return before + first[:alike], tuple(names) if len(names) > 1 else ()


def _names(folder: str) -> list[str]:
    """What is in a folder, by name; nothing when it cannot be read."""
    try:
        with os.scandir(Path(folder or ".").expanduser()) as entries:
            found = [entry.name + os.sep * entry.is_dir() for entry, _ in zip(entries, range(_LOOKED_AT), strict=False)]
    except (OSError, RuntimeError, ValueError):
        return []
    return sorted(found)
