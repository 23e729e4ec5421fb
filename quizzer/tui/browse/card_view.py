"""The details of a card, drawn: question and answer, figures, recall over time, and history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import assert_never

from textual.content import Content

from quizzer.core.log import LogKind
from quizzer.core.safe_text import one_line, plain
from quizzer.core.schedule.study_days import date_of
from quizzer.core.wording import abbreviate_interval, count, short_date, spell_interval
from quizzer.study.browse.card import CardDetails, Event
from quizzer.study.browse.table import CardTableRow
from quizzer.tui.answering.base import answer_lines
from quizzer.tui.answering.card_view import FLAGS, RATING_NAMES
from quizzer.tui.browse.table_view import Question, due_shown, foot_of
from quizzer.tui.kit.painting.paint import (
    ACCENT_STRONG,
    CAVEAT,
    DENSE,
    EMPTY,
    QUIET,
    SOURCE,
    STRONG,
    WRONG,
    Line,
    Picture,
    column,
    hanging,
    padded,
    spread,
    wrapped,
)
from quizzer.tui.kit.painting.recall_curve import recall_lines

_EVENTS = 200  # the latest ones of a longer history
_LABEL = 12


@dataclass(frozen=True, slots=True)
class DetailsView:
    """The content of the details screen.

    Attributes:
        row: The card's row of the table.
        local: Converts an instant to local time.
        place: The card's number in the table, from 1, and the count of cards found.
        hints: Key as shown, its effect, and the target of a click on it.
        notice: A sentence to show above the keys, or empty.
        question: A question to show in place of the keys.
    """

    details: CardDetails
    row: CardTableRow
    local: Callable[[int], datetime]
    place: tuple[int, int]
    hints: tuple[tuple[str, str, str], ...]
    notice: str = ""
    question: Question | None = None


def details_picture(view: DetailsView, width: int, height: int) -> Picture:
    """Draw the details on a page of a given width and height."""
    wide = column(width)
    body = [*_note(view.details, wide), EMPTY, *_figures(view, wide)]
    if view.details.history.reviews:
        body += [EMPTY, *recall_lines(view.details.history, view.local, wide, 4 if height < DENSE else 6)]
    body += [EMPTY, *_history(view.details.events, wide)]
    head = [*([] if height < DENSE else [EMPTY]), _title(view, wide), EMPTY]
    return Picture(tuple(head), tuple(body), tuple(foot_of(view.hints, view.notice, view.question, wide, height)))


def _title(view: DetailsView, wide: int) -> Line:
    details, row = view.details, view.row
    parts = (details.axis.name, details.note.level, details.deck)
    title = " · ".join(dict.fromkeys(one_line(part) for part in parts if part))
    flag = f"  ⚑ {FLAGS[row.flag]}" if row.flag else ""
    place = f"{view.place[0]:,} of {view.place[1]:,}"
    return spread(Content.assemble((title, QUIET), (flag, ACCENT_STRONG)), Content.styled(place, QUIET), wide)


def _note(details: CardDetails, wide: int) -> list[Line]:
    note, face = details.note, details.face
    lines = [*wrapped(plain(face.prompt), wide, STRONG), EMPTY, *answer_lines(face.answer, wide)]
    wrong = [option for option in face.options if option not in face.answers]
    for option in wrong:
        lines += hanging(Content.styled("  not  ", QUIET), wrapped(plain(option), wide - 7, QUIET))
    if note.extra:
        lines += [EMPTY, *wrapped(plain(note.extra), wide)]
    if note.caveat:
        lines += [EMPTY, *hanging(Content.styled("Caveat  ", CAVEAT), wrapped(plain(note.caveat), wide - 8))]
    place = f"{details.path}:{details.line}" if details.line else str(details.path)
    source = "" if note.cite is None else ", ".join(one_line(p) for p in (note.cite.section, note.cite.place) if p)
    lines.append(EMPTY)
    for text in (source, plain(place)):
        lines += wrapped(text, wide, SOURCE) if text else ()
    return lines


# Figures


def _figures(view: DetailsView, wide: int) -> list[Line]:
    """Draw the card's figures, in two columns where they fit."""
    details, row = view.details, view.row
    progress = details.progress
    known = row.recall is not None
    state = f"{row.state}, a leech" if row.leech else row.state
    passed = f"{progress.passes:,} of {progress.reviews:,} reviews" if progress.reviews else "no review yet"
    pairs = [
        ("State", state),
        ("Due", _due(view)),
        ("Recall now", f"{row.recall:.0%}" if row.recall is not None else "not answered yet"),
        ("Interval", spell_interval(row.interval) if row.interval else "none yet"),
        ("Stability", f"{row.stability:,.1f} days" if known and row.stability is not None else "none yet"),
        ("Difficulty", f"{row.difficulty:.1f} of 10" if known and row.difficulty is not None else "none yet"),
        ("Answers", f"{row.reps:,}, {count(row.lapses, 'lapse')}"),
        ("Remembered", passed),
        ("Id", one_line(details.key)),
        ("Kind", details.note.kind),
    ]
    if details.note.tags:
        pairs.append(("Tags", one_line(" ".join(details.note.tags))))
    if wide < 60:
        return [line for pair in pairs for line in _pair(pair, wide)]
    half = wide // 2
    lines: list[Line] = []
    for left, right in zip(pairs[::2], [*pairs[1::2], ("", "")], strict=False):
        beside = zip_longest(_pair(left, half - 2), _pair(right, half), fillvalue=EMPTY)
        lines += [padded(one, half) + other for one, other in beside]
    return lines


def _pair(pair: tuple[str, str], wide: int) -> list[Line]:
    label = Content.styled(pair[0].ljust(_LABEL), QUIET)
    return hanging(label, wrapped(pair[1], wide - _LABEL))


def _due(view: DetailsView) -> str:
    row = view.row
    if row.due is None:
        return "as a new card"
    if row.seconds is not None:
        return f"in {due_shown(row)}" if row.seconds > 0 else "now"
    due_day = view.details.progress.due_day
    day = "" if due_day is None else f", {short_date(date_of(due_day))}"
    if row.due == 0:
        return "today"
    return f"in {spell_interval(row.due)}{day}" if row.due > 0 else f"{spell_interval(-row.due)} ago{day}"


# History


def _history(events: Sequence[Event], wide: int) -> list[Line]:
    """Draw the card's history, the latest event first."""
    if not events:
        return [Content.styled("No answer yet.", QUIET)]
    lines = [Content.styled("History", STRONG)]
    for event in reversed(events[-_EVENTS:]):
        lines.append(_event(event).truncate(wide, ellipsis=True))
    if len(events) > _EVENTS:
        lines.append(Content.styled(f"and {len(events) - _EVENTS:,} earlier", QUIET))
    return lines


def _event(event: Event) -> Line:
    when = f"{short_date(event.when):>11}  {event.when:%H:%M}  "
    if event.kind != LogKind.ANSWER:
        return Content.assemble((when, QUIET), _done(event))
    rating = list(RATING_NAMES.values())[event.value - 1]
    recall = f"recall {event.recall:>4.0%}" if event.recall is not None else "first time "
    took = f"{event.took / 1000:.0f}s" if event.took else ""
    style = WRONG if event.value == 1 else ""
    return Content.assemble(
        (when, QUIET),
        (f"{rating:<6}", style),
        (f"→ {abbreviate_interval(event.interval):<7}", ""),
        (f"  {recall}   {took}", QUIET),
    )


def _done(event: Event) -> str:
    match event.kind:
        case LogKind.SUSPEND:
            return "suspended"
        case LogKind.UNSUSPEND:
            return "unsuspended"
        case LogKind.BURY:
            if event.value < 0:
                return "days of a clock that was ahead taken back"
            return "buried until the next day" if event.value else "unburied"
        case LogKind.FLAG:
            return f"flag {FLAGS[event.value]}" if 0 < event.value < len(FLAGS) else "flag taken off"
        case LogKind.RESET:
            return "made new again"
        case LogKind.RESCHEDULE:
            return f"made due on {short_date(date_of(event.value))}"
        case LogKind.ANSWER:
            raise ValueError("an answer is no mark")
        case unknown:
            assert_never(unknown)
