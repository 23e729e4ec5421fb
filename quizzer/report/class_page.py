"""Render the figures of a class as a page of HTML: who is behind first, then a table for each of the three figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quizzer.core.groups import PLURALS
from quizzer.core.safe_text import one_line
from quizzer.core.schedule.study_days import date_of
from quizzer.core.wording import listed, percent, percent_range
from quizzer.report.class_values import ClassReport, Learner, Share
from quizzer.report.document import MEANINGS, render_document, render_meter, render_sums
from quizzer.report.style import CLASS_STYLE, STYLE
from quizzer.report.svg import escape_text

_BEHIND = '<span role="img" aria-label="behind">▼</span>'
_MASTERED = '<span role="img" aria-label="mastered">✓</span>'


def render_class_page(report: ClassReport) -> str:
    """Render the page as a document of HTML.

    Args:
        report: The values to show. Names come from anyone, so nothing in them is taken as markup.

    Returns:
        The document, from its doctype to its last tag.
    """
    day = date_of(report.day)
    behind = (
        f"Known {report.points * 100:.0f} points or more below the middle of the class (the median), and not mastered; "
        "a class has a middle from three learners on."
    )
    meanings = (*MEANINGS, ("Behind ▼", behind))
    return "\n".join(render_document(f"Class, {day}", _render_body(report), day, meanings, STYLE + CLASS_STYLE))


def _render_body(report: ClassReport) -> Iterator[str]:
    about = f" · {_text(report.about)}" if report.about else ""
    yield f'<header><h1>How is the class doing?</h1>\n<p class="quiet">{date_of(report.day)}{about}</p>'
    if report.note:
        yield f"<p>{_text(report.note)}</p>"
    behind = sum(learner.whole.behind is not None for learner in report.learners)
    idle = sum(learner.idle for learner in report.learners)
    facts = [(f"{len(report.learners):,}", "learners" if len(report.learners) != 1 else "learner")]
    if report.middle is not None:
        facts += [(percent(report.middle), "known in the middle of the class"), (f"{behind:,}", "behind ▼")]
    facts.append((f"{idle:,}", f"no answer for {report.days} days"))
    if not_begun := sum(not learner.begun for learner in report.learners):
        facts.append((f"{not_begun:,}", "not begun yet"))
    facts.append((f"{report.cards:,}", "cards"))
    yield f"{render_sums(facts)}</header>"
    if not (report.learners and report.groups):
        yield f"<p>{'There is no learner yet.' if report.cards else 'There are no cards to tell of.'}</p>"
        return
    yield from _render_attention(report)
    yield from _render_table(report, "Known", "Known now (expected recall)", _render_known, _render_middle(report))
    yield from _render_table(report, "Met", "Cards answered at least once", _render_met)
    yield from _render_table(
        report,
        "Remembered",
        "Reviews not rated Again, with the 95% interval (and the number of reviews)",
        _render_remembered,
    )


def _render_attention(report: ClassReport) -> Iterator[str]:
    """Who is to be looked at, in sentences."""
    behind = [learner for learner in report.learners if learner.whole.behind is not None]
    absent = {
        f"No answer for {report.days} days or more": [learner for learner in report.learners if learner.idle],
        "Not begun yet": [learner for learner in report.learners if not learner.begun],
    }
    if not (behind or any(absent.values())):
        return
    yield '<h2>Who to look at</h2>\n<div class="two">'
    if behind:
        yield '<section class="card"><h3>▼ Behind</h3><ul>'
        for learner in behind:
            yield f"<li><b>{_text(learner.name)}</b> · {_describe_behind(learner, report)}</li>"
        yield "</ul></section>"
    for title, learners in absent.items():
        if learners:
            yield f'<section class="card"><h3>{title}</h3><ul>'
            for learner in learners:
                yield f"<li><b>{_text(learner.name)}</b> · {_text(learner.last)}</li>"
            yield "</ul></section>"
    yield "</div>"


def _describe_behind(learner: Learner, report: ClassReport) -> str:
    points = f"{(learner.whole.behind or 0) * 100:.0f} points below the middle"
    groups = [name for name, share in zip(report.groups, learner.shares, strict=True) if share.behind is not None]
    others = [name for name, share in zip(report.groups, learner.shares, strict=True) if share.behind is None]
    if not others:
        where = f"; in every {report.by}" if len(groups) > 1 else ""
    elif len(groups) > 3 and len(others) <= 2:
        where = f"; everywhere but {_text(listed(others))}"
    else:
        where = f"; {_text(listed(groups))}" if groups else ""
    return f"{percent(learner.whole.figures.recall)} known, {points}{where}"


def _render_table(
    report: ClassReport, title: str, caption: str, cell: Callable[[Share], str], foot: str = ""
) -> Iterator[str]:
    yield f'<h2 class="sheet">{title}</h2>\n<div class="card scroll"><table class="class">'
    yield f'<caption class="quiet">{caption}</caption>'
    yield '<thead><tr><th scope="col">Learner</th><th scope="col">Last answer</th>'
    yield "".join(f'<th scope="col">{_text(name)}</th>' for name in (f"All {PLURALS[report.by]}", *report.groups))
    yield "</tr></thead><tbody>"
    for learner in report.learners:
        away = ' class="low"' if learner.idle or not learner.begun else ""
        cells = cell(learner.whole) + "".join(map(cell, learner.shares))
        yield f'<tr><th scope="row">{_text(learner.name)}</th><td{away}>{_text(learner.last)}</td>{cells}</tr>'
    yield f"</tbody>{foot}</table></div>"


def _render_middle(report: ClassReport) -> str:
    if report.middle is None:
        return ""
    cells = "".join(f"<td>{percent(share)}</td>" for share in (report.middle, *report.middles))
    return f'<tfoot><tr><th scope="row">Middle of the class</th><td></td>{cells}</tr></tfoot>'


def _render_known(share: Share) -> str:
    figures = share.figures
    low = "" if share.behind is None else ' class="low"'
    sign = _MASTERED if not figures.missing else "" if share.behind is None else _BEHIND
    known = percent(figures.recall) if figures.seen else "not met"
    return f"<td{low}>{known}{' ' if sign else ''}{sign}{render_meter(figures)}</td>"


def _render_met(share: Share) -> str:
    figures = share.figures
    return f'<td>{percent(figures.coverage)}<div class="quiet">{figures.seen:,} of {figures.cards:,}</div></td>'


def _render_remembered(share: Share) -> str:
    figures = share.figures
    if not figures.reviews:
        return "<td>–</td>"
    interval = f"{percent_range(figures.low, figures.high)} ({figures.reviews:,})"
    return f'<td>{percent(figures.passes / figures.reviews)}<div class="quiet">{interval}</div></td>'


def _text(raw: str) -> str:
    return escape_text(one_line(raw))
