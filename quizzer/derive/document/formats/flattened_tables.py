"""Tables whose cells ran together, as they do where a web page is copied as text: found, and cut into cells again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import combinations, pairwise

from quizzer.derive.document.blocks import Block, Cell, Span
from quizzer.derive.document.classify_line import find_row_name, has_heading_form, is_title_case

LONGEST_HEADER = 18
"""At most this many words are cut into headers; every way to cut them is weighed."""
_NEW_CELL = re.compile(r"(?<=[^\W\d_]{2}[.!?]|\w\)[.!?]) (?=[A-Z])")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_JOINING = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "by",
        "to",
        "for",
        "from",
        "with",
        "without",
        "and",
        "or",
        "the",
        "a",
        "an",
        "per",
        "as",
        "vs",
        "than",
        "&",
        "/",
        "–",
        "-",
    ]
)
_ADJECTIVE = re.compile(r"(?:[a-z]{2}(?:al|ary|ive|ous|ful|less|able|ible)|[a-z]{3}ic)", re.IGNORECASE)
_NOUNS = frozenset(
    [
        "chemical",
        "signal",
        "animal",
        "mineral",
        "metal",
        "hospital",
        "material",
        "library",
        "summary",
        "variable",
        "table",
        "topic",
    ]
)
_PARTICIPLE = re.compile(r"[a-z]{3,}(?:ed|ing)", re.IGNORECASE)


class WordPairs:
    """How often two words follow each other in a text; counted only when it is needed."""

    def __init__(self, text: str) -> None:
        self._text = text

    def count(self, first: str, second: str) -> int:
        """How often the second word follows the first one."""
        return self._pairs[first.casefold(), second.casefold()]

    @cached_property
    def _pairs(self) -> Counter[tuple[str, str]]:
        words = _WORD.findall(self._text.casefold())
        return Counter(pairwise(words))


def parse_flattened(lines: Sequence[tuple[int, str, int]], pairs: WordPairs) -> list[Block] | None:
    """Parse a table whose cells ran together: a title, a header, and rows that mostly show a second cell.

    Args:
        lines: The number of each line, its text on one line, and where that begins in the document.
        pairs: The pairs of words in the whole document.

    Returns:
        The blocks, whose rows have cells where all of the columns are certain; None where this is no such table.
    """
    if len(lines) < 3:
        return None
    (title_line, title, title_at), (header_line, header, header_at), *rows = lines
    if not (has_heading_form(title) and is_title_case(title) and is_title_case(header)):
        return None
    names = [find_row_name(text) for _, text, _ in rows]
    if sum(map(bool, names)) * 2 <= len(names):
        return None
    headers = cut_header(header, count_columns([text for _, text, _ in rows]), [*names, title], pairs)
    blocks = [
        Block("title", title, title_line, start=title_at, end=title_at + len(title)),
        Block("header", header, header_line, title=title, start=header_at, end=header_at + len(header)),
    ]
    for (line, text, at), name in zip(rows, names, strict=True):
        cells = cut_row(text, name, headers)
        blocks.append(
            Block("row", text, line, name, title, cells=_place(text, cells, headers), start=at, end=at + len(text))
        )
    return blocks


def count_columns(rows: Sequence[str]) -> int:
    """The number of columns: one more than the commonest number of pieces that begin after a stop."""
    pieces = Counter(len(_NEW_CELL.split(row)) for row in rows)
    (commonest, times), *others = pieces.most_common()
    return commonest + 1 if 2 * times > len(rows) or not others else 0


def cut_row(text: str, name: str, headers: Sequence[str]) -> list[str]:
    """Cut a row into its cells; none where it has not the number of pieces that the header has."""
    first, *others = _NEW_CELL.split(text)
    if not headers or not name or len(others) + 2 != len(headers) or not first.startswith(name):
        return []
    return [name, first[len(name) :].strip(), *others]


def cut_header(header: str, columns: int, named: Sequence[str], pairs: WordPairs) -> list[str]:
    """Cut a header whose names ran together.

    Args:
        columns: The number of columns.
        named: The names of the rows and the title of the table: what the first column is about stands among them.
        pairs: The pairs of words in the document, which are not torn where they are frequent.

    Returns:
        The names of the columns; none where two ways to cut are equally good.
    """
    words = header.split()
    if not 1 < columns <= len(words) <= LONGEST_HEADER or columns > 6:
        return []
    about = {_stem(word) for name in named for word in _WORD.findall(name)}
    ranked = sorted(
        (_penalty(words, cuts, about, pairs), cuts) for cuts in combinations(range(1, len(words)), columns - 1)
    )
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return []
    return [" ".join(words[start:end]) for start, end in _columns(ranked[0][1], len(words))]


def _penalty(words: Sequence[str], cuts: tuple[int, ...], about: set[str], pairs: WordPairs) -> tuple[float, int, int]:
    """How bad a way to cut is; then its longest column, then how uneven the columns are."""
    penalty = 0.0
    columns = [words[start:end] for start, end in _columns(cuts, len(words))]
    for column in columns:
        first, last = column[0].casefold(), column[-1].casefold()
        penalty += 10 * (first in _JOINING or last in _JOINING or column[-1].endswith(","))
        penalty += 3 * (last not in _NOUNS and _ADJECTIVE.fullmatch(last) is not None)
        penalty += 2 * (len(column) == 1 and _PARTICIPLE.fullmatch(last) is not None)
    penalty += sum(min(pairs.count(words[cut - 1], words[cut]) - 1, 5) for cut in cuts)
    penalty += 4 * (_stem(columns[0][-1]) not in about)
    lengths = [len(column) for column in columns]
    return penalty, max(lengths), max(lengths) - min(lengths)


def _columns(cuts: tuple[int, ...], words: int) -> Iterable[Span]:
    return zip((0, *cuts), (*cuts, words), strict=True)


def _place(text: str, cells: Sequence[str], headers: Sequence[str]) -> tuple[Cell, ...]:
    """The cells with their spans, each without the stop at its end; the whole row stays the text."""
    placed, at = [], 0
    for cell, header in zip(cells, headers, strict=False):
        start = text.index(cell, at)
        at = start + len(cell)
        said = cell.rstrip(".") if cell.count(". ") == 0 else cell
        placed.append(Cell(header, said, start, start + len(said)))
    return tuple(placed)


def _stem(word: str) -> str:
    return word.casefold().rstrip("s")[:5]
