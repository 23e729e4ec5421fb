"""What there is to choose among: the axes and levels that notes have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.notes.axes import Axis

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


class Offered(NamedTuple):
    """Axes in the order of the first screen, and levels in the order in which the decks bring them."""

    axes: tuple[Axis, ...]
    levels: tuple[str, ...]


def offered(collection: Collection) -> Offered:
    """The axes and levels of the notes that are in a deck file."""
    axes = collection.connection.execute(
        "SELECT key, name FROM axis WHERE id IN (SELECT axis_id FROM note WHERE NOT retired) ORDER BY id"
    ).fetchall()
    levels = collection.connection.execute(
        "SELECT level FROM note WHERE NOT retired AND level <> '' GROUP BY level ORDER BY min(id)"
    ).fetchall()
    return Offered(tuple(Axis(key, name) for key, name in axes), tuple(level for (level,) in levels))
