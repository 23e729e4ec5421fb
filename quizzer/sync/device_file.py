"""What a device says of itself to the others: how it is called, and what it has taken in.

The file is written by its device alone and read without trust: what is no sound value is left out.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from quizzer.core.log_limits import LATEST
from quizzer.core.safe_text import one_line
from quizzer.sync.names import BaseName, LogName, is_device_id

_LARGEST = 1 << 23
_LONGEST_NAME = 60
_MOST_NAMES = 100_000


class DeviceFile(NamedTuple):
    """What a device says of itself.

    Attributes:
        device: Its id.
        name: What a person calls it; one line, safe to print.
        version: Of its quizzer.
        synced: Milliseconds at which it synced last.
        taken: The names of the files of other devices that it has taken in and that were still there.
    """

    device: str
    name: str
    version: str
    synced: int
    taken: frozenset[str] = frozenset()


def write_device_file(file: DeviceFile) -> bytes:
    """The bytes of the file; the same for the same values."""
    values = {
        "device": file.device,
        "name": file.name,
        "version": file.version,
        "synced": file.synced,
        "taken": sorted(file.taken),
    }
    return (json.dumps(values, ensure_ascii=False, indent=0) + "\n").encode("utf-8", "replace")


def read_device_file(data: bytes) -> DeviceFile | None:
    """What a device says of itself; None where the bytes say nothing that can be used."""
    if len(data) > _LARGEST:
        return None
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or not is_device_id(_text(values, "device")):
        return None
    synced = values.get("synced")
    return DeviceFile(
        device=_text(values, "device"),
        name=_text(values, "name"),
        version=_text(values, "version"),
        synced=synced if type(synced) is int and 0 <= synced <= LATEST else 0,
        taken=_names(values.get("taken")),
    )


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return one_line(value)[:_LONGEST_NAME] if isinstance(value, str) else ""


def _names(value: object) -> frozenset[str]:
    if not isinstance(value, list):
        return frozenset()
    texts = (text for text in value[:_MOST_NAMES] if isinstance(text, str))
    return frozenset(text for text in texts if LogName.parse(text) or BaseName.parse(text))
