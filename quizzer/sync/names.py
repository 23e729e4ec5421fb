"""The names of the files of a carrier: who wrote one, which of its writer's files it is, and what its bytes are.

A name ends with a digest of the file's bytes. So a file that is not here whole is known before it is read, and two
homes that write under one device id by mistake never write under one name.
"""

from __future__ import annotations

import re
from typing import NamedTuple

FORMAT = "FORMAT"
"""The file that makes a place one for devices to meet; it holds the id of their collection."""
LOG, BASE, DEVICES = "log/", "base/", "devices/"
"""What the names of the three kinds of files begin with."""

_DEVICE = r"[0-9a-f]{20}"
_NUMBER = r"(?!0{8})[0-9]{8}|[1-9][0-9]{8,14}"  # from 1, in one way of writing it
_DIGEST = r"[0-9a-f]{16}"
_DEVICE_ID = re.compile(_DEVICE)
_LOG_NAME = re.compile(rf"{LOG}({_DEVICE})/({_NUMBER})-({_NUMBER})\.({_DIGEST})\.qz")
_BASE_NAME = re.compile(rf"{BASE}({_DEVICE})\.({_NUMBER})\.({_DIGEST})\.qz")
_DEVICE_FILE = re.compile(rf"{DEVICES}({_DEVICE})\.json")
# All in one: a carrier may hold thousands of files, and every look at it tries the name of each.
_ANY_NAME = re.compile(
    rf"{LOG}{_DEVICE}/({_NUMBER})-({_NUMBER})\.{_DIGEST}\.qz"
    rf"|{BASE}{_DEVICE}\.(?:{_NUMBER})\.{_DIGEST}\.qz|{_DEVICE_FILE.pattern}|{FORMAT}"
)


class LogName(NamedTuple):
    """The name of a file of log rows.

    Attributes:
        device: Who wrote it.
        first: Its number among its writer's files, from 1.
        last: The same; of a file that was made of several, the number of the last of them.
        digest: Of its bytes.
    """

    device: str
    first: int
    last: int
    digest: str

    @property
    def text(self) -> str:
        """The name as it stands in the carrier."""
        return f"{LOG}{self.device}/{self.first:08d}-{self.last:08d}.{self.digest}.qz"

    @classmethod
    def parse(cls, text: str) -> LogName | None:
        """The name that a text is; None where it is none."""
        if not (found := _LOG_NAME.fullmatch(text)):
            return None
        name = cls(found[1], int(found[2]), int(found[3]), found[4])
        return name if name.first <= name.last else None


class BaseName(NamedTuple):
    """The name of a file from which an empty log begins.

    Attributes:
        device: Who wrote it.
        number: Its number among its writer's, from 1.
        digest: Of its bytes.
    """

    device: str
    number: int
    digest: str

    @property
    def text(self) -> str:
        """The name as it stands in the carrier."""
        return f"{BASE}{self.device}.{self.number:08d}.{self.digest}.qz"

    @classmethod
    def parse(cls, text: str) -> BaseName | None:
        """The name that a text is; None where it is none."""
        found = _BASE_NAME.fullmatch(text)
        return cls(found[1], int(found[2]), found[3]) if found else None


def device_file(device: str) -> str:
    """The name of the file in which a device says how it is called and what it has taken in."""
    return f"{DEVICES}{device}.json"


def parse_device_file(text: str) -> str | None:
    """The device whose file bears this name; None where it is the name of something else."""
    found = _DEVICE_FILE.fullmatch(text)
    return found[1] if found else None


def is_device_id(text: str) -> bool:
    """Whether a text is an id as homes give themselves one."""
    return _DEVICE_ID.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Whether a text names a file of a carrier; all other files in the same place are foreign."""
    found = _ANY_NAME.fullmatch(text)
    return found is not None and int(found[1] or 0) <= int(found[2] or 0)


def digest_of(data: bytes) -> str:
    """The digest of a file's bytes, as its name has it."""
    from hashlib import sha256  # most looks at a place read no file

    return sha256(data).hexdigest()[:16]
