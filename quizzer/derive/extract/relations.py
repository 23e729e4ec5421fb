"""Who does what to what: questions for the subject, the object, the agent, and for where, when, why and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quizzer.core.notes.kinds import Basic, Listing
from quizzer.derive.candidate import Candidate
from quizzer.derive.context import Context
from quizzer.derive.extract.building import as_answer, bare, build, fitting_tails, wh_for
from quizzer.derive.language.phrases import Phrase
from quizzer.derive.language.statements import Statement, Tail
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import base_of, entry, noun_class
from quizzer.derive.language.words.relations import family_of
from quizzer.derive.language.words.tokens import Token
from quizzer.derive.question.grammar import ask_agent, ask_object, ask_subject, ask_tail
from quizzer.derive.question.wording import (
    is_askable,
    is_loose,
    is_self_contained,
    is_vague,
    is_weak_object,
    usable_tails,
)

_COPULAS = word_set("be become remain seem appear")
_REPORTS = word_set(
    "say think believe argue suggest show demonstrate claim assume mean note find know consider expect report "
    "indicate point cite mention trace imply conclude state hope want try seem appear tend continue begin start help "
    "let allow see look learn discuss describe explore explain recall imagine suppose involve concern"
)
_MINDS = word_set("be have get want need like wonder feel hear ask find choose decide notice remember use go do make")
_HUMAN = word_set(
    "write invent discover propose found paint compose marry win defeat argue publish introduce develop coin design "
    "conquer invade lead rule describe formulate patent build sign prove demonstrate observe isolate name"
)
_MOST_SUBJECT = 8
_MOST_MEMBERS = 5
_NOMINAL = word_set(
    "increase decrease reduction rise drop decline change loss gain growth improvement impairment difference shift "
    "resistance access damage harm contribution response exposure adaptation approach solution variation interest role "
    "sensitivity susceptibility connection link reference commitment alternative threat right transition return"
)
_OPEN_VERBS = word_set("have contain include provide make use get involve give show feature take offer")
_ATTACHING = word_set("of for in on between from with to into")
_PLACES = ("in", "at", "on", "into", "within", "inside", "between", "near", "from", "through", "onto", "to")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FUZZY = r"(?:about |around |the |early |late |mid-?|end of |beginning of |(?:summer|spring|winter|fall) of |years? )*"
_DAY = rf"(?:(?:\d{{1,2}} )?(?:{_MONTHS})\b(?: \d{{1,2}})?,? ?)?"
_COUNT = r"(?:(?:1[0-9]|20)\d\d(?:s|–\d+| to \d+)?|\d+ (?:BCE?|CE|AD)|AD \d+|A\.D\. \d+)?(?: BCE?| AD| CE)?"
_DATE = re.compile(
    rf"^(?:in|on|by|since|from|during|after|before|around|until|at) {_FUZZY}{_DAY}{_COUNT}$"
    r"|^(?:in|during|by|since) the \w+ century(?: BCE?| AD| CE)?$"
)


def extract_relations(context: Context) -> Iterator[Candidate]:
    """Ask each statement with a full verb for its parts."""
    for statement in context.statements:
        if statement.verb.base in _COPULAS and not statement.verb.is_passive:
            continue
        if is_loose(context.terms, statement.subject) or is_loose(context.terms, statement.object):
            continue
        if statement.subject.text == "you" and statement.verb.base in _REPORTS | _MINDS:
            continue
        if statement.verb.base in _REPORTS or statement.origin == "result" or not is_askable(statement):
            continue
        if statement.subject.words > _MOST_SUBJECT:
            continue
        tails = usable_tails(statement.tails)
        if tails is None:
            continue
        yield from filter(None, _ask(context, statement, tails))


def _ask(context: Context, statement: Statement, tails: tuple[Tail, ...]) -> Iterator[Candidate | None]:
    if statement.verb.is_passive:
        yield from _passive(context, statement, tails)
    elif statement.object.text and not is_weak_object(statement.object):
        yield _subject(context, statement, tails)
        yield _listed(statement, tails) or _object(context, statement, tails)
    elif not statement.object.text:
        yield _subject_of_tails(context, statement, tails)
    if not statement.verb.is_negated:
        yield from _tails(context, statement, tails)


def worth(statement: Statement) -> float:
    """The base of a relation: more where its verb states a known one."""
    family = family_of(statement.verb.base)
    if statement.verb.is_negated:
        return 0.42
    if statement.verb.base in _OPEN_VERBS:
        return 0.44
    known = family != statement.verb.base or statement.verb.base in ("contain", "store", "bind")
    return 0.55 if known else 0.45


def _subject(context: Context, statement: Statement, tails: tuple[Tail, ...]) -> Candidate | None:
    subject = statement.subject
    if (
        subject.text == "you"
        or is_vague(subject)
        or subject.words > 6
        or _is_too_open(statement)
        or statement.verb.base == "include"
    ):
        return None
    if statement.is_ragged and fitting_tails(tails, 14 - statement.object.words) != statement.tails:
        return None
    wh, plural = _wh_subject(context, statement)
    kept = fitting_tails(tails, 14 - statement.object.words)
    if len(kept) < len(tails) and not kept and statement.object.words < 2:
        return None
    if context.rivals.find(statement, "subject"):
        return None
    ask = ask_subject(statement, kept, wh, plural=plural)
    answer = as_answer(subject)
    why = f"the subject of “{statement.verb_tokens[-1].text}”"
    return build(statement, "relations", "relation", Basic(ask, answer), answer, why, worth(statement), part="subject")


def _subject_of_tails(context: Context, statement: Statement, tails: tuple[Tail, ...]) -> Candidate | None:
    """``rain falls on the northern slopes``: what falls there? Only where the phrases after the verb say enough."""
    subject = statement.subject
    if subject.text == "you" or is_vague(subject) or subject.words > 6 or tails != statement.tails or not tails:
        return None
    said = [token for tail in tails for token in tail.phrase.tokens if token.tag in ("N", "NS", "J", "C", "PS", "VG")]
    if len(said) < 3 or statement.verb.is_negated or statement.is_ragged:
        return None
    wh, plural = _wh_subject(context, statement)
    ask = ask_subject(statement, tails, wh, plural=plural)
    why = f"the subject of “{statement.verb_tokens[-1].text}”"
    answer = as_answer(subject)
    return build(statement, "relations", "relation", Basic(ask, answer), answer, why, 0.42, part="subject")


def _is_too_open(statement: Statement) -> bool:
    """Whether many a thing does this: one-word objects that are no names."""
    content = [token for token in statement.object.tokens if token.tag in ("N", "NS", "J", "C")]
    return len(content) <= 1 and not statement.tails and not statement.setting.text


def _wh_subject(context: Context, statement: Statement) -> tuple[str, bool]:
    wh, plural = wh_for(context, statement.subject)
    if wh == "What" and statement.verb.base in _HUMAN and _is_name(statement.subject):
        return "Who", False
    return wh, plural


def _is_name(phrase: Phrase) -> bool:
    words = [token.text for token in phrase.tokens if token.tag not in ("D", "CC")]
    return bool(words) and all(word[:1].isupper() and not word.isupper() for word in words)


def _object(context: Context, statement: Statement, tails: tuple[Tail, ...]) -> Candidate | None:
    found = statement.object
    if is_vague(found) or not is_self_contained(found.tokens) or found.words > 7 or statement.is_ragged:
        return None
    wh, _ = wh_for(context, found)
    kept = tuple(tail for tail in fitting_tails(tails, 10) if not _belongs_to_object(tail, statement))
    if any(_belongs_to_object(tail, statement) for tail in tails[: len(kept) + 1]):
        return _object_with_tail(context, statement, tails, wh)
    if not kept and not statement.setting.text and context.rivals.find(statement, "object"):
        return None
    ask = ask_object(statement, kept, wh)
    answer = as_answer(found)
    why = f"the object of “{statement.verb_tokens[-1].text}”"
    return build(statement, "relations", "relation", Basic(ask, answer), answer, why, worth(statement), part="object")


def _listed(statement: Statement, tails: tuple[Tail, ...]) -> Candidate | None:
    """An object that lists three to five things is asked for as a list, with their number."""
    members = list_members(statement.object)
    if not 3 <= len(members) <= _MOST_MEMBERS or statement.is_ragged or statement.verb.is_negated or tails[1:]:
        return None
    if any(len(member.split()) > 5 for member in members) or len({len(member.split()) > 2 for member in members}) > 1:
        return None
    if tails and tails[0].opener not in ("in", "during", "by", "from", "to"):
        return None
    ask = ask_object(statement, tails).rstrip("?")
    body = Listing(f"{ask}? ({len(members)})", members)
    why = f"the list after “{statement.verb_tokens[-1].text}”"
    return build(
        statement, "relations", "list", body, "; ".join(members), why, worth(statement) + 0.03, part="list", most=40
    )


def list_members(phrase: Phrase) -> tuple[str, ...]:
    """The members of ``A, B, and C``; empty where commas join something else."""
    if not any(token.tag == "," for token in phrase.tokens):
        return ()
    pieces = re.split(r",? (?:and|or) |, ", phrase.text)
    joins = [token for token in phrase.tokens if token.tag in (",", "CC")]
    commas = sum(token.tag == "," for token in joins)
    both = sum(1 for one, two in pairwise(phrase.tokens) if one.tag == "," and two.tag == "CC")
    words = sum(token.tag == "CC" for token in joins)
    if words != 1 or len(pieces) != commas + words - both + 1 or any(not piece.strip() for piece in pieces):
        return ()
    return tuple(as_bare_answer(piece.strip()) for piece in pieces)


def as_bare_answer(text: str) -> str:
    """A member of a list without the words that join it."""
    return re.sub(r"^(?:both|either|also|as well as|even) ", "", text)


def _belongs_to_object(tail: Tail, statement: Statement) -> bool:
    """Whether a phrase right after the object may as well be part of it: ``the entry of water into cells``."""
    if tail is not statement.tails[0] or tail.opener not in _ATTACHING:
        return False
    if tail.opener in ("in", "to") and statement.object.head in _NOMINAL:
        return True
    return tail.opener in ("for", "between") or any(token.low == "of" for token in statement.object.tokens)


def _object_with_tail(context: Context, statement: Statement, tails: tuple[Tail, ...], wh: str) -> Candidate | None:
    del context
    answer = f"{as_answer(statement.object)} {tails[0].phrase.text}"
    ask = ask_object(statement, fitting_tails(tails[1:], 8), wh)
    why = f"the object of “{statement.verb_tokens[-1].text}”"
    base = worth(statement) - 0.05
    return build(statement, "relations", "relation", Basic(ask, answer), answer, why, base, part="object")


def _passive(context: Context, statement: Statement, tails: tuple[Tail, ...]) -> Iterator[Candidate | None]:
    agent = next((tail for tail in tails if tail.opener == "by"), None)
    if agent is None:
        yield _subject_of_tails(context, statement, tails)
        return
    others = tuple(tail for tail in tails if tail is not agent)
    phrase = without_opener(agent)
    if phrase is None or is_vague(phrase) or is_loose(context.terms, phrase) or _is_gerund(phrase.tokens):
        return
    wh, _ = wh_for(context, phrase)
    if wh == "What" and statement.verb.base in _HUMAN and _is_name(phrase):
        wh = "Who"
    answer = as_answer(phrase)
    why = f"by what it is “{statement.verb_tokens[-1].text}”"
    if statement.verb.is_negated:
        return
    ask = ask_agent(statement, fitting_tails(others, 8), wh)
    yield build(statement, "relations", "relation", Basic(ask, answer), answer, why, worth(statement), part="subject")


def _is_gerund(tokens: Sequence[Token]) -> bool:
    """Whether words begin with what is done: ``boiling brine``."""
    first = tokens[0] if tokens else None
    return first is not None and len(tokens) > 1 and (first.tag == "VG" or bool(base_of(first.low, "ing")))


def without_opener(tail: Tail) -> Phrase | None:
    """The phrase after a preposition."""
    tokens = tail.phrase.tokens[1:]
    if not tokens:
        return None
    return Phrase(tokens, tail.phrase.text.partition(" ")[2])


_TAIL_QUESTIONS: tuple[tuple[frozenset[str], str, float], ...] = (
    (word_set("because due since"), "Why", 0.55),
    (word_set("by"), "How", 0.5),
)


def _tails(context: Context, statement: Statement, tails: tuple[Tail, ...]) -> Iterator[Candidate | None]:
    """Ask for the last tail: where, when, why, how, what for."""
    del context
    for place, tail in enumerate(tails):
        others = (*tails[:place],)
        wh, base = _tail_question(statement, tail)
        if wh == "Where" and any(other.opener in ("to", "for") for other in others):
            continue
        if not wh or (tail.opener == "by" and statement.verb.is_passive and not _is_gerund(tail.phrase.tokens[1:])):
            continue
        if not statement.object.text and not statement.verb.is_passive and statement.verb.base in ("do", "have"):
            continue
        answer = tail.phrase.text
        if wh in ("Why", "How", "For what purpose"):
            answer = " ".join(one.phrase.text for one in tails[place:])
            if tails != statement.tails:
                continue
        ask = ask_tail(statement, fitting_tails(others, 8), wh)
        why = f"what “{tail.opener}” adds"
        yield build(statement, "relations", "relation", Basic(ask, answer), answer, why, base, part=f"tail {place}")


def _tail_question(statement: Statement, tail: Tail) -> tuple[str, float]:
    """The question word for a tail and its base; empty where it is asked better otherwise or not at all."""
    text = tail.phrase.text
    following = tail.phrase.tokens[1] if len(tail.phrase.tokens) > 1 else None
    if following is None:
        return "", 0.0
    if tail.opener in ("because", "due"):
        return "Why", 0.55
    if tail.opener in ("when", "once", "after", "until") and following.tag in ("D", "N", "NS", "J", "PS"):
        return ("Until when" if tail.opener == "until" else "When"), 0.5
    if tail.opener in ("if", "unless"):
        return ("Under what condition", 0.5) if tail.opener == "if" else ("", 0.0)
    if tail.opener == "by" and _is_gerund(tail.phrase.tokens[1:]):
        return "How", 0.55
    if _DATE.search(text) and re.search(r"\d|century", text) and not re.search(r"\d", statement.setting.text):
        return ("When", 0.6) if tail.opener != "until" else ("Until when", 0.55)
    if (
        tail.opener == "to"
        and following.tag in ("V0", "B")
        and tail.phrase.words > 2
        and (statement.object.text or statement.verb.is_passive)
    ):
        return (
            ("For what purpose", 0.45) if statement.verb.base not in ("use", "cause", "enable", "need") else ("", 0.0)
        )
    names = tail.opener in ("in", "at", "within", "inside", "near")
    if (names or tail.opener == "on") and _is_place(tail, names=names):
        return ("Where", 0.5) if statement.verb.base not in _NOT_PLACED else ("", 0.0)
    return "", 0.0


_NOT_PLACED = word_set(
    "belong declare believe participate result engage invest specialize interest succeed consist lie"
)


def _is_place(tail: Tail, *, names: bool) -> bool:
    """Whether a tail names a place: a known noun of place, or a name."""
    phrase = without_opener(tail)
    if phrase is None or phrase.head == "":
        return False
    if noun_class(phrase.head) in ("t", "q", "p") or entry(phrase.head).verb > 2 or is_vague(phrase):
        return False
    return noun_class(phrase.head) == "l" or (names and _is_name(phrase)) or bare(phrase.text).split()[-1] in _SITES


_SITES = word_set(
    "body brain blood liver kidney kidneys heart lung lungs lumen nucleus cytoplasm membrane cell cells tissue "
    "tissues gland cortex medulla stomach intestine skin bone bones marrow muscle muscles eye retina ear nose mouth "
    "root roots leaf leaves stem soil water ocean oceans sea sky atmosphere air ground surface crust mantle core "
    "river lake valley north south east west city cities country countries town village church house home market "
    "factory laboratory memory disk file directory folder database server process kernel register cache heap stack "
    "table queue network library repository mitochondria chloroplasts ribosomes vacuole seed flower ovary testes "
    "uterus bladder artery vein veins arteries capillaries spleen pancreas hypothalamus pituitary thymus lymph lungs "
    "circulation bloodstream"
)
