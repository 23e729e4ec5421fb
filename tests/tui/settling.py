"""When a staged application has done all it can do."""

from __future__ import annotations

import asyncio
from asyncio import sleep
from time import monotonic

from textual._context import active_app
from textual.app import App
from textual.timer import Timer

SOON = 0.025
"""Seconds: a timer that goes off within them belongs to what is being done."""
LONGEST = 10.0
"""Seconds after which the wait ends even if the application never rests."""
WORK = 1.0
"""Seconds for which work in a thread is waited for: some tests hold theirs until they have looked."""


async def wait_until_settled(min_sleep: float = 0, max_sleep: float = LONGEST) -> None:
    """Wait until nothing is left to run, paint, or come soon from a timer or a worker.

    Textual's own wait takes a process for idle that used no processor time for 20 ms. On a busy machine that is one
    which had no turn, so that a test looks before the key has had its effect. On a quiet one it waits for nothing.

    Args:
        min_sleep: Seconds to wait at least.
        max_sleep: Seconds to wait at most.
    """
    loop, app = asyncio.get_running_loop(), active_app.get()
    start = monotonic()
    if min_sleep:
        await sleep(min_sleep)
    while monotonic() - start < max_sleep:
        await sleep(0)
        if loop._ready or _paint(app):  # type: ignore[attr-defined]
            continue
        busy = _is_working(app) and monotonic() - start < WORK
        if not busy and not _is_due_soon(loop, app):
            return
        await sleep(0.001)


def _paint(app: App[object]) -> bool:
    """Paint what waits for the next of sixty frames a second; False where nothing waits."""
    if not app.screen_stack:
        return False
    screen = app.screen
    waiting = bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )
    if waiting and screen.is_running and not app._batch_count:
        screen._on_timer_update()
        return True
    return False


def _is_working(app: App[object]) -> bool:
    return any(not worker.is_finished for worker in app.workers)


def _is_due_soon(loop: asyncio.AbstractEventLoop, app: App[object]) -> bool:
    """Whether a timer goes off soon; but for those that go off again and again, which never end."""
    endless = {waiting for screen in app.screen_stack for timer in screen._timers if (waiting := _await_of(timer))}
    return any(
        handle._when - loop.time() < SOON and not handle._cancelled and not endless.intersection(handle._args or ())
        for handle in loop._scheduled  # type: ignore[attr-defined]
    )


def _await_of(timer: Timer) -> object | None:
    """The future for which an endless timer waits."""
    return getattr(timer._task, "_fut_waiter", None) if timer._repeat is None else None
