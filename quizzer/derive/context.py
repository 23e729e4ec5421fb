"""What every extractor and check may look at: the document, its sentences, terms and statements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from quizzer.derive.document.passages import Document, Passage
from quizzer.derive.language.sentences import Sentence, split_sentences
from quizzer.derive.language.terms import weigh_terms


@dataclass(frozen=True, slots=True)
class Context:
    """A document as the engine has read it.

    Attributes:
        document: The document.
        sentences: All sentences of passages that state something, in the order of the text.
        terms: Weight of each term of the document in small letters, above 0; the heaviest weighs 1.
        acronyms: Short form to long form, as the document introduces them: ``HPA`` to ``hypothalamic-...``.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    terms: Mapping[str, float] = field(default_factory=dict)
    acronyms: Mapping[str, str] = field(default_factory=dict)

    def of(self, passage: Passage) -> tuple[Sentence, ...]:
        """The sentences of a passage, in order."""
        return tuple(sentence for sentence in self.sentences if sentence.passage is passage)


def read_context(document: Document, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Context:
    """Read the English of a document; ``progress`` is called with the passages done and of all."""
    sentences: list[Sentence] = []
    passages = document.statements
    for done, passage in enumerate(passages, 1):
        for place, (start, end) in enumerate(split_sentences(passage.text)):
            sentences.append(Sentence(passage, start, end, len(sentences), place))
        progress(done, len(passages))
    return Context(document, tuple(sentences), weigh_terms(passages))
