"""A page of HTML as lines of text: blocks begin lines, lists are marked, cells of a row have bars between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizzer.formats.common.scripts import lower_text, raise_text

CELL, RAISED, LOWERED = "cell", "sup", "sub"
_DEEPEST = 10
_DEEPEST_LIST = 50
_LETTERS = 26


@dataclass(slots=True)
class _Counter:
    """A list: the number of its last item, and whether and how items are numbered."""

    number: int
    style: str


@dataclass(slots=True)
class _Frame:
    """The page itself, a cell of a table, or what is raised or lowered.

    Attributes:
        run: Pieces of the line that is being written.
        marker: The run is nothing but the mark of a list's item.
        fresh: Nothing was written since a block began or ended.
        row: Cells of the row that is being read.
        tables: Tables that are open directly in it.
    """

    kind: str
    lines: list[str] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    marker: bool = False
    fresh: bool = True
    row: list[str] = field(default_factory=list)
    tables: int = 0
    lists: list[_Counter] = field(default_factory=list)

    def text(self) -> str:
        return "\n".join([*self.lines, "".join(self.run)])


class TextPage:
    """Takes text and the meaning of tags, and gives lines."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        self._frames = [_Frame("page")]

    @property
    def _top(self) -> _Frame:
        return self._frames[-1]

    def write(self, text: str) -> None:
        """Add text; its line ends are line breaks, but one that only follows a block in the source is none."""
        top = self._top
        if top.fresh and not top.marker:
            ahead = text.lstrip(" \t")
            if ahead.startswith("\n"):
                text = ahead[1:]
        first, *more = text.split("\n")
        self._put(first)
        for line in more:
            self.break_line()
            self._put(line)

    def _put(self, text: str) -> None:
        if text:
            top = self._top
            top.run.append(text)
            if text.strip():
                top.fresh = top.marker = False

    def put_mark(self, mark: str) -> None:
        """Add a mark of a picture or sound as a word of its own."""
        self._put(f" {mark} ")

    def break_line(self) -> None:
        """End the line, empty or not."""
        top = self._top
        top.lines.append("".join(top.run))
        top.run, top.marker, top.fresh = [], False, False

    def block(self, *, ends: bool = False) -> None:
        """Begin a line, unless one has just begun; the mark of an item stays in front of what begins inside it."""
        top = self._top
        if top.marker and not ends:
            return
        line = "".join(top.run)
        if line.strip() and not top.marker:
            top.lines.append(line)
        top.run, top.marker, top.fresh = [], False, True

    # Lists

    def open_list(self, style: str, start: int) -> None:
        """Begin a list; ``style`` is empty for bullets, else ``1``, ``a`` or ``A``."""
        self.block()
        if len(self._top.lists) < _DEEPEST_LIST:
            self._top.lists.append(_Counter(start - 1, style))

    def close_list(self) -> None:
        """End a list."""
        self.block(ends=True)
        if self._top.lists:
            self._top.lists.pop()

    def item(self, number: int | None) -> None:
        """Begin an item of a list, with a number where the source gives it one."""
        self.block(ends=True)
        top = self._top
        mark = "- "
        if top.lists and top.lists[-1].style:
            counter = top.lists[-1]
            counter.number = counter.number + 1 if number is None else number
            mark = f"{_numeral(counter)}. "
        top.run, top.marker = [mark], True

    # Raised and lowered text

    def open(self, kind: str) -> None:
        """Begin what is raised or lowered; deeper than anybody reads, it is part of what is around it."""
        if len(self._frames) <= _DEEPEST:
            self._frames.append(_Frame(kind, fresh=False))

    def close(self, kind: str) -> None:
        """End the innermost of a kind, and what is open inside; nothing when none is open in this cell."""
        for frame in reversed(self._frames):
            if frame.kind == kind:
                while self._pop() is not frame:
                    pass
                return
            if frame.kind not in (RAISED, LOWERED):
                return

    def _pop(self) -> _Frame:
        """Close the innermost frame into the one around it."""
        self._flush_row()
        frame = self._frames.pop()
        if frame.kind == CELL:
            self._top.row.append(frame.text().strip())
        else:
            text = frame.text()
            self.write(raise_text(text) if frame.kind == RAISED else lower_text(text))
        return frame

    # Tables

    def open_table(self) -> None:
        """Begin a table."""
        self.block()
        self._top.tables += 1

    def close_table(self) -> None:
        """End a table."""
        self.row()
        self.block(ends=True)
        self._top.tables = max(self._top.tables - 1, 0)

    def row(self) -> None:
        """Begin or end a row."""
        self._close_scripts()
        if self._top.kind == CELL and not self._top.row and not self._top.tables:
            self._pop()
        self._flush_row()

    def cell(self) -> None:
        """Begin a cell."""
        self._close_scripts()
        if self._top.kind == CELL and not self._top.tables:
            self._pop()
        if len(self._frames) > _DEEPEST:
            return self.write(" ")
        self._frames.append(_Frame(CELL))
        return None

    def close_cell(self) -> None:
        """End a cell, if one is open."""
        self._close_scripts()
        if self._top.kind == CELL:
            self._pop()

    def _close_scripts(self) -> None:
        while self._top.kind in (RAISED, LOWERED):
            self._pop()

    def _flush_row(self) -> None:
        top = self._top
        cells, top.row = top.row, []
        filled = [cell for cell in cells if cell]
        if not filled:
            return
        self.block()
        text = filled[0] if len(filled) == 1 else " | ".join(" ".join(cell.split()) for cell in cells).rstrip(" |")
        top.lines += text.split("\n") if not top.run else []
        if top.run:
            self._put(text)
        self.block(ends=True)

    def text(self) -> str:
        """All lines; what is still open ends here."""
        while len(self._frames) > 1:
            self._pop()
        self._flush_row()
        return self._top.text()


def _numeral(counter: _Counter) -> str:
    if counter.style in ("a", "A") and 1 <= counter.number <= _LETTERS:
        return chr(ord(counter.style) + counter.number - 1)
    return str(counter.number)
