"""The settings of the screen: where each is in the configuration, how it is written, and what it becomes there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from quizzer.config import Settings
from quizzer.config.edit import Value
from quizzer.tui.kit.forms.controls import Check
from quizzer.tui.kit.forms.numbers import read_whole, whole_number

_HOUR = re.compile(r"\s*(\d{1,2})(?::?00)?\s*\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Field:
    """A setting that is written as text.

    Attributes:
        key: Its key in the configuration.
        label: Its name on the screen.
        shown: Its text, from the settings in force.
        value: What a text becomes in the configuration; None for the default.
        check: What is wrong with a text.
        help: What is allowed.
        default: The default as text.
        cells: Characters it shows.
    """

    table: str
    key: str
    label: str
    shown: Callable[[Settings], str]
    value: Callable[[str], Value | None]
    check: Check
    help: str
    default: str
    cells: int = 4


def read_hour(text: str) -> int | None:
    """The hour of ``4``, ``04:00`` or ``0400``; None where it is none."""
    found = _HOUR.match(text)
    return int(found[1]) if found and int(found[1]) < 24 else None


def _check_hour(text: str) -> str:
    return "" if read_hour(text) is not None else "Write a full hour from 00:00 to 23:00."


def read_percent(text: str) -> Value | None:
    """A share from a whole percentage."""
    percent = read_whole(text)
    return None if percent is None else percent / 100


def _reviews(settings: Settings) -> str:
    limit = settings.scheduling.reviews_per_day
    return "" if limit is None else str(limit)


DAY = (
    Field(
        "scheduling", "new_per_day", "new cards", lambda s: str(s.scheduling.new_per_day), read_whole,
        whole_number(0, 9999), "at most", "20",
    ),
    Field(
        "scheduling", "reviews_per_day", "reviews", _reviews, read_whole,
        whole_number(0, 9999, may_be_empty=True), "at most; empty for no limit", "",
    ),
    Field(
        "scheduling", "rollover_hour", "begins at", lambda s: f"{s.scheduling.rollover_hour:02}:00", read_hour,
        _check_hour, "", "04:00", 5,
    ),
)  # fmt: skip
RECALL = Field(
    "scheduling", "desired_retention", "wanted recall", lambda s: f"{s.scheduling.desired_retention * 100:.0f}",
    read_percent, whole_number(70, 99), "%", "90",
)  # fmt: skip
GUARD = Field(
    "review", "guard_ms", "guard", lambda s: str(s.guard_ms), read_whole,
    whole_number(0, 5000), "ms before a rating counts", "250",
)  # fmt: skip
WRITTEN = {field.key: field for field in (*DAY, RECALL, GUARD)}
"""The settings that are written, by their keys."""

THEMES = (("dark", "quizzer-dark"), ("light", "quizzer-light"), ("as the terminal", "ansi-dark"))
"""The themes to choose on the screen; the palette has all."""
