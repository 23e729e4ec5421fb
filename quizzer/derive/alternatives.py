"""TEMP"""

from __future__ import annotations

from typing import NamedTuple

from quizzer.core.notes.kinds import Body


class Alternatives(NamedTuple):
    kinds: tuple[Body, ...] = ()
    gaps: tuple[Body, ...] = ()
    options: tuple[Body, ...] = ()


def find_alternatives(body: Body, passage: str, span: tuple[int, int], terms: tuple[str, ...]) -> Alternatives:
    return Alternatives()
