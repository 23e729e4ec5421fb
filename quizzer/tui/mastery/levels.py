"""The table of levels: what is known of each axis, deck or tag, level by level."""

from __future__ import annotations

from textual.content import Content

from quizzer.core.mastery import Mastery
from quizzer.core.safe_text import one_line
from quizzer.study.mastery.groups import MasteryView
from quizzer.tui.kit.painting.paint import LINE, QUIET, STRONG, Line, clickable, padded
from quizzer.tui.mastery.body_map import MapPicture, mark_selected, recall_bar, recall_label

_NAME = 24
_LABEL = 6


def levels_table(view: MasteryView, at: int | None, wide: int) -> MapPicture:
    """Draw a row for each group, with what is known of each of its levels and of all of them.

    Args:
        at: Index of the selected one; None beside a map, which marks it.
    """
    columns = [*view.levels, "all"]
    names = min(_NAME, max(len("known"), *(Content(one_line(one.group.label)).cell_length for one in view.groups)))
    room = max(_LABEL, (wide - names - 1) // len(columns))
    titles = [padded(Content.styled(f" {one_line(level)}", QUIET), room) for level in columns]
    lines = [padded(Content.styled(" known", QUIET), names + 1) + Content("").join(titles)]
    for index, group in enumerate(view.groups):
        cells = [_cell(group.levels.get(level), room) for level in view.levels] + [_cell(group.mastery, room)]
        name = mark_selected(padded(Content(one_line(group.group.label)), names), chosen=index == at)
        lines.append(clickable(Content("").join([name, *cells]).truncate(wide), f"group:{index}"))
    return MapPicture(
        [line.truncate(wide) for line in lines],
        tuple(((index, 0),) for index in range(len(view.groups))),
        1 + (at or 0),
    )


def _cell(mastery: Mastery | None, room: int) -> Line:
    if mastery is None:
        return padded(Content.styled(" ·", LINE), room)
    bar = min(12, room - 7)
    text = Content.styled(recall_label(mastery), STRONG)
    line = Content(" ") + (recall_bar(mastery.expected_recall, bar) + text if bar >= 3 else text)
    return padded(line, room)
