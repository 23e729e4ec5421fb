"""The tables of a document as rows of cells: what names the rows, and which columns say something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from quizzer.derive.document.passages import Document, Passage
from quizzer.derive.language.word_set import word_set
from quizzer.derive.question.phrases import content_words, head_of, is_number, is_plural_word, singular, strip_end

_EMPTY = re.compile(r"[\s.*?–—−-]*|n/?a\.?|none|tbd|unknown|\?+|not (?:applicable|available)", re.IGNORECASE)
_PROPERTY_COLUMN = word_set(
    "feature features property properties characteristic characteristics aspect attribute attributes criterion "
    "criteria parameter parameters dimension category point comparison basis metric"
)
_INDEX_COLUMN = word_set("# no no. nr nr. number rank s.no sl.no id index")
_MARKS = word_set("yes no y n x ✓ ✔ ✗ ✘ true false + ++ +++ - o ● ○ partial ✅ ❌ (yes) optional required")
_LONGEST_NAME = 8


@dataclass(frozen=True, slots=True)
class Table:
    """Consecutive rows under the same header words.

    Attributes:
        title: Its title or, without one, the section it stands in.
        headers: The header words of its columns.
        rows: Its rows, each with a cell for each column.
        key: The column whose cells name the rows.
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[Passage, ...]
    key: int

    @property
    def is_box(self) -> bool:
        """Whether its two columns are the properties of one thing, as in the box of an encyclopedia page."""
        names = {header.strip() for header in self.headers}
        return len(self.headers) == 2 and self.key == 0 and (len(names) == 1 or not self.headers[1].strip())

    @property
    def is_turned(self) -> bool:
        """Whether the columns are the things compared and the rows their properties."""
        first = self.headers[self.key].casefold().strip()
        return len(self.headers) > 2 and self.key == 0 and (not first or first in _PROPERTY_COLUMN)

    @property
    def kind(self) -> str:
        """What the rows are, such as “hormone”; empty where header and title do not say it."""
        header = self.headers[self.key].strip()
        if header and header.casefold() not in {"name", "item", "term", "key", "title"}:
            return singular(header)
        title = re.sub(r"^(?:Table|Tab\.)\s*[\d.]+[.:]?\s*", "", self.title).split(" of ")[0].split(" in ")[0]
        head = head_of(title)
        return singular(title).strip() if is_plural_word(head) and len(title.split()) <= 4 else ""

    def column(self, index: int) -> list[str]:
        """The texts of a column, without stops and footnote marks."""
        return [strip_end(row.cells[index].text) for row in self.rows]


_LONGEST_HEADER = 7


def _has_columns(row: Passage) -> bool:
    """Whether a row has cells under headers, rather than a line of text that looks like a row."""
    if len(row.cells) < 2 or re.search(r"\s[-–—:]$", row.cells[0].text):
        return False
    return all(
        len(cell.header.split()) <= _LONGEST_HEADER and not re.search(r"\s[-–]\s", cell.header) for cell in row.cells
    )


def find_tables(document: Document) -> Iterator[Table]:
    """Yield the tables whose columns are certain and of which one names the rows."""
    rows = [passage for passage in document.passages if passage.kind == "row" and _has_columns(passage)]
    places = {id(passage): number for number, passage in enumerate(document.passages)}
    runs: list[list[Passage]] = []
    for row in rows:
        last = runs[-1][-1] if runs else None
        if last is not None and places[id(row)] - places[id(last)] <= 1 and _shape(row) == _shape(last):
            runs[-1].append(row)
        else:
            runs.append([row])
    for run in runs:
        headers = tuple(cell.header for cell in run[0].cells)
        key = _find_key(headers, run)
        if key is not None:
            yield Table(run[0].section, headers, tuple(run), key)


def _shape(row: Passage) -> tuple[str, ...]:
    return (row.section, *(cell.header for cell in row.cells))


def _find_key(headers: Sequence[str], rows: Sequence[Passage]) -> int | None:
    """The first column whose cells are distinct names, not numbers or long texts."""
    for index, header in enumerate(headers):
        texts = [strip_end(row.cells[index].text) for row in rows]
        if header.casefold().strip() in _INDEX_COLUMN:
            continue
        if any(is_empty(text) or len(text.split()) > _LONGEST_NAME for text in texts):
            continue
        if len({text.casefold() for text in texts}) < len(texts) or sum(map(is_number, texts)) * 2 > len(texts):
            continue
        return index
    return None


def is_empty(text: str) -> bool:
    """Whether a cell says nothing, or nothing but an address."""
    return (
        re.search(r"https?:|www\.|\.(?:org|com|net)\b", text) is not None or _EMPTY.fullmatch(text.strip()) is not None
    )


def is_mark(text: str) -> bool:
    """Whether a cell only says yes or no."""
    return text.strip().casefold().strip("*.") in _MARKS


def stands_alone(texts: Sequence[str], index: int) -> bool:
    """Whether no other text of a column shares a content word with this one, apart from words most of them have.

    A long text may share a few words with another as long as most of its own are its alone.
    """
    own = content_words(texts[index])
    others = [content_words(text) for place, text in enumerate(texts) if place != index]
    common = {word for word in own if sum(word in other for other in others) * 2 > len(others) > 2}
    telling = own - common
    if not telling:
        return False
    shared = {word for word in telling if any(word in other for other in others)}
    if not shared:
        return True
    worst = max(len(telling & other) for other in others)
    return len(telling) >= 5 and worst * 4 <= len(telling)


def groups_of(table: Table, index: int) -> list[tuple[str, list[str]]]:
    """The rows by their cell in a column, in the order of the table."""
    pairs = list(zip(table.column(index), table.column(table.key), strict=True))
    order = list(dict.fromkeys(value.casefold() for value, _ in pairs))
    ranked = sorted(pairs, key=lambda pair: order.index(pair[0].casefold()))
    return [
        (members[0][0], [name for _, name in members])
        for _, found in groupby(ranked, key=lambda pair: pair[0].casefold())
        if (members := list(found))
    ]
