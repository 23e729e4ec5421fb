"""The help, drawn: the keys of a screen, and what the program is and is not."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from quizzer.tui.kit.painting.paint import ACCENT_STRONG, EMPTY, QUIET, STRONG, Line, Picture, column, hanging, wrapped

ADVICE = "This is study material about an article, not medical advice."
SCROLLING = ("↑  ↓  PgUp  PgDn", "Scroll what does not fit")


def help_picture(
    sections: Sequence[tuple[str, Sequence[tuple[str, str]]]], note: str, close: str, width: int
) -> Picture:
    """Draw the help.

    Args:
        sections: A title, and for each action its keys and its effect.
        note: A few sentences about the screen.
        close: The keys that close the help.
        width: Cells of the page.
    """
    wide = column(width)
    keys_width = min(24, max(len(keys) for _, rows in sections for keys, _ in rows))
    body: list[Line] = list(wrapped(note, wide)) if note else []
    for title, rows in sections:
        body += [EMPTY, Content.styled(title, ACCENT_STRONG)] if body else [Content.styled(title, ACCENT_STRONG)]
        for keys, description in rows:
            label = Content.styled(keys.ljust(keys_width), STRONG) + "  "
            body += hanging(label, wrapped(description, wide - label.cell_length))
    foot = [EMPTY, *wrapped(ADVICE, wide, QUIET), *wrapped(f"{close} closes this.", wide, QUIET)]
    return Picture((), tuple(body), tuple(foot))
