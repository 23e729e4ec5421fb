"""Which cards a query is about: a condition that every query adds to its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Scope:
    """Which cards are meant, as row ids and words of the note table; empty parts mean all."""

    axes: tuple[int, ...] = ()
    decks: tuple[int, ...] = ()
    levels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sql: str = field(init=False, default="")
    args: tuple[int | str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        """Prepare the condition that each query adds."""
        sql, notes = "", []
        if self.axes:
            sql += f" AND c.axis_id IN ({_marks(self.axes)})"
        if self.decks:
            notes.append(f"deck_id IN ({_marks(self.decks)})")
        if self.levels:
            notes.append(f"level IN ({_marks(self.levels)})")
        if self.tags:
            notes.append("(" + " OR ".join("instr(lower(tags), ?)" for _ in self.tags) + ")")
        if notes:
            sql += f" AND c.note_id IN (SELECT id FROM note WHERE {' AND '.join(notes)})"
        object.__setattr__(self, "sql", sql)
        words = tuple(f" {tag.lower()} " for tag in self.tags)
        object.__setattr__(self, "args", (*self.axes, *self.decks, *self.levels, *words))


EVERYTHING = Scope()


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)
