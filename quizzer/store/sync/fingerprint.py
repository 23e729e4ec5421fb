"""What the cached columns of cards depend on besides their logs, in one word: where it agrees, they can be taken over.

These are the parameters in use, the rules by which this program replays a log, and the arithmetic of this machine,
whose powers may differ in the last bit from those of another. The last two show in the replay of a log that is always
the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from quizzer.core.log import CLOCK_AHEAD, LogKind

if TYPE_CHECKING:
    from quizzer.core.schedule.replay import LogValues
    from quizzer.core.schedule.scheduler import Scheduler

_CARDS, _ROWS = 40, 50
_DAY = 86_400_000


def fingerprint(scheduler: Scheduler) -> str:
    """The word for a scheduler on this machine; what a leech is has no part in it."""
    digest = sha256(scheduler.parameters_fingerprint().encode())
    for card in range(_CARDS):
        state = scheduler.replay(_imagine_log(card))
        digest.update(repr(state._replace(progress=state.progress._replace(leech=False))).encode())
    return digest.hexdigest()[:32]


def _imagine_log(card: int) -> Iterator[LogValues]:
    """A log with rows of every kind: mostly answers, on the day of the one before or up to two years later."""
    drawn, day = card + 1, 20_000
    for _ in range(_ROWS):
        drawn = (drawn * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % (1 << 64)
        chance = drawn >> 33
        day += (0, 1, 3, chance % 40, chance % 700)[chance % 5]
        kind = LogKind(chance // 7 % len(LogKind)) if chance % 23 == 0 else LogKind.ANSWER
        interval = -600 if chance % 6 == 0 else 1 + chance % 300
        value = chance // 11 % 4 + 1
        if kind == LogKind.BURY:
            value = CLOCK_AHEAD if chance % 2 else day
        elif kind == LogKind.RESCHEDULE:
            value = day + interval
        yield day * _DAY, day, kind, value, chance // 13 % 3 + 1, 0, interval
