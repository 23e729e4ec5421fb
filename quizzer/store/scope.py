"""The cards a query is about, as a condition that every query adds to its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_ANSWER = 0  # as in quizzer.core.log.LogKind, which takes longer to import than most queries


@dataclass(frozen=True, slots=True)
class Scope:
    """The cards of a filter, as row ids and as words of the note table; empty parts mean all.

    Attributes:
        tags: In every spelling that is meant: SQLite's own ``lower`` knows the letters of English alone.
        priorities: Places in ``PRIORITIES``.
        without: Row ids of notes that are left out.
        answered_on: A study day on which the cards were answered.
        sql: A condition on the card table ``c``, beginning with ``AND``; empty for all cards.
        args: The values of its named parameters.
    """

    axes: tuple[int, ...] = ()
    decks: tuple[int, ...] = ()
    levels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    priorities: tuple[int, ...] = ()
    without: tuple[int, ...] = ()
    answered_on: int | None = None
    sql: str = field(init=False, default="")
    args: Mapping[str, int | str] = field(init=False, default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        """Prepare the condition that each query adds to its own."""
        args: dict[str, int | str] = {}

        def bind(name: str, values: Iterable[int | str]) -> list[str]:
            names = {f"scope_{name}{place}": value for place, value in enumerate(values)}
            args.update(names)
            return [f":{name}" for name in names]

        sql, notes = "", []
        if self.axes:
            sql += f" AND c.axis_id IN ({', '.join(bind('axis', self.axes))})"
        if self.decks:
            notes.append(f"deck_id IN ({', '.join(bind('deck', self.decks))})")
        if self.levels:
            notes.append(f"level IN ({', '.join(bind('level', self.levels))})")
        if self.priorities:
            notes.append(f"priority IN ({', '.join(bind('priority', self.priorities))})")
        if self.tags:
            words = bind("tag", (f" {tag} " for tag in self.tags))
            notes.append("(" + " OR ".join(f"instr(tags, {word})" for word in words) + ")")
        if notes:
            sql += f" AND c.note_id IN (SELECT id FROM note WHERE {' AND '.join(notes)})"
        if self.without:
            args["scope_without"] = json.dumps(self.without)
            sql += " AND c.note_id NOT IN (SELECT value FROM json_each(:scope_without))"
        if self.answered_on is not None:
            args["scope_day"] = self.answered_on
            answers = f"kind = {_ANSWER} AND undone IS NULL AND day = :scope_day"
            sql += f" AND c.id IN (SELECT card_id FROM log WHERE {answers})"
        object.__setattr__(self, "sql", sql)
        object.__setattr__(self, "args", args)


EVERYTHING = Scope()
