"""The settings a person can make in ``config.toml``, as values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from quizzer.core.schedule.settings import Scheduling


class Settings(NamedTuple):
    """What a person can set.

    Attributes:
        deck_folders: Folders of own decks, absolute; the bundled ones are not among them.
        decks_left_out: File names, without their endings, of bundled decks that are not read.
        editor: Command that opens a file; None for ``$VISUAL``, then ``$EDITOR``.
        theme: Name of the theme to begin with; None for the program's own.
        keys: Keys by action id, only those that differ from the defaults (see ``quizzer.keys``).
        backups_daily: Daily backups kept.
        backups_monthly: Months of which the last backup is kept.
        answer_cap_seconds: The most time an answer is said to have taken.
        typed: Whether short answers are asked to be typed.
        guard_ms: Milliseconds after an answer is shown in which no rating counts; with 0 a held key rates as well.
        ascii: Whether the app draws with ASCII alone; where the locale is not UTF-8 it does so without being asked.
    """

    scheduling: Scheduling = Scheduling()
    deck_folders: tuple[Path, ...] = ()
    decks_left_out: tuple[str, ...] = ()
    editor: str | None = None
    theme: str | None = None
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    backups_daily: int = 30
    backups_monthly: int = 12
    answer_cap_seconds: int = 60
    typed: bool = True
    guard_ms: int = 250
    ascii: bool = False
