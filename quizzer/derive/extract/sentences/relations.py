"""Who does what to what: questions for the subject, the object, the agent, and for where, when, why and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quizzer.core.notes.kinds import Basic, Listing
from quizzer.derive.candidate import Candidate
from quizzer.derive.context import Context
from quizzer.derive.extract.sentences.building import as_answer, build, fitting_tails, is_stranger, wh_for
from quizzer.derive.extract.sentences.circumstances import ask_circumstances, is_gerund, is_name, without_opener
from quizzer.derive.language.phrases import Phrase
from quizzer.derive.language.statements import Statement, Tail
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import NOTHING, entry
from quizzer.derive.language.words.relations import family_of
from quizzer.derive.question.grammar import ask_agent, ask_object, ask_subject
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
_SOME = word_set("some many several certain specific various most other few different numerous")
_CAUSATIVES = word_set(
    "cause lead force allow enable help require permit encourage induce prompt instruct tell order inspire make let "
    "stimulate motivate persuade teach ask urge"
)
_MOVING = word_set("cross sail swim land walk fly climb carry collect stay arrive meet take win hold make set reach")
_MINDS = word_set("be have get want need like wonder feel hear ask find choose decide notice remember use go do make")
_HUMAN = word_set(
    "write invent discover propose found paint compose marry win defeat argue publish introduce develop coin design "
    "review administer study teach test travel serve die live speak work direct star graduate earn resign reign "
    "explore conquer invade lead rule describe formulate patent build sign prove demonstrate observe isolate name"
)
_MOST_SUBJECT = 8
_MOST_MEMBERS = 5
_NOMINAL = word_set(
    "increase decrease reduction rise drop decline change loss gain growth improvement impairment difference shift "
    "resistance access damage harm contribution response exposure adaptation approach solution variation interest role "
    "sensitivity susceptibility connection link reference commitment alternative threat right transition return"
)
_WITH_INFINITIVE = word_set(
    "difficulty ability inability attempt need right way effort tendency opportunity decision plan permission power "
    "authority capacity failure refusal desire struggle chance incentive potential freedom authority duty reason time"
)
_OPEN_VERBS = word_set("have contain include provide make use get involve give show feature take offer")
_ATTACHING = word_set("of for in on between from with to into")
_PLACES = ("in", "at", "on", "into", "within", "inside", "between", "near", "from", "through", "onto", "to")


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
        if statement.verb.is_negated and not statement.verb.auxiliaries:
            return
        yield _listed(statement, tails) or _object(context, statement, tails)
    elif not statement.object.text:
        yield _subject_of_tails(context, statement, tails)
    if not statement.verb.is_negated:
        yield from ask_circumstances(statement, tails)


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
        or is_stranger(context, subject)
    ):
        return None
    if statement.is_ragged and fitting_tails(tails, 14 - statement.object.words) != statement.tails:
        return None
    wh, plural = _wh_subject(context, statement)
    kept = fitting_tails(tails, 14 - statement.object.words)
    if len(kept) < len(tails) and not kept and statement.object.words < 2:
        return None
    if context.rivals.find(statement, "subject") or _has_plural_owner(statement, kept):
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
    if is_stranger(context, subject):
        return None
    said = [token for tail in tails for token in tail.phrase.tokens if token.tag in ("N", "NS", "J", "C", "PS", "VG")]
    if len(said) < 3 or statement.verb.is_negated or statement.is_ragged:
        return None
    wh, plural = _wh_subject(context, statement)
    ask = ask_subject(statement, tails, wh, plural=plural)
    why = f"the subject of “{statement.verb_tokens[-1].text}”"
    answer = as_answer(subject)
    return build(statement, "relations", "relation", Basic(ask, answer), answer, why, 0.42, part="subject")


def _has_plural_owner(statement: Statement, tails: Sequence[Tail]) -> bool:
    """Whether ``their`` would follow a singular ``what``."""
    tokens = [*statement.object.tokens, *(token for tail in tails for token in tail.phrase.tokens)]
    return any(token.low in ("their", "themselves", "them", "they", "it") for token in tokens)


def _is_too_open(statement: Statement) -> bool:
    """Whether many a thing does this: one-word objects that are no names."""
    content = [token for token in statement.object.tokens if token.tag in ("N", "NS", "J", "C")]
    return len(content) <= 1 and not statement.tails and not statement.setting.text


def _is_full_name(phrase: Phrase) -> bool:
    """Whether two or three large words that are no common nouns stand without an article, as a person's name does."""
    words = phrase.tokens
    return (
        2 <= len(words) <= 3
        and is_name(phrase)
        and all(entry(token.low) == NOTHING and not token.text.isupper() and token.tag == "N" for token in words)
    )


def _wh_subject(context: Context, statement: Statement) -> tuple[str, bool]:
    wh, plural = wh_for(context, statement.subject)
    if wh == "What" and statement.verb.base in _HUMAN and is_name(statement.subject):
        return "Who", False
    acts = statement.verb.base in _MOVING or statement.verb.tense == "past"
    if wh == "What" and acts and _is_full_name(statement.subject):
        return "Who", False
    return wh, plural


def _object(context: Context, statement: Statement, tails: tuple[Tail, ...]) -> Candidate | None:
    found = statement.object
    if statement.subject.tokens[0].low in _SOME:
        return None
    if is_vague(found) or not is_self_contained(found.tokens) or found.words > 7 or statement.is_ragged:
        return None
    if statement.subject.text == "you" or (statement.verb.base in _CAUSATIVES and tails and tails[0].opener == "to"):
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
    members = list_members(statement.object) if statement.object.tokens[0].tag != "C" else ()
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
    if tail.opener == "to" and any(token.low in _WITH_INFINITIVE for token in statement.object.tokens):
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
    if phrase is None or is_vague(phrase) or is_loose(context.terms, phrase) or is_gerund(phrase.tokens):
        return
    wh, _ = wh_for(context, phrase)
    if wh == "What" and statement.verb.base in _HUMAN and is_name(phrase):
        wh = "Who"
    answer = as_answer(phrase)
    why = f"by what it is “{statement.verb_tokens[-1].text}”"
    if statement.verb.is_negated:
        return
    ask = ask_agent(statement, fitting_tails(others, 8), wh)
    yield build(statement, "relations", "relation", Basic(ask, answer), answer, why, worth(statement), part="subject")
