"""Which number each deletion of an edited cloze text has: a deletion keeps its number while its answer stays."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from quizzer.core.notes.cards import DELETION, Deletion, find_deletions

MOST = 9_999
"""The largest number a deletion can be written with."""

_LETTER = r"[^\W\d_]"
# Signs that part words, and no sign of a number, such as those in 1.5, 3-5 and -5.
_APART = re.compile(
    rf"[\s_;:'’\"“”]+|(?<=\D)[.,]|[.,](?!\d)|(?<={_LETTER})[-\u2010-\u2013]|[-\u2010-\u2013](?={_LETTER})"
)


class Numbering(NamedTuple):
    """The numbers of the deletions of an edited text.

    Attributes:
        numbers: One for each deletion, in the order of the text.
        moved: The deletions that are written with another number than their answer had.
        shared: The deletions without a written number whose kept number is written at another answer too.
    """

    numbers: tuple[int, ...]
    moved: tuple[Deletion, ...] = ()
    shared: tuple[Deletion, ...] = ()


def keep_numbers(
    before: str, after: str, used: Collection[int] = (), removed: Mapping[int, Sequence[str]] | None = None
) -> Numbering:
    """Number the deletions of a text that was edited.

    A written number stays. The other deletions have the number that their answer had; of equal answers the first has
    the first number. An answer that is not known is an edited one where it alone takes the place of one other answer;
    else it is new, and gets a number that no deletion of the note has had. An answer that the other text shows in the
    open was hidden or taken out, not edited.

    Args:
        before: The text before the edit, with every number it does not have by place written into it; empty for none.
        used: Further numbers that deletions of the note have had.
        removed: The answers of deletions that were taken out earlier, by number.
    """
    old, new = find_deletions(before), find_deletions(after)
    pairs = _match(old, new)
    numbers: dict[int, int] = {at: deletion.number for at, deletion in enumerate(new) if deletion.is_written}
    numbers |= {at: old[place].number for at, place in pairs.items() if at not in numbers}
    _put_back(new, numbers, removed or {})
    taken = {*numbers.values(), *(deletion.number for deletion in old), *used, *(removed or {})}
    for at, place in _match_edited(old, new, pairs, numbers):
        if not _is_shown_now(old[place], before, after) and not _is_shown_now(new[at], after, before):
            numbers[at] = old[place].number
    fresh = _free_numbers(taken)
    if not old and not removed:
        numbers = {at: deletion.number for at, deletion in enumerate(new)}
    for at in range(len(new)):
        if at not in numbers:
            numbers[at] = next(fresh)
    return _result(old, new, pairs, numbers)


def write_numbers(text: str, numbers: Sequence[int]) -> str:
    """Write these numbers into the deletions that have none written; all else in the text stays."""
    pieces, end = [], 0
    for deletion, number in zip(find_deletions(text), numbers, strict=True):
        if not deletion.is_written:
            pieces += [text[end : deletion.start + 2], f"c{number}::"]
            end = deletion.start + 2
    return "".join(pieces) + text[end:]


def fold_answer(answer: str) -> str:
    """An answer without its case, accents, blanks and signs between words; itself where that leaves nothing."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", answer.casefold()) if not unicodedata.combining(sign))
    return _APART.sub("", plain) or plain


def _match(old: Sequence[Deletion], new: Sequence[Deletion]) -> dict[int, int]:
    """Pair the deletions of two texts: for places among the new ones, the place of each among the old ones."""
    pairs: dict[int, int] = {}
    keys: tuple[Callable[[Deletion], object], ...] = (
        # A written number says which of several equal answers is meant.
        lambda deletion: (deletion.number, deletion.answer),
        lambda deletion: deletion.answer,
        lambda deletion: fold_answer(deletion.answer),
    )
    for step, key in enumerate(keys):
        left: dict[object, list[int]] = {}
        for place, deletion in enumerate(old):
            if place not in pairs.values():
                left.setdefault(key(deletion), []).append(place)
        for at, deletion in enumerate(new):
            if at not in pairs and (step or deletion.is_written) and (places := left.get(key(deletion))):
                pairs[at] = places.pop(0)
    return pairs


def _put_back(new: Sequence[Deletion], numbers: dict[int, int], removed: Mapping[int, Sequence[str]]) -> None:
    """Give the deletions that were taken out earlier, and are there again, the number they had."""
    by_answer = {fold_answer(answer): number for number, answers in removed.items() for answer in answers}
    for at, deletion in enumerate(new):
        number = by_answer.get(fold_answer(deletion.answer))
        if at not in numbers and number is not None and number not in numbers.values():
            numbers[at] = number


def _match_edited(
    old: Sequence[Deletion], new: Sequence[Deletion], pairs: Mapping[int, int], numbers: Mapping[int, int]
) -> list[tuple[int, int]]:
    """Pair a new deletion with an old one where each is the only one left over between two others that are paired."""
    # A deletion under a number of its own, written or put back, is no edit of another answer, and closes no gap.
    places = {deletion.number: place for place, deletion in enumerate(old)}
    fixed = dict(pairs)
    for at, deletion in enumerate(new):
        place = places.get(deletion.number) if deletion.is_written and at not in pairs else None
        if place is not None and place not in fixed.values():
            fixed[at] = place
    left_new = _by_gap(range(len(new)), lambda at: fixed.get(at), lambda at: at in numbers)
    matched = {place: place for place in fixed.values()}
    left_old = _by_gap(range(len(old)), lambda place: matched.get(place), lambda _: False)
    return [
        (ats[0], left_old[gap][0])
        for gap, ats in left_new.items()
        if len(ats) == 1 and len(left_old.get(gap, ())) == 1 and old[left_old[gap][0]].number not in numbers.values()
    ]


def _is_shown_now(deletion: Deletion, hidden_in: str, shown_in: str) -> bool:
    """Whether an answer stands in the open in another text, and does not in its own: it was not edited away."""
    word = re.compile(rf"(?<!\w){re.escape(deletion.answer)}(?!\w)", re.I)
    return len(word.findall(DELETION.sub(" ", shown_in))) > len(word.findall(DELETION.sub(" ", hidden_in)))


def _by_gap(
    places: Iterable[int], matched: Callable[[int], int | None], is_other: Callable[[int], bool]
) -> dict[tuple[int | None, int | None], list[int]]:
    """The places that are not matched, by the gap they lie in: the old places of the matched ones on either side."""
    gaps: dict[tuple[int | None, int | None], list[int]] = {}
    left: list[int] = []
    before: int | None = None
    for place in places:
        if (here := matched(place)) is not None:
            gaps[before, here] = left
            before, left = here, []
        elif not is_other(place):
            left.append(place)
    gaps[before, None] = left
    return gaps


def _free_numbers(taken: Collection[int]) -> Iterator[int]:
    """Numbers that were never used, in order; below the largest one only where none above it can be written."""
    highest = max(taken, default=0)
    yield from range(highest + 1, MOST + 1)
    yield from (number for number in count(1) if number not in taken)


def _result(
    old: Sequence[Deletion], new: Sequence[Deletion], pairs: Mapping[int, int], numbers: Mapping[int, int]
) -> Numbering:
    moved = tuple(
        deletion
        for at, deletion in enumerate(new)
        if deletion.is_written and at in pairs and old[pairs[at]].number != deletion.number
    )
    together = {(deletion.number, fold_answer(deletion.answer)) for deletion in old}
    claimed = {
        deletion.number
        for deletion in new
        if deletion.is_written and (deletion.number, fold_answer(deletion.answer)) not in together
    }
    shared = tuple(deletion for at, deletion in enumerate(new) if not deletion.is_written and numbers[at] in claimed)
    return Numbering(tuple(numbers[at] for at in range(len(new))), moved, shared)
