"""The cells of tables: each asked for by its row and its column, and its row by the cell where no other fits.

A column asked backwards needs a cell that shares no content word with another of the column. Tables whose columns are
the things compared are read the other way round. A column of few values that come again is a sorting of the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing, Sort
from quizzer.derive.candidate import Candidate, Quote
from quizzer.derive.context import Context
from quizzer.derive.document.passages import Document
from quizzer.derive.question.naming import ask_doer
from quizzer.derive.question.phrases import (
    Casing,
    content_words,
    head_of,
    is_number,
    is_plural,
    is_plural_word,
    plural,
    shorten,
    singular,
    strip_end,
)
from quizzer.derive.question.predicates import Predicate, begins_with_verb, read_predicate
from quizzer.derive.question.properties import (
    ask_holder,
    is_clause_label,
    is_description,
    is_said_of_thing,
    is_vague,
    preposition_of,
)
from quizzer.derive.question.things import Things
from quizzer.derive.question.values import MOST_ANSWER, body_for, cloze_in_context, cloze_of_predicate, split_list
from quizzer.derive.structure.attributes import is_property, is_qualifier
from quizzer.derive.structure.option_pool import OptionPool
from quizzer.derive.structure.tables import (
    Table,
    find_tables,
    groups_of,
    is_empty,
    is_mark,
    stands_alone,
)

_FORWARD, _BACKWARD, _SORTED, _NUMBER, _GAP = 0.72, 0.66, 0.7, 0.55, 0.55
_LONGEST_SHOWN, _LONG_ANSWER, _LONGEST_QUOTED = 12, 5, 4


def extract_cells(context: Context) -> Iterator[Candidate]:
    """Ask for the cells of every table whose columns are certain."""
    things = Things.of(context)
    pool = OptionPool(context)
    box = ""  # what the box of the page is about: its further parts have headings of their own
    for table in find_tables(context.document):
        part = table.title if table.is_box and box and is_property(table.title) else ""
        if part:
            table = replace(table, title=box)
        elif table.is_box:
            table = replace(table, title=_short_name(table.title, context.document))
            box = table.title
        reader = _TableReader(table, things, pool, part)
        for column in range(len(table.headers)):
            if column != table.key:
                yield from reader.ask_column(column)


def _short_name(title: str, document: Document) -> str:
    """The name a page gives its thing, where the title of a box has a second name behind it."""
    name = next((passage.text for passage in document.passages if passage.kind == "heading"), "")
    return name if name and title.casefold().startswith(f"{name.casefold()} ") else title


@dataclass(frozen=True)
class _TableReader:
    """One table with what its wording depends on.

    Attributes:
        table: The table.
        things: How the document speaks of its things.
        pool: What options are chosen from.
        part: The heading of this part of a box, such as “Area”; empty elsewhere.
    """

    table: Table
    things: Things
    pool: OptionPool
    part: str = ""

    @cached_property
    def casing(self) -> Casing:
        return self.things.casing

    @cached_property
    def kind(self) -> str:
        return self.casing.lower(self.table.kind, label=True)

    @property
    def _is_turned(self) -> bool:
        return self.table.is_turned or self.table.is_box

    def ask_column(self, column: int) -> Iterator[Candidate]:
        """Yield the candidates of one column."""
        header = self.table.headers[column].strip()
        texts = self.table.column(column)
        if all(is_empty(text) or is_mark(text) for text in texts) or not (header or self.table.is_box):
            return
        if self.table.is_box and is_plural_word(head_of(header or self.table.title)):
            return  # a part of a larger box, whose title names no single thing
        if not self._is_turned:
            yield from self._sort(column, header)
        for index, text in enumerate(texts):
            if is_empty(text) or is_mark(text):
                continue
            yield from self._ask_cell(column, index, text)
            if not self._is_turned and stands_alone(texts, index) and len(texts) > 1:
                yield from self._ask_row(column, index, text)

    def _label_and_thing(self, column: int, index: int) -> tuple[str, str]:
        header = self.casing.lower(self.table.headers[column].strip(), label=True)
        name = strip_end(self.table.rows[index].cells[self.table.key].text)
        if self._is_turned:
            name = f"{name} {self.part}" if self.part and is_qualifier(name) else name
            thing = self.table.headers[column].strip() or self.table.title
            return self.casing.lower(name, label=True), self.things.name(thing)
        if len(name) < 3 and self.kind:
            return header, f"{self.kind} {name}"
        return header, self.things.name(name)

    def _ask_cell(self, column: int, index: int, text: str) -> Iterator[Candidate]:
        label, thing = self._label_and_thing(column, index)
        value = self.things.inside(text)
        if (is_vague(label) and not is_description(label)) or re.match(r"(?:see|cf\.?)\s", text, re.IGNORECASE):
            return
        found = (
            self._value_body(column, label, thing, value)
            if column > self.table.key
            else self._group_body(label, thing, value)
        )
        if found is not None:
            body, answer = found
            if isinstance(body, Basic) and len(answer.split()) >= _LONG_ANSWER:
                body = self._offer(body)
            base = _NUMBER if is_number(value) else _GAP if isinstance(body, Cloze) else _FORWARD
            yield self._build(column, index, body, answer, base, self._why(column))

    def _offer(self, body: Basic) -> Body:
        """A question whose answer is long to recall, with options where two are fair."""
        options = self.pool.find(body.answer, body.ask)
        return Choice(body.ask, (body.answer,), options) if options else body

    def _read_predicate(self, column: int, text: str) -> Predicate | None:
        """A cell as a predicate of its row; a word that may be a noun is a verb where most of the column are verbs."""
        if self._is_turned:
            return None
        texts = self.table.column(column)
        orders = sum(begins_with_verb(other) for other in texts) * 2 > len(texts) > 1
        return read_predicate(text, after_subject=orders)

    def _value_body(self, column: int, label: str, thing: str, value: str) -> tuple[Body, str] | None:
        predicate = self._read_predicate(column, value)
        if predicate is not None and is_said_of_thing(label, predicate):
            short = shorten(value, _LONGEST_SHOWN) or value
            shorter = self._read_predicate(column, short) or predicate
            return cloze_of_predicate(thing, shorter, plural=is_plural(thing))
        found = body_for(label, thing, value)
        if found is not None:
            return found
        short = shorten(value, _LONGEST_SHOWN)
        context = thing if is_description(label) else f"{label} {preposition_of(label)} {thing}"
        if is_clause_label(label):
            return None
        return cloze_in_context(context, short, self.things) if short else None

    def _group_body(self, label: str, thing: str, value: str) -> tuple[Body, str] | None:
        """The question for a column before the one that names the rows, which groups them."""
        if len(value.split()) > MOST_ANSWER or is_number(value):
            return None
        return Basic(f"Which {singular(label)} {'do' if is_plural(thing) else 'does'} {thing} belong to?", value), value

    def _ask_row(self, column: int, index: int, text: str) -> Iterator[Candidate]:
        """Ask which row has a cell."""
        name = strip_end(self.table.rows[index].cells[self.table.key].text)
        header = self.casing.lower(self.table.headers[column].strip(), label=True)
        value = self.things.inside(text)
        if content_words(name) & content_words(value) or (is_vague(header) and not is_description(header)):
            return
        shown = shorten(value, _LONGEST_SHOWN, least=1)
        if not shown or not stands_alone([shown, *_others(self.table.column(column), index)], 0):
            return
        predicate = self._read_predicate(column, shown)
        if (
            predicate is None
            and not is_description(header)
            and (split_list(shown) or len(shown.split()) > _LONGEST_QUOTED)
        ):
            return  # a raw cell reads badly, and others may have it too
        is_done = predicate is not None and is_said_of_thing(header, predicate)
        why = f"the row with “{shown}”"
        names = split_list(name)
        if names:
            if predicate is not None and is_done and self.kind:
                asked = f"Which {plural(self.kind)} {predicate.say(plural=True)}? ({len(names)})"
                body = Listing(asked, names)
                yield self._build(column, index, body, "; ".join(names), _BACKWARD, why, backward=True)
            return
        ask = ask_doer(self.kind, predicate) if predicate and is_done else ask_holder(self.kind, header, shown)
        if ask is None or (is_number(value) and not self.kind):
            return
        base = _BACKWARD - (0.12 if is_number(value) else 0) - (0 if self.kind else 0.1)
        yield self._build(column, index, Basic(ask, name), name, base, why, backward=True)

    def _why(self, column: int) -> str:
        header = self.table.headers[column].strip()
        return f"the cell under “{header}”" if header else "a cell of its row"

    def _build(
        self, column: int, index: int, body: Body, answer: str, base: float, why: str, *, backward: bool = False
    ) -> Candidate:
        row = self.table.rows[index]
        cell = row.cells[column]
        name = strip_end(row.cells[self.table.key].text)
        relation = f"row {name}|{self.table.headers[column]}" + ("|back" if backward else "")
        quote = Quote(row, 0, len(row.text))
        return Candidate("cells", "cell", body, quote, relation, answer, why, base, (cell.start, cell.end))

    def _sort(self, column: int, header: str) -> Iterator[Candidate]:
        """Ask to sort the rows by a column of few values that come again."""
        groups = groups_of(self.table, column)
        sizes = [len(names) for _, names in groups]
        if not 2 <= len(groups) <= 4 or not 4 <= sum(sizes) <= 10 or max(sizes) < 2:
            return
        if any(is_empty(value) or is_mark(value) or len(value.split()) > 5 for value, _ in groups):
            return
        label = self.casing.lower(header, label=True)
        kind = self.kind
        kinds = f"these {plural(kind)}" if kind else "these"
        body = Sort(f"Sort {kinds} by {label}.", tuple((value, tuple(names)) for value, names in groups))
        first = self.table.rows[0]
        answer = "; ".join(f"{value}: {', '.join(names)}" for value, names in groups)
        yield Candidate(
            "cells", "cell", body, Quote(first, 0, len(first.text)), f"column {header}", answer,
            f"a column of {len(groups)} values", _SORTED,
        )  # fmt: skip


def _others(texts: list[str], index: int) -> list[str]:
    return [text for place, text in enumerate(texts) if place != index]
