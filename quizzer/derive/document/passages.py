"""Split a document into passages, each with its level, its section, its place there and its fingerprint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizzer.core.notes.notes import LEVELS
from quizzer.derive.document.blocks import Block
from quizzer.derive.document.blocks import Cell as Cell
from quizzer.derive.document.classify_line import lacks_stop
from quizzer.derive.document.left_out import mark_left_out
from quizzer.derive.document.passage import LEFT_OUT as LEFT_OUT
from quizzer.derive.document.passage import STATEMENTS as STATEMENTS
from quizzer.derive.document.passage import Document as Document
from quizzer.derive.document.passage import Passage as Passage
from quizzer.derive.document.passage import PassageKind as PassageKind
from quizzer.derive.document.places import Placer

_OPEN_ENDED_SHARE = 2 / 3


def split_passages(text: str, *, markdown: bool = False, levels: Sequence[str] = LEVELS) -> tuple[Passage, ...]:
    """Split a text into passages; any text is accepted, and an empty one has none.

    Args:
        text: The text of the document.
        markdown: Whether it is Markdown; plain text otherwise.
        levels: The headings that open a level; case does not matter.
    """
    return place_blocks(parse_text(text, markdown=markdown), levels)


def parse_text(text: str, *, markdown: bool) -> list[Block]:
    """Parse plain text or Markdown into blocks, in order."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if markdown:
        from quizzer.derive.document.formats.markdown import parse_markdown

        return _recast_captions(parse_markdown(text))
    from quizzer.derive.document.formats.text import parse_plain_text

    return _recast_captions(parse_plain_text(text))


def place_blocks(blocks: Sequence[Block], levels: Sequence[str] = LEVELS) -> tuple[Passage, ...]:
    """Make passages of the blocks of any format.

    Args:
        blocks: In the order of the text. Where they have no offsets, the text they were read from is theirs joined by
            line breaks.
        levels: The headings that open a level; case does not matter.
    """
    return Placer(levels).passages(mark_left_out(_with_offsets(blocks)))


def _with_offsets(blocks: Sequence[Block]) -> list[Block]:
    placed, at = [], 0
    for block in blocks:
        end = at + len(block.text)
        placed.append(block if block.start >= 0 else replace(block, start=at, end=end))
        at = end + 1
    return placed


def _recast_captions(blocks: list[Block]) -> list[Block]:
    """Make captions prose where most paragraphs end without a stop, so that a missing stop means nothing."""
    paragraphs = [block for block in blocks if block.kind in ("caption", "aside", "prose")]
    open_ended = sum(lacks_stop(block.text) for block in paragraphs)
    if open_ended < 3 or open_ended < _OPEN_ENDED_SHARE * len(paragraphs):
        return blocks
    return [replace(block, kind="prose") if block.kind == "caption" else block for block in blocks]
