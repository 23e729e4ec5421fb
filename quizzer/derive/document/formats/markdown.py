"""Parse Markdown into blocks: headings, paragraphs, lists, tables and quotes as CommonMark defines them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, dropwhile, takewhile
from typing import TYPE_CHECKING

from quizzer.derive.document.blocks import Block, BlockKind, place_cells
from quizzer.derive.document.classify_line import count_sentences, find_term, is_caption
from quizzer.derive.document.runs import join_runs

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TAG = re.compile(r"<[^<>]*>")
_OUTSIDE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_GLOSSARY = re.compile(r"gloss|#term|#def", re.IGNORECASE)


def parse_markdown(text: str) -> list[Block]:
    """Parse a Markdown text into its blocks, in order; front matter, comments and raw tags are left out."""
    from markdown_it import MarkdownIt

    lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    if front := _FRONT_MATTER.match(text):
        text = "\n" * front[0].count("\n") + text[front.end() :]
    return _Walk(lines).blocks(MarkdownIt("commonmark").enable("table").parse(text))


@dataclass(slots=True)
class _OpenItem:
    """An open list item: the index of its block once it has text, and its paragraphs."""

    index: int | None = None
    texts: list[str] = field(default_factory=list)
    end: int = -1


class _Walk:
    """One pass over the tokens, which knows the item, quote or row it is in.

    Args:
        lines: Where each line of the text begins.
    """

    def __init__(self, lines: Sequence[int]) -> None:
        self._lines = lines
        self._blocks: list[Block] = []
        self._items: list[_OpenItem] = []  # those that are open, the outermost first
        self._quotes = 0
        self._row: list[str] | None = None
        self._row_token: Token | None = None
        self._headers: list[str] = []
        self._in_header = False
        self._depth = 0  # of the heading that is open, 0 outside

    def blocks(self, tokens: Sequence[Token]) -> list[Block]:
        for token in tokens:
            match token.type:
                case "inline":
                    self._inline(token)
                case "fence" | "code_block":
                    self._add(replace(self._block(token, token.content), left_out="code"))
                case "html_block":
                    self._paragraph(self._block(token, _TAG.sub(" ", token.content)))
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
                self._row, self._row_token = [], token
            case "tr":
                self._end_row()
            case _:  # the content of a paragraph or a table has tokens of its own
                pass

    def _block(self, token: Token, text: str) -> Block:
        """A paragraph with its place in the text."""
        first, last = token.map or (0, 1)
        last = min(last, len(self._lines) - 1)
        return Block(
            "prose", " ".join(text.split()), first + 1, start=self._lines[first], end=max(0, self._lines[last] - 1)
        )

    def _inline(self, token: Token) -> None:
        children = token.children or []
        text, terms = join_runs(_runs(children))
        block = replace(self._block(token, text), terms=terms)
        if self._row is not None:
            self._row.append(text)
        elif self._depth:
            self._add(replace(block, kind="heading", depth=self._depth, terms=()))
        elif text:
            self._paragraph(block, children)
        else:
            alternatives = " ".join(child.content for child in children if child.type == "image")
            self._add(replace(block, kind="caption", text=" ".join(alternatives.split())))

    def _paragraph(self, block: Block, children: Sequence[Token] = ()) -> None:
        if self._items:
            name = find_term(block.text) or _bold_lead(children)
            terms = block.terms or (((0, len(name)),) if block.text.startswith(name) and name else ())
            self._item(replace(block, kind="item", name=name, terms=terms, link=_link(children)))
        elif self._quotes and count_sentences(block.text) <= 1:
            self._add(replace(block, kind="aside"))
        else:
            lead = _bold_lead(children)
            kind: BlockKind = "caption" if is_caption(block.text) else "prose"
            if lead and lead == block.text.rstrip(".:"):  # all of it is set off, as a heading would be
                lead, block = "", replace(block, terms=())
            self._add(replace(block, kind=kind, name=lead))

    def _item(self, block: Block) -> None:
        """An item is its first paragraph and those that follow in it; an inner list has items of its own."""
        item = self._items[-1]
        if item.index is not None:
            item.texts.append(block.text)
            item.end = block.end
            return
        above = sum(other.index is not None for other in self._items[:-1])
        if self._add(replace(block, nesting=above)):
            item.index, item.texts, item.end = len(self._blocks) - 1, [block.text], block.end

    def _end_item(self) -> None:
        item = self._items.pop()
        if item.index is not None:
            text = " ".join(filter(None, item.texts))
            self._blocks[item.index] = replace(self._blocks[item.index], text=text, end=item.end)

    def _end_row(self) -> None:
        texts, self._row = self._row or [""], None
        if self._in_header:
            self._headers = texts
        text, cells = place_cells(texts, self._headers)
        block = self._block(self._row_token, text) if self._row_token else Block("row", text, 1)
        if self._in_header:
            self._add(replace(block, kind="header"))
        else:
            self._add(replace(block, kind="row", name=texts[0], cells=cells))

    def _add(self, block: Block) -> bool:
        """Add the block if it has a letter or digit; a table's header is added even without one."""
        taken = block.kind == "header" or any(map(str.isalnum, block.text))
        if taken:
            self._blocks.append(block)
        return taken


def _runs(children: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    """The text of a line as a reader sees it, without markup, addresses and images, and what is marked as a term."""
    marked = 0
    glossary = False
    for child in children:
        match child.type:
            case "strong_open" | "em_open" | "strong_close" | "em_close":
                marked += child.nesting
            case "link_open":
                glossary = _GLOSSARY.search(str(child.attrGet("href") or "")) is not None
            case "link_close":
                glossary = False
            case _:
                yield _piece(child), glossary or marked > 0


def _text(children: Sequence[Token]) -> str:
    return " ".join("".join(map(_piece, children)).split())


def _bold_lead(children: Sequence[Token]) -> str:
    """The words in bold that a line begins with."""
    written = list(dropwhile(lambda child: child.type == "text" and not child.content.strip(), children))
    if not written or written[0].type != "strong_open":
        return ""
    return _text(list(takewhile(lambda child: child.type != "strong_close", written))).rstrip(".:")


def _link(children: Sequence[Token]) -> str:
    """Whether an item is a link, or begins with one to another site."""
    written = [child for child in children if child.type != "text" or child.content.strip()]
    if not written or written[0].type != "link_open":
        return ""
    closes = [index for index, child in enumerate(written) if child.type == "link_close"]
    if closes and closes[0] == len(written) - 1:
        return "whole"
    return "outside" if _OUTSIDE.match(str(written[0].attrGet("href") or "")) else ""


def _piece(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return " "
    return child.content if child.type in ("text", "text_special", "code_inline") else ""
