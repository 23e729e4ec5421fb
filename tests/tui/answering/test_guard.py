"""No rating by accident: the pause after the answer is shown, and held keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.tui.answering.guard import HELD, Guard, Ruling

pytestmark = pytest.mark.guarded


class Keyboard:
    """A guard with a clock of its own: what it would rate, and when."""

    def __init__(self, pause: float = 0.25) -> None:
        self.at = 100.0
        self.guard = Guard(pause, lambda: self.at)
        self.rated: list[float] = []
        self._waiting = False
        self.guard.show()

    def wait(self, seconds: float) -> None:
        """Let time pass; a press that waited long enough rates."""
        if self._waiting and seconds >= self.guard.wait:
            self.rated.append(self.at)
            self._waiting = False
        self.at += seconds

    def press(self, key: str) -> Ruling:
        """Press a rating key."""
        self.guard.press(key)
        ruling = self.guard.rule(at_once=key in "1234")
        self._waiting = ruling is Ruling.WAITS
        if ruling is Ruling.RATES:
            self.rated.append(self.at)
        return ruling


@pytest.mark.parametrize("second", ["3", "4"])
def test_a_rating_counts_from_the_end_of_the_pause_and_an_ignored_key_does_not_start_it_anew(second: str) -> None:
    keyboard = Keyboard()
    keyboard.wait(0.100)
    assert keyboard.press("3") is Ruling.IGNORED
    keyboard.wait(0.200)
    assert keyboard.press(second) is Ruling.RATES


def test_the_digit_that_answered_waits_for_a_repeat_and_then_rates() -> None:
    keyboard = Keyboard()
    keyboard.press("3")
    keyboard.guard.show()
    keyboard.wait(0.300)
    assert keyboard.press("3") is Ruling.WAITS
    keyboard.wait(0.130)
    assert keyboard.rated
    assert keyboard.press("3") is Ruling.WAITS


def test_enter_rates_when_no_other_enter_has_come_for_a_while() -> None:
    keyboard = Keyboard()
    keyboard.wait(1.0)
    assert keyboard.press("enter") is Ruling.WAITS
    keyboard.wait(HELD - 0.001)
    assert not keyboard.rated
    keyboard.wait(0.002)
    assert len(keyboard.rated) == 1


@given(
    st.sampled_from(["enter", "space", "3"]),
    st.floats(0.2, 1.0),
    st.lists(st.floats(0.030, 0.090), min_size=1, max_size=60),
)
def test_a_held_key_never_rates_whenever_it_begins_to_repeat(key: str, delay: float, gaps: list[float]) -> None:
    keyboard = Keyboard()
    keyboard.press(key)  # the press that shows the answer
    keyboard.guard.show()
    keyboard._waiting = False
    keyboard.rated.clear()
    keyboard.wait(delay)
    for gap in gaps:
        keyboard.press(key)
        keyboard.wait(gap)
    keyboard.press(key)
    keyboard.wait(5.0)
    assert not keyboard.rated


@pytest.mark.parametrize("key", ["enter", "2"])
def test_without_a_pause_every_press_rates(key: str) -> None:
    keyboard = Keyboard(0.0)
    assert [keyboard.press(key) for _ in range(3)] == [Ruling.RATES] * 3
