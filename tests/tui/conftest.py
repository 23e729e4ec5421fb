"""A terminal with all colours and signs, whatever the tests are started from."""

from __future__ import annotations

import pytest

from quizzer.tui.answering.guard import Guard, Ruling


@pytest.fixture(autouse=True)
def _unguarded(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests press keys faster than people: every rating counts, but in tests of the guard itself."""
    if request.node.get_closest_marker("guarded") is None:
        monkeypatch.setattr(Guard, "press", lambda *_: False)
        monkeypatch.setattr(Guard, "is_open", True)
        monkeypatch.setattr(Guard, "rule", lambda *_, **__: Ruling.RATES)


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("TEXTUAL_THEME", raising=False)
    monkeypatch.setattr("quizzer.tui.app.needs_ascii", lambda: False)
