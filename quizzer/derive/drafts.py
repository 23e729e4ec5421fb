"""Derive the drafts of a deck from a document: extract, check, score, select."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quizzer.core.notes.kinds import Listing
from quizzer.core.notes.notes import Note
from quizzer.derive.candidate import Candidate, Derivation, Draft
from quizzer.derive.check.acronyms import explain_acronyms
from quizzer.derive.check.checks import find_doubts
from quizzer.derive.check.grounds import Grounds
from quizzer.derive.check.repeats import drop_repeats
from quizzer.derive.context import Context, read_context
from quizzer.derive.document.passages import Document
from quizzer.derive.extract.registry import EXTRACTORS, OF_SENTENCES
from quizzer.derive.select.axes import assign_axis, find_axes
from quizzer.derive.select.score import add_up, compute_features
from quizzer.derive.select.selection import select_drafts

_FEW = 8
Suggest = Callable[[Context], tuple[Sequence[Candidate], Mapping[str, int]]]
"""Gives further candidates of a document, and the number of those that were no use, by reason."""
SUGGESTED = "of the model: "
"""What stands before the reasons for which suggested candidates are dropped."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person asks of a derivation.

    Attributes:
        axes: Id of an axis to the words that belong to it; empty lets the document's own structure decide.
        kinds: Names of extractors; empty for all.
        limit: The most drafts above the line; None leaves it to the line.
        everything: Whether drafts below the line are wanted too.
    """

    axes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    limit: int | None = None
    everything: bool = False


def derive_drafts(
    document: Document,
    wishes: Wishes,
    notes: Sequence[Note] = (),
    rejected: Callable[[str, str, str], bool] = lambda _key, _extractor, _fingerprint: False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    suggest: Suggest = lambda _context: ((), {}),
) -> Derivation:
    """Derive the drafts of a document; the same input gives the same drafts.

    Args:
        document: The document.
        wishes: What the person asks for.
        notes: The notes of loaded decks; what they ask already is not proposed again.
        rejected: Whether a draft of this key, note kind and passage fingerprint was rejected before.
        progress: Called with the passages done and of all.
        suggest: Gives further candidates, such as a language model's.
    """
    context = read_context(document, progress)
    dropped: Counter[str] = Counter()
    candidates = _candidates(context, wishes.kinds, dropped)
    drafts = _check(candidates, Grounds(context, notes, candidates), rejected, dropped)
    suggested = _suggested(context, suggest, candidates, dropped)
    if suggested:  # what was suggested is held against the document's own candidates, and never the other way round
        others: Counter[str] = Counter()
        drafts += _check(suggested, Grounds(context, notes, [*candidates, *suggested]), rejected, others)
        dropped.update({f"{SUGGESTED}{reason}": count for reason, count in others.items()})
    own = {id(candidate) for candidate in candidates}
    drafts.sort(key=lambda one: (bool(one.doubts), id(one.candidate) not in own, -one.score, one.candidate.key))
    kept, _ = drop_repeats(drafts)
    stay = {id(one) for one in kept}
    for draft in drafts:
        if id(draft) not in stay:
            dropped[f"{'' if id(draft.candidate) in own else SUGGESTED}asked by a better draft"] += 1
    axes = find_axes(context, wishes.axes)
    ranked = select_drafts(kept, limit=wishes.limit, everything=wishes.everything)
    chosen = tuple(replace(draft, axis=assign_axis(draft.candidate, axes)) for draft in ranked)
    covered = {id(draft.candidate.quote.passage) for draft in chosen}
    bare = tuple(passage for passage in document.statements if id(passage) not in covered)
    names = {axis.id: axis.name for axis in axes}
    return Derivation(chosen, dict(sorted(dropped.items())), names, bare, _notices(document, chosen))


def _check(
    candidates: Sequence[Candidate],
    grounds: Grounds,
    rejected: Callable[[str, str, str], bool],
    dropped: Counter[str],
) -> list[Draft]:
    """The candidates that were not rejected before and pass the checks, with their scores."""
    drafts = []
    for candidate in candidates:
        if rejected(candidate.key, candidate.body.kind, candidate.quote.passage.fingerprint):
            dropped["rejected before"] += 1
            continue
        reason, doubts = find_doubts(candidate, grounds)
        if reason:
            dropped[reason] += 1
            continue
        features = compute_features(candidate, grounds.context)
        extra, is_explained = explain_acronyms(candidate.body, grounds.context.acronyms)
        silence = () if is_explained else ("unexpanded-acronym",)
        if isinstance(candidate.body, Listing) and len(candidate.body.items) == 2:
            silence = ("pair-as-list", *silence)
        drafts.append(Draft(candidate, add_up(features), features, doubts, extra=extra, silence=silence))
    return drafts


def _suggested(
    context: Context, suggest: Suggest, candidates: Sequence[Candidate], dropped: Counter[str]
) -> list[Candidate]:
    """The candidates that are suggested, without those that are there."""
    suggested, lost = suggest(context)
    dropped.update({f"{SUGGESTED}{reason}": count for reason, count in lost.items()})
    keys, bodies = {one.key for one in candidates}, {one.body for one in candidates}
    kept = []
    for candidate in suggested:
        if candidate.key in keys or candidate.body in bodies:
            dropped[f"{SUGGESTED}the same again"] += 1
            continue
        keys.add(candidate.key)
        bodies.add(candidate.body)
        kept.append(candidate)
    return kept


def _notices(document: Document, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """What a person should know where a document gives little."""
    said = []
    if not document.english:
        said.append("The document is not in English: only its tables, lists and terms suggest drafts.")
    above = sum(draft.above for draft in drafts)
    if above < _FEW:
        stated, passages = len(document.statements), len(document.passages)
        said.append(
            f"The document gives little: {above} drafts above the line; "
            f"{stated} of its {passages} passages state something, the rest is headings, code, links and the like."
        )
    return tuple(said)


def _candidates(context: Context, kinds: frozenset[str], dropped: Counter[str]) -> list[Candidate]:
    """The candidates of all extractors, the first of each key and of each wording."""
    first: dict[str, Candidate] = {}
    bodies = set()
    for name, extract in EXTRACTORS.items():
        if (kinds and name not in kinds) or (name in OF_SENTENCES and not context.document.english):
            continue
        for candidate in extract(context):
            if candidate.key in first or candidate.body in bodies:
                dropped["the same again"] += 1
                continue
            first[candidate.key] = candidate
            bodies.add(candidate.body)
    return list(first.values())
