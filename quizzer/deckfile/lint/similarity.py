"""When two texts are the same to a reader, and when one can be read in another."""

from __future__ import annotations

import re
import unicodedata

_DASH = re.compile(r"(?<=\w)[-\u2010-\u2014\u2212](?=\w)")
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_BETWEEN = frozenset({"or", "vs", "versus", "nor"})
_NEAR, _REACH = 6, 120  # words, and the characters among which to look for them
_TOO_SHORT = 2


def fold_lightly(text: str) -> str:
    """The text without what a reader passes over: case, hyphens inside words, blanks, a full stop at the end.

    Signs that change the meaning (plus, minus, arrows, Greek letters) stay.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _BLANKS.sub(" ", _DASH.sub(" ", plain)).strip().removesuffix(".").rstrip()


def reveals(question: str, answer: str) -> bool:
    """Whether the answer can be read in the question, as whole words.

    Not so for answers of one or two letters, and not where the question offers a choice between words ("raise or
    lower?"): there the answer has to stand in it.
    """
    wanted = fold_lightly(answer)
    if sum(map(len, _WORD.findall(wanted))) <= _TOO_SHORT:
        return False
    asked = fold_lightly(question)
    if wanted not in asked:
        return False
    return any(
        not _is_offered(asked, match.start(), match.end())
        for match in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", asked)
    )


def _is_offered(asked: str, start: int, end: int) -> bool:
    before, after = asked[max(0, start - _REACH) : start], asked[end : end + _REACH]
    near = _WORD.findall(before)[-_NEAR:] + _WORD.findall(after)[:_NEAR]
    return not _BETWEEN.isdisjoint(near)
