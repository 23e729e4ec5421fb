"""The end of a session, drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import WEEKDAYS, day_month, percent, plural
from quizzer.study.review.outcome import AxisOutcome, Outcome
from quizzer.study.review.values import ForgottenCard, Summary
from quizzer.tui.kit import day_wording as wording
from quizzer.tui.kit.painting.paint import (
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    WRONG,
    Line,
    Picture,
    column,
    hanging,
    hint_line,
    padded,
    spread,
    wrapped,
)

_WIDE = 114
_LEFT, _GAP = 74, 3
_LEAST_ANSWER = 12
_KNOWN = 10
_AFTER_MET = 10
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The content of the end of a session.

    Attributes:
        now: Local time, for the date.
        left: Cards that are left of the session; 0 when it is done.
        planned: The cards that it had.
        back_at: Local time at which a card on a step comes back, where nothing else is left; None without one.
        come_back: How many such cards there are.
        hints: Key as shown, its effect, and the target of a click on it; the help last.
        notice: A sentence to show above the keys, or empty.
    """

    summary: Summary
    outcome: Outcome
    now: datetime
    left: int
    planned: int
    back_at: datetime | None
    come_back: int
    hints: tuple[tuple[str, str, str], ...]
    notice: str = ""


def summary_picture(view: SummaryView, width: int, height: int) -> Picture:
    """Draw the end of a session on a page of a given width and height."""
    narrow = width < 70 or height < 20
    broad = width >= 110 and height >= 30
    wide = min(width - 6, _WIDE) if broad else column(width)
    gap = [] if narrow else [EMPTY]
    date = f"{WEEKDAYS[view.now.weekday()]} {day_month(view.now)}"
    head = [spread(Content.styled(_title(view), STRONG), Content.styled(date, QUIET), wide), *gap]
    head += [*_said(view, wide, narrow=narrow), *gap]
    table = _table(view, min(wide, _LEFT) if broad else wide, narrow=narrow)
    slipped = _slipped(view.summary, wide - _LEFT - _GAP if broad and table else wide, aside=broad)
    end = [Content(text) for text in _end(view, wide)]
    body = _beside(table, slipped) if broad and table else [*table, *(gap if table and slipped else []), *slipped]
    body += [*(gap if body and end else []), *end]
    notice = list(wrapped(plain(view.notice), wide)) if view.notice else []
    foot = [*notice, Content.styled("─" * wide, LINE), hint_line(view.hints, wide)]
    return Picture(tuple(head), tuple(body), tuple(foot), wide=wide if broad else 0)


# Sentences


def _title(view: SummaryView) -> str:
    if view.summary.practice:
        return "Practice, the schedule is as it was."
    if view.left and not view.back_at:
        return "A pause"
    if view.outcome.home.counts.total:
        return "Session done"
    return "Done for now" if view.come_back or view.outcome.home.come_back else "Done for today"


def _said(view: SummaryView, wide: int, *, narrow: bool) -> list[Line]:
    """What was answered, and what is left."""
    summary = view.summary
    if not summary.answered:
        return [Content("No card was answered.")]
    said = f"{plural(summary.answered, 'answer')} in {wording.minutes(summary.seconds)}."
    share = percent(summary.passed / summary.reviews, 0) if summary.reviews else ""
    if share and narrow:
        said = f"{said[:-1]}, {share} remembered."
    elif share:
        said += f" {summary.passed:,} of {plural(summary.reviews, 'review')} remembered, that is {share}."
    lines = list(wrapped(said, wide))
    if view.left and not view.back_at and not summary.practice:
        are = "is" if view.left == 1 else "are"
        time = wording.about(view.outcome.left_seconds)
        lines.append(Content(f"{view.left:,} of {view.planned:,} {are} left, {time}."))
    return lines


def _end(view: SummaryView, wide: int) -> Iterable[str]:
    """When cards come back, what tomorrow brings, and the days in a row."""
    home = view.outcome.home
    if view.back_at is not None and view.come_back:
        one = view.come_back == 1
        cards = "One card comes back" if one else f"{wording.in_letters(view.come_back).capitalize()} cards come back"
        yield f"{cards}{' at' if one else ', the first at'} {view.back_at:%H:%M}."
    if view.summary.practice:
        return
    day = home.forecast[0] if home.forecast else None
    parts = wording.tomorrow(day, parts=True)
    if parts:
        yield parts if len(parts) <= wide else wording.tomorrow(day)
    run = wording.streak(home, full=True)
    if run:
        yield run


# The axes


def _table(view: SummaryView, wide: int, *, narrow: bool) -> list[Line]:
    axes = view.outcome.axes
    if not axes:
        return []
    names = max(cell_len(one_line(outcome.axis.label)) for outcome in axes) + 2
    mets = [_met(outcome, axes) for outcome in axes]
    met = 0 if narrow else max(map(len, mets)) + 3
    room = wide - names - _KNOWN - met - 2
    over_met = f"{'met':>{max(6, met - _AFTER_MET)}}".ljust(met) if met else ""
    heads = f"{'':{names}}{'known':>{_KNOWN}}{over_met}  today"
    lines = [Content.styled(heads, QUIET)]
    for outcome, text in zip(axes, mets, strict=True):
        name = padded(Content(one_line(outcome.axis.label)), names)
        figures = f"{_known(outcome):>{_KNOWN}}" + (f"{text:>{met}}" if met else "")
        lines.append(Content.assemble(name, figures, "  ", _today(view, outcome, room)))
    return lines


def _known(outcome: AxisOutcome) -> str:
    before, now = percent(outcome.known_before, 0), percent(outcome.known, 0)
    return now if before == now else f"{before.removesuffix('%')} → {now}"


def _met(outcome: AxisOutcome, axes: Sequence[AxisOutcome]) -> str:
    digits = len(str(max(other.met for other in axes)))
    cards = len(str(max(other.cards for other in axes)))
    now = f"{outcome.met:>{digits}} of {outcome.cards:>{cards}}"
    return now if outcome.met_before == outcome.met else f"{outcome.met_before} → {now}"


def _today(view: SummaryView, outcome: AxisOutcome, room: int) -> str:
    """What was done; what does not fit is left out from the end."""
    parts = [
        (", ", f"{outcome.new} new" if outcome.new else ""),
        (", ", f"{outcome.reviewed} reviewed" if outcome.reviewed else ""),
        (", ", f"{outcome.firm} firm now" if outcome.firm else ""),
        ("; ", _goal(view, outcome)),
    ]
    said = ""
    for joint, text in parts:
        longer = f"{said}{joint if said else ''}{text}" if text else said
        if len(longer) > room:
            break
        said = longer
    return said


def _goal(view: SummaryView, outcome: AxisOutcome) -> str:
    home = view.outcome.home
    goal = next((goal for goal in home.goals if goal.label == outcome.axis.label), None)
    return f"goal {wording.goal_state(goal.state, goal.behind, home.new_limit)}" if goal else ""


# What slipped


def _slipped(summary: Summary, wide: int, *, aside: bool) -> list[Line]:
    cards = summary.slipped or summary.missed
    if not cards:
        return []
    what = "Slipped" if summary.slipped else "Not remembered" if summary.practice else "Not known yet"
    lines: list[Line] = [Content.styled(f"{what} {len(cards)}", STRONG)]
    if aside:
        for card in cards:
            lines += [*_at_length(card, wide), EMPTY]
        return lines[:-1]
    answers = max(_LEAST_ANSWER, min(wide // 3, max(cell_len(one_line(card.answer)) for card in cards)))
    return [*lines, *(_on_a_line(card, wide, answers) for card in cards)]


def _on_a_line(card: ForgottenCard, wide: int, answers: int) -> Line:
    prompt = padded(Content(one_line(card.prompt)), wide - answers - 4)
    answer = padded(Content.styled(one_line(card.answer), STRONG), answers)
    return Content.assemble(("✗ ", WRONG), prompt, "  ", answer)


def _at_length(card: ForgottenCard, wide: int) -> list[Line]:
    lines = hanging(Content.styled("✗ ", WRONG), wrapped(plain(_shortened(card.prompt)), wide - 2))
    lines += hanging(Content("  "), wrapped(plain(_shortened(card.answer)), wide - 2, STRONG))
    if card.caveat:
        lines += hanging(Content("  "), wrapped(plain(_shortened(card.caveat)), wide - 2, QUIET))
    return lines


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _beside(left: Sequence[Line], right: Sequence[Line]) -> list[Line]:
    pairs = zip_longest(left, right, fillvalue=EMPTY)
    return [Content.assemble(padded(one, _LEFT + _GAP), other) if other else one for one, other in pairs]
