"""Give each block its level, section, place and lead-in, in the order of the text.

Sections and places are counted as the citations of deck files count them: paragraphs of prose from 1 in each section,
list items by the term they define, table rows by their first cell under the title of their table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quizzer.derive.document.blocks import Block
from quizzer.derive.document.classify_line import find_term, is_navigation, split_sentences
from quizzer.derive.document.left_out import KEY_TERMS, name_heading
from quizzer.derive.document.passage import Passage, PassageKind
from quizzer.derive.document.pull_quotes import find_pull_quotes
from quizzer.derive.fingerprint import fingerprint, normalize

_INTRODUCES = re.compile(r":$|\b(?:following|as follows|these|below)\b[^.]*[.:]?$", re.IGNORECASE)
_LEAD_LENGTH = 300
_CLAUSE = re.compile(
    r"^(?:you|we|it|they|this|if|when|why|how)\b"
    r"|\w (?:is|are|was|were|has|have|had|can|will|may|should|must|does|do) \w",
    re.IGNORECASE,
)
_NO_TERM = re.compile(
    r"(?:please|note|tips?|warning|caution|important|proof|remark|(?:for )?example|see|nb|e\.g|hint)\b", re.IGNORECASE
)


class Placer:
    """One pass over the blocks.

    Args:
        levels: The headings that open a level; case does not matter.
    """

    def __init__(self, levels: Sequence[str]) -> None:
        self._levels = {normalize(level): level.casefold() for level in levels}
        self._level = self._section = ""
        self._below: PassageKind | None = None  # what a heading made of everything below it
        self._short = False  # whether the next heading ends that, whatever its depth
        self._depth = 0  # of the heading that opened the level or the apparatus
        self._key_terms = False
        self._outer = ""  # the section around a list of objectives
        self._lead = ""
        self._above: list[Block] = []  # the item that is open, and those above it, the outermost first
        self._counts = {"paragraph": 0, "item": 0, "table": 0, "row": 0}
        self._left: dict[str, tuple[str, PassageKind | None, bool, int, bool, dict[str, int]]] = {}

    def passages(self, blocks: Sequence[Block]) -> tuple[Passage, ...]:
        """Place all blocks of a document."""
        repeated = find_pull_quotes(blocks)
        return tuple(self._passage(block, repeated=index in repeated) for index, block in enumerate(blocks))

    def _passage(self, block: Block, *, repeated: bool) -> Passage:
        if block.section and block.section != self._section:
            self._return_to(block.section)
        if block.left_out == "navigation" and block.kind not in ("item", "row"):
            return self._build("navigation", block)
        if block.kind in ("heading", "prose") and is_navigation(block.text):
            return self._build("boilerplate", block)
        if block.kind in ("heading", "title", "header"):
            self._open_section(block)
            return self._build("heading", block, section=block.title or (block.text if block.kind == "title" else ""))
        if repeated:
            return self._build("pull quote", block)
        if block.kind == "caption":
            return self._build(self._kind_below(block, "caption"), block)
        if block.kind == "item":
            return self._item(block)
        if block.kind == "row":
            places = self._row_places(block)
            return self._build(self._kind_below(block, "row"), block, *places, section=block.title, lead=self._lead)
        return self._paragraph(block)

    def _kind_below(self, block: Block, kind: PassageKind) -> PassageKind:
        return self._below or block.left_out or kind

    def _build(
        self,
        kind: PassageKind,
        block: Block,
        place: str = "",
        *also: str,
        section: str = "",
        lead: str = "",
        parents: tuple[str, ...] = (),
    ) -> Passage:
        no_term = _NO_TERM.match(block.name) is not None or _CLAUSE.search(block.name) is not None
        return Passage(
            kind,
            self._level,
            section or self._section,
            place,
            block.text,
            block.line,
            fingerprint(block.text),
            tuple(also),
            block.cells,
            parents,
            lead,
            "" if no_term else block.name,
            () if no_term else block.terms,
            block.start,
            block.end,
        )

    def _open_section(self, block: Block) -> None:
        """Open a section at a heading, and a level or the references where the heading names one."""
        if block.kind == "header":
            self._counts["table"] += 1
            self._counts["row"] = 0
        if block.kind != "heading":
            return
        self._left[self._section] = (
            self._level, self._below, self._short, self._depth, self._key_terms, self._counts
        )  # fmt: skip
        name = normalize(block.text)
        kind, short = name_heading(block.text)
        self._outer = self._section if kind == "objective" else self._outer
        if name in self._levels or kind is not None:
            self._level, self._below = self._levels.get(name, "" if not short else self._level), kind
            self._depth, self._short = block.depth, short and kind is not None
        elif self._short and (not block.depth or block.depth <= self._depth):
            self._below, self._short = None, False
        elif block.depth and block.depth <= self._depth:
            self._level, self._below, self._depth = "", None, 0
        self._section, self._lead = block.text, ""
        self._key_terms = name in KEY_TERMS
        self._above.clear()
        self._counts = dict.fromkeys(self._counts, 0)

    def _return_to(self, section: str) -> None:
        """Go on in a section that a box with a heading of its own interrupted."""
        if section in self._left:
            self._left[self._section] = (
                self._level, self._below, self._short, self._depth, self._key_terms, self._counts
            )  # fmt: skip
            self._level, self._below, self._short, self._depth, self._key_terms, self._counts = self._left[section]
            self._section, self._lead = section, ""

    def _paragraph(self, block: Block) -> Passage:
        if self._below == "objective" and self._counts["item"] and not block.text.endswith(":"):
            self._return_to(self._outer)  # the matter begins below the list of objectives, often without a heading
            self._below = None
        self._counts["paragraph"] += 1
        self._above.clear()
        last = (split_sentences(block.text) or [""])[-1] if block.left_out != "code" else ""
        self._lead = last if len(last) <= _LEAD_LENGTH and _INTRODUCES.search(last) else ""
        if self._key_terms and not block.name:
            block = _named(block)
        return self._build(self._kind_below(block, "prose"), block, f"paragraph {self._counts['paragraph']}")

    def _item(self, block: Block) -> Passage:
        self._counts["item"] += 1
        number = f"item {self._counts['item']}"
        del self._above[block.nesting :]
        parents = tuple(item.name or item.text for item in self._above)
        lead = self._lead
        if self._above:
            last = (split_sentences(self._above[-1].text) or [""])[-1]
            lead = last if last.endswith(":") else ""
        self._above.append(block)
        places = (f"item {block.name}", number) if block.name and not self._below else (number,)
        return self._build(self._kind_below(block, "item"), block, *places, lead=lead, parents=parents)

    def _row_places(self, block: Block) -> tuple[str, ...]:
        self._counts["row"] += 1
        table, number = f"table {self._counts['table']}", f"row {self._counts['row']}"
        rows = [f"row {block.name}", number] if block.name else [number]
        in_table = [f"{table}, {row}" for row in rows]
        return (*rows, *in_table) if block.title else (*in_table, *rows)


def _named(block: Block) -> Block:
    """A paragraph of a glossary with the term it begins with."""
    name = find_term(block.text)
    return replace(block, name=name, terms=block.terms or ((0, len(name)),)) if name else block
