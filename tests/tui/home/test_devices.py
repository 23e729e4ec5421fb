"""What the first screen says of the learner's other devices: on a line that is there already, and never cut."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizzer.tui.home.view import home_picture
from quizzer.tui.kit.sync_words import Standing
from tests.tui.home.given import KEYS, MORNING, VIEWS, lines_of

PLACE = "/mnt/stick"
SIZES = ((60, 15), (80, 24), (120, 40))
STANDINGS = {
    "synced": Standing(PLACE, MORNING - timedelta(minutes=5)),
    "brought": Standing(PLACE, MORNING, taken=36, devices=("desktop",)),
    "going on": Standing(activity="Taking in answers", done=45, of=100),
    "failed": Standing(
        PLACE, MORNING - timedelta(days=4), trouble="/mnt/stick holds no quizzer sync any more: is it there?"
    ),
}
WORDS = {
    "synced": ("Synced 5 min ago",) * 3,
    "brought": ("Synced just now: 36 answers", *("Synced just now: 36 answers from desktop",) * 2),
    "going on": ("Taking in answers: 45%",) * 3,
    "failed": ("Not synced since Tuesday",) * 3,
}


def drawn(name: str, state: str, width: int, height: int) -> list[str]:
    """The lines of one of the days, on which a home stands so."""
    view = VIEWS[name]._replace(standing=STANDINGS[state], keys={**KEYS, "home.devices": "S"})
    return lines_of(home_picture(view, width, height), width, height)


@pytest.mark.parametrize("state", STANDINGS)
def test_it_is_said_whole_on_every_day_and_takes_no_line(state: str) -> None:
    for name in VIEWS:
        for place, size in enumerate(SIZES):
            lines = drawn(name, state, *size)
            assert len(lines) <= size[1]
            assert WORDS[state][place] in "\n".join(lines), (name, size)
            assert not [line for line in lines if "…" in line and "Nothing of the HPT" not in line]


def test_why_it_failed_has_the_line_of_problems_unless_a_deck_needs_it() -> None:
    assert "Not synced since Tuesday: /mnt/stick holds no quizzer sync any more" in "\n".join(
        drawn("usual", "failed", 80, 24)
    )
    view = VIEWS["usual"]._replace(standing=STANDINGS["failed"], problem="! 2 problems in hpg-axis.yaml; d shows them")
    text = "\n".join(lines_of(home_picture(view, 80, 24), 80, 24))
    assert "! 2 problems in hpg-axis.yaml" in text
    assert "Not synced since Tuesday" in text
