"""Drafts that ask what a better draft asks already."""

from __future__ import annotations

from collections.abc import Iterable

from quizzer.core.notes.identity.signatures import SignatureIndex, sign
from quizzer.derive.candidate import Draft
from quizzer.derive.check.faces import faces_of


def drop_repeats(ranked: Iterable[Draft]) -> tuple[list[Draft], int]:
    """Drop each draft of which a card asks what a card of an earlier one asks, or asks it with another answer.

    Args:
        ranked: The drafts, the best first.

    Returns:
        The others in their order, and the number dropped.
    """
    index = SignatureIndex[str]()
    kept, dropped = [], 0
    for draft in ranked:
        signatures = [sign(face) for face in faces_of(draft.candidate.body)]
        if any(index.find_same(signature) or index.find_other_answer(signature) for signature in signatures):
            dropped += 1
            continue
        for signature in signatures:
            index.add(signature, draft.candidate.key)
        kept.append(draft)
    return kept, dropped
