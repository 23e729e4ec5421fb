"""Join the runs of a paragraph, some of them marked by the author, to one line and the terms in it."""

from __future__ import annotations

from collections.abc import Iterable

from quizzer.derive.document.blocks import Span

TERM_WORDS, TERM_LENGTH = 8, 80
_EDGES = " .,:;!?()[]“”\"'"


def join_runs(runs: Iterable[tuple[str, bool]]) -> tuple[str, tuple[Span, ...]]:
    """Join runs to a text on one line.

    Args:
        runs: Each with whether the author marked it: in bold or italics, or as a link to a glossary.

    Returns:
        The text, and the spans of the terms in it: what is marked, without the signs at its edges, unless it is too
        long for a term or has no letter.
    """
    pieces: list[str] = []
    marked: list[list[int]] = []
    at, blank = 0, False
    for text, is_marked in runs:
        words = text.split()
        blank = blank or text[:1].isspace()
        if not words:
            continue
        if blank and at:
            pieces.append(" ")
            at += 1
        piece = " ".join(words)
        if is_marked and marked and at - marked[-1][1] <= 1:
            marked[-1][1] = at + len(piece)
        elif is_marked:
            marked.append([at, at + len(piece)])
        pieces.append(piece)
        at += len(piece)
        blank = text[-1].isspace()
    whole = "".join(pieces)
    return whole, tuple(span for start, end in marked if (span := _trim(whole, start, end)) is not None)


def _trim(text: str, start: int, end: int) -> Span | None:
    """Cut the signs at the edges of a marked span off; None where it is no term."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES and not (text[end - 1] == ")" and "(" in text[start:end]):
        end -= 1
    said = text[start:end]
    if not any(map(str.isalpha, said)) or len(said) > TERM_LENGTH or len(said.split()) > TERM_WORDS:
        return None
    return start, end
