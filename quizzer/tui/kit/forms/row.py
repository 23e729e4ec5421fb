"""A row of a form: the mark of the field in use, its label, the control, help behind it, and an error below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from quizzer.core.safe_text import plain
from quizzer.tui.kit.forms.controls import Control, ListControl, TextControl
from quizzer.tui.kit.painting.page import Page
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    ACCENT_STRONG,
    EMPTY,
    QUIET,
    RIGHT,
    STRONG,
    WRONG,
    Line,
    Picture,
    clickable,
    hanging,
    wrapped,
)

_MARK = 2
_BEHIND = 2


class Fixed(Page):
    """A part of a screen that stays where it is, as high as its picture."""

    def take_height(self, lines: int) -> None:
        """Become as high as this; none is out of sight."""
        self.styles.height = lines
        self.styles.display = "block" if lines else "none"

    def repaint(self, *, top: int | None = None, into_sight: bool = False) -> None:
        """Draw it again, with more or fewer lines."""
        if self.size:
            picture = self._paint(self.app.size)
            self.take_height(len(picture.head) + len(picture.body) + len(picture.foot))
        super().repaint(top=top, into_sight=into_sight)


class FormPart(Page):
    """A part of a form that is as high as its lines."""

    DEFAULT_CSS = "FormPart { width: 100%; height: 1; }"
    lines_high = 1

    def fit_in(self, width: int, *, dense: bool) -> None:
        """Take a width; the height follows."""
        raise NotImplementedError

    def take_height(self, lines: int) -> None:
        """Become as high as this."""
        self.lines_high = lines
        self.styles.height = lines
        self.styles.display = "block" if lines else "none"
        self.repaint()


class FormText(FormPart):
    """Lines of text in a form."""

    def __init__(self, draw: Callable[[int], Sequence[Line]], *, gap: bool = True) -> None:
        """Lines that are drawn for a width.

        Args:
            gap: Whether a blank line goes before them.
        """
        super().__init__(self._draw)
        self._gap = gap
        self._text = draw
        self._drawn: tuple[Line, ...] = ()

    def fit_in(self, width: int, *, dense: bool) -> None:
        """Draw the lines for a width; a blank one goes before them where there is room."""
        lines = tuple(self._text(width))
        self._drawn = (EMPTY, *lines) if lines and self._gap and not dense else lines
        self.take_height(len(self._drawn))

    def _draw(self, size: Size) -> Picture:
        return Picture(body=self._drawn, wide=size.width)


class FormRow(FormPart):
    """A field with all that is said about it.

    Attributes:
        key: What the program calls it.
        control: What one writes or chooses in.
        error: What is wrong with it; shown below it.
        note: What is right with it; shown below it.
        off: Whether it has no effect now; it is skipped then.
        gone: Whether it is left out for now.
        labels: Cells of the labels of the form.
    """

    DEFAULT_CSS = "FormRow { layout: vertical; }"

    class Resized(Message):
        """Posted when the lines of a row may have become more or fewer."""

    def __init__(self, key: str, label: str, control: Control, help_text: str = "", *, indent: int = 0) -> None:
        """A row.

        Args:
            key: What the program calls it.
            label: What a person calls it.
            control: What one writes or chooses in.
            help_text: A few words about what is allowed.
            indent: Cells the label is moved by.
        """
        super().__init__(self._draw)
        self.key = key
        self.control = control
        self.help = help_text
        self.error = self.note = ""
        self.off = self.gone = False
        self.value_kept: object = control.holds
        self.is_default = False
        self._label = " " * indent + label
        self.labels = len(self._label) + 1
        self._width = 0
        self._taken = (0, 1)
        self._is_dense = False

    def compose(self) -> ComposeResult:
        """Compose the control alone; the rest is painted."""
        yield self.control

    @property
    def label_cells(self) -> int:
        """Cells that the label wants."""
        return Content(self._label).cell_length + 1

    def take_label(self, cells: int) -> None:
        """Give the label a width: that of the longest of the form."""
        self.labels = cells

    @property
    def targets(self) -> tuple[Widget, ...]:
        """What takes the focus, in order."""
        return self.control.targets

    @property
    def is_in_use(self) -> bool:
        """Whether the focus is on it, or on the list it opened."""
        return self.has_focus_within

    @property
    def _bracketed(self) -> bool:
        return isinstance(self.control, TextControl | ListControl)

    def check(self) -> str:
        """What is wrong with it, shown from now on."""
        if isinstance(self.control, TextControl):
            wrong = self.control.check()
            self.say(wrong, "" if wrong else self.note)
        return self.error

    def say(self, error: str = "", note: str = "") -> None:
        """Show what is wrong or right with it."""
        if (error, note) != (self.error, self.note):
            self.error, self.note = error, note
            self.post_message(self.Resized())

    def fit_in(self, width: int, *, dense: bool) -> None:
        """Take a width: place the control, and find the lines that are needed."""
        self._width, self._is_dense = width, dense
        at = self.labels + _MARK
        self._taken = self.control.fit(width - at)
        self.control.styles.margin = (0, 0, 0, at + (2 if self._bracketed else 0))
        self.take_height(0 if self.gone else len(self._drawing()))

    def _draw(self, size: Size) -> Picture:
        return Picture(body=tuple(self._drawing()), wide=size.width)

    def _drawing(self) -> list[Line]:
        used = self.is_in_use
        mark = Content.styled("▌ ", ACCENT_STRONG) if used else Content("  ")
        label = Content.styled(self._label.ljust(self.labels), STRONG if used else QUIET)
        first = Content.assemble(label, mark)
        cells, lines = self._taken
        if self._bracketed:
            style = ACCENT if used else QUIET
            first += Content.assemble(("[ ", style), " " * (cells - 3), ("]", style))
        painted = [first, *[EMPTY] * (lines - 1)]
        below = self._said(painted, used=used)
        painted[0] = clickable(painted[0], f"row:{self.key}")
        return painted + below

    def _said(self, painted: list[Line], *, used: bool) -> list[Line]:
        """What is said about the field, below it; help goes behind it where it fits."""
        at = self.labels + _MARK
        room = self._width - at
        below: list[Line] = []
        if self.error:
            below += hanging(Content.styled("✗ ", WRONG), wrapped(plain(self.error), room - 2))
        elif self.note:
            below += hanging(Content.styled("✓ ", RIGHT), wrapped(plain(self.note), room - 2, QUIET))
        if self.help and not self._put_behind(painted) and (used or not self._is_dense):
            below += wrapped(plain(self.help), room, QUIET)
        return [Content(" " * at) + line for line in below]

    def _put_behind(self, painted: list[Line]) -> bool:
        start = self.labels + _MARK + self._taken[0]
        words = Content.styled(plain(self.help), QUIET)
        if start + _BEHIND + words.cell_length > self._width:
            return False
        painted[0] = painted[0].pad_right(max(0, start + _BEHIND - painted[0].cell_length)) + words
        return True
