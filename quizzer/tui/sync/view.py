"""The devices that sync with this one, drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import ago, plural
from quizzer.study.sync.values import DeviceLine, SyncStatus
from quizzer.study.sync.words import describe_noted, describe_unfinished
from quizzer.tui.kit.painting.paint import (
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    Line,
    Picture,
    column,
    hint_line,
    padded,
    spread,
    wrapped,
)
from quizzer.tui.kit.sync_words import Standing, state_line

NOT_SET_UP = (
    "Sync is not set up here. A folder that your devices share is enough: one that Syncthing, Dropbox, iCloud or a "
    "drive carries. On each of them, once:"
)
_COMMAND = "quizzer sync --with FOLDER"
_AFTERWARDS = "From then on what is answered on one device is taken in on the others when quizzer starts."
_LONGEST_NAME = 30
_SEEN, _STANDING = 22, 20


class DevicesView(NamedTuple):
    """The content of the page about the devices.

    Attributes:
        standing: How this home stands; None where sync is not set up.
        status: The devices; None before they are read.
        now: Local time.
        local: Gives the local time of milliseconds.
        hints: Key, effect and target of each.
        notice: A sentence to show above the hints, or empty.
    """

    standing: Standing | None
    status: SyncStatus | None
    now: datetime
    local: Callable[[int], datetime]
    hints: Sequence[tuple[str, str, str]]
    notice: str = ""


def devices_picture(view: DevicesView, width: int) -> Picture:
    """Draw the page on a given width."""
    wide = column(width)
    place = Content.styled(one_line(view.standing.place if view.standing else ""), QUIET).truncate(
        max(0, wide - 10), ellipsis=True
    )
    head = [spread(Content.styled("Devices", STRONG), place, wide), EMPTY]
    notice = list(wrapped(plain(view.notice), wide)) if view.notice else []
    foot = (*notice, Content.styled("─" * wide, LINE), hint_line(view.hints, wide))
    return Picture(tuple(head), tuple(_body(view, wide)), foot)


def _body(view: DevicesView, wide: int) -> list[Line]:
    if view.standing is None:
        return [
            *wrapped(NOT_SET_UP, wide),
            EMPTY,
            Content.styled(f"  {_COMMAND}", STRONG),
            EMPTY,
            *wrapped(_AFTERWARDS, wide),
        ]
    lines = [line for text in _said(view) for line in (*wrapped(text, wide), EMPTY)]
    status = view.status
    if status is None:
        return lines[:-1]
    if status.problem and status.problem != view.standing.trouble:
        lines += [*wrapped(plain(status.problem), wide), EMPTY]
    if status.devices:
        lines += [*_table(view, status.devices, wide), EMPTY]
    for text in _remarks(view):
        lines += [*wrapped(plain(text), wide), EMPTY]
    return lines[:-1]


def _said(view: DevicesView) -> list[str]:
    """How this home stands, after all of what went wrong; a paragraph each."""
    standing = view.standing
    assert standing is not None
    line = state_line(standing._replace(trouble=""), view.now, 1_000) or "Not synced yet"
    if not standing.trouble:
        return [f"{line}."]
    if not standing.activity:
        line = f"{line.replace('Synced', 'Last synced')}. It is tried again at the next start"
    return [plain(standing.trouble), f"{line}."]


def _table(view: DevicesView, devices: Sequence[DeviceLine], wide: int) -> list[Line]:
    names = min(_LONGEST_NAME, max(cell_len(one_line(device.name)) for device in devices)) + 2
    names = max(8, min(names, wide - _SEEN - _STANDING))
    lines = [Content.styled(f"{'':{names}}{'synced':{_SEEN}}", QUIET)]
    for device in devices:
        name = padded(Content.styled(one_line(device.name), STRONG if device.is_here else ""), names)
        seen = _say_when(device, view)
        standing = Content.styled(_standing_of(device), QUIET).truncate(max(0, wide - names - _SEEN), ellipsis=True)
        lines.append(Content.assemble(name, f"{seen:{_SEEN}}", standing))
    return lines


def _say_when(device: DeviceLine, view: DevicesView) -> str:
    """When a device synced: this one by what was seen since the program began, else by what is noted here."""
    if device.is_here and view.standing is not None and view.standing.synced is not None:
        return ago(view.standing.synced, view.now)
    if device.synced is None:
        return "never"
    return (describe_noted if device.is_here else ago)(view.local(device.synced), view.now)


def _standing_of(device: DeviceLine) -> str:
    behind = f"behind by {plural(device.behind, 'file')}" if device.behind else ""
    return ", ".join(filter(None, ("this device" if device.is_here else "", behind)))


def _remarks(view: DevicesView) -> Sequence[str]:
    """What else is to be known: of the last sync, else of the files there."""
    standing, status = view.standing, view.status
    if standing is not None and standing.remarks:
        return standing.remarks
    if status is None or not status.unfinished:
        return ()
    return (describe_unfinished(status.unfinished),)
