"""Compare texts as a reader does: when two are the same, and when one can be read in another."""

from __future__ import annotations

import re
import unicodedata

_DASH = re.compile(r"(?<=\w)[-\u2010-\u2014\u2212](?=\w)")
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_BETWEEN = frozenset({"or", "vs", "versus", "nor"})
_NEAR, _REACH = 6, 120  # words around an answer, and the characters they are looked for in
_TOO_SHORT = 2


def fold_lightly(text: str) -> str:
    """Fold away what a reader does not notice: case, hyphens inside words, blanks, a full stop at the end.

    Signs that change the meaning (plus, minus, arrows, Greek letters) stay.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _BLANKS.sub(" ", _DASH.sub(" ", plain)).strip().removesuffix(".").rstrip()


def reveals(question: str, answer: str) -> bool:
    """Whether the answer can be read in the question, as whole words.

    Answers of one or two letters do not count, nor words that the question offers as a choice ("raise or lower?"):
    there the answer has to be in the question.
    """
    wanted = fold_lightly(answer)
    if sum(map(len, _WORD.findall(wanted))) <= _TOO_SHORT:
        return False
    text = fold_lightly(question)
    if wanted not in text:
        return False
    return any(
        not _is_choice(text, match.start(), match.end())
        for match in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", text)
    )


def _is_choice(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    near = _WORD.findall(before)[-_NEAR:] + _WORD.findall(after)[:_NEAR]
    return not _BETWEEN.isdisjoint(near)
