"""The result of a quiz, drawn: its score beside earlier ones, a bar for each group of cards, and what was missed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import day_month, duration, plural
from quizzer.study.quiz.values import GroupScore, MissedQuestion, QuizResult
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    ACCENT_STRONG,
    BAR,
    DENSE,
    EMPTY,
    LINE,
    NEAR,
    QUIET,
    SOURCE,
    STRONG,
    WRONG,
    Line,
    Picture,
    big_number,
    column,
    columns_of,
    hanging,
    hint_line,
    meter,
    padded,
    spread,
    wrapped,
)

LONGEST = 400
TREND = 12
"""Earlier quizzes in the trend."""


@dataclass(frozen=True, slots=True)
class ResultView:
    """The content of the result screen.

    Attributes:
        last_at: Local time of the last quiz like this one; None for the first.
        hints: Key as shown, its effect, and the target of a click on it.
        notice: A sentence to show above the keys, or empty.
    """

    result: QuizResult
    last_at: datetime | None
    hints: tuple[tuple[str, str, str], ...]
    notice: str = ""


def result_picture(view: ResultView, width: int, height: int) -> Picture:
    """Draw the result on a page of a given width and height."""
    wide = column(width)
    dense = height < DENSE
    result = view.result
    head = [*([] if dense else [EMPTY]), Content.styled("Quiz done", ACCENT_STRONG), EMPTY]
    if not result.kept:
        parts = [[Content("No answer counts; nothing was kept.")]]
    else:
        parts = [_score(result, wide, dense), _remarks(view, wide)]
        if len(result.groups) > 1:
            parts.append(_groups(result.groups, wide))
        parts += _missed_parts(result, wide)
    body = [line for part in parts if part for line in (*part, EMPTY)][:-1]
    notice = list(wrapped(plain(view.notice), wide)) if view.notice else []
    foot = [*notice, Content.styled("─" * wide, LINE), hint_line(view.hints, wide)]
    return Picture(tuple(head), tuple(body), tuple(foot))


def _score(result: QuizResult, wide: int, dense: bool) -> list[Line]:
    """Draw the score in large digits, its parts beside it, and a bar."""
    counts = Content.assemble(
        (str(result.right), STRONG), (" right  ", QUIET), (str(result.partly), STRONG), (" partly  ", QUIET),
        (str(result.wrong), STRONG), (" not right", QUIET),
    )  # fmt: skip
    of = f"{result.score}% of {plural(result.questions, 'question')}"
    took = Content.styled(duration(result.seconds), QUIET)
    if dense:
        return [spread(Content.styled(of, STRONG), counts, wide), meter(result.score, 100, wide)]
    beside = [Content.styled(of, STRONG), counts, took]
    number = big_number(result.score)
    lines = [Content.assemble((row, ACCENT), "   ", line) for row, line in zip(number, beside, strict=True)]
    return [*lines, EMPTY, meter(result.score, 100, wide)]


def _remarks(view: ResultView, wide: int) -> list[Line]:
    """Write how the quiz ended, how earlier ones went, and whether its answers were reviews."""
    result = view.result
    lines: list[Line] = []
    if result.ended == "stopped":
        text = f"Stopped after {result.questions} of {plural(result.drawn, 'question')}; the others are left out."
        lines += wrapped(text, wide)
    elif result.questions < result.drawn:
        left = plural(result.drawn - result.questions, "answer")
        lines += wrapped(f"Left out, for you did not judge them: {left}.", wide)
    if result.unasked:
        left = plural(result.unasked, "question")
        lines += wrapped(f"The time was up. Not answered, and counted as not known: {left}.", wide, WRONG)
    lines += _earlier(view, wide)
    text = "Each answer was a review." if result.as_reviews else "Practice: the schedule was left alone."
    return [*lines, *wrapped(text, wide, QUIET)]


def _earlier(view: ResultView, wide: int) -> list[Line]:
    earlier = view.result.earlier
    if earlier.last is None or view.last_at is None:
        return list(wrapped("The first quiz of this kind; the next one is held against it.", wide, QUIET))
    change = view.result.score - earlier.last
    text = Content.assemble(
        (_change(change), STRONG),
        f" against the last time ({earlier.last}% on {day_month(view.last_at)}); the best was {earlier.best}%",
    )
    scores = (*earlier.scores, view.result.score)[-TREND:]
    bars = "".join(f"{bar * 2} " for bar in columns_of(scores, 1, 100)[0])
    trend = Content.assemble(("Trend  ", QUIET), (bars, BAR), (f" of {plural(len(scores), 'quiz', 'quizzes')}", QUIET))
    return [*text.wrap(wide), trend.truncate(wide, ellipsis=True)]


def _change(by: int) -> str:
    return f"{by:+d}" if by else "±0"


def _groups(groups: tuple[GroupScore, ...], wide: int) -> list[Line]:
    """Draw a bar for each axis, deck or tag; long names are cut."""
    asked = [plural(found.questions, "question") for found in groups]
    changes = ["" if found.before is None else _change(found.score - found.before) for found in groups]
    right = 1 + 4 + 2 + max(map(len, asked)) + (2 + max(map(len, changes)) if any(changes) else 0)
    names = [Content(one_line(found.group.name)) for found in groups]
    longest = max(name.cell_length for name in names)
    bar = max(8, min(24, wide - right - longest - 2))
    room = max(4, min(longest, wide - right - bar - 2))
    if longest > room:
        names = [
            name if name.cell_length <= room else Content(one_line(found.group.id))
            for name, found in zip(names, groups, strict=True)
        ]
        room = min(room, max(name.cell_length for name in names))
    return [
        Content.assemble(
            padded(name, room),
            "  ",
            meter(found.score, 100, bar),
            (f" {found.score:>3}%", STRONG),
            (f"  {questions:<{max(map(len, asked))}}", QUIET),
            (f"  {change}" if change else "", STRONG),
        )
        for found, name, questions, change in zip(groups, names, asked, changes, strict=True)
    ]


def _missed_parts(result: QuizResult, wide: int) -> list[list[Line]]:
    if not result.missed:
        return [[Content.styled("Nothing was missed.", STRONG)]]
    title = Content.styled(f"Missed ({len(result.missed)})", STRONG)
    first, *others = [_missed(missed, wide) for missed in result.missed]
    return [[title, *first], *others]


def _missed(missed: MissedQuestion, wide: int) -> list[Line]:
    """Draw a missed question, its answer, the given one, and its place in the document."""
    partly = missed.judged.score > 0
    sign = Content.styled("≈ " if partly else "✗ ", NEAR if partly else WRONG)
    worth = f"  ({missed.judged.score}%)" if partly else ""
    lines = hanging(sign, wrapped(plain(_shortened(missed.prompt)) + worth, wide - 2))
    arrow = Content.styled("  → ", QUIET)
    lines += hanging(arrow, wrapped(_items(missed.answer), wide - 4, STRONG))
    given = _items(missed.given) if missed.given else "nothing" if missed.answered else "the time was up"
    lines += hanging(Content.styled("    you: ", QUIET), wrapped(given, wide - 9, QUIET))
    if missed.source:
        lines += hanging(Content("    "), wrapped(one_line(missed.source), wide - 4, SOURCE))
    return lines


def _items(text: str) -> str:
    """Join a text of several items, one a line, to one line short enough to read."""
    return _shortened("; ".join(one_line(line) for line in text.split("\n")))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
