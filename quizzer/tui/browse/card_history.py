"""The history of a card, drawn: its answers and marks as a table, the latest first, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import assert_never

from textual.content import Content

from quizzer.core.log import LogKind
from quizzer.core.schedule.study_days import date_of
from quizzer.core.wording import abbreviate_interval, plural, short_date, short_day_month
from quizzer.study.browse.card import Event
from quizzer.tui.answering.card_view import FLAGS, RATING_NAMES
from quizzer.tui.kit.painting.paint import EMPTY, QUIET, STRONG, WRONG, Line

_EVENTS = 200  # the latest ones of a longer history
_AGAIN = 1
_TIMES = ("never", "once", "twice")


def history_lines(events: Sequence[Event], wide: int) -> list[Line]:
    """Draw a card's history, the latest event first."""
    if not events:
        return [Content.styled("No answer yet.", QUIET)]
    shown = list(reversed(events[-_EVENTS:]))
    year = shown[0].when.year
    dates = [short_day_month(event.when) if event.when.year == year else short_date(event.when) for event in shown]
    room = max(map(len, dates))
    head = Content.assemble((f"{'Answers':<{room + 7}}", STRONG), ("            took  next", QUIET))
    first = next((event for event in events if event.kind == LogKind.ANSWER), None)
    lines = [head.truncate(wide, ellipsis=True)]
    for date, event in zip(dates, shown, strict=True):
        lines.append(_event(event, date.rjust(room), met=event is first).truncate(wide, ellipsis=True))
    if len(events) > _EVENTS:
        lines.append(Content.styled(f"and {len(events) - _EVENTS:,} earlier", QUIET))
    return [*lines, *_sums(events)]


def _event(event: Event, date: str, *, met: bool) -> Line:
    when = f"{date}  {event.when:%H:%M}  "
    if event.kind != LogKind.ANSWER:
        return Content.assemble((when, QUIET), _done(event))
    name = list(RATING_NAMES.values())[event.value - 1]
    took = f"{event.took / 1000:.0f}s" if event.took else ""
    return Content.assemble(
        (when, QUIET),
        (f"{event.value} {name:<7}", WRONG if event.value == _AGAIN else ""),
        (f"{took:>5}  ", QUIET),
        abbreviate_interval(event.interval),
        ("  met" if met else "", QUIET),
    )


def _sums(events: Sequence[Event]) -> list[Line]:
    """Count the answers, and how often the card slipped: was rated Again when it had come back after a day or more."""
    reset = [*takewhile(lambda event: event.kind != LogKind.RESET, reversed(events))]
    answers = [event for event in reversed(reset) if event.kind == LogKind.ANSWER]
    if not answers:
        return []
    days = [False, *(event.interval > 0 for event in answers[:-1])]
    reviews = [event for event, is_review in zip(answers, days, strict=True) if is_review]
    slipped = sum(event.value == _AGAIN for event in reviews)
    parts = [plural(len(answers), "answer")]
    if reviews:
        parts.append(f"{len(reviews) - slipped:,} of {plural(len(reviews), 'review')} remembered")
    if slipped:
        parts.append(f"slipped {_TIMES[slipped] if slipped < len(_TIMES) else f'{slipped:,} times'}")
    return [EMPTY, Content.styled(f"{', '.join(parts)}.", QUIET)]


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
