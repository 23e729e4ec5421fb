"""``quizzer quiz``: a test over chosen cards, in the terminal app or line by line."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from quizzer.cli.json_output import iso_time, print_json
from quizzer.cli.open_collection import backing_up, open_app, open_collection, prefers_lines
from quizzer.cli.options.shared import by_option, filter_options
from quizzer.core.groups import PLURALS, Grouping
from quizzer.core.safe_text import one_line
from quizzer.core.wording import duration, plural
from quizzer.errors import WrongUse
from quizzer.study.filters import Filter
from quizzer.study.quiz.values import LONGEST, MOST, Feedback, QuizLine, QuizPlan

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection
    from quizzer.tui.kit.screen import KeyedScreen


@click.command()
@click.option(
    "-n",
    "--questions",
    "count",
    type=click.IntRange(1, MOST),
    metavar="N",
    default=20,
    show_default=True,
    help="How many questions.",
)
@filter_options()
@by_option("What questions are drawn evenly over, each with its score.")
@click.option("--seen", is_flag=True, help="Only cards you have answered before.")
@click.option(
    "--feedback",
    type=click.Choice(["each", "end"]),
    default="end",
    show_default=True,
    help="When the right answers are shown: after each question, or at the end.",
)
@click.option("--minutes", type=click.IntRange(1, LONGEST), metavar="M", help="A time limit for all questions.")
@click.option("--as-reviews", is_flag=True, help="Each answer counts as a review and schedules its card.")
@click.option("--plain", is_flag=True, help="Line by line on standard input and output, without full screen.")
@click.option("--results", is_flag=True, help="List the quizzes taken so far instead.")
@click.option("--json", "as_json", is_flag=True, help="With --results: print JSON for scripts.")
@click.pass_obj
def command(
    home: str | None,
    count: int,
    wanted: Filter,
    by: Grouping,
    seen: bool,
    feedback: Feedback,
    minutes: int | None,
    as_reviews: bool,
    plain: bool,
    results: bool,
    as_json: bool,
) -> None:
    """Take a quiz: questions drawn evenly over axes, levels and kinds, with a score per axis; or over decks or tags.

    A quiz is practice and leaves the schedule alone, unless --as-reviews is given. Finished early (f), what was
    answered counts; left (q), the answers are thrown away. With a time limit, what was not answered in time counts as
    not known. With --plain it works in a pipe: one line answers, and the end of the input finishes.
    """
    if as_json and not results:
        raise WrongUse("--json goes with --results.")
    if results:
        _list(home, as_json=as_json)
        return
    plan = QuizPlan(
        questions=count,
        filter=wanted,
        feedback=feedback,
        limit=None if minutes is None else 60 * minutes,
        as_reviews=as_reviews,
        only_seen=seen,
        by=by,
    )
    if plain or prefers_lines() or not (sys.stdin.isatty() and sys.stdout.isatty()):
        _in_lines(home, plan)
    else:
        open_app(home, None, lambda collection: _screen(collection, plan))


def _screen(collection: Collection, plan: QuizPlan) -> KeyedScreen:
    from quizzer.study.quiz.quiz import Quiz
    from quizzer.tui.quiz.screen import QuizScreen

    return QuizScreen(Quiz(collection, plan), typed=collection.settings.typed)


def _in_lines(home: str | None, plan: QuizPlan) -> None:
    from quizzer.cli.lines.quiz import run_quiz
    from quizzer.study.decks.sync import sync_for_session
    from quizzer.study.quiz.quiz import Quiz

    with open_collection(home, exclusive=True) as collection, backing_up(collection):
        for problem in sync_for_session(collection):
            click.echo(str(problem), err=True)
        run_quiz(Quiz(collection, plan), sys.stdin, sys.stdout)


def _list(home: str | None, *, as_json: bool) -> None:
    from quizzer.study.quiz.results import load_quiz_lines

    with open_collection(home, exclusive=False) as collection:
        lines = load_quiz_lines(collection)
        local = [collection.clock.local(line.at) for line in lines]
    if as_json:
        print_json("quiz", {"quizzes": [_as_data(line) for line in lines]})
    elif not lines:
        click.echo("No quiz was taken yet; `quizzer quiz` begins one.")
    else:
        for line, at in zip(lines, local, strict=True):
            click.echo(_format_quiz(line, at))


def _format_quiz(line: QuizLine, at: datetime) -> str:
    questions = plural(line.questions, "question")
    parts = [f"{at:%Y-%m-%d %H:%M}  {line.score:>3}%", questions, duration(line.seconds), describe_scope(line)]
    if line.by != "axis":
        parts.append(f"evenly over {PLURALS[line.by]}")
    if line.ended == "stopped":
        parts.append(f"stopped after {line.questions} of {line.drawn}")
    if line.ended == "time":
        parts.append("the time was up")
    if line.as_reviews:
        parts.append("as reviews")
    groups = ", ".join(f"{one_line(group.id)} {score}%" for group, _, score in line.groups)
    return f"{', '.join(parts)}{': ' if groups else ''}{groups}"


def describe_scope(line: QuizLine) -> str:
    """What a quiz was about: ``HPA HPG academic``, or ``everything``."""
    scope = line.scope
    decks = [deck.rpartition("/")[2] for deck in scope.decks]
    words = [*scope.axes, *decks, *scope.levels, *scope.tags, *(["cards met"] if line.only_seen else [])]
    return " ".join(map(one_line, words)) or "everything"


def _as_data(line: QuizLine) -> dict[str, object]:
    """A quiz for ``--json``; times as ISO 8601 text and in seconds, scores in percent."""
    return {
        "id": line.id,
        "at": iso_time(line.at),
        "seconds": line.seconds,
        "score": line.score,
        "questions": line.questions,
        "drawn": line.drawn,
        "ended": line.ended,
        "by": line.by,
        PLURALS[line.by]: {
            group.id: {"score": score, "questions": questions} for group, questions, score in line.groups
        },
        "scope": {
            "axes": line.scope.axes,
            "decks": line.scope.decks,
            "levels": line.scope.levels,
            "tags": line.scope.tags,
            "seen": line.only_seen,
        },
        "feedback": line.feedback,
        "limit": line.limit,
        "as_reviews": line.as_reviews,
    }
