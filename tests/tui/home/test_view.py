"""The first screen, drawn without an application: every kind of day in every layout."""

from __future__ import annotations

from typing import Any

import pytest

from quizzer.study.due.values import Counts, DayForecast
from quizzer.tui.home.sentences import hello, made_of, nothing_of, problem_sentence, today
from quizzer.tui.home.view import home_picture
from tests.tui.home.given import MORNING, OFFER, TODAY, VIEWS, axes, done, home, lines_of, view

SIZES = ((60, 15), (80, 24), (100, 30), (120, 40), (200, 60))


def drawn(name: str, width: int, height: int) -> list[str]:
    """The lines of one of the days."""
    return lines_of(home_picture(VIEWS[name], width, height), width, height)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", VIEWS)
def test_no_line_is_cut_and_the_hints_end_with_the_help(name: str, size: tuple[int, int]) -> None:
    lines = drawn(name, *size)
    assert lines[-1].endswith("? all keys")
    cut = [line for line in lines if "…" in line and "Nothing of the HPT" not in line]
    assert not cut


@pytest.mark.parametrize("size", SIZES)
def test_the_figures_of_a_row_stand_below_their_headings(size: tuple[int, int]) -> None:
    lines = drawn("usual", *size)
    place = next(place for place, line in enumerate(lines) if "known" in line)
    for word, figure in (("known", "45%"), ("due", "34"), ("new", "20")):
        end = lines[place].index(word) + len(word)
        assert lines[place + 1][:end].endswith(figure), word
    assert "▸ All axes" in lines[place + 1]


def test_a_usual_morning_fills_80x24_as_it_was_designed() -> None:
    text = "\n".join(drawn("usual", 80, 24))
    assert len(text.splitlines()) == 24
    for phrase in (
        "Good morning. Five days in a row; your longest was six.",
        "54 cards today, about 11 minutes at your pace.",
        "34 are due, 20 are new; some come twice, about 85 answers.",
        "  HPT axis        ━━━──────────────────────────────    8%\n",
        "31+20 29+20 27+20 26+20 24+20 25+20 23+20    353 answers, 21 of 28 days",
        " Enter  start 54   → look   n more new   m mastery   b browse   ? all keys",
    ):
        assert phrase in text, phrase


def test_a_row_with_nothing_today_has_no_figure() -> None:
    row = next(line for line in drawn("usual", 80, 24) if "HPT axis" in line)
    assert row.endswith("8%")


def test_the_hint_follows_the_mark() -> None:
    assert "Enter  start 25, 7 min" in drawn("marked", 80, 24)[-1]
    nothing = lines_of(home_picture(view(at=5), 80, 24), 80, 24)[-1]
    assert "start" not in nothing


def test_columns_stand_by_what_is_due_with_the_new_ones_on_top() -> None:
    lines = drawn("usual", 80, 24)
    title = next(place for place, line in enumerate(lines) if "Next days: due + new" in line)
    assert lines[title + 1].split() == ["░░░"] * 7
    assert lines[title + 2].split()[:7] == ["███", "▇▇▇", "▇▇▇", "▇▇▇", "▆▆▆", "▆▆▆", "▆▆▆"]


def test_large_numbers_leave_room_for_a_short_sentence_beside_them() -> None:
    figures = home(forecast=tuple(DayForecast(236, 20, 0, 660) for _ in range(7)), activity=(284,) * 28)
    text = "\n".join(lines_of(home_picture(view(figures), 80, 24), 80, 24))
    assert "236+20" in text
    assert "7,952 answers\n" in text


def test_a_gentle_return_shows_what_is_carried_over() -> None:
    text = "\n".join(drawn("gentle", 80, 24))
    assert "All are due; 172 carried over, until Friday." in text
    assert "▒ carried over" in text


def test_a_notice_takes_one_line_and_leaves_the_coming_days() -> None:
    lines = drawn("notice", 80, 24)
    assert len(lines) == 24
    assert any("Next days" in line for line in lines)
    assert lines[-2].startswith("   Nothing of the HPT axis today")
    assert lines[-2].endswith("…")


def test_goals_take_the_place_of_the_last_days() -> None:
    one, many, wide = drawn("goal", 80, 24), drawn("goals", 80, 24), drawn("goals", 120, 40)
    assert any("◎ HPA axis, 90% by 14 Nov" in line for line in one)
    assert any("behind by 6: 2 new today" in line for line in one)
    assert any("and 2 others" in line for line in many)
    assert any("◎ Peptides    85% by 12 December    known 92%    reached" in line for line in wide)
    assert any("2 of today's new cards are for it, 2 a day are needed." in line for line in wide)


def test_problems_stand_above_the_coming_days() -> None:
    lines = drawn("goal", 80, 24)
    place = lines.index("   ! 2 problems in hpg-axis.yaml; d shows them")
    assert "Next days" in lines[place + 1]
    assert problem_sentence(["a.yaml"], "d") == "! 1 problem in a.yaml; d shows it"
    assert problem_sentence(["a.yaml", "b.yaml"], "") == "! 2 problems in 2 deck files"


def test_many_axes_scroll_around_the_mark_and_the_coming_days_stay() -> None:
    picture = home_picture(VIEWS["many axes"], 80, 24)
    assert picture.look == 20
    assert len(picture.body) == 31
    lines = lines_of(picture, 80, 24)
    assert any("▸" in line for line in lines)
    assert any("Next days" in line for line in lines)


def test_after_a_break_there_are_three_ways_and_the_days_of_the_gentle_one() -> None:
    text = "\n".join(drawn("return", 80, 24))
    for phrase in (
        "Welcome back. You were last here on 19 October.",
        "212 cards have come due. Nothing is lost",
        "▸ A gentle return     40 a day, no new cards; caught up on Friday",
        "  All of it           212 cards, about 34 minutes",
        "  Ten to begin with   ",
        "carried over       172    141    110     79     48     17",
        " Enter  start 40   ↑ ↓ choose",
    ):
        assert phrase in text, phrase
    assert OFFER.days[-1] == (26, 0)


def test_a_day_that_is_done_says_what_it_gave_and_what_else_there_is() -> None:
    text = "\n".join(drawn("done", 80, 24))
    for phrase in (
        "Done for now.  85 answers in 11 minutes, 91% of the reviews remembered.",
        "Tomorrow about 51 cards, 11 minutes. One card comes back tonight at 20:30.",
        "+19\n",
        "▸ practise the 3 that slipped today",
        "  take the card of 20:30 now",
        "  meet 5 more new cards           about 3 minutes, 4 more reviews tomorrow",
        "Six days in a row, your longest run.",
        " Enter  practise 3",
    ):
        assert phrase in text, phrase
    over = "\n".join(lines_of(home_picture(done(home=done().home._replace(come_back=0)), 80, 24), 80, 24))
    assert "Done for today." in over
    assert "comes back" not in over


def test_with_nothing_due_the_next_card_has_its_day() -> None:
    text = "\n".join(drawn("nothing due", 80, 24))
    assert "Nothing is due today." in text
    assert "The next card comes on Tuesday." in text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Good morning. Five days in a row; your longest was six."),
        ({"streak": 6}, "Good morning. Six days in a row, your longest run."),
        ({"streak": 12, "longest_streak": 30}, "Good morning. 12 days in a row; your longest was 30."),
        ({"streak": 1}, "Good morning."),
        ({"streak": 0, "last_day": TODAY - 2}, "Good morning. 21 of the last 28 days; yesterday was free."),
        ({"streak": 0, "last_day": TODAY - 3}, "Welcome back."),
        ({"streak": 1, "last_day": TODAY - 9, "answered_today": 3}, "Good morning."),
    ],
)
def test_the_streak_is_told_kindly_or_not_at_all(changed: dict[str, Any], said: str) -> None:
    assert hello(view(home(**changed)), 60) == said


@pytest.mark.parametrize(
    ("counts", "answers", "said"),
    [
        (Counts(20, 4, 30), 85, "34 are due, 20 are new; some come twice, about 85 answers."),
        (Counts(1, 0, 1), 2, "1 is due, 1 is new."),
        (Counts(0, 0, 1), 1, "It is due."),
        (Counts(1, 0, 0), 3, "It is new, about 3 answers."),
        (Counts(0, 1, 8), 9, "All are due."),
    ],
)
def test_the_days_cards_by_what_they_are(counts: Counts, answers: int, said: str) -> None:
    assert made_of(home(counts=counts, answers=answers), 59) == said


def test_the_time_is_the_learners_own_only_once_it_is_known() -> None:
    assert today(home(), 60) == "54 cards today, about 11 minutes at your pace."
    assert today(home(own_pace=False), 60) == "54 cards today, about 11 minutes."
    assert today(home(answered_today=9), 60) == "54 cards left today, about 11 minutes at your pace."
    assert today(home(counts=Counts(0, 0, 1), seconds=9), 20) == "1 card today."


def test_an_axis_without_cards_today_says_what_can_be_done() -> None:
    insulin, peptides = axes(due=False)[4:7:2]
    assert nothing_of(insulin, "n") == "Nothing of the HPT axis today; n meets 5 new."
    assert nothing_of(peptides, "n") == "Nothing of Peptides today."


def test_wide_the_coming_days_are_a_table_with_bars_that_keep_their_parts() -> None:
    days = (DayForecast(31, 1, 0, 300), DayForecast(0), *[DayForecast(5, 0, 40, 60)] * 5)
    lines = lines_of(home_picture(view(home(forecast=days)), 120, 40), 120, 40)
    sunday = next(line for line in lines if "Sun" in line)
    assert sunday.split()[-4:] == ["█" * 12 + "░", "31", "1", "5"]
    assert any(line.endswith("     Mon") for line in lines)
    assert any("▒ carried over" in line for line in lines)


def test_the_greeting_names_the_date() -> None:
    lines = lines_of(home_picture(view(now=MORNING.replace(hour=19)), 80, 24), 80, 24)
    assert lines[0].endswith("Saturday 31 October")
    assert "Good evening" in "\n".join(lines)
