"""The page of a card, drawn: question and answer, what is known of it over time, and its answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from quizzer.core.safe_text import one_line, plain
from quizzer.core.schedule.study_days import DAY_MILLIS, date_of
from quizzer.core.wording import percent, plural, short_day_month, spell_interval
from quizzer.study.browse.card import CardDetails
from quizzer.study.browse.table import CardTableRow
from quizzer.tui.answering.base import answer_lines
from quizzer.tui.answering.card_view import FLAGS
from quizzer.tui.browse.card_actions import Question
from quizzer.tui.browse.card_history import history_lines
from quizzer.tui.browse.table_columns import due_shown
from quizzer.tui.browse.table_view import foot_of
from quizzer.tui.kit.painting.paint import (
    ACCENT_STRONG,
    CAVEAT,
    DENSE,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    WIDEST,
    Line,
    Picture,
    column,
    hanging,
    hint_line,
    padded,
    spread,
    wrapped,
)
from quizzer.tui.kit.painting.recall_curve import recall_lines

_LABEL = 9
_BESIDE, _WIDEST, _GAP = 110, 114, 3


@dataclass(frozen=True, slots=True)
class DetailsView:
    """The content of the page of a card.

    Attributes:
        row: The card's row of the table.
        local: Converts an instant to local time.
        place: The card's number in the list, from 1, and the count of cards in it.
        hints: Key as shown, its effect, and the target of a click on it.
        unfolded: Whether all of the card is shown above its history, where they stand below one another.
        notice: A sentence to show above the keys, or empty.
        question: A question to show in place of the keys.
    """

    details: CardDetails
    row: CardTableRow
    local: Callable[[int], datetime]
    place: tuple[int, int]
    hints: tuple[tuple[str, str, str], ...]
    unfolded: bool = False
    notice: str = ""
    question: Question | None = None


def is_beside(width: int) -> bool:
    """Whether a card and its history stand side by side."""
    return width >= _BESIDE


def details_picture(view: DetailsView, width: int, height: int) -> Picture:
    """Draw the page of a card for a page of a given width and height."""
    beside = is_beside(width)
    wide = min(width - 6, _WIDEST) if beside else column(width)
    gap = [] if height < DENSE else [EMPTY]
    if beside:
        half = (wide - _GAP) // 2
        left, right = _whole(view, half), _history(view, wide - half - _GAP, height)
        rows = max(len(left), len(right))
        left, right = ([*lines, *[EMPTY] * (rows - len(lines))] for lines in (left, right))
        body = [padded(one, half) + " " * _GAP + other for one, other in zip(left, right, strict=True)]
    else:
        body = [*(_whole(view, wide) if view.unfolded else _folded(view, wide)), *gap, *_history(view, wide, height)]
    return Picture((_title(view, wide), *gap), tuple(body), tuple(_foot(view, wide, height)), wide=wide)


def card_lines(view: DetailsView, wide: int) -> list[Line]:
    """Draw a card for a place beside a list: a title, and below it the card and its history."""
    history = history_lines(view.details.events, wide)
    return [_title(view, wide), EMPTY, *_whole(view, wide), EMPTY, *history]


def _foot(view: DetailsView, wide: int, height: int) -> list[Line]:
    if view.question is not None:
        return foot_of(view.hints, view.notice, view.question, wide, height)
    said = [*wrapped(plain(view.notice), wide)][:3] if view.notice else []
    return [*said, Content.styled("─" * wide, LINE), hint_line(view.hints, wide)]


def _title(view: DetailsView, wide: int) -> Line:
    details, row = view.details, view.row
    title = " · ".join(one_line(part) for part in (details.axis.label, details.note.level) if part)
    flag = f"  ⚑ {FLAGS[row.flag]}" if row.flag else ""
    place = f"{view.place[0]:,} of {view.place[1]:,}"
    return spread(Content.assemble((title, QUIET), (flag, ACCENT_STRONG)), Content.styled(place, QUIET), wide)


# The card


def _folded(view: DetailsView, wide: int) -> list[Line]:
    """Draw the card on three lines: question, answer and state."""
    face = view.details.face
    answer = " · ".join(one_line(part) for part in face.answer.split("\n"))
    lines = [Content.styled(one_line(face.prompt), STRONG), Content.assemble("  ", (answer, ACCENT_STRONG))]
    known = f", known {percent(view.row.recall)}" if view.row.recall is not None else ""
    lines.append(Content.styled(f"{_state(view)}{known}", QUIET))
    return [line.truncate(wide, ellipsis=True) for line in lines]


def _whole(view: DetailsView, wide: int) -> list[Line]:
    """Draw all of the card: its question and answers, what belongs to the note, and its figures."""
    note, face = view.details.note, view.details.face
    lines = [*wrapped(plain(face.prompt), min(wide, WIDEST), STRONG), EMPTY, *answer_lines(face.answer, wide)]
    if len(face.accept) > 1:
        lines += _pair("also", " · ".join(one_line(other) for other in face.accept[1:]), wide)
    for option in face.options:
        if option not in face.answers:
            lines += _pair("not", option, wide)
    if note.extra:
        lines += [EMPTY, *wrapped(plain(note.extra), wide)]
    cite = note.cite
    source = "" if cite is None else ", ".join(one_line(part) for part in (cite.section, cite.place) if part)
    about = [*(_pair("Caveat", note.caveat, wide, CAVEAT) if note.caveat else ())]
    about += _pair("Source", source, wide) if source else ()
    lines += [EMPTY, *about] if about else []
    return [*lines, EMPTY, *_figures(view, wide)]


def _figures(view: DetailsView, wide: int) -> list[Line]:
    details = view.details
    pairs = [("State", _state(view)), ("Known", _known(view)), ("Firm", _firm(details.to_firm))]
    if details.note.tags:
        pairs.append(("Tags", ", ".join(one_line(tag) for tag in details.note.tags)))
    place = f"{details.path.name}:{details.line}" if details.line else details.path.name
    pairs.append(("File", f"{one_line(place)}   note {one_line(details.note.id)}"))
    return [line for label, text in pairs for line in _pair(label, text, wide)]


def _pair(label: str, text: str, wide: int, style: str = QUIET) -> list[Line]:
    return hanging(Content.styled(label.ljust(_LABEL), style), wrapped(plain(text), wide - _LABEL))


def _state(view: DetailsView) -> str:
    row = view.row
    parts = [row.state, *(["a leech"] if row.leech else [])]
    if row.due is not None and row.state not in ("suspended", "retired"):
        parts.append(_due(view))
    if row.interval:
        parts.append(f"interval {spell_interval(row.interval)}")
    return ", ".join(parts)


def _due(view: DetailsView) -> str:
    row = view.row
    assert row.due is not None
    if row.seconds is not None:
        return f"due in {due_shown(row)}" if row.seconds > 0 else "due now"
    if row.due == 0:
        return "due today"
    due_day = view.details.progress.due_day
    when = "" if due_day is None else f" ({short_day_month(date_of(due_day))})"
    return f"due in {spell_interval(row.due)}{when}" if row.due > 0 else f"due {spell_interval(-row.due)} ago{when}"


def _known(view: DetailsView) -> str:
    """What is known now, and until when it is 90%: as many days after the last answer as its stability."""
    row, reviews = view.row, view.details.history.reviews
    if row.recall is None or row.stability is None or not reviews:
        return "not met yet"
    until = reviews[-1].at + int(row.stability * DAY_MILLIS)
    return f"{percent(row.recall)} now, 90% until {short_day_month(view.local(until))}"


def _firm(answers: int | None) -> str:
    if answers == 0:
        return "yes"
    if answers is None:
        return "not yet: at 3 weeks"
    return f"not yet: at 3 weeks, about {plural(answers, 'answer')} away"


# Over time


def _history(view: DetailsView, wide: int, height: int) -> list[Line]:
    history = view.details.history
    if not history.reviews:
        return history_lines(view.details.events, wide)
    rows = 4 if height < DENSE else 6
    return [*recall_lines(history, view.local, wide, rows), EMPTY, *history_lines(view.details.events, wide)]
