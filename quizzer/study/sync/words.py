"""What a sync did and how sync stands, in sentences: the same on the command line and on the screens."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING

from quizzer.core.safe_text import one_line
from quizzer.core.wording import duration, listed, plural
from quizzer.study.sync.values import SHORT_ID, Ahead, SyncOutcome
from quizzer.sync.names import LogName

if TYPE_CHECKING:
    from quizzer.study.sync.leave import Left

_SENTENCE_END = re.compile(r"(?<=[.?]) ")
_HOUR, _DAY = 3_600_000, 86_400_000
_HOURS = 48
"""Up to how many of them a time that has passed is said in hours; then in days."""


def describe_outcome(outcome: SyncOutcome, *, planned: bool = False) -> list[str]:
    """What a sync did, a line each: one or two where all is well.

    Args:
        planned: It is what a sync would do.
    """
    place = show_place(outcome.place)
    what = _describe_exchange(outcome, planned=planned)
    if planned:
        lines = [f"{place}: {what or 'nothing to take in, nothing to send'}. Nothing was changed, here or there."]
    elif outcome.is_new:
        who = f"Other devices there: {listed(outcome.others)}." if outcome.others else _ALONE
        lines = [
            f"Sync is set up with {place}. {who}",
            f"{what[:1].upper()}{what[1:]}." if what else "Nothing to send.",
        ]
    else:
        lines = [f"Synced with {place}: {what or 'nothing new'}."]
    return [*lines, *describe_faults(outcome)]


_ALONE = "No other device is there yet: set it up on each in the same way."


def _describe_exchange(outcome: SyncOutcome, *, planned: bool) -> str:
    """What was taken in and sent; empty for nothing."""
    taken_in, sent, taken_back = _PLANNED if planned else _DONE
    source = f" from {listed(outcome.devices)}" if outcome.devices else ""
    parts = []
    if outcome.taken:
        parts.append(f"{_count_rows(outcome.taken, outcome)} {taken_in}")
    if outcome.undone:
        parts.append(f"{outcome.undone:,} {taken_back}")
    if outcome.waiting:
        parts.append(f"{outcome.waiting:,} waiting for decks that are not here")
    if outcome.settings:
        parts.append("goals or parameters taken over" if not planned else "goals or parameters to take over")
    if outcome.quizzes:
        parts.append(f"{plural(outcome.quizzes, 'quiz result')} {taken_in}")
    if parts:
        parts[0] += source
    if outcome.forgotten:
        out = "to take out" if planned else "taken out"
        parts.append(f"{plural(outcome.forgotten, 'answer')} of a deck that was forgotten elsewhere {out}")
    if outcome.sent:
        parts.append(f"{outcome.sent:,} {sent}" if outcome.taken else f"{_count_rows(outcome.sent, outcome)} {sent}")
    elif outcome.has_sent:
        parts.append(f"changes other than answers {sent}")
    return ", ".join(parts)


_DONE = ("taken in", "sent", "taken back")
_PLANNED = ("to take in", "to send", "to take back")


def _count_rows(number: int, outcome: SyncOutcome) -> str:
    return plural(number, "answer or mark", "answers and marks") if outcome.has_marks else plural(number, "answer")


def describe_faults(outcome: SyncOutcome) -> list[str]:
    """What a person should see to after a sync, a line each."""
    lines = [_describe_clocks(outcome.ahead)] if outcome.ahead else []
    if outcome.newer:
        lines.append(
            f"What {listed(outcome.newer)} sent needs a newer quizzer. Upgrade quizzer here; the next sync reads it."
        )
    on_the_way = outcome.unfinished - len(outcome.damaged)
    if on_the_way:
        lines.append(describe_unfinished(on_the_way))
    lines += [_describe_damage(name, outcome.place) for name in outcome.damaged]
    return [*lines, outcome.problem] if outcome.problem else lines


def describe_left(left: Left) -> list[str]:
    """What was exchanged with a place before it is left, and what was not; a line each."""
    outcome = left.outcome
    lines = []
    if not left.problem or not outcome.is_nothing:
        lines = describe_outcome(outcome._replace(is_new=False, unfinished=0, damaged=(), newer=(), problem=""))
    lines += [first_sentence(problem) for problem in (outcome.problem, left.problem) if problem]
    if not left.has_read:
        lines.append("What other devices may have sent there since was not taken in.")
    if outcome.unfinished:
        lines.append(f"Not read whole, and so not taken in: {plural(outcome.unfinished, 'file')}.")
    if outcome.newer:
        lines.append(f"What {listed(outcome.newer)} sent needs a newer quizzer, and was not taken in.")
    if left.unsent:
        was = "was not sent. It stays" if left.unsent == 1 else "were not sent. They stay"
        lines.append(f"{plural(left.unsent, 'answer')} {was} here, in this device's log.")
    elif left.has_unsent:
        lines.append("Changes other than answers were not sent. They stay here.")
    return lines


def describe_end(left: Left) -> str:
    """The sentence for a place that was left."""
    end = f"This device does not sync with {show_place(left.outcome.place)} any more."
    if not left.problem:
        return f"{end} The files there stay, for the others."
    from shlex import quote  # importing it takes time that a sync with nothing new need not take

    return f"{end} The others may still list it: `quizzer sync --forget {quote(left.name)}` on one of them ends that."


def first_sentence(problem: str) -> str:
    """What went wrong, without what to do about it or what will come of it."""
    return _SENTENCE_END.split(one_line(problem), 1)[0]


def describe_unfinished(files: int) -> str:
    """The sentence for files that are not here whole yet; ``files`` is their number, from 1."""
    return f"{plural(files, 'file')} {'is' if files == 1 else 'are'} not here whole yet; the next sync tries again."


def _describe_clocks(ahead: Sequence[Ahead]) -> str:
    most = describe_span(max(one.by for one in ahead))
    if len(ahead) == 1:
        return (
            f"The clock of {ahead[0].device} is {most} ahead of the one here. Its answers were taken in; set the clock "
            "right that is wrong."
        )
    return (
        f"The clocks of {listed([one.device for one in ahead])} are up to {most} ahead of the one here. Their answers "
        "were taken in; set the clock right that is wrong."
    )


def _describe_damage(name: str, place: str) -> str:
    found = LogName.parse(name)
    writer = f" (device {found.device[:SHORT_ID]})" if found else ""
    return (
        f"{show_place(place)}: the file {name} has not been whole for days. See whether the program that carries "
        f"the folder is done. If it is, the file is spoilt: delete it, and the device that wrote it{writer} sends it "
        "again."
    )


def describe_span(milliseconds: int) -> str:
    """A length of time in the unit that says enough: ``40 seconds``, ``5 minutes``, ``3 hours``, ``2 days``."""
    if milliseconds >= 2 * _DAY:
        return plural(round(milliseconds / _DAY), "day")
    if milliseconds >= 2 * _HOUR:
        return plural(round(milliseconds / _HOUR), "hour")
    return duration(milliseconds / 1000)


def describe_noted(then: datetime, now: datetime) -> str:
    """When this device synced, by what is noted of it: ``within the last hour``, ``within the last 3 hours``.

    That a sync found nothing new is noted once an hour only, so the last one was at the instant that is noted or up to
    an hour later.

    Args:
        then: Local time.
        now: Local time.
    """
    passed = now - then
    if passed < timedelta(minutes=1):
        return "just now"
    hours = ceil(passed / timedelta(hours=1))
    if hours == 1:
        return "within the last hour"
    return f"within the last {hours} hours" if hours <= _HOURS else f"within the last {ceil(hours / 24)} days"


def show_place(place: str) -> str:
    """A place as a person knows it: a folder of the user's with ``~``."""
    home = os.path.expanduser("~")  # noqa: PTH111 - a text
    return one_line(f"~{place[len(home) :]}" if home != "/" and place.startswith(f"{home}{os.sep}") else place)
