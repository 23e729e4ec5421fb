"""Whether the words of a statement can stand alone on a card."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from quizzer.derive.language.phrases import Phrase
from quizzer.derive.language.statements import Statement, Tail
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.tokens import Token

_POINTERS = re.compile(
    r"\b(?:figures?|figs?|tables?|listings?|chapters?|sections?|pages?|box|appendix|exercises?|examples?|above|below|"
    r"following|previous(?:ly)?|earlier|aforementioned|latter|former|respectively|et al|www|http\S*|here|i\.e|e\.g|viz|"
    r"see|click|visit|read more|as (?:shown|described|noted|discussed|mentioned)|note that|learn|we|our|us|"
    r"my|me|let's|lets)\b",
    re.I,
)
_CODE = re.compile(r"[{}=|<>\\^~\[\]$*]|::|->|\.\.\.|\"")
_BACKWARD = word_set("this these those such that said same other another others both each latter former whose")
VAGUE_HEADS = word_set(
    "thing things way ways fact facts case cases example examples idea ideas issue issues aspect aspects point "
    "points something anything one ones kind kinds type types sort sorts lot number variety range set part parts "
    "role roles reason reasons result results effect effects factor factors process processes approach approaches "
    "topic topics question questions problem problems time times use uses instance need needs people person place "
    "places change changes addition difference differences step steps stage feature features trade-off consideration "
    "exception matter component element candidate contribution view form basis foundation key source extent amount "
    "level degree basis process method methods goal purpose combination majority"
)


def is_loose(context_terms: Mapping[str, float], phrase: Phrase) -> bool:
    """Whether ``the`` and one noun point to something that another sentence named: ``the resolution``."""
    tokens = phrase.tokens
    if not tokens or tokens[0].low != "the":
        return False
    content = [token for token in tokens[1:] if token.tag in ("N", "NS", "J", "VN", "VG", "C", "PS", "P", "REL")]
    return len(content) == 1 and content[0].text.islower() and context_terms.get(content[0].low, 0.0) < 0.3


_QUANTIFIERS = word_set(
    "several many various different numerous certain some few more most other additional multiple any"
)
_WEAK_OBJECTS = word_set(
    "impact ground root light sight action charge office place part effect rise use advantage account care sense "
    "time note shape root hold form it"
)


def is_self_contained(tokens: Sequence[Token]) -> bool:
    """Whether no word points outside: no pronoun, no ``this``, no person spoken to."""
    for place, token in enumerate(tokens):
        if token.tag in ("PR1", "PR2", "PRV", "EX") and token.low not in (
            "one",
            "itself",
            "themselves",
            "most",
            "many",
            "you",
        ):
            return False
        if token.low == "one" and token.tag == "PR1" and place == len(tokens) - 1 and place:
            return False
        if token.tag in ("D", "PR1", "PR2", "J") and token.low in _BACKWARD and not _is_such_as(tokens, place):
            return False
        if token.low in ("our", "my", "his", "her"):
            return False
    return True


def _is_such_as(tokens: Sequence[Token], place: int) -> bool:
    word = tokens[place].low
    if word == "such":
        return place + 1 < len(tokens) and tokens[place + 1].low == "as"
    if word == "same":
        return tokens[max(0, place - 1)].low == "the"
    if word in ("other", "another"):
        return place > 0 and tokens[place - 1].low not in ("the", "by", "in", "from", ",")
    if word == "each":
        return place + 2 < len(tokens)
    if word == "both":
        return any(token.tag == "CC" for token in tokens[place:])
    return word == "that" and tokens[place].tag == "REL"


def has_pointer(text: str) -> bool:
    """Whether a text points to a figure, a page, the reader, or code."""
    return bool(_POINTERS.search(text) or _CODE.search(text))


_BROKEN = re.compile(
    r"\b(?:the|an?|and|or) ?[?.]$|\b(?:the|an?) (?:of|the|an?|is|are|and|or|to|in|by)\b|"
    r"\bof (?:of|is|are|and|or|to|in|by)\b|"
    r"\b(\w+) \1\b|, ,|\( |\bdo(?:es)? (?:is|are|was|were)\b|^What do(?:es)? \d",
    re.IGNORECASE,
)


def is_broken(text: str) -> bool:
    """Whether a question or a cloze lost words: ``of of``, an article before a stop."""
    return bool(_BROKEN.search(text))


def is_vague(phrase: Phrase) -> bool:
    """Whether a phrase says little by itself: ``the process``, ``a number of things``."""
    content = [token for token in phrase.tokens if token.tag in ("N", "NS", "J", "VN", "VG", "C", "PS")]
    if not content:
        return True
    if phrase.tokens[0].low in _QUANTIFIERS and len(content) <= 2 + (phrase.tokens[0].tag == "J"):
        return True
    has_name = any(token.text[:1].isupper() or token.tag == "C" for token in content)
    return phrase.head in VAGUE_HEADS and len(content) <= 2 and not has_name


def is_askable(statement: Statement) -> bool:
    """Whether a statement can be asked at all."""
    if statement.doubt or not statement.subject.tokens:
        return False
    if has_pointer(statement.subject.text) or has_pointer(statement.object.text) or has_pointer(statement.setting.text):
        return False
    if statement.sentence.text.rstrip().endswith("?"):
        return False
    phrases = (statement.subject, statement.object, statement.setting)
    first = statement.subject.tokens[0]
    if first.low in ("every", "each") and statement.subject.tokens[1:2] and statement.subject.tokens[1].low == "time":
        return False
    if first.tag == "C" and any(token.low in ("after", "before", "later", "ago") for token in statement.subject.tokens):
        return False
    owned = any(token.low in ("its", "their") for token in statement.subject.tokens[:3]) and not statement.is_resolved
    return not owned and all(is_self_contained(phrase.tokens) for phrase in phrases)


def usable_tails(tails: Sequence[Tail]) -> tuple[Tail, ...] | None:
    """The tails to keep in a question: examples are left off; None where one that changes the truth cannot stand."""
    kept: list[Tail] = []
    for tail in tails:
        text = tail.phrase.text
        is_example = text.startswith(
            ("such as", "including", "especially", "particularly", "as well as", "for example")
        )
        if is_example or tail.opener in ("such", "including", "like"):
            break
        if any(token.tag == "REL" for token in tail.phrase.tokens) and not _has_verb(tail.phrase.tokens):
            break
        second = tail.phrase.tokens[1].tag if len(tail.phrase.tokens) > 1 else ""
        if tail.phrase.tokens[0].tag == "SUB" and second not in ("VG", "VN", "P") and not _has_verb(tail.phrase.tokens):
            return None
        if tail.opener == "since" and not any(token.tag == "C" for token in tail.phrase.tokens):
            break
        if tail.opener == "as" and _has_verb(tail.phrase.tokens):
            break
        if has_pointer(text) or not is_self_contained(_without_own_pronoun(tail)):
            if tail.opener in ("if", "when", "unless", "until", "except", "without", "only", "while", "that", "as"):
                return None
            break
        kept.append(tail)
    return tuple(kept)


def _without_own_pronoun(tail: Tail) -> Sequence[Token]:
    """The words of a tail; ``they`` right after ``because`` stands for the subject."""
    tokens = tail.phrase.tokens
    if (
        tail.opener in ("because", "when", "if", "once", "until")
        and len(tokens) > 2
        and tokens[1].low in ("it", "they")
    ):
        return (*tokens[:1], *tokens[2:])
    return tokens


def _has_verb(tokens: Sequence[Token]) -> bool:
    return any(token.tag in ("VZ", "V0", "VD", "B", "H", "M", "DO") for token in tokens)


def is_weak_object(phrase: Phrase) -> bool:
    """Whether an object makes one verb with its verb: ``take place``, ``play a role``."""
    return phrase.head in _WEAK_OBJECTS or (phrase.head in ("role", "roles") and phrase.words <= 4)
