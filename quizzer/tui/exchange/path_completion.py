"""File names typed by hand: the path they mean, and their completion."""

from __future__ import annotations

import os
from pathlib import Path

from quizzer.errors import Problem

_LOOKED_AT = 20_000


def typed_path(text: str) -> Path:
    """Return the path a text means: ``~`` is the home folder, and quotes around a dropped name are removed.

    Raises:
        Problem: The text is empty, or the home folder it names is unknown.
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
    """Complete a name as far as the existing files leave no choice, and list the choices that remain.

    Args:
        text: The beginning of a file's name, with or without folders before it.

    Returns:
        The completed text (unchanged where nothing matches), and the matching names when there are several; folders
        end with a separator. Hidden files match only when the name begins with a dot.
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
    first, last = names[0], names[-1]  # sorted: a prefix of these two is one of all
    alike = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return before + first[:alike], tuple(names) if len(names) > 1 else ()


def _names(folder: str) -> list[str]:
    """List the names in a folder in order; none when it cannot be read."""
    try:
        with os.scandir(Path(folder or ".").expanduser()) as entries:
            found = [entry.name + os.sep * entry.is_dir() for entry, _ in zip(entries, range(_LOOKED_AT), strict=False)]
    except (OSError, RuntimeError, ValueError):
        return []
    return sorted(found)
