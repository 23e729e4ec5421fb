"""What the first screen says of the learner's other devices; where it is in sync with none, nothing is imported."""

from __future__ import annotations

from quizzer.tui.home.values import HomeView

GAP = 3
"""Cells between the state and what stands at the right of it."""


def state(view: HomeView, room: int) -> str:
    """How this home stands, for a line that something else begins or ends; empty where there is nothing to say.

    Args:
        room: Cells that there are.
    """
    standing = view.standing
    if standing is None or trouble(view, 1_000):
        return ""
    from quizzer.tui.kit.sync_words import state_line

    return state_line(standing, view.now, room, view.keys.get("home.devices", ""))


def trouble(view: HomeView, room: int) -> str:
    """Why nothing was synced, for a line of its own; empty where there is no trouble, or a problem needs that line.

    Args:
        room: Cells that there are.
    """
    standing = view.standing
    if standing is None or not standing.trouble or standing.activity or view.problem:
        return ""
    from quizzer.tui.kit.sync_words import state_line

    return state_line(standing, view.now, room, view.keys.get("home.devices", ""))
