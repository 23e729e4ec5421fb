"""A question about a relation is narrow: a person who knows the subject can mean one thing only by its answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from quizzer.core.grading.directions import direction_form
from quizzer.core.notes.kinds import Basic, Cloze
from quizzer.derive.candidate import Candidate
from quizzer.derive.check.faces import answers_of
from quizzer.derive.check.grounds import Grounds
from quizzer.derive.language.statements import Statement
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import NOTHING, entry
from quizzer.derive.language.words.relations import family_of, sign_of
from quizzer.derive.question.wording import VAGUE_HEADS

_WEAK = word_set("cause control give change have use contain make move take")
"""Families of verbs (``relations.tsv``) that many a thing can stand before and behind."""
_EMPTY = word_set(
    "extend operate exist remain represent play serve stand lie come go benefit explore occur happen work arise appear "
    "present deserve seek matter vary differ fit follow begin continue aim tend"
)
"""Verbs that say little by themselves: existence, appearance and aspect (Levin 47, 48, 55)."""
_SETTING = re.compile(
    r"^(?:In|Within|For|At|During|When|While|If|After|Before|Under|On|By|Through|With|Without|Among|Until|Since|Where)"
    r"\s[^,?]+,\s"
)
_ADDITIVE = re.compile(
    r"^(?:Beyond|Besides|In addition to|Alongside|Apart from|Aside from|Along with|As well as|Like|Unlike|Despite|"
    r"In turn|Moreover|Furthermore|For example|For instance)\b",
    re.IGNORECASE,
)
_MEANS = re.compile(r"\bby \w+ing\b|\bbecause\b|\bwhen\b|\bif\b|\bunless\b|\bduring\b|\bwithout\b")
_PLACE = re.compile(r"\b(?:in|within|at|on|inside|from|into|between|through)\s+(?:the |an? )?\w+")
_OPEN_GAP = re.compile(
    r"(?:influenc|affect|alter|impact|shap|interfer|contribut|lead|led|benefit|support|depend|focus|restor|involv|"
    r"requir|includ|provid|offer)\w*(?: (?:to|with|from|on|in))?(?: the| an?)? \{\{[^{}]*\}\}\.?$"
)
"""A gap that ends its sentence behind a verb that many things can follow."""
_SIGNPOST = re.compile(
    r"(?:One of the|Several|Many|Some|Most|More|Various|Another|There (?:is|are|was|were|has|have))\b", re.IGNORECASE
)
_AFTER_HEAD = re.compile(r"\s(?:of|for|in|on|at|by|with|to|from|that|which|who|whose|when|where|as|than)\s")
_ADJECTIVE = re.compile(r"(?:able|ible|al|ic|ive|ous|ory|ful|less|est|ish|dependent)$")
"""Endings that make adjectives (CGEL I.38-40), for a word that the lexicon does not list."""
_CALLED = re.compile(r"What do you call (.+)\?$")
_ARTICLE = re.compile(r"(?:an?|the|some) ", re.IGNORECASE)
_PRAISE = re.compile(
    r"(?:the |an? |one of the )?(?:most|best|largest|densest|\w{3,}est)\b|(?:not|rising|leading) ", re.IGNORECASE
)
_FUNCTION = word_set(
    "what which who whom whose does do did is are was were can could may might will would shall should must has have "
    "had the a an of to in on at by for from with and or not be been being often also directly usually typically "
    "significantly further both it its their"
)
_PLAIN, _NARROW, _VERY_NARROW = 2, 3, 5
"""Content words a question needs: for a plain verb, one of influence, and one that fits nearly everything."""
_SHELLS = VAGUE_HEADS | word_set(
    "impact influence disturbance ripples importance relevance significance presence existence nature world "
    "landscape strategy intervention measure concept phenomenon event activity behavior behaviour action"
)


def asks_openly(candidate: Candidate, grounds: Grounds) -> str:
    """The doubt that a question about a relation has many right answers; empty where it has not."""
    if candidate.subject == "gap" and isinstance(candidate.body, Cloze):
        return "its verb fits many things" if _OPEN_GAP.search(candidate.body.text) else ""
    if candidate.extractor != "relations" or not isinstance(candidate.body, Basic):
        return ""
    _, family, part = _relation(candidate)
    ask = candidate.body.ask
    if family in _EMPTY:
        return "its verb says little"
    if _ADDITIVE.match(ask):
        return "other right answers are named before"
    influences = family in _WEAK or sign_of_family(family)
    is_set = _SETTING.match(ask) is not None and not (part == "subject" and influences)
    if part not in ("subject", "object") or is_set or ask.startswith("Which "):
        return ""
    content = _content_words(ask, family)
    if not influences:
        return "" if len(content) >= _PLAIN or _PLACE.search(ask) else "many a thing does this"
    if _is_shared(candidate, grounds):
        return "the document relates other things in the same way"
    needed = _VERY_NARROW if family in _WEAK else _NARROW
    is_narrow = _MEANS.search(ask) is not None or len(content) >= needed
    return "" if is_narrow else "no place, condition or way narrows it"


def says_nothing(candidate: Candidate, grounds: Grounds) -> str:
    """The doubt that an answer is what the whole document is about, or a shell such as “the impact of …”."""
    if candidate.subject not in ("relation", "gap"):
        return ""
    if candidate.subject == "gap" and _SIGNPOST.match(candidate.quote.text):
        return "its sentence announces others"
    for answer in answers_of(candidate.body):
        words = [word for word in re.findall(r"\w+", answer.casefold()) if word not in ("the", "a", "an")]
        if not words:
            continue
        if " ".join(words) in grounds.context.topics or _is_title(words, grounds):
            return f"the whole document is about “{answer}”"
        head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
        if head in _SHELLS and len(words) <= 4 and not any(part[:1].isupper() for part in answer.split()[1:]):
            return f"“{answer}” is a shell"
    return ""


def _is_title(words: list[str], grounds: Grounds) -> bool:
    """Whether the title of the document has all these words: hidden, they are guessed."""
    title = next((one.text for one in grounds.context.document.passages if one.kind == "heading"), "")
    return set(words) <= set(re.findall(r"\w+", title.casefold()))


def defines_nothing(candidate: Candidate, grounds: Grounds) -> str:
    """The doubt that a definition's question or answer names no thing: an adjective, praise, “part of” anything."""
    del grounds
    if candidate.extractor != "definitions":
        return ""
    body = candidate.body
    if isinstance(body, Cloze):
        return "" if all(map(_names_thing, answers_of(body))) else "its answer is no thing"
    ask, answers = getattr(body, "ask", ""), answers_of(body)
    if ask.endswith(" part of?"):
        return "a thing is part of many"
    called = _CALLED.match(ask)
    if called and not _names_thing(called[1]) and not _ARTICLE.match(called[1]):
        return "what is called so is no thing"
    if any(_PRAISE.match(answer) for answer in answers) or re.search(r"\bbest\b", ask):
        return "it is praise, not a definition"
    return ""


def _names_thing(phrase: str) -> bool:
    """Whether the words of a phrase before its first preposition or clause end in a noun."""
    words = re.findall(r"[\w’'-]+", _AFTER_HEAD.split(phrase, maxsplit=1)[0])
    if not words or words[-1][:1].isupper():
        return bool(words)
    last = words[-1].casefold()
    known = entry(last)
    return not _ADJECTIVE.search(last) if known == NOTHING else known.noun >= max(known.adjective, 0)


def hides_unknown_verb(candidate: Candidate, grounds: Grounds) -> str:
    """The doubt that a hidden verb is none of direction, so that its synonyms would be refused when they are typed."""
    del grounds
    if candidate.extractor != "effects" or not isinstance(candidate.body, Cloze):
        return ""
    _, _, part = _relation(candidate)
    if part != "direction":
        return ""
    hidden = [word for answer in answers_of(candidate.body) for word in answer.casefold().split()]
    return "" if any(direction_form(word) for word in hidden) else "its verb is none of direction"


def sign_of_family(family: str) -> bool:
    """Whether the verbs of a family, or the verb itself, change their object one way."""
    return family in ("raise", "lower", "drive", "stop") or bool(sign_of(family))


def _relation(candidate: Candidate) -> tuple[str, str, str]:
    subject, _, rest = candidate.relation.partition("|")
    family, _, part = rest.rpartition("|")
    return subject, family, part


def _content_words(ask: str, family: str) -> list[str]:
    words = [word.casefold() for word in re.findall(r"[\w’'-]+", ask)]
    return [word for word in words if word not in _FUNCTION and family_of(word.rstrip("s")) != family]


def _is_shared(candidate: Candidate, grounds: Grounds) -> bool:
    """Whether the document relates the asked side's other end to another thing by a verb of influence too."""
    subject, _, part = _relation(candidate)
    partners = _partners(grounds)
    if part == "object":
        return len(partners.get(("subject", _head(subject)), ())) > 1
    assert isinstance(candidate.body, Basic)
    ask = candidate.body.ask.casefold()
    return any(end == "object" and len(found) > 1 and f" {head}?" in ask for (end, head), found in partners.items())


def _partners(grounds: Grounds) -> Mapping[tuple[str, str], set[str]]:
    """For each thing as subject and as object of a verb of influence, what stands at the other end."""
    kept = grounds.context.shared.get("partners of influence")
    if kept is None:
        kept = grounds.context.shared["partners of influence"] = _collect(grounds.context.statements)
    assert isinstance(kept, dict)
    return kept


def _collect(statements: Iterable[Statement]) -> dict[tuple[str, str], set[str]]:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for statement in statements:
        family = family_of(statement.verb.base)
        if statement.object.text and (family in _WEAK or sign_of_family(family)):
            found["subject", _head(statement.subject.text)].add(_head(statement.object.text))
            found["object", _head(statement.object.text)].add(_head(statement.subject.text))
    return dict(found)


def _head(phrase: str) -> str:
    """A phrase in small letters without article and degree: ``elevated insulin`` and ``high insulin`` are one thing."""
    words = [word for word in phrase.casefold().split() if word not in _DEGREES]
    return " ".join(words)


_DEGREES = word_set("the a an its their this chronic elevated high low increased excess excessive severe mild such")
