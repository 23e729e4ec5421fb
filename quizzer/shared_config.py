"""The place of the configuration that a home without one uses. `quizzer due` waits for this module."""

# ruff: noqa: PTH111, PTH118 - pathlib takes longer to import than counting what is due

from __future__ import annotations

import os


def find_shared_config() -> str:
    """The path of ``quizzer/config.toml`` in the user's folder of configurations; the file need not exist.

    As the XDG Base Directory Specification says: ``$XDG_CONFIG_HOME`` where it is an absolute path, else ``~/.config``.
    """
    folder = os.environ.get("XDG_CONFIG_HOME", "")
    if not os.path.isabs(folder):  # noqa: PTH117
        folder = os.path.join(os.path.expanduser("~"), ".config")
    return os.path.join(folder, "quizzer", "config.toml")
