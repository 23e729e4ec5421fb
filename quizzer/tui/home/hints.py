"""The hints of the first screen: what Enter starts on the marked row, and the keys beside it."""

from __future__ import annotations

from quizzer.core.wording import plural
from quizzer.study.due.values import Home
from quizzer.tui.home.table import short_minutes
from quizzer.tui.home.values import FIRST_FEW, MOVE, HomeView, Row, counts_of
from quizzer.tui.kit.painting.paint import Line, hint_line


def hints_line(view: HomeView, wide: int, *, minutes: bool) -> Line:
    """Draw the line of hints.

    Args:
        minutes: Whether to add the time even where a sentence above says it.
    """
    keys = view.keys
    pairs = [(keys[action], label, f"do:{action}") for action, label in _labels(view, minutes) if keys.get(action)]
    return hint_line([*pairs, (keys.get("app.help") or "F1", "all keys", "do:app.help")], wide)


def _labels(view: HomeView, minutes: bool) -> list[tuple[str, str]]:
    row, variant = view.marked, view.variant
    if row is None:
        return [("home.import", "import"), ("home.sync", "reload"), ("app.quit", "quit")]
    on_axis = row.kind in ("all", "axis")
    labels = [("home.start", start_label(view, row, minutes=minutes or row.due is not None))]
    if variant == "usual":
        labels.append(("home.look", "look"))
        if _more(view, row):
            labels.append(("home.more_new", "more new"))
        labels += drafts_hint(view)
        rest = [("home.mastery", "mastery"), ("home.browse", "browse")]
        rest += [("home.statistics", "statistics"), ("home.quiz", "quiz")]
    else:
        labels.append(("home.look", "look") if on_axis else (MOVE, "choose"))
        rest = [("home.undo", "undo")] if view.home.answered_today else []
        rest += [*drafts_hint(view), ("home.mastery", "mastery"), ("app.quit", "quit")]
    return [(action, label) for action, label in [*labels, *rest] if label]


def _more(view: HomeView, row: Row) -> int:
    return view.home.more_new if row.due is None else row.due.more_new


def drafts_hint(view: HomeView) -> list[tuple[str, str]]:
    """The key that opens the drafts, where any wait."""
    return [("home.triage", plural(view.home.drafts, "draft"))] if view.home.drafts else []


def start_label(view: HomeView, row: Row, *, minutes: bool) -> str:
    """What Enter does on a row; empty where it would do nothing.

    Args:
        minutes: Whether to add the time.
    """
    home, offer = view.home, view.offer
    match row.kind:
        case "gentle" if offer is not None:
            return f"start {offer.days[0][0] if offer.days else offer.a_day}"
        case "everything":
            return f"start {home.counts.total:,}"
        case "few":
            return f"start {min(FIRST_FEW, home.counts.total)}"
        case "now":
            return "take it now"
        case "practise":
            return f"practise {home.slipped:,}"
        case "more":
            return f"meet {view.more[0]}"
        case "quiz":
            return "quiz"
        case _:
            return _start_axis(row, home, minutes=minutes)


def _start_axis(row: Row, home: Home, *, minutes: bool) -> str:
    counts = counts_of(row, home)
    if not counts.total:
        return ""
    seconds = home.seconds if row.due is None else row.due.seconds
    return f"start {counts.total:,}" + (f", {short_minutes(seconds)} min" if minutes else "")
