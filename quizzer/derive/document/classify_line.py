"""Classify a line of a document by its form alone: its signs, its length, its capitals; never by its meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

HEADING_WORDS, HEADING_LENGTH = 14, 100
CAPTION_WORDS = 8
_HEADER_LENGTH = 200
_TITLE_SHARE = 0.8
_NAME_WORDS = 12
_CODE_SHARE = 0.6

_STOPS = frozenset(".!?…。！？।؟")
_OPEN_ENDS = frozenset(":;,")
_CLOSERS = "\"'”’»)]}*_ \t"
_SENTENCE_END = re.compile(r"(?:[.!?…][\"'”’»)\]]*(?=\s+[^\sa-zß-öø-ÿ]|\s*$)|[。！？।؟])")
_INNER_STOP = re.compile(r"\w{3}[.!?]\s")
_BULLET = re.compile(r"(?:[•◦▪▸‣·●○■□*+–—-]|\d{1,3}[.)]|[a-z][.)])\s+(?=\S)")
_TERM = re.compile(r"\s[∞–—:-]\s|:\s")
_CAPTION_START = re.compile(r"(?:figure|fig\.|photo|image|illustration)\s*(?:\d+\w?\s*)?[:.–—]", re.IGNORECASE)
_NAVIGATION = re.compile(
    r"(?:skip|jump) to (?:the |main )*(?:content|navigation)|back to top|(?:main )?menu|search|share(?: this)?|print|"
    r"log ?in|sign (?:in|up)|subscribe|advertisement|accept (?:all )?cookies|read more|(?:table of )?contents",
    re.IGNORECASE,
)
_CODE_LINE = re.compile(
    r"[;{}]$|^[})]|\w\(.*\)$|^(?:\$|>>>|#!|#include|import |from \w[\w.]* import |def \w+\(|return\b.{0,40}$)"
    r"|^(?:func|const|let|var) "
    r"|^\w[\w.\[\]]*\s*(?::?=|\+=)\s*\S+$"
)


def find_bullet(text: str) -> str:
    """Find the bullet or number a list item begins with, including its blanks; empty where the text is no item."""
    match = _BULLET.match(text)
    return match[0] if match else ""


def ends_sentence(text: str) -> bool:
    """Whether the text ends with the sign that ends a sentence, closing quotes and brackets aside."""
    return text.rstrip(_CLOSERS)[-1:] in _STOPS


def count_sentences(text: str) -> int:
    """Count the sentences that end in the text; a stop before a small letter ends none."""
    return sum(1 for _ in _SENTENCE_END.finditer(text))


def has_heading_form(text: str) -> bool:
    """Whether the line reads like a heading: short, one phrase, no full stop, no small letter at its beginning."""
    if len(text) > HEADING_LENGTH or len(text.split()) > HEADING_WORDS:
        return False
    first = next((sign for sign in text if sign.isalnum()), "")
    if not any(map(str.isalpha, text)) or first.islower() or text[-1] in _OPEN_ENDS:
        return False
    return (text[-1] == "?" or not ends_sentence(text)) and not _INNER_STOP.search(text)


def is_title_case(text: str) -> bool:
    """Whether the longer words begin with capitals, as in titles and in the header row of a table."""
    words = [word for word in re.findall(r"[^\W_]+", text) if len(word) > 3]
    if not words or len(text) > _HEADER_LENGTH or ends_sentence(text):
        return False
    return sum(not word[0].islower() for word in words) >= _TITLE_SHARE * len(words)


def is_navigation(text: str) -> bool:
    """Whether the line belongs to a web page's navigation (a link past the menu and the like)."""
    return _NAVIGATION.fullmatch(text.strip(" »›>↑|")) is not None


def is_caption(text: str) -> bool:
    """Whether a paragraph reads like the caption of an image: long, and without the stop that ends prose."""
    if _CAPTION_START.match(text):
        return True
    return lacks_stop(text) and len(text.split()) >= CAPTION_WORDS


def lacks_stop(text: str) -> bool:
    """Whether the text ends with neither a stop nor a sign that announces a list."""
    return not ends_sentence(text) and text.rstrip(_CLOSERS)[-1:] not in _OPEN_ENDS


def find_term(item: str) -> str:
    """Find what a list item defines: the words before the first dash or colon between term and definition.

    Some web pages print an infinity sign in place of a dash; it counts as one.
    """
    match = _TERM.search(item)
    term = item[: match.start()].strip() if match else ""
    return term if 0 < len(term.split()) <= _NAME_WORDS and not ends_sentence(term) else ""


def find_row_name(row: str) -> str:
    """Find the first cell of a table row whose cells ran together; empty where no second cell is certain.

    The second cell begins with the first capitalised word (small letters after it, so no acronym) outside brackets that
    neither another such word nor a bracket follows: ``Thyroid Gland (neck) | Makes T4 all day``.
    """
    words = row.split()[:_NAME_WORDS]
    starts = list(_capitalised(words))
    for index in range(1, len(words) - 1):
        if starts[index] and not starts[index + 1] and words[index + 1][0] not in "([/":
            return " ".join(words[:index])
    return ""


def _capitalised(words: list[str]) -> Iterator[bool]:
    depth = 0
    for word in words:
        opened = depth
        depth = max(0, depth + word.count("(") - word.count(")"))
        letters = word.strip(",.;:")
        yield not opened and not depth and letters[:1].isupper() and letters[1:2].islower()


def is_code(lines: Sequence[str]) -> bool:
    """Whether most lines are of a program or for a shell: their beginnings and ends decide."""
    return sum(_CODE_LINE.search(line) is not None for line in lines) > _CODE_SHARE * len(lines)


def split_sentences(text: str) -> list[str]:
    """Split a passage into its sentences, roughly: good enough to judge what they are about."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    pieces = (text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True))
    return [piece for piece in pieces if piece]
