"""The value of a property, as an answer: a phrase, a list of like phrases, a predicate, or a sentence with a gap."""

from __future__ import annotations

import re
from collections.abc import Callable

from quizzer.core.notes.kinds import Basic, Body, Cloze, Listing
from quizzer.derive.language.word_set import word_set
from quizzer.derive.question.phrases import SMALL, content_words, is_code, strip_end, upper_first
from quizzer.derive.question.predicates import Predicate, may_be_verb, read_predicate
from quizzer.derive.question.properties import ask_property
from quizzer.derive.question.things import Things

MOST_ANSWER, MOST_SHOWN, MOST_ITEMS, MOST_ITEM_WORDS = 6, 20, 5, 5

_SEPARATOR = re.compile(r"\s*;\s*|\s*,\s+(?:and\s+|or\s+|&\s+)?|\s+(?:and|&)\s+|\s+[·•|]\s+")
_AND = re.compile(r"\s+(?:and|&)\s+")
_ALTERNATIVE = re.compile(r"\b(?:or|e\.?g|such as|including|for example|etc|depending|except|unless|if)\b", re.I)


def split_list(value: str) -> tuple[str, ...]:
    """The members of an enumeration; empty where the value is none or its members are not of like shape."""
    outside = re.sub(r"\([^()]*\)", lambda match: "\0" * len(match.group()), value)
    if _ALTERNATIVE.search(outside) or outside.count("\0") > 60:
        return ()
    spans, start = [], 0
    for match in _SEPARATOR.finditer(outside):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(value)))
    parts = tuple(strip_end(value[first:last]) for first, last in spans)
    if len(parts) < 2 or not all(map(_is_member, parts)) or not _are_alike(parts, value):
        return ()
    return parts if len({part.casefold() for part in parts}) == len(parts) else ()


def _is_member(part: str) -> bool:
    words = part.split()
    if not 0 < len(words) <= MOST_ITEM_WORDS or words[0].casefold() in SMALL - {"a", "an", "the", "no"}:
        return False
    return words[-1].casefold() not in SMALL and not re.match(
        r"(?:which|that|who|but|then|because|\w+ly)\b", part, re.I
    )


def _are_alike(parts: tuple[str, ...], value: str) -> bool:
    """Whether the members have like shape: no lone adjective that shares a noun with the next, no verb among nouns."""
    if len(parts) == 2 and not re.search(r"[;,]", value):
        first, second = parts
        if len(first.split()) == 1 and len(second.split()) > 1:
            return False  # "fine and gross movements", "production and secretion of hormones"
    verbs = [len(part.split()) > 1 and may_be_verb(part.split()[0]) for part in parts]
    if any(verbs) != all(verbs):
        return False
    lengths = [len(part.split()) for part in parts]
    return max(lengths) - min(lengths) <= 3 or len(parts) > 2


def body_for(label: str, thing: str, value: str) -> tuple[Body, str] | None:
    """A note that asks for a value of a property, and its answer on one line.

    Args:
        label: The property, in the case of the inside of a sentence.
        thing: What has it, with its article.
        value: The value without its stop.
    """
    members = split_list(value)
    if 2 <= len(members) <= MOST_ITEMS:
        asked = ask_property(label, thing, value, len(members))
        return (Listing(asked, members), "; ".join(members)) if asked else None
    if len(members) > MOST_ITEMS or len(value.split()) > MOST_ANSWER:
        return None
    asked = ask_property(label, thing, value)
    return (Basic(asked, value), value) if asked else None


def cloze_in_context(context: str, value: str, things: Things, *, is_name: bool = False) -> tuple[Cloze, str] | None:
    """A long value after the words that say what it is of, with its weightiest phrase hidden.

    Args:
        context: Such as “Effect of cortisol on the liver”.
        value: The value without its stop.
        things: How the document speaks of its things.
        is_name: Whether the words before are a name, whose letters stay as they are.
    """
    shown = len(context.split()) + len(value.split())
    span = find_gap(value, content_words(context), things.weigh)
    if span is None or shown > MOST_SHOWN:
        return None
    answer = value[slice(*span)]
    return Cloze(
        f"{context if is_name else upper_first(context)}: {value[: span[0]]}{{{{{answer}}}}}{value[span[1] :]}."
    ), answer


def cloze_of_predicate(subject: str, predicate: Predicate, *, plural: bool) -> tuple[Cloze, str] | None:
    """A sentence made of a subject and a predicate, with the object hidden."""
    said = predicate.say(plural=plural)
    if len(subject.split()) + len(said.split()) > MOST_SHOWN:
        return None
    at = len(said) - len(predicate.rest)
    span = find_gap(predicate.rest, content_words(subject))
    if span is None:
        return None
    answer = predicate.rest[slice(*span)]
    text = f"{said[: at + span[0]]}{{{{{answer}}}}}{said[at + span[1] :]}"
    return Cloze(f"{upper_first(subject)} {text}."), answer


_STOPS = re.compile(
    r"[,;:()]|\s[–—-]\s|(?<![\w-])(?:" + "|".join(sorted(map(re.escape, SMALL), key=len, reverse=True)) + r")(?![\w-])",
    re.IGNORECASE,
)
_LONGEST_GAP = 4


def find_gap(text: str, shown: frozenset[str], weigh: Callable[[str], float] | None = None) -> tuple[int, int] | None:
    """The weightiest noun phrase of a text that says nothing already shown; None where all are shown or too long.

    Args:
        text: The text.
        shown: Content words that are shown beside it.
        weigh: The weight of a phrase; without it the first phrase is preferred, as what a verb acts on.
    """
    spans, start = [], 0
    for match in (*_STOPS.finditer(text), None):
        end = match.start() if match else len(text)
        part = text[start:end]
        stripped = part.strip()
        if stripped:
            first = start + part.index(stripped)
            spans.append(_trim_verbs(text, first, first + len(stripped)))
        start = match.end() if match else end
    best, worth = None, 0.0
    for first, last in spans:
        part = text[first:last]
        words = part.split()
        own = content_words(part)
        if len(words) > _LONGEST_GAP or not own or own & shown or _is_verb(part) or _is_weak(part):
            continue
        value = len(own) + len(part) / 50 + (1 if part.isupper() or is_code(part) else 0)
        value += 3 * weigh(part) if weigh else best is None
        if value > worth:
            best, worth = (first, last), value
    return best


_BREAKS = re.compile(
    r"\s(?:depending|based|according|using|including|following|regarding|concerning|containing|consisting|resulting|"
    r"leading|acting|being|having|called|used|given|made|produced|caused|found|located|associated|related|known|such|important|"
    r"responsible|capable|necessary|essential|useful|similar|present|available|common|specific|secreted|released)\b.*$"
)


def _trim_verbs(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the verb at its beginning and the participle that ends its noun phrase."""
    part = _BREAKS.sub("", text[start:end])
    end = start + len(part)
    first, _, rest = part.partition(" ")
    predicate = read_predicate(f"{first} the")
    after_to = re.search(r"\b(?:to|that|which|who|and)\s+$", text[:start]) is not None
    if (
        rest
        and predicate is not None
        and (predicate.form == "gerund" or (after_to and predicate.form in ("base", "third")))
    ):
        start += len(part) - len(rest)
    return start, end


def _is_verb(part: str) -> bool:
    predicate = read_predicate(f"{part} the")
    return predicate is not None and len(part.split()) < 3


_WEAK = word_set(
    "number numbers amount amounts way ways thing things case cases percent role roles cells cell development use "
    "part parts time times level levels effect effects set example examples value values type types form forms "
    "different region layer zone intermediate superficial different various new other certain possible able "
    "important common specific several many high low large small"
)


def _is_weak(part: str) -> bool:
    return all(word.casefold().strip(".,") in _WEAK for word in part.split()) or part.split()[-1].casefold().endswith(
        "ly"
    )
