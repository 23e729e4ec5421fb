"""What derivation makes of a document: candidates, and the drafts that pass the checks.

A candidate stands on a quote, an exact stretch of one passage; it cannot be made without one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from quizzer.core.notes.kinds import Body
from quizzer.derive.document.passages import Passage
from quizzer.derive.fingerprint import normalize

Subject = Literal["relation", "cell", "item", "term", "list", "chain", "quantity", "gap"]
"""What a candidate asks about; part of its key, so that better wording replaces an untouched draft."""

KEY_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a passage that states what a draft asks.

    Attributes:
        passage: The passage.
        start: First character in ``passage.text``.
        end: One after the last; greater than ``start``.

    Raises:
        ValueError: The stretch is empty or outside the passage.
    """

    passage: Passage
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.passage.text):
            raise ValueError(f"no stretch {self.start}:{self.end} in a passage of {len(self.passage.text)} characters")

    @property
    def text(self) -> str:
        """The words, exactly as the document has them."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A note that a document suggests, before the checks.

    Attributes:
        extractor: Name of the family in ``extract/registry.py``, as ``--kinds`` takes it.
        subject: What it asks about.
        body: The proposed question and answer.
        quote: What it stands on, a whole sentence, item or row: what triage marks.
        focus: The words of the quote that state it, relative to ``quote.passage.text``; the quote itself if not given.
        relation: What tells this candidate from others on the passage, such as ``cortisol|inhibits`` or
            ``row Renin|Effect``; part of its key, never shown.
        answer: What is hidden, on one line; part of its key.
        why: Why it was proposed, for the person in triage: ``the direction of change in “reduce”``.
        base: The extractor's own estimate of its worth, 0 to 1, before the features of the score.
        direction: 1 or -1 where the candidate shows or asks a direction of change, else 0.
    """

    extractor: str
    subject: Subject
    body: Body
    quote: Quote
    relation: str
    answer: str
    why: str
    base: float
    focus: tuple[int, int] | None = None
    direction: int = 0

    @property
    def key(self) -> str:
        """The identity of the draft: passage, relation and answer, not its wording; 8 hexadecimal digits."""
        return self.key_on(self.quote.passage.fingerprint)

    def key_on(self, fingerprint: str) -> str:
        """The identity it would have on another passage: on this one before the document changed."""
        return key_of(fingerprint, self.subject, self.relation, self.answer)


@lru_cache(maxsize=4096)  # a candidate's key is compared in every step of the ranking
def key_of(fingerprint: str, subject: Subject, relation: str, answer: str) -> str:
    """The identity of what is asked on a passage."""
    parts = (fingerprint, subject, normalize(relation), normalize(answer))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:KEY_DIGITS]


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate that passed the checks, with its place in the ranking.

    Attributes:
        candidate: The candidate.
        score: 0 to 1; the order of the deck file.
        features: The named numbers whose sum is the score, for ``--explain``.
        doubts: The checks it failed that only put it below the line, a sentence each.
        above: Whether it stands above the line.
        axis: Id of its axis; empty where the document has none.
        tags: Such as the section, where the document has no axes.
        extra: The remark of the note: the acronyms on it, written out.
        silence: Warnings of ``quizzer check`` that the document leaves no way to avoid.
    """

    candidate: Candidate
    score: float
    features: Mapping[str, float]
    doubts: tuple[str, ...] = ()
    above: bool = True
    axis: str = ""
    tags: tuple[str, ...] = ()
    extra: str = ""
    silence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """The drafts of a document, best first, and what became of the rest.

    Attributes:
        drafts: In rank order; those above the line first.
        dropped: For each reason, the number of candidates that were dropped for it.
        axes: The axes that the document's own structure or the caller names: id to name.
        bare: The passages that state something and that no draft stands on.
        notices: Sentences for the person, such as that the document gives little.
    """

    drafts: tuple[Draft, ...]
    dropped: Mapping[str, int]
    axes: Mapping[str, str] = field(default_factory=dict)
    bare: tuple[Passage, ...] = ()
    notices: tuple[str, ...] = ()
