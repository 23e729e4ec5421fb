"""One card with all there is to say of it: question and answer, figures, recall over time, history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textual.content import Content

from quizzer.core.days import date_of
from quizzer.core.intervals import humane, in_words
from quizzer.core.plain import one_line, plain
from quizzer.plots import lines as plot
from quizzer.plots.curve import Curve, Mark, curves
from quizzer.study.browse import Row
from quizzer.study.details import Details, Event, Recalled
from quizzer.tui.asking.base import answer_lines
from quizzer.tui.paint import (
    ACCENT_STRONG,
    CAVEAT,
    EMPTY,
    QUIET,
    RIGHT,
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
from quizzer.tui.pictures.browse import DENSE, Question, due_shown, foot_of
from quizzer.tui.pictures.card import FLAGS, NAMES

_EVENTS = 200  # of a longer history the latest
_LABEL = 12
_DATE_CELLS = 20  # that a date and the word before it need
_BOTTOMS = (0.8, 0.6, 0.4, 0.2, 0.0)  # of the curve's axis: it begins below the least recall
_STYLES = {plot.GOOD: RIGHT, plot.BAD: WRONG}
_DONE = {"suspend": "suspended", "unsuspend": "unsuspended", "reset": "made new again"}


@dataclass(frozen=True, slots=True)
class DetailsView:
    """What the screen knows.

    Attributes:
        row: Where the card stands, as in the table.
        place: Its number in the table, from 1, and how many there are.
        hints: Key as shown, what it does, and what a click on it does.
        told: A sentence to show above the keys, or empty.
        question: What is asked in place of the keys.
    """

    details: Details
    row: Row
    place: tuple[int, int]
    hints: tuple[tuple[str, str, str], ...]
    told: str = ""
    question: Question | None = None


def details_picture(view: DetailsView, width: int, height: int) -> Picture:
    """The details for a page of so many cells."""
    wide = column(width)
    body = [*_note(view.details, wide), EMPTY, *_figures(view, wide)]
    if view.details.recalled is not None:
        body += [EMPTY, *_curve(view.details.recalled, wide, 4 if height < DENSE else 6)]
    body += [EMPTY, *_history(view.details.events, wide)]
    head = [*([] if height < DENSE else [EMPTY]), _title(view, wide), EMPTY]
    return Picture(tuple(head), tuple(body), tuple(foot_of(view.hints, view.told, view.question, wide, height)))


def _title(view: DetailsView, wide: int) -> Line:
    details, row = view.details, view.row
    parts = (details.axis.name, details.note.level, details.deck)
    title = " · ".join(dict.fromkeys(one_line(part) for part in parts if part))
    flag = f"  ⚑ {FLAGS[row.flag]}" if row.flag else ""
    place = f"{view.place[0]:,} of {view.place[1]:,}"
    return spread(Content.assemble((title, QUIET), (flag, ACCENT_STRONG)), Content.styled(place, QUIET), wide)


def _note(details: Details, wide: int) -> list[Line]:
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
    """What is known of the card, in two columns where there is room."""
    details, row = view.details, view.row
    progress = details.progress
    known = row.recall is not None
    state = f"{row.state}, a leech" if row.leech else row.state
    passed = f"{progress.passes:,} of {progress.reviews:,} reviews" if progress.reviews else "no review yet"
    pairs = [
        ("State", state),
        ("Due", _due(view)),
        ("Recall now", f"{row.recall:.0%}" if row.recall is not None else "not answered yet"),
        ("Interval", in_words(row.interval) if row.interval else "none yet"),
        ("Stability", f"{row.stability:,.1f} days" if known and row.stability is not None else "none yet"),
        ("Difficulty", f"{row.difficulty:.1f} of 10" if known and row.difficulty is not None else "none yet"),
        ("Answers", f"{row.reps:,}, {row.lapses:,} lapse{'' if row.lapses == 1 else 's'}"),
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
    recalled, due_day = view.details.recalled, view.details.progress.due_day
    day = f", {_date(due_day)}" if due_day is not None and recalled is not None else ""
    if row.due == 0:
        return "today"
    return f"in {in_words(row.due)}{day}" if row.due > 0 else f"{in_words(-row.due)} ago{day}"


def _date(day: int) -> str:
    date = date_of(day)
    return f"{date.day} {date:%b %Y}"


# Time


def _curve(recalled: Recalled, wide: int, height: int) -> list[Line]:
    """Recall over time with a mark for each answer, and how it goes on."""
    drawn = [Curve(recalled.ahead, plot.LINE), *(Curve(piece, plot.BAR) for piece in recalled.past)]
    answers = sorted(recalled.answers, key=lambda answer: not answer[1])  # of one cell's marks the last is seen
    marks = [Mark(day, "●" if passed else "✗", plot.GOOD if passed else plot.BAD) for day, passed in answers]
    labels = [(recalled.first, _date(recalled.first)), (recalled.today, "today")]
    if (recalled.last - recalled.today) / (recalled.last - recalled.first) * wide > _DATE_CELLS:
        labels.append((recalled.last, _date(recalled.last)))
    least = min(recall for piece in (*recalled.past, recalled.ahead) for _, recall in piece)
    bottom = next(at for at in _BOTTOMS if at <= least)
    lines = curves(
        drawn,
        wide,
        height,
        across=(recalled.first, recalled.last),
        up=(bottom, 1.0),
        ticks=[(at, f"{at:.0%}") for at in (1.0, (1 + bottom) / 2, bottom)],
        labels=labels,
        marks=marks,
    )
    title = Content.assemble(
        ("Recall", STRONG), ("  ● answered  ", QUIET), ("✗", WRONG), (" forgotten", QUIET),
    )  # fmt: skip
    return [title, *map(_styled, lines)]


def _styled(runs: Iterable[plot.Run]) -> Line:
    return Content.assemble(*((run.text, _STYLES.get(run.level, run.level)) for run in runs))


def _history(events: Sequence[Event], wide: int) -> list[Line]:
    """What happened, the latest first."""
    if not events:
        return [Content.styled("No answer yet.", QUIET)]
    lines = [Content.styled("History", STRONG)]
    for event in reversed(events[-_EVENTS:]):
        lines.append(_event(event).truncate(wide, ellipsis=True))
    if len(events) > _EVENTS:
        lines.append(Content.styled(f"and {len(events) - _EVENTS:,} earlier", QUIET))
    return lines


def _event(event: Event) -> Line:
    when = f"{event.when.day:>2} {event.when:%b %Y  %H:%M}  "
    if event.what != "answer":
        return Content.assemble((when, QUIET), _done(event))
    rating = list(NAMES.values())[event.value - 1]
    recall = f"recall {event.recall:>4.0%}" if event.recall is not None else "first time "
    took = f"{event.took / 1000:.0f}s" if event.took else ""
    style = WRONG if event.value == 1 else ""
    return Content.assemble(
        (when, QUIET), (f"{rating:<6}", style), (f"→ {humane(event.interval):<7}", ""), (f"  {recall}   {took}", QUIET)
    )


def _done(event: Event) -> str:
    match event.what:
        case "bury":
            return "buried until the next day" if event.value else "unburied"
        case "flag":
            return f"flag {FLAGS[event.value]}" if 0 < event.value < len(FLAGS) else "flag taken off"
        case "reschedule":
            return f"made due on {_date(event.value)}"
    return _DONE[event.what]
