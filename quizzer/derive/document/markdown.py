"""Markdown to its parts: headings, paragraphs, lists, tables and quotes as CommonMark tells them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from quizzer.derive.document.blocks import Block, BlockKind
from quizzer.derive.document.classify_line import count_sentences, find_term, is_caption

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TAG = re.compile(r"<[^<>]*>")


def parse_markdown(text: str) -> list[Block]:
    """The parts of a Markdown text, in its order; front matter, comments and raw tags are no part of it."""
    from markdown_it import MarkdownIt

    if front := _FRONT_MATTER.match(text):
        text = "\n" * front[0].count("\n") + text[front.end() :]
    return _Walk().parts(MarkdownIt("commonmark").enable("table").parse(text))


@dataclass(slots=True)
class _Item:
    """A list item that is open: the index of its part once it has text, and its paragraphs."""

    index: int | None = None
    texts: list[str] = field(default_factory=list)


class _Walk:
    """One pass over the tokens; knows which item, quote or row it is in."""

    def __init__(self) -> None:
        self._parts: list[Block] = []
        self._items: list[_Item] = []  # those that are open, the outermost first
        self._quotes = 0
        self._row: list[str] | None = None
        self._row_line = 1
        self._in_header = False
        self._depth = 0  # of the heading that is open, 0 outside

    def parts(self, tokens: Sequence[Token]) -> list[Block]:
        for token in tokens:
            match token.type:
                case "inline":
                    self._inline(token)
                case "fence" | "code_block":
                    self._paragraph(token.content, token)
                case "html_block":
                    self._paragraph(_TAG.sub(" ", token.content), token)
                case _:
                    self._enter_or_leave(token)
        return self._parts

    def _enter_or_leave(self, token: Token) -> None:
        opens = token.nesting > 0
        match token.type.rpartition("_")[0]:
            case "heading":
                self._depth = int(token.tag[1:]) if opens else 0
            case "list_item":
                self._items.append(_Item()) if opens else self._end_item()
            case "blockquote":
                self._quotes += token.nesting
            case "thead":
                self._in_header = opens
            case "tr" if opens:
                self._row, self._row_line = [], _line(token)
            case "tr":
                self._end_row()
            case _:  # what a paragraph or a table holds is met inside it
                pass

    def _inline(self, token: Token) -> None:
        children = token.children or []
        text = _text(children)
        if self._row is not None:
            self._row.append(text)
        elif self._depth:
            self._add(Block("heading", text, _line(token), depth=self._depth))
        elif text:
            self._paragraph(text, token, _bold_lead(children))
        else:
            alternatives = " ".join(child.content for child in children if child.type == "image")
            self._add(Block("caption", alternatives, _line(token)))

    def _paragraph(self, text: str, token: Token, lead: str = "") -> None:
        text = " ".join(text.split())
        if self._items:
            self._item(Block("item", text, _line(token), find_term(text) or lead))
        elif self._quotes and count_sentences(text) <= 1:
            self._add(Block("aside", text, _line(token)))
        else:
            self._add(Block("caption" if is_caption(text) else "prose", text, _line(token)))

    def _item(self, part: Block) -> None:
        """An item is its first paragraph and those that follow in it; an inner list has items of its own."""
        item = self._items[-1]
        if item.index is not None:
            item.texts.append(part.text)
        elif self._add(part):
            item.index, item.texts = len(self._parts) - 1, [part.text]

    def _end_item(self) -> None:
        item = self._items.pop()
        if item.index is not None:
            self._parts[item.index] = replace(self._parts[item.index], text=" ".join(filter(None, item.texts)))

    def _end_row(self) -> None:
        cells, self._row = self._row or [""], None
        kind: BlockKind = "header" if self._in_header else "row"
        name = "" if self._in_header else cells[0]
        self._add(Block(kind, " ".join(filter(None, cells)), self._row_line, name))

    def _add(self, part: Block) -> bool:
        """Take the part unless nothing can be read in it; a table begins with its header even so."""
        taken = part.kind == "header" or any(map(str.isalnum, part.text))
        if taken:
            self._parts.append(part)
        return taken


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _text(children: Sequence[Token]) -> str:
    """What a reader reads of a line: no markup, no addresses, no images."""
    return " ".join("".join(map(_piece, children)).split())


def _bold_lead(children: Sequence[Token]) -> str:
    """The words in bold that a line begins with."""
    written = list(dropwhile(lambda child: child.type == "text" and not child.content.strip(), children))
    if not written or written[0].type != "strong_open":
        return ""
    return _text(list(takewhile(lambda child: child.type != "strong_close", written))).rstrip(".:")


def _piece(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return " "
    return child.content if child.type in ("text", "text_special", "code_inline") else ""
