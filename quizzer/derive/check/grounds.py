"""What candidates are checked against: the document, the notes of loaded decks, and one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from quizzer.core.notes.cards import face_of, parts_of
from quizzer.core.notes.identity.signatures import SignatureIndex, sign
from quizzer.core.notes.notes import Note
from quizzer.derive.candidate import Candidate
from quizzer.derive.check.faces import faces_of
from quizzer.derive.context import Context
from quizzer.derive.language.sentences import Sentence
from quizzer.derive.question.phrases import content_words


@dataclass(frozen=True)
class Grounds:
    """The document, the notes and the candidates, with indexes that are built when a check needs them.

    Attributes:
        context: The document as the engine has read it.
        notes: The notes of loaded decks.
        candidates: All candidates of the document.
    """

    context: Context
    notes: Sequence[Note] = ()
    candidates: Sequence[Candidate] = ()

    @cached_property
    def cards(self) -> SignatureIndex[str]:
        """The cards of the loaded notes, each with the id of its note."""
        index = SignatureIndex[str]()
        for note in self.notes:
            for part in parts_of(note):
                index.add(sign(face_of(note, part)), note.id)
        return index

    @cached_property
    def words(self) -> frozenset[str]:
        """The content words of all passages that state something."""
        return frozenset(word for said in self.sentence_words for word in said[1])

    @cached_property
    def sentence_words(self) -> tuple[tuple[Sentence, frozenset[str]], ...]:
        """The content words of each sentence."""
        return tuple((sentence, content_words(sentence.text)) for sentence in self.context.sentences)

    @cached_property
    def sentences_with(self) -> dict[str, list[int]]:
        """Content word to the numbers of the sentences that have it."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, (_, words) in enumerate(self.sentence_words):
            for word in words:
                found[word].append(number)
        return dict(found)

    @cached_property
    def answers(self) -> dict[tuple[str, ...], set[tuple[str, ...]]]:
        """The words of each open question to the answers that candidates give to it."""
        found: defaultdict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        for candidate in self.candidates:
            for face in faces_of(candidate.body):
                signature = sign(face)
                if signature.is_open:
                    found[signature.words].add(signature.answers)
        return dict(found)
