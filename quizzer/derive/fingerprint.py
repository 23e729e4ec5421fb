"""The fingerprint by which a note names a passage of its document without holding the passage."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

DIGITS = 16
_NO_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)  # the checks of a document ask for the same sentences again and again
def normalize(text: str) -> str:
    """Reduce a passage to its words: letters and digits, with single spaces between words.

    Compatibility forms are unified (NFKC) and case is folded before everything that is neither a letter nor a digit
    becomes a space, so quotes, dashes, bullets and line breaks do not matter. A sign inside a word splits it.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_NO_WORD.sub(" ", folded).split())


def fingerprint(text: str) -> str:
    """Fingerprint a passage: a whole paragraph, table row or list item.

    Args:
        text: The passage as it is in the document.

    Returns:
        The first 16 hexadecimal digits, lower case, of the SHA-256 of the normalised passage in UTF-8.
    """
    return hashlib.sha256(normalize(text).encode()).hexdigest()[:DIGITS]
