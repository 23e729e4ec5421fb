"""The texts of a document that can be options: of the same column, the same list, or the author's terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cached_property

from quizzer.derive.context import Context
from quizzer.derive.question.options import choose_options, is_short
from quizzer.derive.question.phrases import content_words, strip_end
from quizzer.derive.structure.bullets import find_bullets
from quizzer.derive.structure.tables import find_tables, is_empty, is_mark

_RIGHT_TOO = 0.7  # share of the question's words beside an option that makes it suspect


class OptionPool:
    """The texts of a document that can be options, by what they stand beside."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def find(self, answer: str, question: str, also_right: Collection[str] = ()) -> tuple[str, ...]:
        """Find options for an answer.

        Args:
            answer: The right answer.
            question: The question.
            also_right: Further values of the same relation, which are no options.
        """
        right = {text.casefold() for text in also_right} | {answer.casefold()}
        pool = [text for text in self._near(answer) if text.casefold() not in right]
        return choose_options(answer, question, (text for text in pool if not self._is_right(text, question)))

    def _near(self, answer: str) -> Iterator[str]:
        for group in self._groups_with[answer.casefold()]:
            yield from self._groups[group]
        if answer.casefold() in self._terms:
            yield from self._terms.values()
        if is_short(answer):
            yield from self._context.acronyms

    def _is_right(self, option: str, question: str) -> bool:
        """Whether a sentence of the document says with the option most of what the question says."""
        asked, own = content_words(question), content_words(option)
        return any(
            own <= words and len(asked & words) >= max(2, _RIGHT_TOO * len(asked)) for words in self._sentence_words
        )

    @cached_property
    def _sentence_words(self) -> tuple[frozenset[str], ...]:
        rows = [sentence.text for sentence in self._context.sentences if sentence.passage.kind != "row"]
        return tuple(map(content_words, rows))

    @cached_property
    def _groups(self) -> tuple[tuple[str, ...], ...]:
        """Columns of tables and labels of lists."""
        document = self._context.document
        found = []
        for table in find_tables(document):
            for index in range(len(table.headers)):
                found.append(tuple(text for text in table.column(index) if not is_empty(text) and not is_mark(text)))
        lists: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for bullet in find_bullets(document):
            if bullet.label:
                lists[bullet.passage.section, *bullet.passage.parents].append(bullet.label)
            elif len(bullet.passage.text.split()) < 7:
                lists[bullet.passage.section, "", *bullet.passage.parents].append(strip_end(bullet.passage.text))
        return (*found, *map(tuple, lists.values()))

    @cached_property
    def _groups_with(self) -> defaultdict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, group in enumerate(self._groups):
            for text in group:
                found[text.casefold()].append(number)
        return found

    @cached_property
    def _terms(self) -> dict[str, str]:
        """The author's marked terms, in small letters and as they are."""
        found: dict[str, str] = {}
        for passage in self._context.document.statements:
            for start, end in passage.terms:
                found.setdefault(passage.text[start:end].casefold(), passage.text[start:end])
        return found
