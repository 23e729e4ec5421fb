"""The help, drawn: the keys of a screen, and what the program is and is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    EMPTY,
    QUIET,
    STRONG,
    Line,
    Picture,
    clickable,
    column,
    hanging,
    spread,
    wrapped,
)

ADVICE = "This is study material, not medical advice."
SCROLLING = ("PgUp  PgDn", "Scroll what does not fit")
_MARK = Content.styled("▸ ", ACCENT)
_NO_MARK = Content("  ")


class HelpRow(NamedTuple):
    """A row of the help.

    Attributes:
        action: The id of the action it runs; empty where it only explains.
        keys: Its keys as shown.
        effect: What they do.
    """

    action: str
    keys: str
    effect: str

    def holds(self, words: Sequence[str]) -> bool:
        """Whether every word, folded, is in its keys or its effect."""
        text = f"{self.keys} {self.effect}".casefold()
        return all(word in text for word in words)


class HelpSection(NamedTuple):
    """The rows below a title."""

    title: str
    rows: list[HelpRow]


class HelpView(NamedTuple):
    """What the help shows.

    Attributes:
        sections: The rows that are found, below their titles.
        note: A few sentences about the screen; shown while nothing is searched.
        close: The keys that close the help.
        search: The line in which is typed.
        marked: The row that Enter runs; None where there is none.
        follow: Whether it is kept in sight.
    """

    sections: Sequence[HelpSection]
    note: str
    close: str
    search: LineEditor
    marked: HelpRow | None
    follow: bool


def help_picture(view: HelpView, width: int) -> Picture:
    """Draw the help.

    Args:
        view: What it shows.
        width: Cells of the page.
    """
    wide = column(width)
    written, _ = view.search.painted(wide - 2)
    field = Content.assemble(("› ", ACCENT), written if view.search.text else Content.styled("type to search", QUIET))
    head = (
        spread(Content.styled("All keys", STRONG), Content.styled(f"{view.close} closes", QUIET), wide),
        field,
        Content.styled("─" * wide, "line"),
    )
    body, look = _draw_sections(view, wide)
    if not view.sections:
        body = [Content.styled("No key does that.", QUIET)]
    foot = [EMPTY, *wrapped(ADVICE, wide, QUIET)]
    return Picture(head, tuple(body), tuple(foot), look=look)


def _draw_sections(view: HelpView, wide: int) -> tuple[list[Line], int | None]:
    """The lines below the search, and the one of the mark."""
    keys_width = min(24, max((len(row.keys) for section in view.sections for row in section.rows), default=0))
    searching = bool(view.search.text)
    body: list[Line] = list(wrapped(view.note, wide)) if view.note and not searching else []
    look = None
    for title, rows in view.sections:
        body += [EMPTY] if body else []
        body.append(Content.styled(title, STRONG))
        for row in rows:
            marked = row == view.marked
            label = Content.assemble(_MARK if marked else _NO_MARK, (row.keys.ljust(keys_width), STRONG), "  ")
            lines = hanging(label, wrapped(row.effect, wide - label.cell_length))
            look = len(body) if marked and view.follow else look
            body += [clickable(line, f"run:{row.action}") for line in lines] if row.action else lines
    return body, look
