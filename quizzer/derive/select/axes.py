"""The axes of a document: those the person names, else the rows of a table whose first column says what they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from quizzer.derive.candidate import Candidate
from quizzer.derive.context import Context
from quizzer.derive.fingerprint import normalize
from quizzer.derive.language.word_set import word_set

_COLUMN = re.compile(r"\b(?:axis|axes|system|pathway)$", re.IGNORECASE)
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9-]{1,7}\b")
_BRACKETS = re.compile(r"\(([^)]*)\)")
_NO_SEEDS = word_set("axis axes system systems pathway pathways the of and in a an for type types other general main")
_FEWEST = 2
_FREQUENT, _OFTEN = 0.6, 10  # the least weight and count


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis and the words that speak for it.

    Attributes:
        id: As a deck file has it.
        name: As a person reads it.
        words: Normalised words and phrases.
    """

    id: str
    name: str
    words: frozenset[str]


def find_axes(context: Context, named: Mapping[str, tuple[str, ...]]) -> tuple[Axis, ...]:
    """The axes that a person names, or those of the document's own table; none is guessed."""
    if named:
        return tuple(Axis(id_, id_, frozenset(map(normalize, words))) for id_, words in named.items())
    found: dict[str, Axis] = {}
    for passage in context.document.statements:
        cells = passage.cells
        if len(cells) > 1 and _COLUMN.search(cells[0].header) and cells[0].text:
            axis = _axis_of(cells[0].text, context)
            found.setdefault(axis.id, axis)
    return tuple(found.values()) if len(found) >= _FEWEST else ()


def _axis_of(text: str, context: Context) -> Axis:
    name = _BRACKETS.sub("", text).strip()
    acronym = _ACRONYM.search(name)
    id_ = acronym.group() if acronym else re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")[:24]
    words = {normalize(name)} | {normalize(inside) for inside in _BRACKETS.findall(text)}
    words |= {word for word in normalize(text).split() if len(word) > 1}
    if acronym and acronym.group() in context.acronyms:
        words.add(normalize(context.acronyms[acronym.group()]))
    kept = {word for word in words if word and word not in _NO_SEEDS and not _is_frequent(word, context)}
    return Axis(id_, name, frozenset(kept))


def _is_frequent(word: str, context: Context) -> bool:
    """Whether a word is the whole document's matter, so that it speaks for no axis."""
    return context.terms.get(word, 0.0) >= _FREQUENT and context.count(word) >= _OFTEN


def assign_axis(candidate: Candidate, axes: tuple[Axis, ...]) -> str:
    """The axis whose words the sentence and its section say most; empty for a tie or none."""
    if not axes:
        return ""
    quote = candidate.quote
    said = f" {normalize(quote.text)} {normalize(quote.passage.section)} "
    counts = sorted(((sum(f" {word} " in said for word in axis.words), axis.id) for axis in axes), reverse=True)
    best = counts[0][0]
    return counts[0][1] if best and (len(counts) == 1 or counts[1][0] < best) else ""
