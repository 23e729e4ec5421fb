"""Predicates without a subject, as tables and lists have them: ``Stimulates the release of ...``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from quizzer.derive.language.word_set import word_set

Form = Literal["third", "base", "gerund", "participle"]

_VERBS = """
accept access accompany accumulate act activate adapt add adjust affect aid alert align allow alter amplify analyze
analyse announce append apply archive arrange arise ask assemble assess assign assist attach attack attract
authenticate avoid balance become begin bind block boost break breach bring build bypass cache calculate call cancel
capture carry catalyze catalyse cause change check choose clean clear clone close collect combine command compact
compare compile compress compute concatenate configure confirm connect conserve consist constrict consume contain
contract control convert cool coordinate copy count cover create cut damage deactivate decide decode decompose
decrease decrypt define degrade delay delete deliver denote depend deploy depress deprive derive describe destroy
detect determine dictate digest dilate diminish direct disable discard discharge discover display disrupt dissolve
divide dominate download drain draw drive duplicate edit effect eject elevate eliminate emit emphasize empty enable
encapsulate encode encourage encrypt end enforce engulf enhance enlarge ensure enter erase establish evaluate evict
examine exclude excrete execute exit expand explain export expose express extend extract facilitate fail favor favour
feed fetch fill filter find fix flush focus force form format forward free gain generate get give govern grant group
grow guarantee guard guide handle help hide hold identify ignore impair implement import improve include increase
indicate induce influence inform inhibit initialize initiate inject innervate insert inspect inspire install instruct
insulate interact intercept interfere introduce invert invoke involve isolate join keep kill launch lead leave let
level lift limit link list listen load lock locate log lose lower lubricate lyse maintain make manage map mark match
maximize mean measure mediate merge metabolize migrate minimize modify modulate monitor mount move multiply narrow
need neutralize normalize notify nourish obtain occur offer open operate optimize order organize originate oversee
overwrite oxidize parse pass perform permit phosphorylate play point preserve prevent print process produce prohibit
promote protect provide pull pump purify push put query raise randomize reabsorb reach read rebuild receive recognize
record recover recruit reduce refer reflect refresh regenerate register regulate reject relate relax relay release
relieve reload remove rename render repair repeat replace replicate report represent reproduce require resemble reset
resist resolve respond restart restore restrict result retain retrieve return reveal reverse rise rotate route run
save scan schedule search secrete secure select send sense separate serve set shape share shift shorten show shut
signal simplify skip slow sort specify speed split spread start state stimulate stop store strengthen submit subtract
summarize supply support suppress surround suspend sustain switch synthesize take target tell terminate test tie
tighten toggle trace track transfer transform translate transmit transport trap travel treat trigger try turn unblock
undergo uninstall unite unlock update upgrade upload use validate vary verify view wait warn weaken widen work wrap
write yield
"""
_BASES = frozenset(_VERBS.split())
_NOUNS_TOO = word_set(
    "access act attack balance block boost break cache call cause change check command control cover cut damage "
    "delay display drive edit effect end exit export filter fix focus force form format function group guard guide "
    "help hold import increase influence insert interface lead level lift limit link list load lock log map mark "
    "match mean measure need offer order pass play point print process produce query raise record release repair "
    "report request reset result return reverse rise route run scan schedule search sense set shape share shift "
    "show signal sort speed split spread start state stop store supply support switch target test tie trace track "
    "transfer transport trap travel trigger turn update upgrade upload use view wait work wrap yield decrease clone "
    "copy archive"
)
_AFTER_VERB = word_set(
    "a an the this that these those its their his her all any each every both one two three no new up out off down "
    "back to on in into from with by as whether how what if when only more less it them itself between at for "
    "against via some multiple several other another existing given specified current additional"
)
_FIRST = re.compile(r"(?:(?P<adverb>[A-Za-z]+ly|also|then|not)\s+)?(?P<verb>[A-Za-z][a-z]+)(?P<next>(?:\s+|,\s*)\S+)?")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb and what follows it.

    Attributes:
        form: ``third`` for “binds iron”, ``base`` for “bind iron”, ``gerund`` for “binding iron”.
        adverb: A word before the verb, such as “specifically”; may be empty.
        verb: The verb in its base form.
        rest: What follows the verb.
    """

    form: Form
    adverb: str
    verb: str
    rest: str

    def say(self, *, plural: bool) -> str:
        """The predicate as it follows a subject."""
        verb = self.verb if plural else third_person(self.verb)
        return " ".join(filter(None, (self.adverb, verb, self.rest)))


def third_person(verb: str) -> str:
    """``carries`` of ``carry``."""
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{verb}s"


def read_predicate(text: str, *, after_subject: bool = False) -> Predicate | None:
    """Read a text as a predicate without its subject; None where its first word is no verb for certain.

    Args:
        text: The text.
        after_subject: Whether a subject stood before it, so that a word that may be a noun too is the verb.
    """
    match = _FIRST.match(text)
    if match is None:
        return None
    word, following = match["verb"].lower(), (match["next"] or "").strip(" ,")
    form, base = _base_of(word)
    if form is None or not following:
        return None
    after = following.casefold().strip(".,;")
    certain = after in _AFTER_VERB or (after_subject and form == "third")
    if not certain and (base in _NOUNS_TOO or after in {"of", "and", "or"} or _is_head_before(after)):
        return None
    if after == "of" and form != "third":
        return None
    return Predicate(form, (match["adverb"] or "").lower(), base, text[match.end("verb") :].strip())


_VERB_AND_NOUN = re.compile(r"\b(?P<verb>[a-z]+)\s+(?:an?|the|its|their|this|these|no|any|all|each)\b")
_FINITE = re.compile(
    r"(?P<before>\S+)\s+(?:is|are|was|were|has|have|had|can|may|might|will|must|should|cannot|does|do|did)\b"
)
_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|where|when|whose|whether|if|how|what|as|because|to|it|they|you|we|and|there)\b", re.IGNORECASE
)


def is_clause(text: str) -> bool:
    """Whether a text has a subject and a verb of its own, outside its relative clauses."""
    for match in _FINITE.finditer(text):
        if not _SUBORDINATE.search(text[: match.end("before")].rsplit(",", 1)[-1]):
            return True
    for match in _VERB_AND_NOUN.finditer(text):
        before = text[: match.start()].strip()
        if before and _base_of(match["verb"])[0] in ("third", "base") and not _SUBORDINATE.search(before):
            return True
    return False


def may_be_verb(word: str) -> bool:
    """Whether a word has the form of a known verb in the third person."""
    form, _ = _base_of(word.casefold())
    return form == "third"


def _is_head_before(word: str) -> bool:
    """Whether the word after an alleged verb makes that verb a noun: ``contracts are``, ``supports is``."""
    return word in {"is", "are", "was", "were", "has", "have", "can", "may", "must", "should", "will", "that", "which"}


def _base_of(word: str) -> tuple[Form | None, str]:
    if word in _BASES:
        return "base", word
    if word.endswith("s"):
        for base in (word[:-1], word[:-2], f"{word[:-3]}y"):
            if base in _BASES and third_person(base) == word:
                return "third", base
    if word.endswith("ing"):
        for base in (word[:-3], f"{word[:-3]}e", word[:-4]):
            if base in _BASES:
                return "gerund", base
    return None, ""
