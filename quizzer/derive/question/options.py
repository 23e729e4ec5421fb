"""Fair options for an answer: of its type, from the document, and right nowhere in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from quizzer.core.grading.tokens import is_acronym
from quizzer.derive.context import Context
from quizzer.derive.question.phrases import content_words, head_of, is_code, is_plural_word, strip_end
from quizzer.derive.structure.bullets import find_bullets
from quizzer.derive.structure.tables import find_tables, is_empty, is_mark, is_number

MOST_OPTIONS, FEWEST_OPTIONS = 3, 2
_RATIO = 1.8
_SLACK = 4  # letters by which short options may differ all the same
_RIGHT_TOO = 0.7  # share of the question's words beside an option that makes it suspect


def choose_options(answer: str, question: str, pool: Iterable[str]) -> tuple[str, ...]:
    """Choose at most three fair options from a pool, the nearest in form first; none where fewer than two are fair.

    Args:
        answer: The right answer.
        question: The question, which shows none of them.
        pool: The texts to choose from, the best first.
    """
    fair = [text for text in dict.fromkeys(pool) if is_fair(text, answer, question)]
    fair = _without_twins(fair)
    ranked = sorted(fair, key=lambda text: (not _is_near(text, answer), fair.index(text)))
    return tuple(ranked[:MOST_OPTIONS]) if len(ranked) >= FEWEST_OPTIONS else ()


def is_fair(option: str, answer: str, question: str) -> bool:
    """Whether a text may stand beside an answer: of its type and length, and no part of it or of the question."""
    if not option or len(option) > _RATIO * len(answer) + _SLACK or len(answer) > _RATIO * len(option) + _SLACK:
        return False
    if is_number(option) != is_number(answer) or _is_short(option) != _is_short(answer):
        return False
    if is_code(option) != is_code(answer) or bool(re.match(r"--?\w", option)) != bool(re.match(r"--?\w", answer)):
        return False
    if is_plural_word(head_of(option)) != is_plural_word(head_of(answer)):
        return False
    ours, theirs = content_words(answer), content_words(option)
    if not theirs or ours <= theirs or theirs <= ours:
        return False
    return not theirs <= content_words(question)


def _is_short(text: str) -> bool:
    return " " not in text and is_acronym(text)


def _is_near(option: str, answer: str) -> bool:
    """Whether two phrases have one head, or are both a single word."""
    return head_of(option).casefold() == head_of(answer).casefold() or (" " not in option and " " not in answer)


def _without_twins(texts: Sequence[str]) -> list[str]:
    """The texts without those that say the same as an earlier one."""
    seen: set[frozenset[str]] = set()
    kept = []
    for text in texts:
        words = content_words(text)
        if words not in seen:
            seen.add(words)
            kept.append(text)
    return kept


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
        if _is_short(answer):
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
