"""What an import will do, drawn before it does anything."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import plural
from quizzer.study.exchange.messages import import_messages
from quizzer.study.exchange.plan import ImportResult
from quizzer.tui.kit.painting.paint import QUIET, STRONG, Line, hanging, wrapped

_NAMED = 5
_WHAT = 24


def kind_of(seen: ImportResult) -> str:
    """What a file is, and how its columns are read where it has some."""
    origin = one_line(seen.origin)
    return f"{origin[:1].upper()}{origin[1:]}. {one_line(seen.columns)}".strip()


def deed_of(seen: ImportResult) -> str:
    """What an import takes in, in a few words: ``Import 46 notes``."""
    notes = sum(file.notes for file in seen.files)
    counts = ((notes, "note"), (seen.reviews, "review"), (seen.marks, "mark"))
    parts = [plural(number, what) for number, what in counts if number]
    return f"Import {' and '.join(parts[:2])}" if parts else "Import: nothing new in it"


def draw_preview(seen: ImportResult, width: int) -> Sequence[Line]:
    """Draw what will happen: what comes and where to, and what is left out by its place."""
    _, *sentences = import_messages(seen._replace(skipped=(), columns="", samples=()))
    lines: list[Line] = [Content.styled("What will happen", STRONG)]
    for sentence in sentences:
        lines += wrapped(plain(sentence), width)
    return lines + _left_out(seen, width)


def draw_samples(seen: ImportResult, width: int) -> Sequence[Line]:
    """Draw the first notes as they are understood, on two lines each at most."""
    lines: list[Line] = [Content.styled("The first notes", STRONG)] if seen.samples else []
    for sample in seen.samples:
        lines += wrapped(plain(sample.partition(": ")[2]), width)[:2]
    return lines


def _left_out(seen: ImportResult, width: int) -> list[Line]:
    """Draw what is left out, one a line, with the place and the reason."""
    if not seen.skipped:
        return []
    verb = "is" if len(seen.skipped) == 1 else "are"
    lines: list[Line] = list(wrapped(f"{len(seen.skipped):,} {verb} left out:", width))
    for one in seen.skipped[:_NAMED]:
        what = one_line(one.what)
        what = what if len(what) <= _WHAT else f"{what[: _WHAT - 1]}…"
        lines += hanging(
            Content.styled(f"  {what}   ", QUIET), wrapped(f"it {one_line(one.why)}", width - len(what) - 5)
        )
    if len(seen.skipped) > _NAMED:
        lines += wrapped(f"  and {len(seen.skipped) - _NAMED:,} more", width, QUIET)
    return lines
