"""Where AnkiConnect listens, and the key it may want."""

from __future__ import annotations

import re
from typing import NamedTuple

from quizzer.core.safe_text import one_line
from quizzer.errors import WrongUse

ADDRESS_VARIABLE, KEY_VARIABLE = "QUIZZER_ANKI_ADDRESS", "QUIZZER_ANKI_KEY"
DEFAULT = "127.0.0.1:8765"
"""The address and port of an add-on whose configuration nobody changed."""

_PORT = int(DEFAULT.partition(":")[2])
_WRITTEN = re.compile(r"(?:http://)?(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)?(?::(?P<port>[0-9]{1,5}))?/?")


class Address(NamedTuple):
    """A host and a port."""

    host: str
    port: int

    def __str__(self) -> str:
        """As a person writes it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def read_address(written: str) -> Address:
    """The address that a person wrote: a host, a port or both, as ``127.0.0.1:8766``.

    Raises:
        WrongUse: It is none.
    """
    text = written.strip()
    if text.isdecimal():
        text = f":{text}"
    found = _WRITTEN.fullmatch(text)
    port = int(found["port"] or _PORT) if found else 0
    if not text or found is None or not 0 < port < 1 << 16:
        raise WrongUse(
            f"“{one_line(written[:80])}” is no address of AnkiConnect; write host and port, as in {DEFAULT}. It speaks "
            "plain HTTP."
        )
    return Address((found["host"] or DEFAULT.partition(":")[0]).strip("[]"), port)
