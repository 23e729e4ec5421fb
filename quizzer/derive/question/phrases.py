"""Phrases as questions need them: their head, their number, their article and the case of their first letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from quizzer.core.grading.spelling import word_form
from quizzer.derive.fingerprint import normalize
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import base_of, entry

SMALL = word_set(
    "a an the this that these those its their his her our your it they he she we you i of in on at by for with from "
    "to into onto as and or nor but if then than so such is are was were be been being am do does did has have had "
    "can could may might will would shall should must not no which what who whom whose where when how why there "
    "here also very more most some any each every all both either neither other another same own only just per via "
    "about e g usually often typically mainly mostly generally etc"
)
"""Words that distinguish no phrase from another."""

_HEAD_ENDS = re.compile(
    r"\s*[,;:(\[–—]\s*|\s+(?:of|in|for|to|that|which|who|with|by|on|at|from|as|used|between|during|through|where|when|"
    r"whose|than|into|per|via|within|without|under|over|after|before|about|against|around|near)\b",
    re.IGNORECASE,
)
MODIFIED = re.compile(
    r"(?P<noun>(?:[\w'’-]+\s){0,6}?[\w'’-]+)\s(?:(?:and|or|\w+ly)\s)?"
    r"(?P<modifier>(?:[a-z]+ed|made|found|known|given|taken|written|built|seen|held|born|responsible|important|capable|"
    r"necessary|essential|useful|similar|present|available|common|adjacent|superior|inferior|specific|typical|suitable|"
    r"located|next|close|due|prone|resistant|sensitive|equal|proportional)"
    r"(?:\s(?:and|or)\s[a-z]+(?:ed|en))?\s(?:by|in|from|to|at|with|for|on|as|into|through|during|of|between|near)\b.*)$"
)
"""A noun phrase with a participle or adjective after it: “hormones secreted by the gland”."""

_DOING = re.compile(r"^((?:[\w-]+\s){0,3}[a-z]{3,}s)\s[a-z]{3,}ing\s.*$")  # “cells forming a wall”
_LEADING_ADJECTIVE = re.compile(r"^((?:an?\s)?[a-z]{3,}),\s(?=[a-z]+\s)")  # “small, regular groups”
_SINGULAR_IN_S = word_set(
    "pancreas diabetes species series news physics mathematics economics rabies measles herpes atlas lens gas bus "
    "canvas bias chaos ethics genetics politics statistics dynamics mechanics status apparatus always less plus "
    "across thus perhaps kubernetes redis postgres dns css https aws ios macos https tls js alias"
)
_PLURALS_WITHOUT_S = word_set(
    "people men women children bacteria criteria phenomena mitochondria nuclei stimuli feet teeth mice fungi "
    "alveoli bronchi vertebrae larvae ova ganglia villi glomeruli police cattle media hyphae algae sepsides testes "
    "axes"
)
_DETERMINERS = word_set(
    "the a an this that these those its their his her our your my each every any some no all both one two three "
    "four five most many several such"
)
_PROPER = re.compile(r"[A-Z]\w*['’]s\b|[A-Z]\w*[A-Z0-9]|[A-Z]?\w*\d")
_NUMBER = re.compile(r"[~≈<>≤≥±+−–-]*\s*[$€£]?\d[\d\s.,:/×^–−-]*\s*(?:%|°?[A-Za-zµ/]{1,8}\d?)?")
_CODE = re.compile(r"[`_{}<>=$\\@]|^/|\w/\w+/|\w\(|^--?\w|(?:^|\w)\.[a-z]|\b[a-z]+[A-Z]")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@lru_cache(maxsize=8192)
def content_words(text: str) -> frozenset[str]:
    """The words of a text that tell it from another, in the form under which they are compared."""
    return frozenset(word_form(word) for word in normalize(text).split() if word not in SMALL)


@lru_cache(maxsize=4096)
def head_of(phrase: str) -> str:
    """The noun that decides what a phrase names: ``layer`` of ``the outer layer of the gland``."""
    phrase = phrase.strip()
    phrase = _LEADING_ADJECTIVE.sub(r"\1 ", _DOING.sub(r"\1", phrase))
    modified = MODIFIED.match(phrase)
    words = _HEAD_ENDS.split(modified["noun"] if modified else phrase, maxsplit=1)[0].split() or phrase.split()
    return words[-1].strip(".,;:’'\"”“`*") if words else ""


def is_plural(phrase: str) -> bool:
    """Whether a verb after this phrase stands in the plural."""
    phrase = _LEADING_ADJECTIVE.sub(r"\1 ", _DOING.sub(r"\1", phrase))
    modified = MODIFIED.match(phrase)
    phrase = modified["noun"] if modified else phrase
    core = _HEAD_ENDS.split(phrase.strip(), maxsplit=1)[0] or phrase
    if is_code(phrase):
        return False
    if re.search(r"\w\s(?:and|&)\s\w", phrase.split("(")[0]) and not re.match(r"\S+ of ", phrase):
        return True
    if re.search(r"\w,\s\w", core):
        return True
    return is_plural_word(head_of(phrase))


def is_known_plural(word: str) -> bool:
    """Whether a word in small letters is the plural of a noun that the lexicon has."""
    return is_plural_word(word) and entry(singular_word(word)).noun >= 0


def is_plural_word(word: str) -> bool:
    """Whether a noun has the form of a plural."""
    folded = word.casefold()
    if folded in _PLURALS_WITHOUT_S:
        return True
    if len(folded) < 3 or not folded.endswith("s") or folded in _SINGULAR_IN_S or word.isupper():
        return False
    return not folded.endswith(("ss", "us", "is", "'s", "’s", "ics", "sis", "itis"))


def singular_word(word: str) -> str:
    """A noun in the singular; unchanged where it has the form of one."""
    if not is_plural_word(word) or word.casefold() in _PLURALS_WITHOUT_S:
        return word
    folded = word.casefold()
    if folded.endswith("ies") and len(folded) > 4:
        return word[:-3] + "y"
    if folded.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if folded.endswith("uses") and len(folded) > 6 and not folded.endswith(("auses", "ouses")):
        return word[:-2]
    if folded.endswith(("alyses", "heses", "noses")):
        return word[:-2] + "is"
    if folded.endswith(("oes",)) and len(folded) > 5:
        return word[:-2]
    return word[:-1]


def singular(phrase: str) -> str:
    """A phrase with its head in the singular: ``type of cell`` of ``types of cell``."""
    head = head_of(phrase)
    one = singular_word(head)
    if not head or one == head:
        return phrase
    place = phrase.find(head)
    return phrase[:place] + one + phrase[place + len(head) :]


def plural(phrase: str) -> str:
    """A phrase with its head in the plural; unchanged where it is one already."""
    head = head_of(phrase)
    if not head or is_plural_word(head):
        return phrase
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        many = f"{head[:-1]}ies"
    else:
        many = f"{head}es" if head.endswith(("s", "x", "ch", "sh")) else f"{head}s"
    place = phrase.find(head)
    return phrase[:place] + many + phrase[place + len(head) :]


def without_article(phrase: str) -> str:
    """A phrase without the article before it."""
    return re.sub(r"^(?:the|an?)\s+", "", phrase.strip(), flags=re.IGNORECASE)


def has_determiner(phrase: str) -> bool:
    """Whether a phrase begins with an article, a number word or the like."""
    return phrase.strip().split(" ", 1)[0].casefold() in _DETERMINERS


def is_code(text: str) -> bool:
    """Whether a text is a piece of code, an option, a path or the like, whose letters must stay as they are."""
    return len(text.split()) <= 4 and _CODE.search(text.strip()) is not None


def is_number(text: str) -> bool:
    """Whether a text is a number, perhaps with a unit."""
    return _NUMBER.fullmatch(text.strip()) is not None


def upper_first(text: str) -> str:
    """A text with a capital at its beginning, as a sentence has; code is left alone."""
    if text[:1].islower() and not is_code(text.split(" ", 1)[0]):
        return text[:1].upper() + text[1:]
    return text


def strip_end(text: str) -> str:
    """A text without the stop, comma or footnote mark at its end."""
    text = re.sub(r"(?:\s*\[[\w\s,]{1,12}\])+$", "", text.strip())
    text = re.sub(r"\s*\d+°\d+[′'].*$", "", text)  # the place on the map behind a name
    return re.sub(r"(?<!\b[a-zA-Z])[.,;:]+$", "", text).strip()


_BOUNDARY = re.compile(r"\s*(?:[;,]|\.(?=\s)|\s[–—-]\s|\s\()")


_ASIDE = re.compile(
    r"\s*(?:,\s(?:often|typically|usually|also|sometimes|especially|particularly|in particular|for example|mainly)\s"
    r"[^,;.]*,|\((?:[^()]*\s[^()]*)\))\s*"
)


def shorten(text: str, most: int, *, least: int = 3) -> str:
    """The longest beginning of a text of at most that many words that ends where a clause may end.

    Args:
        text: The text.
        most: The most words.
        least: The fewest content words that still tell what is meant.

    Returns:
        The beginning, the whole text where that is short enough; empty where it can not be cut.
    """
    if len(text.split()) > most:
        text = _ASIDE.sub(" ", text)
    if len(text.split()) <= most and not re.search(r";\s|\.\s", text):
        return strip_end(text)
    best = ""
    for match in _BOUNDARY.finditer(text):
        if text[: match.start()].count("(") > text[: match.start()].count(")"):
            continue
        part = text[: match.start()].strip()
        if len(part.split()) <= most and len(content_words(part)) >= least and not _is_open(part, text[match.end() :]):
            best = part
            if match.group().strip() in (";", "."):
                break
    best = best or _shorten_before_clause(text, most, least)
    return "" if re.search(r"\b(?:in (?:a|such a) way|in order|so|such)$", best) else strip_end(best)


_CLAUSE_AHEAD = re.compile(r"\s(?=(?:that|which|who|where|when|such as|as well as|including|in order to|so that)\s)")


_AND_VERB = re.compile(r"\s+and\s+(?P<verb>[a-z]+s)\s")


def _shorten_before_clause(text: str, most: int, least: int) -> str:
    parts = [text[: match.start()] for match in _CLAUSE_AHEAD.finditer(text)]
    parts += [text[: match.start()] for match in _AND_VERB.finditer(text) if base_of(match["verb"], "s")]
    fits = [part for part in parts if len(part.split()) <= most and len(content_words(part)) > max(least, 3)]
    return max(fits, key=len, default="")


def _is_open(part: str, rest: str) -> bool:
    """Whether a cut would fall between the members of an enumeration."""
    if part.split()[-1].casefold() in SMALL:
        return True
    following = rest.strip().split(" ", 1)[0].casefold()
    return bool(re.match(r"[^,;.]{1,40},\s(?:and|or)\s", rest.strip())) and following not in {"which", "that", "but"}


def join_words(parts: Iterable[str], word: str = "and") -> str:
    """Names joined as English joins them: ``a, b and c``."""
    *first, last = parts
    return f"{', '.join(first)} {word} {last}" if first else last


_NAME = re.compile(r"[A-Z][a-z]+(?:['’-][A-Za-z]+)?")


def is_common(word: str) -> bool:
    """Whether the lexicon has a word in small letters."""
    known = entry(word)
    found = max(known.noun, known.adjective, known.verb, known.adverb) >= 0 or word in SMALL
    return found or is_known_plural(word) or bool(base_of(word, "s") or base_of(word, "ed") or base_of(word, "ing"))


class Casing:
    """Which words of a document are names, so that a heading's capitals can be taken away from the others."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._small: Counter[str] = Counter()
        self._inside: Counter[str] = Counter()
        for text in texts:
            for match in _WORD.finditer(text):
                word = match.group()
                if word.islower():
                    self._small[word] += 1
                elif match.start() > 1 and text[match.start() - 1] == " " and text[match.start() - 2].islower():
                    self._inside[word] += 1

    def lower(self, phrase: str, *, label: bool = False) -> str:
        """A phrase as it reads inside a sentence.

        Args:
            phrase: A heading, a header word or the name of a row.
            label: Whether it is the label of a property, whose words are common nouns unless the text shows otherwise.
        """
        if is_code(phrase):
            return phrase
        by_text = _WORD.sub(lambda match: self._lower_word(match, phrase, common=label), phrase)
        by_lexicon = _WORD.sub(lambda match: self._lower_word(match, phrase, common=True), phrase)
        is_name = any(_NAME.fullmatch(word) and not is_common(word.lower()) for word in _WORD.findall(by_text))
        return by_text if is_name or label else by_lexicon

    def _lower_word(self, match: re.Match[str], phrase: str, *, common: bool) -> str:
        word = match.group()
        rest = word[1:]
        if not word[:1].isupper() or (rest and not rest.islower()) or not rest:
            return word.lower() if word == "A" and match.start() == 0 and len(phrase) > 2 else word
        small = word.lower()
        if re.match(r"['’]s\b", phrase[match.end() :]) or _PROPER.fullmatch(word) or word.endswith(("’s", "'s")):
            return word
        if self._small[small] >= self._inside[word] and (
            self._small[small] or (common and (is_common(small) or small.endswith("s") or len(small) > 5))
        ):
            return small
        return small if small in SMALL else word
