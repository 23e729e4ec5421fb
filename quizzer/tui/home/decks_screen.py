"""The decks, their counts, and the problems in their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size

from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import plural
from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.decks.lines import load_deck_lines
from quizzer.study.decks.values import DeckLine
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import (
    ACCENT_STRONG,
    DENSE,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    WRONG,
    Line,
    Picture,
    clickable,
    column,
    hanging,
    hint_line,
    spread,
    wrapped,
)
from quizzer.tui.kit.screen import KeyedScreen

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


class DecksScreen(KeyedScreen):
    """A list of the decks; Enter opens the file of the marked one, at its first problem if it has any."""

    contexts: tuple[Context, ...] = ("decks", "app")
    help_note = "Where a deck file has an error, the notes it is about keep their old text until it is put right."

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self._collection = collection
        self._decks = load_deck_lines(collection)
        with_problems = [place for place, deck in enumerate(self._decks) if deck.problems]
        self._at = with_problems[0] if with_problems else 0

    def picture(self, size: Size) -> Picture:
        """Draw the list."""
        keymap = self.shell.keymap
        labels = [("decks.edit", "open the file")] if self._own else []
        labels += [("decks.reload", "read again"), ("decks.back", "back")]
        pairs = [(keymap.shown(action), label, f"do:{action}") for action, label in labels if keymap.shown(action)]
        hints = [*pairs, (keymap.shown("app.help") or "F1", "all keys", "do:app.help")]
        return decks_picture(self._decks, self._at, hints, self.notice, size.width, size.height)

    @property
    def _own(self) -> bool:
        """Whether the marked deck is the learner's own, so that its file can be opened."""
        return bool(self._decks) and not self._decks[self._at].bundled

    def click(self, target: str) -> None:
        """Mark a deck, or open the marked one."""
        kind, _, name = target.partition(":")
        if kind != "deck":
            super().click(target)
        elif int(name) == self._at:
            self.act("decks.edit")
        else:
            self._mark(int(name))

    def _mark(self, at: int) -> None:
        self.notice = ""
        self._at = max(0, min(at, len(self._decks) - 1))
        self.page.repaint()

    @keyed("decks.next")
    def next(self) -> None:
        """Mark the next deck."""
        self._mark(self._at + 1)

    @keyed("decks.previous")
    def previous(self) -> None:
        """Mark the deck before."""
        self._mark(self._at - 1)

    @keyed("decks.edit")
    def edit(self) -> None:
        """Open the marked deck's file in the editor, and read it again afterwards."""
        if not self._decks:
            raise Problem("There is no deck.")
        deck = self._decks[self._at]
        found = next(iter(deck.problems), None)
        path = found.path if found else deck.path
        if deck.bundled and path == deck.path:
            raise Problem("This deck comes with the program; e on one of its cards opens your own text of the note.")
        self.shell.edit_file(path, found.line if found else 1)
        self.reload()

    @keyed("decks.reload")
    def reload(self) -> None:
        """Read the deck files again."""
        from quizzer.study.decks.sync import sync_decks

        sync_decks(self._collection)
        self._decks = load_deck_lines(self._collection)
        self._mark(self._at)
        self.notice = "The decks are read."

    @keyed("decks.back")
    def back(self) -> None:
        """Go back to the first screen."""
        self.shell.go_home()


def decks_picture(
    decks: list[DeckLine], at: int, hints: list[tuple[str, str, str]], notice: str, width: int, height: int
) -> Picture:
    """Draw the decks with their problems on a page of a given width and height."""
    wide = column(width)
    gap = [] if height < DENSE else [EMPTY]
    count = f"{plural(len(decks), 'deck')}, {plural(sum(deck.cards for deck in decks), 'card')}"
    head = [spread(Content.styled("Decks", STRONG), Content.styled(count, QUIET), wide), *gap]
    body: list[Line] = []
    look = 0
    for place, deck in enumerate(decks):
        look = len(body) if place == at else look
        body += [clickable(line, f"deck:{place}") for line in _deck(deck, wide, marked=place == at)]
    said = list(wrapped(plain(notice), wide)) if notice else []
    return Picture(tuple(head), tuple(body), (*said, Content.styled("─" * wide, LINE), hint_line(hints, wide)), look)


def _deck(deck: DeckLine, wide: int, *, marked: bool) -> list[Line]:
    figures = f"{plural(deck.notes, 'note')}, {plural(deck.cards, 'card')}"
    figures += f", {plural(deck.drafts, 'draft')}" if deck.drafts else ""
    origin = "" if deck.bundled else "  your own"
    name = Content.assemble(
        ("▸ " if marked else "  ", ACCENT_STRONG), (one_line(deck.name), STRONG if marked else ""), (origin, QUIET)
    )
    lines = [spread(name, Content.styled(figures, QUIET), wide)]
    for problem in deck.problems:
        sign = "✗" if problem.level == "error" else "!"
        text = f"{problem.path.name}, line {problem.line}: {problem.message}"
        lines += hanging(Content.styled(f"    {sign} ", WRONG), wrapped(plain(text), wide - 6))
    return lines
