"""Tables of comma-separated values for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import click

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def print_row(values: Iterable[str | bool | float | None]) -> None:
    """Print one row; what does not exist is empty, and truth is ``true`` or ``false``."""
    row = io.StringIO()
    csv.writer(row, lineterminator="").writerow(map(_spell, values))
    click.echo(row.getvalue())


def _spell(value: str | bool | float | None) -> str:
    if isinstance(value, str):
        return _defuse(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _defuse(text: str) -> str:
    """The text as no spreadsheet takes it for a formula: names of decks, axes and learners are anybody's."""
    return f"'{text}" if text.startswith(_FORMULA) else text
