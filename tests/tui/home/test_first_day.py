"""The first day: what keys choose, and its picture."""

from __future__ import annotations

import pytest

from quizzer.tui.home.first_day.choices import FirstDay
from quizzer.tui.home.first_day.view import FirstView, first_picture
from tests.tui.home.given import axes, home, lines_of, view

AXES = tuple(due.axis for due in axes())


def chosen(*keys: str, a_day: int = 20) -> FirstDay:
    """What is chosen after some keys."""
    first = FirstDay.begin(AXES, a_day)
    for key in keys:
        first = first.press(key) or first
    return first


def test_at_first_foundations_and_the_configured_number_are_chosen() -> None:
    assert (chosen().order, chosen().chosen_axes, chosen().a_day) == ("foundations", (), 20)
    assert chosen(a_day=12).numbers == (5, 10, 12, 20, 30)


def test_the_thyroid_comes_first_by_three_keys_before_enter() -> None:
    first = chosen("tab", "right", "space")
    assert (first.order, first.chosen_axes) == ("axes", ("HPT4",))


def test_ticks_are_heeded_only_where_some_axes_come_first() -> None:
    assert chosen("tab", "space", "up", "up", "up", "space").chosen_axes == ()
    assert chosen("tab", "space", "down", "space").chosen_axes == ("BRN0", "GH1")
    assert chosen("tab", "space", "space").order == "foundations"


def test_the_mark_goes_through_every_group_and_stops_at_both_ends() -> None:
    assert chosen("up").at == 0
    down = chosen(*["down"] * 30)
    assert down.at == down.last
    assert down.press("left") == down.with_number(10)
    assert chosen("shift+tab").at == down.last
    assert chosen("shift+tab", "space").a_day == 30
    assert chosen("shift+tab", "up").on_axis == 3
    assert chosen("enter") == chosen()


def test_with_one_axis_there_is_nothing_to_tick() -> None:
    first = FirstDay.begin(AXES[:1], 20)
    assert first.orders == ("foundations", "files")
    assert (first.press("tab") or first).at == first.last


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("keys", [(), ("tab", "right", "space"), ("shift+tab", "right")])
def test_no_line_is_cut_and_the_hints_end_with_the_help(keys: tuple[str, ...], size: tuple[int, int]) -> None:
    shown = FirstView(view(home()), chosen(*keys), "hormones and insulin resistance", 300)
    lines = lines_of(first_picture(shown, *size), *size)
    assert lines[-1].endswith("? all keys")
    assert sum(line.count("▸") for line in lines) == 1
    assert not any("…" in line for line in lines)


def test_the_picture_at_80x24() -> None:
    shown = FirstView(view(home()), chosen("tab", "space"), "hormones and insulin resistance", 300)
    text = "\n".join(lines_of(first_picture(shown, 80, 24), 80, 24))
    for phrase in (
        "Welcome. Here are 301 cards about hormones and insulin resistance.",
        "   ( ) Foundations first   what a receptor is, what insulin does\n",
        "   (•) Some axes first     those ticked below, the others after them\n",
        "   ▸ [x] Brain      transmitters, mood   [ ] HPT axis   pituitary, thyroid\n",
        "New cards a day  ( ) 5   ( ) 10   (•) 20   ( ) 30   about 5 minutes today\n",
        "not medical advice",
        " Enter  begin   ↑ ↓ move   Space choose",
    ):
        assert phrase in text, phrase
