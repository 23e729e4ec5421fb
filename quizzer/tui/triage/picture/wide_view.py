"""The screen of the drafts on a wide terminal: sections, the sentence with its drafts, and the card."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from quizzer.core.safe_text import one_line
from quizzer.core.wording import plural
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    ACCENT_STRONG,
    CAVEAT,
    EMPTY,
    LINE,
    QUIET,
    RIGHT,
    STRONG,
    Line,
    Picture,
    hanging,
    hint_line,
    meter,
    padded,
    spread,
    wrapped,
)
from quizzer.tui.triage.picture.draft_view import draft_lines
from quizzer.tui.triage.picture.lines import bare_lines, label, notice_lines, title_line
from quizzer.tui.triage.picture.passage_view import passage_lines
from quizzer.tui.triage.picture.values import SectionRow, TriageView

_WIDEST = 160
_SECTIONS = 23
_CARD = 36
_LABEL = 9
_PASSAGE = 9
_SEPARATOR = 5  # cells of " │  " and the space before it


def wide_picture(view: TriageView, width: int, height: int) -> Picture:
    """Draw the three columns; see :func:`quizzer.tui.triage.picture.view.triage_picture`."""
    wide = min(width - 6, _WIDEST)
    middle = wide - _SECTIONS - _CARD - 2 * _SEPARATOR
    rows = height - 7 - len(notice_lines(view, wide)) + 1
    columns = (
        (_sections(view, rows), _SECTIONS),
        (_middle(view, middle, rows), middle),
        (_card(view, rows), _CARD),
    )
    between = Content.styled("  │  ", LINE)
    body = []
    for row in range(rows):
        left, centre, right = (padded(lines[row] if row < len(lines) else EMPTY, cells) for lines, cells in columns)
        body.append(Content.assemble(left, between, centre, between, right))
    head = (EMPTY, title_line(view, wide), meter(view.decided, view.total, wide), EMPTY)
    foot = (Content.styled("─" * wide, LINE), hint_line(view.hints, wide))
    return Picture(head, tuple(body), (*notice_lines(view, wide), *foot), wide=wide)


def _sections(view: TriageView, rows: int) -> list[Line]:
    """Draw how far each section is covered, the present one always among them."""
    room = rows - 5
    each = 2
    count = max(1, room // each)
    here = next((number for number, section in enumerate(view.sections) if section.here), 0)
    first = max(0, min(here - count // 2, len(view.sections) - count))
    lines = [spread(Content.styled("Sections", QUIET), Content.styled("left", QUIET), _SECTIONS)]
    for section in view.sections[first : first + count]:
        lines += _section(section)
    lines += [EMPTY, Content.styled("━ statements that", QUIET), Content.styled("  a note stands on", QUIET)]
    if view.bare_here:
        lines.append(Content.styled(f"Uncovered here: {view.bare_here}", QUIET))
    return lines


def _section(section: SectionRow) -> list[Line]:
    done = section.covered > 0 and not section.left
    mark = ("▸ ", ACCENT_STRONG) if section.here else ("✓ ", RIGHT) if done else ("  ", "")
    name = Content.assemble(mark, (one_line(section.name) or "Beginning", STRONG if section.here else ""))
    left = Content.styled(str(section.left) if section.left else "", QUIET)
    share = f"{100 * section.covered // section.total}%" if section.total and section.covered else ""
    bar = Content("  ") + meter(section.covered, section.total, _SECTIONS - 8) + Content.styled(f"{share:>6}", QUIET)
    return [spread(name, left, _SECTIONS), bar]


def _middle(view: TriageView, width: int, rows: int) -> list[Line]:
    lines = [*wrapped(one_line(view.section), width, QUIET)[:2], EMPTY]
    lines += passage_lines(view.passage, width, _PASSAGE, margin="")
    lines.append(Content.styled("─" * width, LINE))
    drafts, look = draft_lines(view.drafts, view.at, width) if view.drafts else (bare_lines(view, width), 0)
    standing = _standing(view, width)
    room = max(4, rows - len(lines) - len(standing))
    start = max(0, min(look - room + 1, len(drafts) - room))
    return [*lines, *drafts[start : start + room], *standing]


def _standing(view: TriageView, width: int) -> list[Line]:
    if not view.standing:
        return []
    lines = [Content.styled("─" * width, LINE), Content.styled("Stands already on this passage", QUIET)]
    for asked, answer in view.standing[:3]:
        text = Content.assemble((one_line(asked), QUIET), ("  → ", QUIET), (one_line(answer), QUIET))
        lines += hanging(Content.styled("  ✓ ", RIGHT), text.wrap(width - 4)[:2])
    if len(view.standing) > 3:
        lines.append(Content.styled(f"    and {plural(len(view.standing) - 3, 'more note')}", QUIET))
    return lines


def _card(view: TriageView, rows: int) -> list[Line]:
    detail = view.detail
    if detail is None:
        return []
    inner = _CARD - 4
    asked = list(wrapped(one_line(detail.asked), inner))
    asked += [Content(f"  {one_line(option)}").truncate(inner, ellipsis=True) for option in detail.options]
    box = [
        Content.styled("╭" + "─" * (_CARD - 2) + "╮", LINE),
        *(Content.assemble(("│ ", LINE), padded(line, inner), (" │", LINE)) for line in [*asked, EMPTY]),
        Content.assemble(
            ("│ ", LINE), padded(Content.assemble(("› ", ACCENT_STRONG), ("▏", ACCENT)), inner), (" │", LINE)
        ),
        Content.styled("╰" + "─" * (_CARD - 2) + "╯", LINE),
    ]
    rows_of = [
        ("Answer", detail.answer, 4),
        ("Also", ", ".join(detail.also), 2),
        ("Gap", detail.gap, 2),
        ("Axis", detail.axis, 2),
        ("Level", detail.level, 1),
        ("Caveat", detail.caveat, 3),
        ("Why", detail.why, 3),
    ]
    lines = [Content.styled("As the learner sees it", QUIET), EMPTY, *box, EMPTY]
    for name, text, most in rows_of:
        if text:
            lines += _row(name, text, most)
    lines += [EMPTY, Content.styled("Checks", QUIET), *_checks(detail.checks)]
    return lines[:rows]


def _row(name: str, text: str, most: int) -> Sequence[Line]:
    return hanging(label(name, _LABEL), wrapped(one_line(text), _CARD - _LABEL)[:most])


def _checks(checks: Sequence[tuple[bool, str]]) -> list[Line]:
    lines: list[Line] = []
    for passed, text in checks:
        sign = Content.styled("✓ ", RIGHT) if passed else Content.styled("! ", CAVEAT)
        lines += hanging(sign, wrapped(one_line(text), _CARD - 2)[:2])
    return lines
