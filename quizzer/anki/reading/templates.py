"""Anki's card templates, filled in: fields, conditions and filters, as far as text can show them.

The grammar and its order are Anki's (``rslib/src/template.rs``, ``template_filters.rs``), but lenient: what Anki
refuses to show is shown as far as it goes, and nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import NamedTuple

from quizzer.formats.common.html_text import plain_text, strip_drawings

MOST_RENDERED = 2_000_000
"""Characters, those given to filters too, after which a side is cut off: it is too long for a card anyway."""

_MOST_FILTERS = 10
_TAG = re.compile(r"\{\{([^{}]*+)\}\}")
_OTHER_DELIMITERS = "{{=<% %>=}}"
_BLANK = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*+", re.I)
_READING = re.compile(r" ?(?<![^ >\[\]])([^ >\[\]]++)\[([^\[\]]{1,200}+)\]")
_READINGS: Mapping[str, Callable[[re.Match[str]], str]] = {
    "furigana": lambda found: f"{found[1]}({found[2]})",
    "kanji": lambda found: found[1],
    "kana": lambda found: found[2],
}
_FRONT_SIDE = "FrontSide"


class Op(NamedTuple):
    """A piece of a template.

    Attributes:
        kind: ``""`` for text, ``=`` for a field, ``#`` and ``^`` for the beginning of a condition.
        name: The text, or the name of the field.
        filters: In the order in which they are applied.
        end: For a condition, the place after its end.
    """

    kind: str
    name: str
    filters: tuple[str, ...] = ()
    end: int = 0


class Side(NamedTuple):
    """One side of a card's template.

    Attributes:
        typed: Name of the field that is to be typed; empty for none.
        clozes: Names of the fields that are shown as clozes.
        has_front: It repeats the front by ``{{FrontSide}}``.
        pictured: It is about areas of a picture.
        conditions: Names that its conditions are about.
        names: Names of all that it shows or depends on.
    """

    ops: tuple[Op, ...]
    typed: str
    clozes: tuple[str, ...]
    has_front: bool
    pictured: bool
    conditions: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()


def side_of(template: str) -> Side:
    """Read one side of a template; conditions that are not closed go on to the end."""
    if template.lstrip().startswith(_OTHER_DELIMITERS):
        template = template.lstrip().removeprefix(_OTHER_DELIMITERS).replace("<%", "{{").replace("%>", "}}")
    ops: list[Op] = []
    open_: list[int] = []
    at = 0
    for found in _TAG.finditer(template):
        if found.start() > at:
            ops.append(Op("", strip_drawings(template[at : found.start()])))
        at = found.end()
        tag = found[1].strip()
        sign, name = tag[:1], tag[1:].strip()
        if sign in ("#", "^") and name:
            open_.append(len(ops))
            ops.append(Op(sign, name))
        elif sign == "/" and name:
            _close(ops, open_, name)
        elif tag and not tag.startswith("!"):
            *filters, field = tag.split(":")
            ops.append(Op("=", field.strip(), tuple(one.strip() for one in reversed(filters))[:_MOST_FILTERS]))
    if at < len(template):
        ops.append(Op("", strip_drawings(template[at:])))
    for index in open_:
        ops[index] = ops[index]._replace(end=len(ops))
    fields = [op for op in ops if op.kind == "="]
    return Side(
        tuple(ops),
        next((op.name for op in fields if "type" in op.filters), ""),
        tuple(dict.fromkeys(op.name for op in fields if "cloze" in op.filters or "cloze-only" in op.filters)),
        any(op.name == _FRONT_SIDE for op in fields),
        "image-occlusion" in template,
        tuple(dict.fromkeys(op.name for op in ops if op.kind in ("#", "^"))),
        frozenset(op.name for op in ops if op.kind),
    )


def _close(ops: list[Op], open_: list[int], name: str) -> None:
    """End the innermost condition of the name, and what was left open inside it."""
    if not any(ops[index].name == name for index in open_):
        return
    while open_:
        index = open_.pop()
        ops[index] = ops[index]._replace(end=len(ops))
        if ops[index].name == name:
            return


def is_blank(html: str) -> bool:
    """Whether Anki takes the content of a field for nothing."""
    return not html or _BLANK.fullmatch(html) is not None


def render(side: Side, fields: Mapping[str, str], cloze: Callable[[str], str], *, front: bool) -> str:
    """The HTML of a side; ``{{FrontSide}}`` and places for typing are left empty.

    Args:
        fields: HTML by name, the special ones too.
        cloze: Gives the HTML of a field that is shown as a cloze.
        front: It is the front, where a hint stays closed and what is to be typed is left out.
    """
    pieces: list[str] = []
    length = at = 0
    ops = side.ops
    while at < len(ops) and length <= MOST_RENDERED:
        op = ops[at]
        kind, name, filters, end = op
        at += 1
        piece = ""
        if kind == "":
            piece = name
        elif kind == "=":
            piece = fields.get(name, "")
            if filters:
                length += len(piece) * len(filters)
                piece = _filtered(op, piece, cloze, front=front)
        elif is_blank(fields.get(name, "")) == (kind == "#"):
            at = end
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces)


def _filtered(op: Op, html: str, cloze: Callable[[str], str], *, front: bool) -> str:
    for name in op.filters:
        if name in ("cloze", "cloze-only"):
            html = cloze(html)
        elif name == "text":
            html = escape(plain_text(html).text, quote=False)
        elif name in _READINGS:
            html = _READING.sub(_READINGS[name], html)
        elif name.split(" ")[0] in ("tts", "tts-voices") or (front and name in ("type", "hint")):
            return ""
    return html
