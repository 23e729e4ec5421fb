"""An answer as words: numbers, signs, letters cut by script, each with the form it is compared by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quizzer.core.grading.directions import ARROWS, DIRECTIONS
from quizzer.core.grading.spelling import LATIN_FOR, fold, is_ordinal, word_form

AND = frozenset({"and", "&", "，", "、", *",;/|"})

_THOUSANDS = re.compile(r"[,\u00a0\u202f'’]\d{3}(?!\d)")
_UNITS = frozenset({"g", "l", "m", "mol", "u", "iu", "s", "kat"})
# A sharp s that is no letter of a word: many keyboards have it where beta is wanted (ß-cell, IKKß, 11ß-HSD1).
_SHARP_FOR_BETA = re.compile(r"(?<![^\W\d_A-Z])ß(?![^\W\d_])")
# What may stand before the sign of a number; elsewhere a hyphen joins.
_SIGNED = re.compile(r"(?:^|[=<>≤≥(\[,;:/±]|\b(?:and|to|or|from|between|than|is)\s)\s*$")
_ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th)(?![^\W_])", re.IGNORECASE)
_SYMBOLS = ARROWS | {
    "→": ">", "⟶": ">", "⇒": ">", "≤": "<=", "≥": ">=", "×": "x", "±": "+",
    "%": "percent",
}  # fmt: skip
_SILENT = frozenset("~≈°™®©^`´¨−")
_HYPHENS = "-−–"
_VOWELS = frozenset("aeiouy")

TokenKind = Literal["letters", "digits", "sign", "and"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of an answer.

    Attributes:
        form: The form it is compared by.
        start: Index of its first character in the text.
        end: Index after its last character.
        fixed: No slip of the pen is forgiven in it: a number, a sign, an acronym, a short word.
        spelling: The word as it was spelt, folded; its form may be that of a set of words.
    """

    form: str
    start: int
    end: int
    fixed: bool
    spelling: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of an answer that counts, as it is written.

    Attributes:
        raw: The stretch.
        start: Index of its first character in the text.
        sort: ``and`` is anything that sets two parts of an answer apart.
    """

    raw: str
    start: int
    sort: TokenKind


@lru_cache(maxsize=1024)
def tokens_of(text: str, skip: tuple[tuple[int, int], ...]) -> tuple[Token, ...]:
    """The tokens of a text, outside the stretches to skip (each from, to before)."""
    found: list[Token] = []
    text = _SHARP_FOR_BETA.sub("β", text) if "ß" in text else text
    place = 0
    while place < len(text):
        jump = next((end for start, end in skip if start <= place < end), place)
        if jump > place:
            place = jump
            continue
        end, sort = _token_at(text, place)
        if sort == "letters":
            found += _by_script(text[place:end], place)
        elif sort:
            found.append(Token(text[place:end], place, sort))
        place = end
    return tuple(found)


def word_of(token: Token, acronyms: frozenset[str]) -> Word:
    """Read a token as a word.

    Args:
        token: The stretch of the text.
        acronyms: Folded words whose final s is a letter of their own.
    """
    form, fixed, folded = _read_word(token.raw, token.sort, acronyms)
    return Word(form, token.start, token.start + len(token.raw), fixed, folded)


@lru_cache(maxsize=4096)
def _read_word(raw: str, sort: TokenKind, acronyms: frozenset[str]) -> tuple[str, bool, str]:
    """The form of a stretch, whether it is fixed, and its spelling."""
    if sort == "and":
        return ",", True, ""
    if sort == "sign":
        return "-" if raw in _HYPHENS else _SYMBOLS.get(raw, fold(raw)), True, ""
    if sort == "digits":
        return _number(raw), True, ""
    folded = fold(raw).replace("'", "").replace("’", "")
    if raw[0] in "µμ" and len(raw) > 1 and folded[1:] in _UNITS:
        return f"u{folded[1:]}", True, ""
    acronym = is_acronym(raw)
    if acronym and folded not in acronyms and has_plural_s(raw):
        return folded[:-1], True, folded
    form = word_form(folded, plural=not (folded in acronyms or (acronym and raw[-1] == "S")))
    return form, acronym or _is_fixed(folded if form in DIRECTIONS or is_ordinal(form) else form), folded


def is_acronym(word: str) -> bool:
    """Whether a word is written like an acronym: FSH, GnRH, mTOR; not a long word in capitals."""
    capitals = sum(1 for character in word if character.isupper())
    return capitals >= 2 and (len(word) < 7 or capitals < len(word))


def has_plural_s(acronym: str) -> bool:
    """Whether an acronym has the small s of a plural behind a capital: SERMs."""
    return acronym[-1:] == "s" and acronym[-2:-1].isupper()


def _is_fixed(form: str) -> bool:
    if len(form) < 4 or form.isdigit():
        return True
    if form.isascii():
        return not _VOWELS & set(form)
    return any("\u3400" <= character <= "\u9fff" or character >= "\U00020000" for character in form)


def _number(raw: str) -> str:
    plain = "".join(c if c == "." else str(unicodedata.digit(c, fold(c))) for c in raw if c not in ",\u00a0\u202f'’")
    return f"0{plain}" if plain.startswith(".") else plain


def _token_at(text: str, place: int) -> tuple[int, TokenKind | None]:
    """Where the token that begins here ends, and its sort; None where nothing that counts begins."""
    character, after = text[place], text[place + 1 : place + 2]
    if character.isalpha():
        return _letters_end(text, place), "letters"
    number = character == "." and after.isdigit() and not text[place - 1 : place].isalnum()
    if character.isnumeric() or number:
        ordinal = _ORDINAL.match(text, place)
        return (ordinal.end(), "letters") if ordinal else (_digits_end(text, place + 1), "digits")
    if character in _HYPHENS and after.isdigit() and _SIGNED.search(text[max(0, place - 8) : place]):
        return place + 1, "sign"
    if character in AND or (character == "+" and after == " " and text[place - 1 : place] == " "):
        return place + 1, "and"
    if character == "%" or (character not in _SILENT and unicodedata.category(character) in ("Sm", "Sc", "So")):
        return place + 1, "sign"
    return place + 1, None


def _letters_end(text: str, place: int) -> int:
    end = place + 1
    while end < len(text):
        character = text[end]
        inside = character in "'’" and text[end + 1 : end + 2].isalpha()
        if not (inside or character.isalpha() or unicodedata.category(character)[0] == "M"):
            break
        end += 1
    return end


def _digits_end(text: str, end: int) -> int:
    while end < len(text):
        if text[end] == "." and text[end + 1 : end + 2].isdigit():
            end += 1
        elif _THOUSANDS.match(text, end):
            end += 4
        elif text[end].isnumeric() and not text[end].isalpha():
            end += 1
        else:
            break
    return end


def _by_script(run: str, start: int) -> Iterator[Token]:
    """A run of letters cut where Greek letters stand among others, and where a Greek name is glued to an acronym."""
    if run[0] in "µμ" and fold(run[1:]) in _UNITS:
        yield Token(run, start, "letters")
        return
    if run.isascii():
        yield from _off_acronym(run, start)
        return
    place = 0
    while place < len(run):
        greek = _is_greek(run[place])
        end = place + 1
        while end < len(run) and _is_greek(run[end]) == greek:
            end += 1
        if greek and end - place <= 2:
            yield from (Token(run[at], start + at, "letters") for at in range(place, end))
        elif greek:
            yield Token(run[place:end], start + place, "letters")
        else:
            yield from _off_acronym(run[place:end], start + place)
        place = end


def _off_acronym(run: str, start: int) -> Iterator[Token]:
    for name in LATIN_FOR:
        if run.endswith(name) and run[: -len(name)].isupper() and len(run) - len(name) >= 2:
            yield Token(run[: -len(name)], start, "letters")
            yield Token(name, start + len(run) - len(name), "letters")
            return
    yield Token(run, start, "letters")


def _is_greek(character: str) -> bool:
    return "\u0370" <= character <= "\u03ff" or "\u1f00" <= character <= "\u1fff" or character == "µ"
