"""Read what only an overlay has: the deck that it changes, the notes it leaves out, and the marks of its notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.identity.overlay import MARK
from quizzer.core.notes.notes import WRITTEN_ID, qualify_id
from quizzer.deckfile.findings import Reporter, quote
from quizzer.deckfile.read.fields import read_list, read_optional
from quizzer.deckfile.yaml.nodes import Fields, Items, Node, Text


class OverlayKeys(NamedTuple):
    """What an overlay says of the deck it changes; of any other deck file all is empty."""

    overlay: str = ""
    without: frozenset[str] = frozenset()
    marks: Mapping[str, str] = {}


def read_overlay(root: Fields, namespace: str, report: Reporter, *, alone: bool) -> OverlayKeys:
    """Read the keys of an overlay; in another deck file each of them is worth a look.

    Args:
        root: The file.
        namespace: That of the deck whose notes it changes.
        report: Takes the findings.
        alone: That deck is not known.
    """
    overlay = read_optional(root, "overlay", report)
    without = read_list(root, "without", report, spare=True)
    marks = _read_marks(root.nodes["notes"], namespace, report)
    if overlay:
        report.set_aside("no-notes")
        if alone:
            message = f"the deck {quote(overlay)} whose notes these change is not loaded, so they stand alone"
            report.flaw(root.lines["overlay"], "no-base", message)
        return OverlayKeys(overlay, frozenset(qualify_id(namespace, one) for one in without), marks)
    if without:
        message = "'without' leaves out notes of another deck, which 'overlay: <its file>' names at the top of the file"
        report.flaw(root.lines["without"], "no-overlay", message)
    return OverlayKeys()


def inherit_axes(axes: tuple[Axis, ...], base: tuple[Axis, ...], *, own: bool) -> tuple[Axis, ...]:
    """The axes of an overlay.

    Args:
        axes: As its file has them, its own first.
        base: Those of the deck that it changes.
        own: Its file names its own axis.
    """
    both = [*axes, *base] if own else [*base, *axes[1:]]
    return tuple({axis.id: axis for axis in reversed(both)}[key] for key in dict.fromkeys(axis.id for axis in both))


def _read_marks(notes: Node, namespace: str, report: Reporter) -> dict[str, str]:
    marks = {}
    for entry in notes.nodes if isinstance(notes, Items) else ():
        if not isinstance(entry, Fields) or "base" not in entry.nodes:
            continue
        mark, written = read_optional(entry, "base", report), entry.nodes.get("id")
        if mark and not MARK.fullmatch(mark):
            message = f"{quote(mark)} is no mark of a note; take 'base' out, and all of this note counts"
            report.flaw(entry.lines["base"], "bad-mark", message)
        elif isinstance(written, Text) and WRITTEN_ID.fullmatch(written.value):
            marks[qualify_id(namespace, written.value)] = mark
    return marks
