"""Lists recalled in any order: how a line is cut into items, and which item each text names.

People put commas, semicolons, slashes, plus signs, ``and`` or mere spaces between items, and some items have an
``and`` of their own. So a text that names an item as a whole stays whole; else it is cut at the strongest separator it
has, and on down, as long as that finds more items.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from quizzer.core.grading.alignment import Piece
from quizzer.core.grading.context import NO_CONTEXT, AnswerContext
from quizzer.core.grading.english.statements import question_stems, read_statement
from quizzer.core.grading.grading import (
    LIST_NEAR,
    Outcome,
    Verdict,
    is_typed_right,
    item_piece,
    outcome_of,
    outcome_of_typed,
    part_of,
    rating_of,
)
from quizzer.core.grading.judging import least_letters
from quizzer.core.grading.spelling import fold
from quizzer.core.grading.synonyms import accept_synonyms

GIVEN_ITEMS = 100
CUT_WORDS = 40
MOST_STRETCHES = 600
"""Stretches of a line, times items, up to which a line without separators is cut at its blanks."""

Accepts = Sequence[Sequence[str]]
Finding = Literal["right", "near", "missing"]

# Between items for certain, and signs and words that an item may have itself (CGEL 13.5: coordinators).
_STRONG = re.compile(r"\s*(?:\n|;|,(?!\d)|，|、|\|)\s*")
_SOFT = re.compile(
    r"\s*(?:(?<!\w)(?:and|or|und|et|y)(?!\w)|&|\+(?!\d)|/|\*|×|\sx\s|\s[-–—]\s|(?<=\d),(?=\d))\s*", re.IGNORECASE
)
_LEADING_AND = re.compile(r"^(?:and|or)\s+", re.IGNORECASE)
_SPACE = re.compile(r"[\s\-–]+")
_BOTH_SIGNS = re.compile(r"±\s*(\S+)")


@dataclass(frozen=True, slots=True)
class ListVerdict(Verdict):
    """What a recalled list is worth.

    Attributes:
        found: For each item the given text that named it, or None.
        findings: For each item whether it was named rightly or nearly, or is missing.
        unmatched: Given texts that name no item.
        repeated: Given texts that name an item a second time.
    """

    found: tuple[str | None, ...]
    findings: tuple[Finding, ...]
    unmatched: tuple[str, ...]
    repeated: tuple[str, ...]

    @property
    def named(self) -> int:
        """How many items were named, rightly or nearly."""
        return len(self.found) - self.found.count(None)


def split_items(line: str, accepts: Accepts, context: AnswerContext = NO_CONTEXT) -> list[str]:
    """The items that a line names, as far as its text can be cut.

    Args:
        line: What was typed, with whatever stands between items.
        accepts: Everything accepted for each item.
        context: The question, and the words of the decks.
    """
    return _Cutter(*_with_synonyms(accepts, context)).cut(line)


def grade_list(given: Sequence[str], accepts: Accepts, context: AnswerContext = NO_CONTEXT) -> ListVerdict:
    """Grades a list recalled in any order; each text counts for one item at most.

    Right when every item was named rightly and nothing else was given; near from half of the items on. At most half of
    the items, or anything else beside them, suggests Again.

    Args:
        given: The texts given; at most 100 are read.
        accepts: Everything accepted for each item, the one to show first.
        context: The question, and the words of the decks.
    """
    accepts, context = _with_synonyms(accepts, context)
    texts = [text for text in given if text.strip()][:GIVEN_ITEMS]
    named = _assigned(texts, accepts, context)
    found = tuple(texts[named[i][0]] if i in named else None for i in range(len(accepts)))
    findings: tuple[Finding, ...] = tuple(named[i][1] if i in named else "missing" for i in range(len(accepts)))
    used = {place for place, _ in named.values()}
    left = [text for place, text in enumerate(texts) if place not in used]
    repeated = tuple(t for t in left if any(_outcome_for(t, accept, context) == "right" for accept in accepts))
    unmatched = tuple(text for text in left if text not in repeated)
    shown = [accept[0] if accept else "" for accept in accepts]
    pieces = [item_piece(shown[i], found[i], exact=findings[i] == "right") for i in range(len(accepts))]
    share = part_of(len(named), len(accepts))
    outcome = outcome_of(share, LIST_NEAR, blank=not texts)
    if outcome == "right" and (unmatched or "near" in findings):
        outcome = "near"
    return ListVerdict(
        outcome=outcome,
        rating=rating_of(outcome, poor=share <= LIST_NEAR or bool(unmatched)),
        given="\n".join(texts),
        expected="\n".join(shown),
        pieces=(*pieces, *(Piece("extra", text, "") for text in unmatched)),
        share=share,
        found=found,
        findings=findings,
        unmatched=unmatched,
        repeated=repeated,
    )


def _words_of(text: str) -> frozenset[str]:
    return frozenset(read_statement(text).words)


@lru_cache(maxsize=64)
def _telling_words(items: tuple[tuple[frozenset[str], ...], ...], question: frozenset[str]) -> tuple[str, ...]:
    """The words of a question that tell one item from another.

    They stand in every spelling of an item, or they are all that sets a spelling apart from one of another item. A word
    that stands in each of the items tells nothing.
    """
    telling = {word for spellings in items for word in frozenset.intersection(*spellings)}
    flat = [(place, words & question, words - question) for place, item in enumerate(items) for words in item]
    alike: dict[frozenset[str], list[tuple[int, frozenset[str]]]] = {}
    for place, asked, own in flat:
        alike.setdefault(own, []).append((place, asked))
    for same in alike.values():
        if len({place for place, _ in same}) > 1:
            telling |= frozenset.union(*(asked for _, asked in same)) - frozenset.intersection(*(a for _, a in same))
    shared = frozenset.intersection(*(frozenset.union(*spellings) for spellings in items))
    return tuple(sorted(telling - shared))


def _with_synonyms(accepts: Accepts, context: AnswerContext) -> tuple[Accepts, AnswerContext]:
    """Everything accepted for each item with what the synonyms give, which the context then holds no longer."""
    if not context.synonyms:
        return accepts, context
    return [accept_synonyms(accept, context) for accept in accepts], replace(context, synonyms=())


@lru_cache(maxsize=64)
def _question_without(question: str, items: tuple[str, ...]) -> str:
    kept = [word for word in question.split() if _words_of(word).isdisjoint(items)]
    return " ".join(kept)


def _list_context(context: AnswerContext, accepts: Accepts) -> AnswerContext:
    """The context without those words of the question that tell one item from another."""
    spellings = tuple(tuple(_words_of(text) for text in accept) for accept in accepts if accept)
    if not context.question or len(spellings) < 2:
        return context
    telling = _telling_words(spellings, question_stems(context.question))
    return replace(context, question=_question_without(context.question, telling))


def _outcome_for(given: str, accept: Sequence[str], context: AnswerContext) -> Outcome:
    return _cached_outcome(given, tuple(accept), context)


@lru_cache(maxsize=8192)
def _cached_outcome(given: str, accept: tuple[str, ...], context: AnswerContext) -> Outcome:
    if not accept or not given.strip():
        return "blank"
    words = len(given.split())
    if words > 3 * max(len(text.split()) for text in accept) + 6:
        return "wrong"
    return outcome_of_typed(given, accept, context)


class _Cutter:
    """Cuts one line; what each stretch of it names is looked up once."""

    def __init__(self, accepts: Accepts, context: AnswerContext) -> None:
        self._accepts = accepts
        self._context = _list_context(context, accepts)
        self._named: dict[str, int] = {}
        self._texts = {fold(text) for accept in accepts for text in accept}
        self._least = min((least_letters(text, self._context) for accept in accepts for text in accept), default=1)
        self._longest = max((len(_SPACE.split(text)) for accept in accepts for text in accept), default=1)

    def cut(self, line: str) -> list[str]:
        line = line.strip()
        both = _BOTH_SIGNS.fullmatch(line)
        if both and len(self._accepts) > 1:
            return [f"+{both[1]}", f"-{both[1]}"]
        whole = not _STRONG.search(line) or any(_STRONG.search(text) for accept in self._accepts for text in accept)
        if not line or (whole and self._score(line) == 2):
            return [line] if line else []
        pieces = [_LEADING_AND.sub("", piece) for piece in _STRONG.split(line) if piece.strip()]
        if len(pieces) > GIVEN_ITEMS:
            return pieces
        pieces = self._rejoined(pieces)
        parts = [part for piece in pieces for part in self._cut_softly(piece)]
        return self._completed(parts)

    def _rejoined(self, pieces: list[str]) -> list[str]:
        """Pieces that only together name an item, which has a comma of its own."""
        joined: list[str] = []
        for piece in pieces:
            both = f"{joined[-1]}, {piece}" if joined else ""
            if both and self._score(both) == 2 and not (self._score(joined[-1]) and self._score(piece)):
                joined[-1] = both
            else:
                joined.append(piece)
        return joined

    def _cut_softly(self, piece: str) -> list[str]:
        if self._score(piece) == 2:
            return [piece]
        cut = self._best(piece, _SOFT, 8)
        words = len(piece.split())
        if len(cut) == 1 and words <= CUT_WORDS and words * self._longest * len(self._accepts) <= MOST_STRETCHES:
            spaced = self._best(piece, _SPACE, self._longest)
            if len(spaced) > 1 and all(self._score(part) for part in spaced):
                return spaced
        return cut

    def _best(self, piece: str, separator: re.Pattern[str], longest: int) -> list[str]:
        """The cut that names most items; between equals the one with the fewest parts."""
        ends = [match.span() for match in separator.finditer(piece)]
        if separator is _SPACE and sum(map(str.isalnum, piece)) < 2 * self._least:
            return [piece]
        starts = [0, *(end for _, end in ends)]
        stops = [*(start for start, _ in ends), len(piece)]
        if len(starts) == 1 or len(starts) > CUT_WORDS:
            return [piece]
        single = [0] * len(starts)
        if separator is not _SPACE:
            single = [self._score(piece[start:stop].strip()) for start, stop in zip(starts, stops, strict=True)]
        best: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, ())]
        for stop in range(1, len(starts) + 1):
            options = []
            for start in range(stop - 1, max(0, stop - longest) - 1, -1):
                # Whole, these would name one item; apart they name more already.
                if start < stop - 1 and sum(single[start:stop]) > 2:
                    break
                text = piece[starts[start] : stops[stop - 1]].strip()
                if not text:
                    options.append(best[start])
                    continue
                score, count, before = best[start]
                # Words cut at blanks are of use only where every part names an item.
                lost = separator is _SPACE and not self._leaves_room(piece[: starts[start]], piece[stops[stop - 1] :])
                options.append((score + (0 if lost else self._score(text)), count - 1, (*before, text)))
            best.append(max(reversed(options), key=lambda option: option[:2]))
        parts = list(best[-1][2])
        return parts if best[-1][0] > self._score(piece) or separator is _SOFT else [piece]

    def _leaves_room(self, *others: str) -> bool:
        """Whether the texts beside a part are empty or long enough to name an item."""
        return all(not text.strip() or sum(map(str.isalnum, text)) >= self._least for text in others)

    def _completed(self, parts: list[str]) -> list[str]:
        """Parts with what an ellipsis leaves to the last: ``epi- and endocardium``, ``LH and FSH receptors``."""
        completed = []
        for place, part in enumerate(parts):
            whole = part
            room = self._longest + 2 - len(part.split())  # words that may be lent; two for an article and the like
            if not self._score(part) and room > 0:
                later = [
                    tail
                    for other in parts[place + 1 :]
                    for tail in _tails(other, hyphen=part.endswith("-"))
                    if len(tail.split()) <= room
                ]
                glue = "" if part.endswith("-") else " "
                options = [f"{part.rstrip('-')}{glue}{tail}" for tail in later]
                exact = next((option for option in options if fold(option) in self._texts), None)
                whole = exact or next((option for option in options if self._is_right(option)), part)
            completed.append(whole)
        return completed

    def _is_right(self, text: str) -> bool:
        if text in self._named or sum(map(str.isalnum, text)) < self._least:
            return self._named.get(text) == 2
        return any(bool(accept) and is_typed_right(text, accept, self._context) for accept in self._accepts)

    def _score(self, text: str) -> int:
        """2 where a text names an item rightly, 1 where nearly, else 0."""
        if text not in self._named:
            if sum(map(str.isalnum, text)) < self._least:
                return 0
            outcomes = [_outcome_for(text, accept, self._context) for accept in self._accepts]
            self._named[text] = 2 if "right" in outcomes else 1 if "near" in outcomes else 0
        return self._named[text]


def _tails(text: str, *, hyphen: bool) -> list[str]:
    """What the end of a text may lend to an earlier one: its last words, or the end of a word."""
    if hyphen:
        return [text[place:] for place in range(1, min(len(text) - 2, 16))]
    words = text.split()
    return [" ".join(words[place:]) for place in range(1, len(words))]


def _assigned(
    texts: Sequence[str], accepts: Accepts, context: AnswerContext
) -> dict[int, tuple[int, Literal["right", "near"]]]:
    """For each item named: the place of the text that names it, and whether rightly or only nearly.

    As many items as possible are named rightly (a text may fit two items: augmenting paths), then those left nearly.
    """
    context = _list_context(context, accepts)
    outcomes = [[_outcome_for(text, accept, context) for accept in accepts] for text in texts]
    fits = [[item for item, outcome in enumerate(row) if outcome == "right"] for row in outcomes]
    owner: dict[int, int] = {}
    for text in range(len(texts)):
        _place(text, fits, owner, set())
    named: dict[int, tuple[int, Literal["right", "near"]]] = {item: (text, "right") for item, text in owner.items()}
    for text, row in enumerate(outcomes):
        if not fits[text]:
            item = next((i for i, outcome in enumerate(row) if i not in named and outcome == "near"), None)
            if item is not None:
                named[item] = (text, "near")
    return named


def _place(text: int, fits: Sequence[Sequence[int]], owner: dict[int, int], seen: set[int]) -> bool:
    """Give a text an item, moving the text that has it elsewhere if need be."""
    for item in fits[text]:
        if item not in seen:
            seen.add(item)
            if item not in owner or _place(owner[item], fits, owner, seen):
                owner[item] = text
                return True
    return False
