"""Render a report as a page of HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizzer.core.groups import PLURALS
from quizzer.core.safe_text import one_line
from quizzer.core.schedule.study_days import date_of
from quizzer.core.wording import listed, percent, percent_range, plural
from quizzer.report.document import MEANINGS, render_document, render_meter, render_sums
from quizzer.report.svg import draw_calendar, draw_calibration, draw_columns, draw_trend, escape_text
from quizzer.report.values import Figures, GroupFigures, Report

FORECAST_DAYS = 30
_PERIODS = {
    "today": "Today", "yesterday": "Yesterday", "week": "7 days", "month": "30 days", "year": "A year", "all": "All",
}  # fmt: skip
_MEANINGS = (
    *MEANINGS,
    ("True retention", "Remembered, of cards with an interval of a day or more; firm from 21 days on."),
    ("Predicted recall", "On the diagonal the memory model is right; below it, it promised too much."),
)


def render_page(report: Report) -> str:
    """Render the report as a document of HTML.

    Args:
        report: The values to show. Its texts come from anyone's decks, so nothing in them is taken as markup.

    Returns:
        The document, from its doctype to its last tag.
    """
    day = date_of(report.day)
    return "\n".join(render_document(f"Mastery, {day}", _render_body(report), day, _MEANINGS))


def _render_body(report: Report) -> Iterator[str]:
    yield from _render_head(report)
    if report.groups:
        yield f'<h2>{PLURALS[report.by].capitalize()}</h2>\n<div class="grid">'
        for group in report.groups:
            yield from _render_group(group)
        yield "</div>"
        yield from _render_levels(report)
    else:
        yield f"<p>{'No card has a tag.' if report.whole.cards else 'There are no cards to tell of.'}</p>"
    if report.whole.cards:
        yield from _render_statistics(report)


def _render_head(report: Report) -> Iterator[str]:
    whole, mastered = report.whole, sum(not group.figures.missing for group in report.groups)
    about = f" · {escape_text(one_line(report.about))}" if report.about else ""
    yield f'<header><h1>How well do I know it?</h1>\n<p class="quiet">{date_of(report.day)}{about}</p>'
    facts = (
        (percent(whole.recall), "known"),
        (percent(whole.coverage), f"met: {whole.seen:,} of {whole.cards:,} cards"),
        (f"{mastered} of {len(report.groups)}", f"{PLURALS[report.by]} mastered"),
        (f"{report.streak:,}", "days in a row" if report.streak != 1 else "day in a row"),
    )
    yield f"{render_sums(facts)}</header>"


def _render_group(group: GroupFigures) -> Iterator[str]:
    figures = group.figures
    good = not figures.missing
    badge = '<span class="badge good">✓ mastered</span>' if good else '<span class="badge">not yet</span>'
    yield f'<section class="card"><div class="head"><h3>{escape_text(one_line(group.name))}</h3>{badge}</div>'
    yield f"{render_meter(figures, wanted=True)}"
    caption = "" if figures.recall is None else " known"
    yield f'<p><span class="big">{percent(figures.recall)}</span><span class="quiet">{caption}</span></p>'
    if not good:
        yield f'<p class="quiet">To master it: {escape_text(listed(figures.missing))}.</p>'
    retention = "no review yet"
    if figures.reviews:
        interval = f"{percent_range(figures.low, figures.high)}"
        retention = f"{percent(figures.passes / figures.reviews)} of {plural(figures.reviews, 'review')} ({interval})"
    yield "<dl>"
    yield f"<dt>Met</dt><dd>{percent(figures.coverage)}, {figures.seen:,} of {figures.cards:,} cards</dd>"
    yield f"<dt>Remembered</dt><dd>{retention}</dd>"
    yield f"<dt>Due</dt><dd>{group.due:,} now, {sum(group.coming):,} in the next {len(group.coming)} days</dd>"
    if group.goal:
        yield f"<dt>Goal</dt><dd>{escape_text(one_line(group.goal))}</dd>"
    yield "</dl>"
    if group.trend:
        first, last = (str(date_of(group.trend[at][0])) for at in (0, -1))
        values = [value for _, value in group.trend]
        yield draw_trend(values, first, last)
        yield f'<p class="quiet">{_describe_trend(values)}</p>'
    if group.weakest:
        yield '<p class="quiet">Weakest cards</p><ol>'
        for recall, question in group.weakest:
            yield f"<li>{percent(recall)} · {escape_text(one_line(question))}</li>"
        yield "</ol>"
    yield "</section>"


def _describe_trend(values: Sequence[float | None]) -> str:
    first, last = values[0], values[-1]
    if first is None or last is None:
        return "No card asks for recall."
    change = int(percent(last)[:-1]) - int(percent(first)[:-1])  # of the numbers that are shown
    points = f"{change:+d}" if change else "±0"
    return f"{percent(first)} → {percent(last)} in {len(values)} days ({points} points)"


def _render_levels(report: Report) -> Iterator[str]:
    yield '<h2>Known by level</h2>\n<div class="card scroll"><table><thead><tr>'
    yield f'<th scope="col">{report.by.capitalize()}</th>'
    yield "".join(f'<th scope="col">{escape_text(one_line(level))}</th>' for level in (*report.levels, "all"))
    yield "</tr></thead><tbody>"
    for group in report.groups:
        cells = "".join(_render_cell(group.levels.get(level)) for level in report.levels) + _render_cell(group.figures)
        yield f'<tr><th scope="row">{escape_text(one_line(group.name))}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _render_cell(figures: Figures | None) -> str:
    if figures is None:
        return "<td>·</td>"
    sign = "" if figures.missing else " ✓"
    return f"<td>{percent(figures.recall)}{sign}{render_meter(figures)}</td>"


def _render_statistics(report: Report) -> Iterator[str]:
    year = sum(report.activity)
    yield f'<h2>Reviews</h2>\n<figure class="card wide">{draw_calendar(report.activity, report.day)}'
    yield f"<figcaption>{year:,} answers in the last year; a darker day has more.</figcaption></figure>"
    yield '<h2>What was remembered, and what comes</h2>\n<div class="two">'
    yield from _render_retention(report)
    days = report.forecast[:FORECAST_DAYS]
    labels = [_label_day(at) for at in range(len(days))]
    summary = f"{sum(days):,} cards come due in {len(days)} days"
    late = f", and {report.backlog:,} are overdue (the other colour)" if report.backlog else ""
    yield f'<figure class="card">{draw_columns(days, labels, summary, backlog=report.backlog)}'
    yield f"<figcaption>Cards due: {summary}{late}.</figcaption></figure>"
    yield from _render_calibration(report)
    yield from _render_states(report)
    yield "</div>"


def _label_day(at: int) -> str:
    if at == 0:
        return "today"
    return f"+{at}" if at % 7 == 0 else ""


def _render_retention(report: Report) -> Iterator[str]:
    yield '<div class="card scroll"><table><thead><tr><th scope="col">True retention</th><th scope="col">young</th>'
    yield '<th scope="col">firm</th><th scope="col">all</th><th scope="col">n</th></tr></thead><tbody>'
    for period in report.retention:
        together = (period.young[0] + period.mature[0], period.young[1] + period.mature[1])
        cells = "".join(f"<td>{_format_ratio(*pair)}</td>" for pair in (period.young, period.mature, together))
        name = escape_text(_PERIODS.get(period.name, period.name))
        yield f'<tr><th scope="row">{name}</th>{cells}<td>{together[1]:,}</td></tr>'
    yield "</tbody></table></div>"


def _format_ratio(passes: int, reviews: int) -> str:
    return f"{100 * passes / reviews:.1f}%" if reviews else "–"


def _render_calibration(report: Report) -> Iterator[str]:
    if report.log_loss is None or report.rmse is None:
        return
    answers = sum(found.answers for found in report.calibration)
    yield f'<figure class="card square">{draw_calibration(report.calibration)}'
    yield (
        f"<figcaption>Predicted recall (across) against what was recalled (up), {answers:,} answers; "
        f"log loss {report.log_loss:.3f}, RMSE in bins {100 * report.rmse:.1f}%.</figcaption></figure>"
    )


def _render_states(report: Report) -> Iterator[str]:
    total = max(1, sum(number for _, number in report.states))
    yield '<div class="card scroll"><table><thead><tr><th scope="col">Cards</th><th scope="col">number</th>'
    yield '<th scope="col">share</th></tr></thead><tbody>'
    for name, number in report.states:
        share = f'{number / total:.0%}<div class="meter"><i style="width:{100 * number / total:.1f}%"></i></div>'
        yield f'<tr><th scope="row">{escape_text(name)}</th><td>{number:,}</td><td>{share}</td></tr>'
    yield "</tbody></table></div>"
