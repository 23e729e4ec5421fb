"""Options that the columns of several tables share."""

from typing import Any

STRICT: dict[str, Any] = {"sqlite_strict": True}
ZERO: dict[str, Any] = {"server_default": "0"}
EMPTY: dict[str, Any] = {"server_default": ""}
