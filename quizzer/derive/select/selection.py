"""Rank drafts: the best score first, less for a sentence already used; then draw the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizzer.derive.candidate import Draft
from quizzer.derive.context import Context
from quizzer.derive.select.score import LINE


def select_drafts(
    drafts: Sequence[Draft], context: Context, *, limit: int | None, everything: bool
) -> tuple[Draft, ...]:
    """Rank drafts and mark those above the line; those below are left out unless wanted."""
    del context
    ranked = sorted(drafts, key=lambda draft: (bool(draft.doubts), -draft.score, draft.candidate.key))
    above = [draft for draft in ranked if not draft.doubts and draft.score >= LINE][:limit]
    ids = {id(draft) for draft in above}
    below = [replace(draft, above=False) for draft in ranked if id(draft) not in ids] if everything else []
    return (*above, *below)
