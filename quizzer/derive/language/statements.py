"""What the clauses of a document state: who does what, with pronouns replaced by what they stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quizzer.derive.language.clauses import Clause, Origin
from quizzer.derive.language.lexicon import NOTHING, entry, is_plural, singular_of
from quizzer.derive.language.sentences import Sentence
from quizzer.derive.language.tokens import Token
from quizzer.derive.language.verb_groups import VerbGroup, base_form

_NOUNS = frozenset({"N", "NS"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a passage.

    Attributes:
        tokens: The words, in order; some between them may have been lifted out.
        text: As shown, in one line, its first word in small letters unless it is a name.
    """

    tokens: tuple[Token, ...]
    text: str

    @property
    def words(self) -> int:
        """How many words are shown."""
        return len(self.text.split())

    @property
    def head(self) -> str:
        """The head noun in small letters: the last noun before a preposition, a participle or a clause."""
        found = head_token(self.tokens)
        return found.low if found else ""

    @property
    def is_plural(self) -> bool:
        """Whether a verb agrees with it in the plural."""
        return is_plural_phrase(self.tokens)


EMPTY = Phrase((), "")


@dataclass(frozen=True, slots=True)
class Tail:
    """A phrase after the object.

    Attributes:
        opener: Its preposition, ``to``, or its subordinator, in small letters.
        phrase: The whole, the opener included.
    """

    opener: str
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a document.

    Attributes:
        sentence: Where it stands.
        origin: How its clause was found.
        setting: What stands in front of the subject.
        subject: The subject, pronouns resolved.
        verb: The verb group.
        verb_tokens: The words of the group, from its first auxiliary to its main verb.
        particle: A preposition or particle that belongs to the verb: ``on`` in ``focuses on``.
        object: What follows the verb directly; for a copula, the complement.
        tails: The phrases after the object.
        insets: What was lifted out of the subject.
        is_resolved: Whether a pronoun of the text was replaced.
        doubt: Why the statement should not be asked, such as an unresolved pronoun; empty for most.
        also: The bases of further participles, as in ``is built and kept by``.
        is_ragged: Whether words follow the object that belong to it or to no tail.
    """

    sentence: Sentence
    origin: Origin
    setting: Phrase
    subject: Phrase
    verb: VerbGroup
    verb_tokens: tuple[Token, ...]
    particle: str
    object: Phrase
    tails: tuple[Tail, ...]
    insets: tuple[Phrase, ...] = ()
    is_resolved: bool = False
    doubt: str = ""
    also: tuple[str, ...] = ()
    is_ragged: bool = False

    @property
    def focus(self) -> tuple[int, int]:
        """The stretch of the passage from its first word to its last."""
        tokens = [*self.subject.tokens, *self.verb_tokens, *self.object.tokens]
        tokens += [token for tail in self.tails for token in tail.phrase.tokens]
        inside = [token for token in tokens if self.sentence.start <= token.start and token.end <= self.sentence.end]
        return min(token.start for token in inside), max(token.end for token in inside)


def head_token(tokens: Sequence[Token]) -> Token | None:
    """The head of a noun phrase."""
    found = None
    for place, token in enumerate(tokens):
        if token.tag in ("P", "REL", ",", "SUB", "TO", "CC") and found is not None:
            break
        if token.tag in ("VN", "VG", "VD") and found is not None and place + 1 < len(tokens):
            if tokens[place + 1].tag in ("P", "D", "TO", "J", ",") or token.tag in ("VN", "VD"):
                break
        if token.tag in ("N", "NS", "PR1", "PR2", "C", "VG"):
            found = token
    return found


def is_plural_phrase(tokens: Sequence[Token]) -> bool:
    """Whether a verb agrees with a noun phrase in the plural."""
    joined = False
    for place, token in enumerate(tokens):
        if token.tag in ("P", "REL", "VN", "VG", "SUB", "TO") and place > 0:
            break
        joined = joined or (token.low == "and" and tokens[0].low not in ("each", "every"))
    head = head_token(tokens)
    if head is None:
        return joined
    if joined and _joins_nouns(tokens):
        return True
    return head.tag == "NS" or head.tag == "PR2" or (head.tag == "N" and head.text[-1:] == "s" and is_plural(head.low))


def _joins_nouns(tokens: Sequence[Token]) -> bool:
    """Whether ``and`` joins noun phrases, not two adjectives before one noun."""
    for place, token in enumerate(tokens):
        if token.low == "and" and place > 0:
            return tokens[place - 1].tag in ("N", "NS", "C", ",", ")")
    return False


def find_lower_case(sentences: Iterable[Sentence]) -> frozenset[str]:
    """The words that are no names: inside sentences they have small letters more often than not, or are common words."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    first: set[str] = set()
    for sentence in sentences:
        text = sentence.text
        small.update(re.findall(r"(?<![\w.-])[a-z][\w’'-]*(?![\w.]*[.(]\w)", text))
        capital.update(word.casefold() for word in re.findall(r"(?<=[a-z,] )[A-Z][\w’'-]*", text))
        first.add(text.split(" ")[0].casefold())
    common = {word for word in first if not capital[word] and entry(word) != NOTHING}
    return frozenset(common | {word for word, count in small.items() if count > capital[word]})


class Renderer:
    """Makes the text of words: insets left out, the first word in small letters unless it is a name."""

    def __init__(self, lower_case: frozenset[str]) -> None:
        self._lower_case = lower_case

    def phrase(self, passage_text: str, tokens: Sequence[Token]) -> Phrase:
        """The phrase of some words of a passage."""
        return Phrase(tuple(tokens), self.text(passage_text, tokens))

    def text(self, passage_text: str, tokens: Sequence[Token]) -> str:
        """The shown text of some words of a passage."""
        pieces: list[str] = []
        for place, token in enumerate(tokens):
            said = self._word(token, tokens, place) if place == 0 else token.text
            if place:
                between = passage_text[tokens[place - 1].end : token.start]
                pieces.append("" if not between or token.tag in (",", ")") else " ")
            pieces.append(said)
        return "".join(pieces).strip(" ,")

    def _word(self, token: Token, tokens: Sequence[Token], place: int) -> str:
        word = token.text
        if not word[:1].isupper() or any(sign.isupper() for sign in word[1:]):
            return word
        if token.tag in ("D", "PR1", "PR2", "P", "SUB", "R", "TO", "EX", "C") and word != "I":
            return word[:1].lower() + word[1:]
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        name = following is not None and following.tag in _NOUNS and following.text[:1].isupper()
        if word.casefold() in self._lower_case and not name:
            return word[:1].lower() + word[1:]
        if token.tag in ("NS", "J", "VG", "VN") and not name and not _is_derived_from_name(word):
            return word[:1].lower() + word[1:]
        return word


def _is_derived_from_name(word: str) -> bool:
    """Whether an adjective or plural looks made from a name: ``Roman``, ``Bayesian``, ``Japanese``."""
    return bool(re.search(r"(?:an|ian|ese|ish|ans|ians)$", word)) and len(word) > 4


_PARTICLES = frozenset(
    [
        "on",
        "to",
        "of",
        "in",
        "with",
        "into",
        "from",
        "for",
        "as",
        "at",
        "by",
        "about",
        "over",
        "up",
        "out",
        "off",
        "upon",
        "against",
        "towards",
        "toward",
    ]
)
_TAKES_NO_PARTICLE = frozenset(
    ["be", "need", "want", "have", "try", "seem", "tend", "begin", "start", "continue", "use", "go"]
)
_PRONOUN_TAGS = ("PR1", "PR2", "EX")


def build_statement(sentence: Sentence, clause: Clause, renderer: Renderer) -> Statement:
    """The statement of a clause, before its pronouns are resolved."""
    text = sentence.passage.text
    rest = list(clause.rest)
    also: list[str] = []
    verb_end = clause.verb.last + 1
    while clause.verb.is_passive and len(rest) > 1 and rest[0].tag == "CC" and rest[1].tag in ("VN", "VD"):
        also.append(base_form(rest[1]))
        rest, verb_end = rest[2:], verb_end + 2
    end = object_end(rest, copula=clause.verb.base in ("be", "become", "remain") and not clause.verb.is_passive)
    particle = ""
    takes = not clause.verb.is_passive and clause.verb.base not in _TAKES_NO_PARTICLE
    if end == 0 and rest and rest[0].tag in ("P", "TO") and rest[0].low in _PARTICLES and takes:
        stop = object_end(rest[1:], copula=False)
        if stop and not (rest[0].low == "to" and rest[1].tag in ("V0", "B", "H")):
            particle, rest, end = rest[0].low, rest[1:], stop
    parts = split_tails(rest[end:])
    ragged = bool(rest[end:]) and rest[end].tag not in ("P", "TO", "SUB", "R", ",")
    tails = tuple(Tail(part[0].low, renderer.phrase(text, part)) for part in parts)
    tokens = clause.tokens[clause.verb.first : verb_end]
    return Statement(
        sentence,
        clause.origin,
        renderer.phrase(text, clause.setting),
        renderer.phrase(text, clause.subject),
        clause.verb,
        tuple(tokens),
        particle,
        renderer.phrase(text, rest[:end]),
        tails,
        tuple(renderer.phrase(text, inset) for inset in clause.insets),
        also=tuple(also),
        is_ragged=ragged,
    )


def object_end(rest: Sequence[Token], *, copula: bool) -> int:
    """How many words after a verb are its object or complement, its ``of`` phrases and members included."""
    at = _base_end(rest, 0, copula=copula)
    if at == 0:
        return 0
    while at < len(rest):
        tag, word = rest[at].tag, rest[at].low
        if tag == "P" and (word == "of" or (word in ("between", "than") and not copula) or (word in ("than",))):
            following = _base_end(rest, at + 1, copula=False)
            if following == at + 1:
                break
            at = following
        elif tag in ("CC", ","):
            following = at + 1
            while following < len(rest) and rest[following].tag in ("CC", ",", "R"):
                following += 1
            stop = _base_end(rest, following, copula=copula)
            if stop == following or not _list_goes_on(rest, at):
                break
            at = stop
        elif (tag in ("VN", "VG") and rest[at - 1].tag in ("N", "NS", "C")) or (
            tag == "J" and rest[at - 1].tag in ("N", "NS") and at + 1 < len(rest) and rest[at + 1].tag in ("P", "TO")
        ):
            at = _modifier_end(rest, at)
        elif tag == "REL":
            return len(rest) if not any(token.tag == "," for token in rest[at:]) else _until_comma(rest, at)
        else:
            break
    return at


def _list_goes_on(rest: Sequence[Token], at: int) -> bool:
    if rest[at].tag == "CC" or (at + 1 < len(rest) and rest[at + 1].tag == "CC"):
        return True
    return any(token.tag == "CC" for token in rest[at:])


def _until_comma(rest: Sequence[Token], at: int) -> int:
    return next(place for place in range(at, len(rest)) if rest[place].tag == ",")


def _modifier_end(rest: Sequence[Token], at: int) -> int:
    """The end of a participle after a noun, with the phrases that belong to it."""
    at += 1
    while at < len(rest) and rest[at].tag not in (",", "SUB", "CC", "REL", "TO"):
        at += 1
    return at


def _base_end(rest: Sequence[Token], at: int, *, copula: bool) -> int:
    """The end of the noun phrase that begins at a place; of an adjective too after a copula."""
    start = at
    last = at
    while at < len(rest):
        tag = rest[at].tag
        if tag in ("N", "NS", "C") or (tag == "J" and copula) or (tag in ("PR1", "PR2") and at == start):
            last = at + 1
        elif tag in ("VG", "VN") and at > start and rest[at - 1].tag in ("N", "NS"):
            break
        elif tag in ("CC", ",") and at > start and rest[at - 1].tag == "J" and _joins_adjectives(rest, at):
            pass
        elif tag == "D" and at > start and rest[at - 1].tag in ("N", "NS"):
            break
        elif tag == "NEG" and at == start and copula:
            pass
        elif tag not in ("D", "J", "PS", "VN", "VG", "R"):
            break
        at += 1
    return last


def _has_relative(part: Sequence[Token]) -> bool:
    return any(token.tag == "REL" for token in part)


def _joins_adjectives(rest: Sequence[Token], comma: int) -> bool:
    """Whether a comma after an adjective leads to another before one noun: ``a small, cheap, and safe lamp``."""
    at = comma + 1
    if at < len(rest) and rest[at].tag == "CC":
        at += 1
    if at >= len(rest) or (rest[at].tag not in ("J", "VN", "VG", "R", "C") and not rest[at].low.endswith("ing")):
        return False
    following = rest[at + 1].tag if at + 1 < len(rest) else ""
    return following in ("N", "NS", ",", "CC", "J")


def split_tails(rest: Sequence[Token]) -> list[list[Token]]:
    """The phrases after an object, each from its preposition, infinitive, subordinator or comma on."""
    parts: list[list[Token]] = []
    for place, token in enumerate(rest):
        of = token.tag == "P" and token.low in ("of", "than")
        joined = place > 0 and rest[place - 1].tag in ("CC", "R") and bool(parts)
        because = place > 0 and token.low == "of" and rest[place - 1].low == "because"
        inside = bool(parts) and (_has_relative(parts[-1]) or rest[place - 1].tag in ("VN", "VG")) and token.tag != ","
        inside = inside and not (parts[-1][0].tag == "P" and len(parts[-1]) <= 2)
        begins = token.tag in ("P", "TO", "SUB", ",") and not of and not joined and not because and not inside
        if begins or not parts:
            parts.append([])
        parts[-1].append(token)
    kept = []
    for place, part in enumerate(parts):
        body = part[1:] if part[0].tag == "," else part
        if part[0].tag == "," and place and body and body[0].tag not in ("P", "TO", "SUB"):
            break  # an apposition, or a list that the object does not hold
        if body:
            kept.append(body)
    return kept


def resolve(statements: Sequence[Statement], before: Sequence[Statement]) -> list[Statement]:
    """Replace the pronoun subjects of a sentence's statements by what they stand for; else they get a doubt.

    Args:
        statements: Of one sentence.
        before: Of the sentence before it in the passage, resolved; empty for the first.
    """
    resolved: list[Statement] = []
    for statement in statements:
        subject = statement.subject.tokens
        earlier = [*before, *(one for one in resolved if one.origin in ("main", "coordinate"))]
        if not subject or (subject[0].tag not in _PRONOUN_TAGS and not _points_back(subject)):
            resolved.append(statement)
            continue
        found = _antecedent(statement, before if statement.origin == "main" else earlier)
        if found is None:
            resolved.append(replace(statement, doubt="an unresolved pronoun"))
        else:
            resolved.append(replace(statement, subject=found, is_resolved=True))
    return resolved


def _points_back(tokens: Sequence[Token]) -> bool:
    return tokens[0].low in ("this", "these", "that", "those", "such", "its", "their", "both", "his", "her", "each")


def _antecedent(statement: Statement, earlier: Sequence[Statement]) -> Phrase | None:
    """The phrase that the subject of a statement stands for; None where it is uncertain."""
    subject = statement.subject
    word = subject.tokens[0].low
    mains = [one for one in earlier if one.origin in ("main", "coordinate")]
    if not mains or not mains[-1].subject.tokens or mains[-1].doubt:
        return None
    if len({one.subject.text.casefold() for one in mains}) > 1 and statement.origin == "main":
        return None
    if any(token.tag == "PS" for token in mains[-1].subject.tokens) or _is_expletive(statement):
        return None
    previous = mains[-1].subject
    if any(token.tag in ("REL", "SUB") for token in previous.tokens) or previous.words > 7:
        return None
    if len(subject.tokens) == 1 and word in ("it", "they"):
        return previous if previous.is_plural == (word == "they") and not _rival(previous, mains[-1], word) else None
    if word in ("this", "these") and len(subject.tokens) > 1 and subject.tokens[1].tag in (*_NOUNS, "J"):
        return _same_head(subject, mains[-1])
    if word in ("its", "their") and len(subject.tokens) > 1:
        if previous.is_plural != (word == "their") or previous.words > 4:
            return None
        rest = subject.text.partition(" ")[2]
        owner = f"the {rest} of {previous.text}"
        return Phrase((*subject.tokens[1:],), owner)
    return None


def _is_expletive(statement: Statement) -> bool:
    """Whether ``it`` announces a clause: ``it is hard to say``."""
    openers = {tail.opener for tail in statement.tails}
    return statement.verb.base == "be" and bool(openers & {"to", "that", "for"})


def _rival(previous: Phrase, main: Statement, word: str) -> bool:
    """Whether the object of the sentence before could be meant as well."""
    if main.verb.base == "be" or not main.object.tokens:
        return False
    return main.object.is_plural == (word == "they") and main.object.tokens[0].tag != "C" and previous.words > 3


def _same_head(subject: Phrase, main: Statement) -> Phrase | None:
    """For ``this hormone``: the subject of the sentence before, where its complement or head has that noun."""
    head = singular_of(subject.head)
    if len(subject.tokens) > 3:
        return None
    for phrase in (main.subject, main.object):
        if singular_of(phrase.head) == head and phrase.is_plural == subject.is_plural and phrase.words <= 6:
            if main.verb.base == "be" and phrase is main.object:
                return main.subject if main.subject.is_plural == subject.is_plural else None
            return phrase if len(phrase.tokens) > 1 else None
    return None
