"""The statistics once they have been counted, and a second axis."""

from __future__ import annotations

from tests.tui.stage import Stage
from tests.tui.stage import learnt as learnt

OTHER = "deck: O\naxis: {id: OTH, name: Other axis}\nnotes:\n  - {id: why, ask: Why?, answer: a, level: academic}\n"


async def counted(stage: Stage, *keys: str) -> str:
    """Press keys and wait until all that they need is counted; the screen as words."""
    for key in keys:
        await stage.press(key)
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()
    return stage.words
