"""The changes of the decks, drawn: by the time they were read and by deck."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from textual.content import Content

from quizzer.core.notes.identity.changes import KIND_WORDS
from quizzer.core.safe_text import one_line
from quizzer.core.wording import day_month, plural
from quizzer.study.decks.changes import StoredChange, group_changes
from quizzer.tui.kit.painting.paint import (
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    Line,
    Picture,
    column,
    hanging,
    hint_line,
    spread,
    wrapped,
)

MOST = 300
"""Changes that are drawn; `quizzer decks --changes` prints all."""

_WORD_WIDTH = max(map(len, KIND_WORDS.values())) + 2


def changes_picture(
    changes: Sequence[StoredChange],
    local: Callable[[int], datetime],
    hints: Sequence[tuple[str, str, str]],
    width: int,
) -> Picture:
    """Draw the changes.

    Args:
        changes: The newest first.
        local: Gives the local time of epoch seconds.
        hints: Key, effect and target of each.
        width: Cells of the page.
    """
    wide = column(width)
    number = Content.styled(plural(len(changes), "note") if changes else "", QUIET)
    head = [spread(Content.styled("What changed in the decks", STRONG), number, wide), EMPTY]
    foot = (Content.styled("─" * wide, LINE), hint_line(hints, wide))
    if not changes:
        said = "Nothing has changed in the decks since they were first read."
        return Picture(tuple(head), wrapped(said, wide), foot)
    body: list[Line] = []
    for at, decks in group_changes(changes[:MOST]):
        when = local(at)
        for deck, of_deck in decks:
            name = Content.styled(one_line(deck), STRONG).truncate(wide - 20, ellipsis=True)
            body.append(spread(name, Content.styled(f"{day_month(when)}, {when:%H:%M}", QUIET), wide))
            for change in of_deck:
                body += _change_lines(change, wide)
            body.append(EMPTY)
    if len(changes) > MOST:
        older = f"{plural(len(changes) - MOST, 'older change')}: quizzer decks --changes prints all."
        body += [*wrapped(older, wide, QUIET), EMPTY]
    return Picture(tuple(head), tuple(body[:-1]), foot)


def _change_lines(change: StoredChange, wide: int) -> list[Line]:
    word = Content.styled(f"  {KIND_WORDS[change.kind]}".ljust(_WORD_WIDTH + 2), QUIET)
    room = wide - word.cell_length
    lines = hanging(word, wrapped(one_line(change.title), room))
    pad = Content(" " * word.cell_length)
    first, second = ("yours", "theirs") if change.kind == "both" else ("was", "now")
    for label, before, after in change.differences:
        for name, text in ((first, before), (second, after)):
            if text:
                mark = Content.styled(f"{label} {name}  ", QUIET)
                lines += [
                    pad + line for line in hanging(mark, wrapped(one_line(text), max(10, room - mark.cell_length)))
                ]
    progress = change.progress[:1].upper() + change.progress[1:]
    return [*lines, *(pad + line for line in wrapped(f"{progress}.", room, QUIET))]
