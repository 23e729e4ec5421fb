"""The length of a candidate, and answers that say too little."""

from __future__ import annotations

import re

from quizzer.core.notes.kinds import Basic, Cloze
from quizzer.derive.candidate import Candidate
from quizzer.derive.check.faces import answers_of, count_words, shown_text
from quizzer.derive.check.grounds import Grounds
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import base_of, entry

MOST_SHOWN, MOST_ANSWER, MOST_MEMBERS, MOST_STEPS = 20, 6, 5, 8
_MOST_STEP = 14
_ARTICLES = ("a", "an", "the")
_GENERIC = word_set(
    "percent percentage role roles cell cells development number numbers amount amounts way ways thing things case "
    "cases part parts time times level levels effect effects example examples value values type types form forms "
    "use uses area areas process processes function functions people person persons person's study studies research "
    "researchers system systems problem problems result results factor factors group groups information data user "
    "users change changes other others same one ones some many more most less various several different important "
    "common general specific method methods work life world body individuals individual year years day days it this "
    "that these those they them able such both all each any section chapter figure table page following above below "
    "note notes etc reason reasons kind kinds aspect aspects issue issues point points feature features order set "
    "lot variety fact idea state"
)


def is_long(candidate: Candidate, grounds: Grounds) -> str:
    """The doubt that a candidate shows too many words, or asks for too many; empty where not."""
    del grounds
    body = candidate.body
    if isinstance(body, Basic | Cloze):
        words = count_words(shown_text(body))
        if words > MOST_SHOWN:
            return f"{words} words are shown"
        longest = max(map(count_words, answers_of(body)))
        return f"the answer has {longest} words" if longest > MOST_ANSWER else ""
    asked = count_words(getattr(body, "ask", ""))
    if asked > MOST_SHOWN:
        return f"{asked} words are shown"
    members = answers_of(body)
    if body.kind == "list" and len(members) > MOST_MEMBERS:
        return f"{len(members)} members are many"
    longest = max(map(count_words, members))
    most = _MOST_STEP if body.kind == "sequence" else MOST_ANSWER
    return f"a member has {longest} words" if longest > most else ""


def is_cut(candidate: Candidate, grounds: Grounds) -> str:
    """The doubt that an answer ends where a clause begins, in a participle: “a value stating”; empty where not."""
    del grounds
    for answer in answers_of(candidate.body):
        *before, last = answer.casefold().split()
        base = base_of(last, "ing")
        known = entry(last)
        is_participle = bool(before and base) and before[-1] not in _ARTICLES and known.noun < 0 and known.adjective < 0
        if is_participle and not before[-1].endswith("ly") and (entry(base).noun < 0 or before[0] in _ARTICLES):
            return f"“{answer}” is cut off"
    return ""


def is_generic(candidate: Candidate, grounds: Grounds) -> str:
    """The doubt that an answer is a word that fits everywhere; empty where not."""
    del grounds
    for answer in answers_of(candidate.body):
        words = [word.casefold() for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", answer)]
        words = [word for word in words if word not in ("the", "a", "an")]
        if words and all(word in _GENERIC for word in words):
            return f"“{answer}” says too little"
    return ""
