"""A terminal with all colours and signs, whatever the tests are started from."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from quizzer.tui.answering.guard import Guard, Ruling
from tests.tui.settling import wait_until_settled


@pytest.fixture(autouse=True)
def _unguarded(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests press keys faster than people: every rating counts, but in tests of the guard itself."""
    if request.node.get_closest_marker("guarded") is None:
        monkeypatch.setattr(Guard, "press", lambda *_: False)
        monkeypatch.setattr(Guard, "is_open", True)
        monkeypatch.setattr(Guard, "rule", lambda *_, **__: Ruling.RATES)


@dataclass
class Hand:
    """The clock by which the guard measures the pauses between presses.

    Attributes:
        instant: Seconds.
    """

    instant: float = 100.0


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch) -> Hand:
    """A clock that stands still between presses, however slowly the machine takes them."""
    hand = Hand()
    monkeypatch.setattr(Guard.__init__, "__defaults__", (0.25, lambda: hand.instant))
    return hand


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause ends when the application has done what it can, however busy the machine is."""
    monkeypatch.setattr("textual.pilot.wait_for_idle", wait_until_settled)


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("TEXTUAL_THEME", raising=False)
    monkeypatch.setattr("quizzer.tui.app.needs_ascii", lambda: False)
