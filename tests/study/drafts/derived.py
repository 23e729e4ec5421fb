"""Derivations made by hand: one draft for each sentence of a document of paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Basic, Body
from quizzer.deckfile.edit.deck_text import DeckText
from quizzer.derive.candidate import Candidate, Derivation, Draft, Quote
from quizzer.derive.document.passages import Document, Passage, split_passages
from quizzer.derive.language.sentences import split_sentences
from quizzer.derive.library import KeptPassage
from quizzer.study.drafts.deriving.compose import FreshNote, compose_notes

AXES = (Axis("SEA", "The sea"),)


def document_of(*paragraphs: str) -> Document:
    """A document of these paragraphs under one heading."""
    text = "# The sea\n\n" + "\n\n".join(paragraphs) + "\n"
    return Document(Path("sea.md"), f"{abs(hash(text)):064d}"[:64], split_passages(text, markdown=True))


def kept(document: Document) -> tuple[KeptPassage, ...]:
    """The document as the library gives it back."""
    return tuple(
        KeptPassage(one.fingerprint, one.kind, one.section, (one.place, *one.also), one.text)
        for one in document.passages
        if one.kind != "heading"
    )


def candidate_on(
    passage: Passage, start: int, end: int, body: Body | None = None, wording: str = "What of"
) -> Candidate:
    """A question about a sentence: what its last word is; the first is its relation."""
    words = passage.text[start:end].rstrip(".").split()
    asked = body or Basic(f"{wording} {' '.join(words[:-1])}?", words[-1])
    return Candidate(
        "gaps", "gap", asked, Quote(passage, start, end), words[0], words[-1], f"the end of “{words[0]}”", 0.5
    )


def derive(document: Document, wording: str = "What of", above: int = 100) -> Derivation:
    """A draft of each sentence: the later, the worse."""
    candidates = [
        candidate_on(passage, start, end, wording=wording)
        for passage in document.statements
        for start, end in split_sentences(passage.text)
    ]
    candidates = list({candidate.key: candidate for candidate in candidates}.values())  # as the engine does
    drafts = (
        Draft(candidate, round(1 - place / 100, 2), {"base": 0.5, "place": 0.5 - place / 100}, above=place < above)
        for place, candidate in enumerate(candidates)
    )
    return Derivation(tuple(drafts), {})


def fresh_of(
    document: Document, text: DeckText | None = None, wording: str = "What of", above: int = 100
) -> list[FreshNote]:
    """The notes of a document, with ids that are free in a deck."""
    taken: Sequence[str] = tuple(text.notes) if text is not None else ()
    return compose_notes(derive(document, wording, above), AXES, taken)
