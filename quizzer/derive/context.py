"""What every extractor and check may look at: the document, its sentences, terms and statements."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from quizzer.derive.document.passages import Document, Passage
from quizzer.derive.language.acronyms import find_acronyms
from quizzer.derive.language.classes import find_classes, find_persons
from quizzer.derive.language.clauses import read_clauses
from quizzer.derive.language.phrases import Renderer, find_lower_case
from quizzer.derive.language.pronouns import resolve
from quizzer.derive.language.rivals import Rivals
from quizzer.derive.language.sentences import Sentence, split_sentences
from quizzer.derive.language.statements import Statement, build_statement
from quizzer.derive.language.terms import find_marked, find_topics, weigh_terms
from quizzer.derive.language.units import lift_brackets
from quizzer.derive.language.words.tagger import tag
from quizzer.derive.language.words.tokens import Token, tokenize

_CODE = re.compile(r"\w\(\)|\b[a-z]+_[a-z]+\b|\b[a-z]+[A-Z][a-z]+\b|(?<=\s)--[a-z]")
_CODE_WORDS = 4


@dataclass(frozen=True)
class Context:
    """A document as the engine has read it.

    Attributes:
        document: The document.
        sentences: All sentences of passages that state something, in the order of the text.
        terms: Weight of each term of the document in small letters, above 0; the heaviest weighs 1.
        acronyms: Short form to long form, as the document introduces them: ``HPA`` to ``hypothalamic-...``.
        tokens: For each sentence, by its number, its words with their parts of speech.
        statements: What the sentences state, in the order of the text.
        classes: What kind of thing a term is, by the document: ``cortisol`` to ``hormone``; both without article.
        topics: What the whole document is about, in small letters: hidden, it is guessed.
        marked: The terms that the author marked, in small letters.
        renderer: Makes the shown text of words.
        shared: What several extractors use and make once, by its name.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    terms: Mapping[str, float] = field(default_factory=dict)
    acronyms: Mapping[str, str] = field(default_factory=dict)
    tokens: tuple[tuple[Token, ...], ...] = ()
    statements: tuple[Statement, ...] = ()
    classes: Mapping[str, str] = field(default_factory=dict)
    topics: frozenset[str] = frozenset()
    marked: frozenset[str] = frozenset()
    renderer: Renderer = field(default_factory=lambda: Renderer(frozenset()))
    shared: dict[str, object] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def rivals(self) -> Rivals:
        """What else the document states, to find a second right answer."""
        return Rivals(self.statements, self.acronyms)

    @cached_property
    def persons(self) -> frozenset[str]:
        """The last words of persons' names."""
        return find_persons(self.statements)

    @cached_property
    def _text(self) -> str:
        return self._original.casefold()

    @cached_property
    def is_technical(self) -> bool:
        """Whether the document speaks of programs: it names functions, options or files."""
        return len(_CODE.findall(self._original)) >= _CODE_WORDS

    @cached_property
    def _original(self) -> str:
        return "\n".join(sentence.text for sentence in self.sentences)

    def count(self, term: str) -> int:
        """How often the document says a term in small letters."""
        return self._text.count(term)

    def of(self, passage: Passage) -> tuple[Sentence, ...]:
        """The sentences of a passage, in order."""
        return tuple(sentence for sentence in self.sentences if sentence.passage is passage)


def read_context(document: Document, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Context:
    """Read the English of a document; ``progress`` is called with the passages done and of all."""
    sentences: list[Sentence] = []
    passages = document.statements
    places = {id(passage): place for place, passage in enumerate(passages, 1)}
    for passage in passages:
        for place, (start, end) in enumerate(split_sentences(passage.text)):
            sentences.append(Sentence(passage, start, end, len(sentences), place))
    renderer = Renderer(find_lower_case(sentences))
    tokens: list[tuple[Token, ...]] = []
    statements: list[Statement] = []
    before: list[Statement] = []
    for sentence in sentences:
        is_row = sentence.passage.kind == "row"  # cells beside one another are no sentence
        words = [] if is_row else tokenize(sentence.passage.text, sentence.start, sentence.end)
        tag(words)
        tokens.append(tuple(words))
        outside, _ = lift_brackets(words)
        found = [build_statement(sentence, clause, renderer) for clause in read_clauses(outside)]
        before = resolve(found, before if sentence.place else [])
        statements += before
        progress(places[id(sentence.passage)], len(passages))
    return Context(
        document,
        tuple(sentences),
        weigh_terms(passages),
        {acronym.short: acronym.long for acronym in find_acronyms(passages)},
        tuple(tokens),
        tuple(statements),
        find_classes(statements),
        find_topics(document),
        find_marked(passages),
        renderer,
    )
