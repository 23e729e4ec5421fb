"""The user's own editor, opened at a line."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.errors import Problem

if TYPE_CHECKING:
    from quizzer.study.decks.editing.edit import NoteEdit

_FALLBACKS = ("nano", "vim", "vi", "notepad")
# Editors that take FILE:LINE instead of +LINE, and their options before it.
_AT_LINE = {
    "code": ("--wait", "--goto"),
    "codium": ("--wait", "--goto"),
    "cursor": ("--wait", "--goto"),
    "zed": ("--wait",),
    "subl": ("--wait",),
    "hx": (),
}


def edit_note(edit_file: Callable[[Path, int], None], note: NoteEdit) -> str:
    """Open a note in the editor, and settle its file when the editor is closed.

    Args:
        edit_file: Hands the terminal to the editor.
        note: The note.

    Returns:
        What was done to the file, a sentence; empty where there is nothing to say.

    Raises:
        Problem: No editor was found, or it failed; the file is settled all the same.
    """
    from quizzer.study.decks.editing.edit import settle_note

    try:
        edit_file(note.path, note.line)
    except Problem:
        settle_note(note)
        raise
    return settle_note(note)


def edit(path: Path, line: int, configured: str | None) -> None:
    """Open a file and wait until the editor is closed.

    Args:
        path: The file.
        line: The line to open at, from 1; 0 for none.
        configured: The editor of the configuration; else ``$VISUAL``, ``$EDITOR``, or an installed one.

    Raises:
        Problem: No editor was found, it cannot be started, or it ended with an error.
    """
    command = editor_command(path, line, configured)
    try:
        done = subprocess.run(command, check=False)
    except OSError as error:
        raise Problem(f"The editor {command[0]} cannot be started: {error.strerror or error}. {_SET}") from None
    if done.returncode:
        raise Problem(f"The editor {command[0]} ended with exit code {done.returncode}; the file is read as it is.")


_SET = "Set VISUAL, EDITOR or `editor` in the configuration."


def editor_command(path: Path, line: int, configured: str | None) -> list[str]:
    """Build the command that opens a file at a line.

    Raises:
        Problem: No editor was found.
    """
    wanted = configured or os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not wanted:
        wanted = next((name for name in _FALLBACKS if shutil.which(name)), None)
    try:
        command = shlex.split(wanted or "")
    except ValueError:
        raise Problem(f"The editor {wanted!r} has an unclosed quote. {_SET}") from None
    if not command:
        raise Problem(f"There is no editor. {_SET}")
    name = Path(command[0]).stem.lower()
    if name in _AT_LINE:
        return [*command, *(o for o in _AT_LINE[name] if o not in command), f"{path}:{line}" if line else str(path)]
    return [*command, *([f"+{line}"] if line and name != "notepad" else []), str(path)]
