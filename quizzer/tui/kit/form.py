"""A form, drawn: its rows, the progress of the job it started, and the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.safe_text import one_line, plain
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.painting.paint import (
    ACCENT_STRONG,
    CHOSEN,
    DENSE,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    Line,
    Picture,
    clickable,
    column,
    hanging,
    hint_line,
    meter,
    wrapped,
)
from quizzer.tui.kit.work import WorkProgress

_LABEL = 13
_NAMES = 12


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form.

    Attributes:
        label: Its name; the row without one is the button.
        value: Its value, in words.
        line: The text under edit, where its value is written.
        aside: A remark while it is selected.
        off: Whether it has no effect now.
    """

    label: str
    value: str
    line: LineEditor | None = None
    aside: str = ""
    off: bool = False


@dataclass(frozen=True, slots=True)
class FormView:
    """The content of a form.

    Attributes:
        title: The task of the form, or that it is done.
        rows: The rows; none once the task is done.
        at: Index of the selected row.
        explained: A sentence or two about that row.
        result: The effect of the task or of its preview, one sentence each.
        names: File names to choose from.
        hints: Key as shown, its effect, and the target of a click on it; the first is the main one.
        work: The progress of a running job.
        notice: A sentence to show above the keys, or empty.
    """

    title: str
    hints: tuple[tuple[str, str, str], ...]
    rows: tuple[FormRow, ...] = ()
    at: int = 0
    explained: str = ""
    result: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    work: WorkProgress | None = None
    notice: str = ""


def form_picture(view: FormView, width: int, height: int) -> Picture:
    """Draw the form on a page.

    Args:
        view: Its content.
        width: Cells of the page.
        height: Rows of the page.
    """
    wide = column(width)
    dense = height < DENSE
    head = [Content.styled(view.title, STRONG), *([] if dense else [EMPTY])]
    body: list[Line] = []
    look, caret = None, None
    for number, row in enumerate(view.rows):
        selected = number == view.at and view.work is None
        if not row.label and number and not dense:
            body.append(EMPTY)
        if selected:
            look = len(body)
            if row.line is not None:
                caret = (len(body), 2 + _LABEL + row.line.painted(wide - 2 - _LABEL)[1])
        body.append(_row(row, number, wide, selected=selected))
    parts = [_work(view.work, wide)] if view.work else [_names(view.names, wide), _result(view.result, wide)]
    parts.append(list(wrapped(view.explained, wide, QUIET)) if view.explained and not view.work else [])
    for part in parts:
        body += [EMPTY, *part] if part and body else part
    notice = list(wrapped(plain(view.notice), wide, STRONG)) if view.notice else []
    foot = [*notice, Content.styled("─" * wide, LINE), hint_line(view.hints, wide)]
    return Picture(tuple(head), tuple(body), tuple(foot), look, caret)


def _row(row: FormRow, number: int, wide: int, *, selected: bool) -> Line:
    mark = Content.styled("▌ " if selected else "  ", ACCENT_STRONG)
    if not row.label:
        button = Content.styled(f"[ {row.value} ]", CHOSEN if selected else STRONG)
        return clickable(Content.assemble(" " * _LABEL, mark, button), f"row:{number}")
    label = Content.styled(row.label.ljust(_LABEL), STRONG if selected else QUIET)
    room = wide - 2 - _LABEL
    if selected and row.line is not None:
        value = row.line.painted(room)[0]
    else:
        value = Content.styled(_end_of(one_line(row.value), room), QUIET if row.off else STRONG if selected else "")
    aside = Content.styled(f"   {row.aside}" if selected and row.aside else "", QUIET)
    return clickable(Content.assemble(label, mark, value, aside).truncate(wide, ellipsis=True), f"row:{number}")


def _end_of(text: str, room: int) -> str:
    """Cut a long text at its beginning: the end of a path says more."""
    if cell_len(text) <= room:
        return text
    while text and cell_len(text) > room - 1:
        text = text[1:]
    return f"…{text}"


def _work(work: WorkProgress, wide: int) -> list[Line]:
    activity = Content(one_line(work.activity)).truncate(wide, ellipsis=True)
    return [activity, meter(work.done, work.of, wide)] if work.of else [activity]


def _names(names: Sequence[str], wide: int) -> list[Line]:
    """Draw the first names, on as many lines as they need."""
    if not names:
        return []
    shown = [one_line(name) for name in names[:_NAMES]]
    rest = [f"and {len(names) - _NAMES} more"] if len(names) > _NAMES else []
    return list(wrapped("   ".join([*shown, *rest]), wide, QUIET))


def _result(result: Sequence[str], wide: int) -> list[Line]:
    if not result:
        return []
    lines = list(wrapped(plain(result[0]), wide, STRONG))
    for sentence in result[1:]:
        lines += hanging(Content.styled("· ", QUIET), wrapped(plain(sentence), wide - 2))
    return lines
