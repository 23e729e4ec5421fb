"""Rank drafts: the best score first, less for a sentence or an answer already used; then draw the line."""

from __future__ import annotations

import heapq
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import replace

from quizzer.derive.candidate import Draft
from quizzer.derive.select.score import LINE, add_up

_SENTENCE_USED = -0.16
_ANSWER_USED = -0.1
_GAPS_OF = 6  # one draft in six may be a plain gap


def select_drafts(drafts: Sequence[Draft], *, limit: int | None, everything: bool) -> tuple[Draft, ...]:
    """Rank drafts and mark those above the line; those below are left out unless wanted."""
    above: list[Draft] = []
    below: list[Draft] = []
    for draft in _spread_gaps(_rank(drafts)):
        fits = not draft.doubts and draft.score >= LINE and (limit is None or len(above) < limit)
        if fits and _is_gap(draft):
            fits = (1 + sum(map(_is_gap, above))) * _GAPS_OF <= len(above) + 1
        if fits:
            above.append(draft)
        else:
            below.append(replace(draft, above=False))
    return (*above, *below) if everything else tuple(above)


def _is_gap(draft: Draft) -> bool:
    return draft.candidate.extractor == "gaps"


def _spread_gaps(ranked: Sequence[Draft]) -> list[Draft]:
    """Hold back plain gaps so that they are never more than one in six, as long as there is something else."""
    kept: list[Draft] = []
    held: deque[Draft] = deque()
    gaps = 0
    for draft in ranked:
        if draft.doubts:
            break
        if _is_gap(draft):
            held.append(draft)
            continue
        kept.append(draft)
        while held and (gaps + 1) * _GAPS_OF <= len(kept) + 1:
            kept.append(held.popleft())
            gaps += 1
    return [*kept, *held, *(draft for draft in ranked if draft.doubts)]


def _rank(drafts: Sequence[Draft]) -> list[Draft]:
    """Order drafts by their score after what earlier ones took away; the score keeps what was taken away."""
    used: Counter[object] = Counter()
    heap = [(bool(draft.doubts), -draft.score, draft.candidate.key, place) for place, draft in enumerate(drafts)]
    heapq.heapify(heap)
    ranked = []
    while heap:
        doubtful, negative, key, place = heapq.heappop(heap)
        draft = drafts[place]
        features = dict(draft.features)
        sentence, answer = _places(draft)
        features["sentence used"] = _SENTENCE_USED * min(2, used[sentence])
        features["answer used"] = _ANSWER_USED * min(2, used[answer])
        features = {name: value for name, value in features.items() if value}
        score = add_up(features)
        if score < -negative:
            heapq.heappush(heap, (doubtful, -score, key, place))
            continue
        used[sentence] += 1
        used[answer] += 1
        ranked.append(replace(draft, score=score, features=features))
    return ranked


def _places(draft: Draft) -> tuple[object, object]:
    quote = draft.candidate.quote
    return (quote.passage.fingerprint, quote.start), draft.candidate.answer.casefold()
