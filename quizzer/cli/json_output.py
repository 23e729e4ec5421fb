"""JSON for scripts: one object on one line, and in it the name and version of its form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    from quizzer.core.mastery import Mastery

VERSION = 1
"""Of every form; a form whose keys change their meaning or go away gets a higher one. New keys keep it."""


def print_json(command: str, data: Mapping[str, object], *, version: int = VERSION) -> None:
    """Print what a command found, after ``"schema": "quizzer.<command>/<version>"``."""
    click.echo(json.dumps({"schema": f"quizzer.{command}/{version}", **data}, ensure_ascii=False))


class _Finding(Protocol):
    """What is read of a finding about a deck file."""

    @property
    def path(self) -> Path: ...
    @property
    def line(self) -> int: ...
    @property
    def level(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def message(self) -> str: ...


def finding_to_json(finding: _Finding) -> dict[str, object]:
    """A finding about a deck file, with the name of its rule."""
    return {
        "path": str(finding.path),
        "line": finding.line,
        "level": finding.level,
        "name": finding.name,
        "message": finding.message,
    }


def iso_time(at: int) -> str:
    """An instant in milliseconds as ISO 8601 text in local time, to the second."""
    return datetime.fromtimestamp(at / 1000).astimezone().isoformat(timespec="seconds")


def figures_to_json(figures: Mastery) -> dict[str, object]:
    """How well some cards are known; shares as numbers from 0 to 1."""
    retention = figures.retention
    return {
        "cards": figures.cards,
        "seen": figures.seen,
        "coverage": short_share(figures.coverage),
        "expected_recall": short_share(figures.expected_recall),
        "retention": {
            "passes": retention.passes,
            "reviews": retention.reviews,
            "low": short_share(retention.low),
            "high": short_share(retention.high),
        },
        "mastered": figures.mastered,
        "missing": list(figures.missing),
    }


def short_share(share: float | None) -> float | None:
    """A share with as many digits as mean anything."""
    return None if share is None else round(share, 6)
