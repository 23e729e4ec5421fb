"""Parse Markdown into blocks: headings, paragraphs, lists, tables and quotes as CommonMark defines them."""

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
    """Parse a Markdown text into its blocks, in order; front matter, comments and raw tags are left out."""
    from markdown_it import MarkdownIt

    if front := _FRONT_MATTER.match(text):
        text = "\n" * front[0].count("\n") + text[front.end() :]
    return _Walk().blocks(MarkdownIt("commonmark").enable("table").parse(text))


@dataclass(slots=True)
class _OpenItem:
    """An open list item: the index of its block once it has text, and its paragraphs."""

    index: int | None = None
    texts: list[str] = field(default_factory=list)


class _Walk:
    """One pass over the tokens, which knows the item, quote or row it is in."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._items: list[_OpenItem] = []  # those that are open, the outermost first
        self._quotes = 0
        self._row: list[str] | None = None
        self._row_line = 1
        self._in_header = False
        self._depth = 0  # of the heading that is open, 0 outside

    def blocks(self, tokens: Sequence[Token]) -> list[Block]:
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
        return self._blocks

    def _enter_or_leave(self, token: Token) -> None:
        opens = token.nesting > 0
        match token.type.rpartition("_")[0]:
            case "heading":
                self._depth = int(token.tag[1:]) if opens else 0
            case "list_item":
                self._items.append(_OpenItem()) if opens else self._end_item()
            case "blockquote":
                self._quotes += token.nesting
            case "thead":
                self._in_header = opens
            case "tr" if opens:
                self._row, self._row_line = [], _line(token)
            case "tr":
                self._end_row()
            case _:  # the content of a paragraph or a table has tokens of its own
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

    def _item(self, block: Block) -> None:
        """An item is its first paragraph and those that follow in it; an inner list has items of its own."""
        item = self._items[-1]
        if item.index is not None:
            item.texts.append(block.text)
        elif self._add(block):
            item.index, item.texts = len(self._blocks) - 1, [block.text]

    def _end_item(self) -> None:
        item = self._items.pop()
        if item.index is not None:
            self._blocks[item.index] = replace(self._blocks[item.index], text=" ".join(filter(None, item.texts)))

    def _end_row(self) -> None:
        cells, self._row = self._row or [""], None
        kind: BlockKind = "header" if self._in_header else "row"
        name = "" if self._in_header else cells[0]
        self._add(Block(kind, " ".join(filter(None, cells)), self._row_line, name))

    def _add(self, block: Block) -> bool:
        """Add the block if it has a letter or digit; a table's header is added even without one."""
        taken = block.kind == "header" or any(map(str.isalnum, block.text))
        if taken:
            self._blocks.append(block)
        return taken


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _text(children: Sequence[Token]) -> str:
    """The text of a line as a reader sees it, without markup, addresses and images."""
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
