"""The end of a session, drawn without an application."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from rich.cells import cell_len

from quizzer.core.notes.axes import Axis
from quizzer.study.due.values import Counts, DayForecast, GoalLine, Home
from quizzer.study.review.outcome import AxisOutcome, Outcome
from quizzer.study.review.values import ForgottenCard, Summary
from quizzer.tui.review.summary_view import SummaryView, summary_picture

NOW = datetime.combine(date(2026, 10, 31), time(9))
SIZES = ((60, 15), (80, 24), (120, 40), (200, 60))
AXES = (
    AxisOutcome(Axis("HPG", "", "HPG axis"), 0.38, 0.57, 36, 53, 81, 17, 8, 0),
    AxisOutcome(Axis("HPA", "", "HPA axis"), 0.10, 0.21, 2, 4, 18, 2, 1, 0),
    AxisOutcome(Axis("GH", "", "GH axis"), 0.84, 0.86, 42, 43, 46, 1, 14, 0),
    AxisOutcome(Axis("INS", "", "Insulin"), 0.61, 0.61, 24, 24, 38, 0, 5, 2),
    AxisOutcome(Axis("BRN", "", "Brain"), 0.04, 0.04, 1, 1, 21, 0, 1, 0),
)
SLIPPED = tuple(
    ForgottenCard(number, prompt, answer, AXES[0].axis, 1, "Shown in cells only.")
    for number, (prompt, answer) in enumerate(
        (
            ("How do theca cells respond to LH in PCOS, compared with those of other women?", "too strongly"),
            ("Which protein carries sex hormones?", "SHBG"),
            ("What does PDA calm?", "inflammation"),
        )
    )
)
HINTS = (("Enter", "home", "do:summary.home"), ("a", "practise the 3", "do:summary.again_now"), ("?", "all keys", ""))
HOME = Home(
    counts=Counts(), axes=(), forecast=(DayForecast(31, 20, 0, 660),) * 7, weekday=5, streak=6, answered_today=85,
    seconds_today=660, next_due=None, now=0, more_new=9, decks=8, drafts=0, problems=0, activity=(), longest_streak=6,
    goals=(GoalLine("HPA axis", 0.9, 20771, 0.21, "behind", 4),), new_limit=20,
)  # fmt: skip
SUMMARY = Summary(85, (3, 2, 70, 10), 20, 34, 31, 660, SLIPPED, (), practice=False, slipped=SLIPPED)


def view(summary: Summary = SUMMARY, outcome: Outcome | None = None, **changed: Any) -> SummaryView:
    """A day that is done, with some values changed."""
    usual: dict[str, Any] = {
        "now": NOW, "left": 0, "planned": 54, "back_at": None, "come_back": 0, "hints": HINTS,
    }  # fmt: skip
    return SummaryView(summary, outcome or Outcome(AXES, HOME, 0), **{**usual, **changed})


def drawn(shown: SummaryView, width: int = 80, height: int = 24) -> list[str]:
    """The lines on a page of a given width and height, those that scroll among them."""
    picture = summary_picture(shown, width, height)
    return [line.plain.rstrip() for line in (*picture.head, *picture.body, *picture.foot)]


VIEWS = {
    "done": view(),
    "paused": view(left=33, outcome=Outcome(AXES[:2], HOME._replace(counts=Counts(9, 0, 24)), 420)),
    "waiting": view(left=1, back_at=NOW + timedelta(hours=11), come_back=1),
    "practice": view(SUMMARY._replace(practice=True, slipped=()), Outcome((), HOME, 0)),
    "nothing": view(SUMMARY._replace(answered=0, missed=(), slipped=()), Outcome((), HOME, 0)),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", VIEWS)
def test_every_line_fits_and_the_hints_end_with_the_help(name: str, size: tuple[int, int]) -> None:
    lines = drawn(VIEWS[name], *size)
    assert all(cell_len(line) <= size[0] - 2 for line in lines)
    assert lines[-1].endswith("? all keys")


def test_a_done_day_fills_80x24_as_it_was_designed() -> None:
    lines = drawn(view())
    assert len(lines) <= 24
    text = "\n".join(lines)
    for phrase in (
        "Done for today",
        "85 answers in 11 minutes. 31 of 34 reviews remembered, that is 91%.",
        "HPG axis    38 → 57%   36 → 53 of 81  17 new, 8 reviewed\n",
        "HPA axis    10 → 21%    2 →  4 of 18  2 new, 1 reviewed; goal behind by 4\n",
        "Insulin          61%        24 of 38  5 reviewed, 2 firm now\n",
        "Slipped 3\n",
        "✗ Which protein carries sex hormones?",
        "Tomorrow about 51 cards, 11 minutes: 31 due, 20 new.\n",
        "Six days in a row, your longest run.\n",
    ):
        assert phrase in text, phrase


def test_the_figures_stand_below_their_headings() -> None:
    lines = drawn(view())
    heads = next(line for line in lines if "known" in line and "met" in line)
    row = next(line for line in lines if "HPG axis" in line)
    assert row[: heads.index("known") + len("known")].endswith("57%")
    assert row[heads.index("today") :] == "17 new, 8 reviewed"


def test_what_slipped_is_on_one_line_each_with_its_answer() -> None:
    lines = [line for line in drawn(view()) if line.startswith("✗")]
    assert len(lines) == 3
    assert "…" in lines[0]
    assert [line.split("  ")[-1].strip() for line in lines] == ["too strongly", "SHBG", "inflammation"]


def test_wide_it_stands_beside_the_table_with_its_caveats() -> None:
    lines = drawn(view(), 120, 40)
    assert any("HPG axis" in line and "How do theca cells" in line for line in lines)
    assert any("Shown in cells only." in line for line in lines)


def test_left_early_it_is_a_pause() -> None:
    text = "\n".join(drawn(VIEWS["paused"]))
    assert "A pause" in text
    assert "33 of 54 are left, about 7 minutes." in text


def test_a_card_that_comes_back_keeps_the_day_from_being_done() -> None:
    text = "\n".join(drawn(VIEWS["waiting"]))
    assert "Done for now" in text
    assert "One card comes back at 20:00." in text


def test_a_practice_says_that_the_schedule_is_as_it_was() -> None:
    text = "\n".join(drawn(VIEWS["practice"]))
    assert "Practice, the schedule is as it was." in text
    assert "Not remembered 3" in text
    assert "Tomorrow" not in text
