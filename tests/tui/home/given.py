"""First screens made by hand: a usual morning, and the days that differ."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from rich.cells import cell_len

from quizzer.core.notes.axes import Axis
from quizzer.study.due.values import AxisDue, Counts, DayForecast, GentleReturn, GoalLine, Home
from quizzer.tui.home.values import HomeView, Offer
from quizzer.tui.kit.painting.paint import Picture

MORNING = datetime.combine(date(2026, 10, 31), time(8))
TODAY = 20757  # 31 October 2026, a Saturday
AXES = (
    ("BRN", "Brain", "transmitters, mood", 0.04, 1, 0, 21, 1),
    ("GH", "GH axis", "pituitary, liver", 0.84, 14, 1, 46, 43),
    ("HPA", "HPA axis", "pituitary, adrenals", 0.10, 1, 2, 18, 4),
    ("HPG", "HPG axis", "pituitary, gonads", 0.38, 8, 17, 81, 53),
    ("HPT", "HPT axis", "pituitary, thyroid", 0.08, 0, 0, 20, 2),
    ("INS", "Insulin", "glucose into cells", 0.61, 5, 0, 38, 24),
    ("PEP", "Peptides", "PT-141, PDA, others", 0.92, 4, 0, 19, 19),
    ("REC", "Receptors", "how cells listen", 0.37, 1, 0, 58, 23),
)
KEYS: Mapping[str, str] = {
    "home.start": "Enter", "home.look": "→", "home.more_new": "n", "home.mastery": "m", "home.browse": "b",
    "home.statistics": "s", "home.quiz": "z", "home.triage": "D", "home.undo": "u", "home.import": "i",
    "home.sync": "r", "home.decks": "d", "app.help": "?", "app.quit": "q", "move": "↑ ↓",
}  # fmt: skip
OFFER = Offer(212, 2040, 40, TODAY + 6, ((40, 172), (40, 141), (40, 110), (40, 79), (40, 48), (40, 17), (26, 0)))
GOAL = GoalLine("HPA axis", 0.9, TODAY + 14, 0.1, "behind", 6, 2, 2, "behind by 6")
OTHER_GOAL = GoalLine("Peptides", 0.85, TODAY + 42, 0.92, "reached", words="reached")


def axes(count: int = len(AXES), *, due: bool = True) -> tuple[AxisDue, ...]:
    """Some axes; more than eight repeat."""
    times = count // len(AXES) + 1
    return tuple(
        AxisDue(
            Axis(f"{key}{place}", key, short, spans),
            Counts(new, 0, reviews) if due else Counts(),
            cards,
            seen,
            known,
            reviews * 10 + new * 20,
        )
        for place, (key, short, spans, known, reviews, new, cards, seen) in enumerate((AXES * times)[:count])
    )


def home(rows: tuple[AxisDue, ...] | None = None, **changed: Any) -> Home:
    """A usual morning, with some values changed."""
    rows = axes() if rows is None else rows
    counts = Counts()
    for row in rows:
        counts = counts.plus(row.counts)
    activity = (0, 20, 15, 14, 17, 18, 0, 0, 0, 18, 20, 15, 14, 18, 0, 20, 19, 18, 14, 15, 13, 0, 14, 18, 20, 19, 14, 0)
    usual: dict[str, Any] = {
        "counts": counts, "axes": rows, "weekday": 5, "streak": 5, "answered_today": 0, "seconds_today": 0,
        "forecast": tuple(DayForecast(due, 20, 0, 660) for due in (31, 29, 27, 26, 24, 25, 23)),
        "next_due": None, "now": 0, "more_new": 100, "decks": 8, "drafts": 0, "problems": 0, "activity": activity,
        "known": 0.45, "answers": 85, "seconds": 660, "own_pace": True, "longest_streak": 6, "days_active": 21,
        "last_day": TODAY - 1, "today": TODAY, "new_limit": 20,
    }  # fmt: skip
    return Home(**{**usual, **changed})


def view(figures: Home | None = None, **changed: Any) -> HomeView:
    """Its first screen."""
    usual: dict[str, Any] = {
        "home": home() if figures is None else figures,
        "now": MORNING,
        "next_at": None,
        "folder": "/decks",
        "keys": KEYS,
    }
    return HomeView(**{**usual, **changed})


def done(**changed: Any) -> HomeView:
    """A day that is done but for one card."""
    figures = home(
        axes(due=False), answered_today=85, seconds_today=660, remembered=(31, 34), slipped=3, streak=6, come_back=1
    )
    gained = {"": 0.06, "GH1": 0.02, "HPA2": 0.11, "HPG3": 0.19}
    usual: dict[str, Any] = {
        "next_at": MORNING + timedelta(hours=12, minutes=30),
        "gained": gained,
        "more": (5, 170, 4),
    }
    return view(figures, **{**usual, **changed})


GENTLE = home(
    counts=Counts(0, 0, 40),
    gentle=GentleReturn(40, 172, TODAY + 6),
    forecast=tuple(DayForecast(40, 0, left, 400) for left in (141, 110, 79, 48, 17, 0, 0)),
)
VIEWS: Mapping[str, HomeView] = {
    "usual": view(),
    "marked": view(at=4),
    "goal": view(home(goals=(GOAL,)), problem="! 2 problems in hpg-axis.yaml; d shows them"),
    "goals": view(home(goals=(GOAL, OTHER_GOAL, OTHER_GOAL))),
    "many axes": view(home(axes(30)), at=20),
    "one axis": view(home(axes(1))),
    "return": view(home(counts=Counts(0, 0, 212), last_day=TODAY - 12), offer=OFFER),
    "gentle": view(GENTLE),
    "done": done(),
    "nothing due": view(home(axes(due=False), forecast=(DayForecast(0),) * 7), next_at=MORNING + timedelta(days=3)),
    "no deck": view(home((), decks=0)),
    "notice": view(notice="Nothing of the HPT axis today; n meets 5 new. " * 3),
}


def lines_of(picture: Picture, width: int, height: int) -> list[str]:
    """The lines of a picture on a page of a given width and height."""
    room = height - len(picture.head) - len(picture.foot)
    top = max(0, (picture.look or 0) - room + 2)
    body = picture.body[top : top + room]
    left = " " * ((width - picture.wide) // 2)
    lines = [(left + line.plain).rstrip() for line in (*picture.head, *body, *picture.foot)]
    for line in lines:
        assert cell_len(line) <= width, line
    assert len(lines) <= height
    return lines
