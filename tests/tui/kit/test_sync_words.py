"""The line about the other devices: what it says, and that it fits."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from quizzer.tui.kit.sync_words import Standing, state_line

PLACE = "~/Sync/quizzer"
NOW = datetime.combine(date(2026, 10, 31), time(12))  # a Saturday


def at(**back: float) -> datetime:
    return NOW - timedelta(**back)


@pytest.mark.parametrize(
    ("standing", "room", "words"),
    [
        (Standing(), 80, ""),
        (Standing(PLACE, at(seconds=3)), 80, "Synced just now"),
        (Standing(PLACE, at(minutes=5)), 80, "Synced 5 min ago"),
        (Standing(PLACE, at(hours=2)), 80, "Synced at 10:00"),
        (Standing(PLACE, at(days=1)), 80, "Synced yesterday"),
        (Standing(PLACE, at(days=4)), 80, "Synced on Tuesday"),
        (Standing(PLACE, at(days=40)), 80, "Synced on 21 September"),
        (Standing(PLACE, NOW, taken=36, devices=("desktop",)), 80, "Synced just now: 36 answers from desktop"),
        (Standing(PLACE, NOW, taken=36, devices=("desktop",)), 30, "Synced just now: 36 answers"),
        (Standing(PLACE, NOW, taken=36, devices=("desktop",)), 20, "Synced just now"),
        (Standing(PLACE, NOW, taken=3, devices=("a", "b")), 80, "Synced just now: 3 answers from a and b"),
        (Standing(PLACE, NOW, taken=3, devices=("a", "b")), 38, "Synced just now: 3 answers"),
        (
            Standing(PLACE, NOW, taken=3_000, devices=("a", "b", "c")),
            80,
            "Synced just now: 3,000 answers from 3 devices",
        ),
        (Standing(PLACE, NOW, taken=3, has_marks=True), 80, "Synced just now: 3 answers and marks"),
        (Standing(PLACE, NOW, remarks=("The clock of desktop is 2 days ahead.",)), 80, "Synced just now; S says more"),
        (Standing(PLACE, at(minutes=20), taken=36, devices=("desktop",)), 80, "Synced 20 min ago"),
        (Standing(PLACE, at(minutes=5), 3), 80, "Synced 5 min ago; 3 answers to send"),
        (Standing(PLACE, at(minutes=5), 3), 20, "3 answers to send"),
        (Standing(PLACE, at(minutes=5), 1), 20, "1 answer to send"),
        (Standing(PLACE, None, 3), 80, ""),
        (
            Standing(PLACE, at(days=4), trouble="~/Sync/quizzer is not there."),
            90,
            "Not synced since Tuesday: ~/Sync/quizzer is not there; tried again at the next start",
        ),
        (
            Standing(PLACE, at(days=4), trouble="~/Sync/quizzer is not there."),
            60,
            "Not synced since Tuesday: ~/Sync/quizzer is not there",
        ),
        (
            Standing(PLACE, at(days=4), trouble="~/Sync/quizzer is not there."),
            40,
            "Not synced since Tuesday; S says why",
        ),
        (
            Standing(PLACE, None, trouble=f"{PLACE} holds no sync any more: is the drive mounted, or moved? Look."),
            120,
            f"Not synced yet: {PLACE} holds no sync any more; tried again at the next start",
        ),
        (
            Standing(PLACE, None, trouble="It is not there."),
            80,
            "Not synced yet: It is not there; tried again at the next start",
        ),
        (Standing(activity="Taking in answers", done=45, of=100), 80, "Taking in answers: 45%"),
        (Standing(activity="Taking in answers", done=45, of=100), 18, "Taking in answers"),
        (Standing(activity="Taking in answers"), 10, "Syncing"),
        (Standing(activity="Taking in all answers", holds=True), 80, "Taking in all answers; an answer waits"),
        (Standing(activity="Taking in all answers", holds=True), 30, "Taking in all answers"),
    ],
)
def test_the_longest_words_that_fit(standing: Standing, room: int, words: str) -> None:
    assert state_line(standing, NOW, room, "S") == words


@settings(max_examples=60)
@given(
    st.builds(
        Standing,
        st.just(PLACE),
        st.none() | st.datetimes(NOW - timedelta(400), NOW + timedelta(40)),
        st.integers(0, 2_000_000),
        st.integers(0, 10**6),
        st.booleans(),
        st.lists(st.text(max_size=30), max_size=4).map(tuple),
        st.sampled_from([(), ("It is late.",)]),
        st.text(max_size=100),
        st.sampled_from(["", "Taking in answers"]),
        st.integers(0, 10),
        st.integers(0, 10),
    ),
    st.integers(0, 114),
)
def test_it_always_fits_on_its_line(standing: Standing, room: int) -> None:
    line = state_line(standing, NOW, room, "S")
    assert cell_len(line) <= room
    assert "\n" not in line
    assert "\x1b" not in line
