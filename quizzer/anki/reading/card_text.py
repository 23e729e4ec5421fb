"""The text of a card made in Anki: its templates filled in, without what its back repeats of its front."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from quizzer.anki.reading.templates import Side, is_blank, render
from quizzer.core.notes.cards import TYPED_LENGTH
from quizzer.formats.common import numbered_clozes
from quizzer.formats.common.clean_text import clean
from quizzer.formats.common.html_text import plain_text
from quizzer.formats.common.numbered_clozes import Pieces

_ANSWER_LINE = re.compile(r"<hr\b[^<>]*\bid\s*=\s*[\"']?answer\b[^<>]*>", re.I)


class CardText(NamedTuple):
    """The question and answer of a card made in Anki, as text."""

    ask: str
    answer: str
    extra: str
    typed: bool
    media: tuple[str, ...]


class ClozeText(NamedTuple):
    """A cloze as one of its cards shows it.

    Attributes:
        pieces: Its text, divided at the deletions.
        below: What the back has beside it.
        length: Characters of both, before HTML became text.
    """

    pieces: Pieces
    below: str
    media: tuple[str, ...]
    length: int


def render_card(front: Side, back: Side, fields: Mapping[str, str]) -> CardText:
    """The question and answer of a card whose template is not about clozes."""
    show: Callable[[str], str] = _as_it_is
    ask = plain_text(render(front, fields, show, front=True))
    html = render(back, fields, show, front=False)
    below = html if back.has_front else _after_line(html)
    shown = plain_text(below)
    media = ask.media + (shown if below is html else plain_text(html)).media
    answer, extra, typed = _without_front(shown.text, "" if back.has_front else ask.text), "", False
    wanted = fields.get(front.typed, "") if front.typed else ""
    if not is_blank(wanted):
        right = clean(plain_text(wanted).text)
        if right:
            extra = "" if answer == right else answer.replace(right, "", 1).strip()
            answer, typed = right, is_short(right)
    return CardText(clean(ask.text), clean(answer), clean(extra), typed, media)


def render_cloze(front: Side, back: Side, fields: Mapping[str, str], number: int) -> ClozeText:
    """The text of a cloze as the card of a number shows it; as in Anki, a field without that number shows nothing."""
    own = {f"c{number}": "1", **fields}

    def marked(html: str) -> str:
        html = numbered_clozes.mark_deletions(html)
        return html if number in numbered_clozes.numbers_of(numbered_clozes.pieces_of(html)) else ""

    html = render(front, own, marked, front=True)
    extra = render(back, own, _nothing, front=False)
    context = plain_text(render(front, own, _nothing, front=True)).text
    text = plain_text(html)
    below = extra if back.has_front else _after_line(extra)
    shown = plain_text(below)
    media = text.media + (shown if below is extra else plain_text(extra)).media
    return ClozeText(
        numbered_clozes.pieces_of(clean(text.text)),
        _without_front(shown.text, context),
        tuple(dict.fromkeys(media)),
        len(html) + len(extra),
    )


def is_short(text: str) -> bool:
    """Whether an answer is short enough to be typed."""
    return "\n" not in text and len(text) <= TYPED_LENGTH


def _after_line(html: str) -> str:
    """The part below the line that Anki's own templates draw above the answer; all of it where there is none."""
    line = _ANSWER_LINE.search(html)
    below = html[line.end() :] if line is not None else ""
    return below if plain_text(below).text else html


def _without_front(text: str, front: str) -> str:
    """The text of a back, without the front that it repeats at its beginning."""
    rest = text.removeprefix(front)
    return rest.strip() if front and (not rest or rest[0].isspace()) else text


def _as_it_is(html: str) -> str:
    return numbered_clozes.show_deletions(numbered_clozes.pieces_of(numbered_clozes.mark_deletions(html)))


def _nothing(_: str) -> str:
    return ""
