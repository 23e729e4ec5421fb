"""The one widget of a screen: it paints a picture line by line, and scrolls the part that does not fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.content import Content, Span
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from quizzer.core.wording import plural
from quizzer.tui.kit.painting.paint import EMPTY, QUIET, Line, Picture, centred, column
from quizzer.tui.kit.painting.themes import sign_styles, text_styles

if TYPE_CHECKING:
    from quizzer.tui.kit.shell import Shell

_WHEEL = 2


class Page(Widget):
    """A picture on the screen: head and foot stay in place, and the body between them scrolls.

    One widget that repaints only changed lines needs no layout and no second frame, and never scrolls head and foot
    away.
    """

    class Clicked(Message):
        """A click on a part of the picture that has a target."""

        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    def __init__(self, paint: Callable[[Size], Picture]) -> None:
        """Create a page.

        Args:
            paint: Draws the picture for a size in cells; called before every repaint.
        """
        super().__init__()
        self._paint = paint
        self._picture = Picture()
        self._painted = Size(0, 0)
        self._top = 0
        self._into_sight = False
        self._lines: list[Line] = []
        self._text_styles: dict[str, Style] = {}
        self._sign_styles: dict[str, Style] = {}
        self._ascii = False
        self._styled_for = ""
        self._is_painting = False

    def repaint(self, *, top: int | None = None, into_sight: bool = False) -> None:
        """Draw the picture again.

        Args:
            top: The body line to begin with; None where it stays, unless the picture sets it.
            into_sight: Whether to begin where the picture has its sight.
        """
        if top is not None:
            self._top = top
        self._into_sight = into_sight
        if not self.size:
            self._painted = self.size  # not on the screen now: the next paint draws it
            return
        before = self._lines
        self._take_picture()
        if self.text_selection is not None and self._lines != before:
            self.screen.clear_selection()  # other words stand there now
        if len(before) != len(self._lines):
            self.refresh()
            return
        width = self.size.width
        pairs = enumerate(zip(before, self._lines, strict=True))
        changed = [Region(0, y, width, 1) for y, (old, new) in pairs if not old.is_same(new)]
        if changed:
            self.refresh(*changed)

    def scroll_body(self, lines: int) -> None:
        """Scroll the body by a number of lines, down when positive."""
        self._picture = self._picture._replace(look=None)
        self._top += lines
        self._arrange()
        self.refresh()

    def scroll_screens(self, screens: int) -> None:
        """Scroll the body by a number of screenfuls."""
        self.scroll_body(screens * max(1, self._room - 2))

    @property
    def _room(self) -> int:
        """Rows for the body: a tall terminal keeps question and ratings together unless the body needs the space."""
        picture = self._picture
        kept = len(picture.head) + len(picture.foot)
        above = self._above if picture.from_fifth else 0
        stage = min(self.size.height - above, max(picture.stage, kept + len(picture.body)))
        return max(1, stage - kept)

    @property
    def _column(self) -> int:
        """Cells of the column that holds the picture."""
        return self._picture.wide or column(self.size.width)

    @property
    def _above(self) -> int:
        """Empty rows above a page that is lower than the terminal."""
        picture, height = self._picture, self.size.height
        if picture.from_fifth:
            return max(0, min(height // 5, height - picture.stage))
        return max(0, (height - len(picture.head) - len(picture.foot) - self._room) // 3)

    def _take_picture(self) -> None:
        self._painted = self.size
        self._ascii = cast("Shell", self.app).ascii
        self._picture = self._paint(self.size)
        look, sight = self._picture.look, self._picture.sight
        if self._into_sight and sight is not None:
            room = self._room
            self._top = 0 if sight[1] < room - (len(self._picture.body) > room) else sight[0]
        elif look is not None:
            beside = 1 if self._room > 2 else 0  # the first and the last line may say “more”
            self._top = max(look - self._room + 1 + beside, min(self._top, look - beside))
        self._into_sight = False
        self._arrange()
        self._place_caret()

    def _arrange(self) -> None:
        """Join the lines of the whole page, one for each row."""
        picture, room = self._picture, self._room
        self._top = max(0, min(self._top, len(picture.body) - room))
        body = list(picture.body[self._top : self._top + room])
        body += [EMPTY] * (room - len(body))
        below = len(picture.body) - self._top - room
        width = self._column
        if below > 0:
            body[-1] = centred(Content.styled(f"↓ {plural(below + 1, 'more line')}", QUIET), width)
        if self._top > 0 and room > 1:
            body[0] = centred(Content.styled(f"↑ {plural(self._top + 1, 'more line')}", QUIET), width)
        # Without room for all, the head is dropped first: the keys stay.
        lines = [*[EMPTY] * self._above, *picture.head, *body, *picture.foot][-self.size.height :]
        if self._ascii:
            from quizzer.tui.kit.painting.signs import to_ascii

            lines = [to_ascii(line) for line in lines]
        self._lines = lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the rows of the whole picture, where the stylesheet leaves the height open."""
        picture = self._paint(Size(width, viewport.height))
        return len(picture.head) + len(picture.body) + len(picture.foot)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint some rows."""
        app = self.app
        if self._styled_for != app.theme:
            self._styled_for = app.theme
            self._text_styles = text_styles(app.theme_variables, plain=app.native_ansi_color)
            self._sign_styles = sign_styles(plain=app.native_ansi_color)
        if self._painted != self.size:
            self._take_picture()
        self._is_painting = True
        try:
            return super().render_lines(crop)
        finally:
            self._is_painting = False

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        base = self.visual_style
        width = self.size.width
        line = self._lines[y] if y < len(self._lines) else EMPTY
        left = (width - self._column) // 2
        segments = [Segment(" " * left, base.rich_style)]
        if self._sign_styles:
            line = self._colour_signs(line)
        for text, style in line.render(base, end="", parse_style=self._style_of):
            segments.append(Segment(text, style.rich_style))
        strip = Strip(segments, left + line.cell_length).adjust_cell_length(width, base.rich_style)
        if self._is_painting:
            selection = self.text_selection
            return strip if selection is None else self._with_selection(strip, selection, y)
        return strip.apply_offsets(0, y)  # asked what is below the mouse; painting is faster without

    def _with_selection(self, strip: Strip, selection: Selection, y: int) -> Strip:
        """Give the selected part of a row another ground; its letters keep their colours."""
        span = selection.get_span(y)
        if span is None:
            return strip
        start, end = (cell_len(strip.text[:place]) for place in (span[0], span[1] if span[1] >= 0 else None))
        before, selected, after = strip.divide([start, max(start, end), strip.cell_length])
        style = self._text_styles["selected"].rich_style
        marked = Strip([Segment(text, (own + style) if own else style) for text, own, _ in selected])
        return Strip.join([before, marked, after])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text of a selection, without the margin."""
        left = " " * ((self.size.width - self._column) // 2)
        rows = [f"{left}{line.plain}" for line in self._lines] + [""]  # a selection may end below the last row
        text = selection.extract("\n".join(rows))
        return "\n".join(row.removeprefix(left).rstrip() for row in text.split("\n")), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002
        """Paint what is selected."""
        self.refresh()

    def _colour_signs(self, line: Line) -> Line:
        """Give the signs of a line the colours that its words do not have."""
        from quizzer.tui.kit.painting.signs import COLOURED

        text = line.plain
        spans = [
            Span(sign.start(), sign.end(), self._sign_styles[span.style])
            for span in line.spans
            if isinstance(span.style, str) and span.style in self._sign_styles
            for sign in COLOURED.finditer(text, span.start, span.end)
        ]
        return Content(text, [*line.spans, *spans]) if spans else line

    def _style_of(self, name: str | Style) -> Style:
        return name if isinstance(name, Style) else self._text_styles[name]

    def _place_caret(self) -> None:
        """Report the caret's place to the terminal, so that its input methods open there."""
        caret = self._picture.caret
        if caret is None or not self._top <= caret[0] < self._top + self._room:
            return
        x = (self.size.width - self._column) // 2 + caret[1]
        self.app.cursor_position = Offset(x, self._above + len(self._picture.head) + caret[0] - self._top)

    def on_click(self, event: events.Click) -> None:
        """Post the target of the click."""
        target = event.style.meta.get("target")
        if target is not None:
            event.stop()
            self.post_message(self.Clicked(str(target)))

    def on_mouse_scroll_down(self) -> None:
        """Scroll down with the wheel."""
        self.scroll_body(_WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """Scroll up with the wheel."""
        self.scroll_body(-_WHEEL)
