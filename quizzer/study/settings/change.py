"""Changing a setting: it is written into the configuration, and counts from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.config import load_settings
from quizzer.config.edit import Change, Value, take_back, write_setting
from quizzer.errors import WrongUse

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def change_setting(collection: Collection, table: str, key: str, value: Value | None) -> Change:
    """Write one setting into the configuration in use, and let it count.

    Args:
        value: What it becomes; None for its default.

    Raises:
        WrongUse: The value is not allowed, or something else in the file is wrong; nothing was written.
        Problem: The file cannot be written.
    """
    change = write_setting(collection.paths.config, table, key, value)
    try:
        reload_settings(collection)
    except WrongUse:
        take_back(change)
        raise
    return change


def take_back_setting(collection: Collection, change: Change) -> None:
    """Undo a change of a setting.

    Raises:
        Problem: The file was changed since.
    """
    take_back(change)
    reload_settings(collection)


def reload_settings(collection: Collection) -> None:
    """Read the configuration again, and let it count.

    Raises:
        WrongUse: Something in it is wrong; the settings stay as they were.
    """
    collection.take_settings(load_settings(collection.paths))
