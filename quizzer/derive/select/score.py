"""The score of a draft: a sum of named numbers, so that ``--explain`` can print it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quizzer.core.grading.english.closed_classes import FUNCTION_WORDS
from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing, Sequence, Sort
from quizzer.derive.candidate import Candidate
from quizzer.derive.context import Context
from quizzer.derive.language.word_set import word_set

LINE = 0.5
_RELATION_LINE, _RELATION_COST = 0.66, -0.17
"""Of 155 judged drafts on a relation, 29% were usable below this score and 66% from it on."""

_WORD = re.compile(r"[A-Za-z][\w+'’.()-]*[\w+)]|[A-Za-z]")
_GAP = re.compile(r"\{\{(?:c\d+::)?(.*?)(?:::(.*?))?\}\}")
_VAGUE = word_set(
    "wide diverse specific targets considerable additional further thing things way ways something many several "
    "various certain important different some other others good useful possible able likely similar common new well "
    "better best simple special particular significant key major lot number variety role factor factors aspect "
    "aspects process issue issues people person time times example case cases"
)
_ASKING = word_set("what which who when where why how does did can may might will would could has had have not")
_PRONOUNS = word_set("its their it they them he she his her this these those that such there here")
_GENERIC_ANSWERS = word_set(
    "people person time times way ways thing things others many most some all one two day days year years percent "
    "cells role development number part world life work use study research data information system process result "
    "example body place area state group form order point case fact change problem it them"
)


def compute_features(candidate: Candidate, context: Context) -> Mapping[str, float]:
    """The named numbers whose sum, held between 0 and 1, is the score."""
    question, answer = _split(candidate.body)
    words = _WORD.findall(question)
    answer_words = _WORD.findall(answer)
    features = {"base": candidate.base, "terms": _weigh_terms(words, answer_words, context)}
    features["long question"] = -0.015 * max(0, len(question.split()) - 13)
    features["short question"] = -0.06 * max(0, 6 - len(question.split()))
    if candidate.extractor == "relations":
        features["open question"] = -0.07 * max(0, 4 - _count_content(words))
    features["long answer"] = -0.03 * max(0, len(answer.split()) - 4) if candidate.subject != "list" else 0.0
    features["vague words"] = -0.05 * sum(word.casefold() in _VAGUE for word in (*words, *answer_words))
    features["pronouns"] = -0.07 * sum(word.casefold() in _PRONOUNS for word in words)
    features["generic answer"] = -0.25 if _is_generic(answer_words) else 0.0
    features["topic as answer"] = -0.2 if answer.casefold() in context.topics else 0.0
    features["marked term"] = 0.1 if answer.casefold() in context.marked else 0.0
    features["name or number"] = 0.04 if re.search(r"\d|[a-z] [A-Z]", answer) else 0.0
    features["answer in question"] = -0.3 * _overlap(words, answer_words)
    if candidate.extractor == "relations" and sum(features.values()) < _RELATION_LINE:
        features["open relation"] = _RELATION_COST
    return {name: round(value, 4) for name, value in features.items() if value}


def _count_content(words: list[str]) -> int:
    """How many words of a question narrow it: neither function words nor vague ones."""
    return len({word.casefold() for word in words if len(word) > 2} - FUNCTION_WORDS - _VAGUE - _ASKING)


def add_up(features: Mapping[str, float]) -> float:
    """The score of a draft from its features, 0 to 1, to three decimals."""
    return round(min(1.0, max(0.0, sum(features.values()))), 3)


def _split(body: Body) -> tuple[str, str]:
    """What is shown, and what is hidden."""
    match body:
        case Basic():
            return body.ask, body.answer
        case Cloze():
            hidden = " ".join(found.group(1) for found in _GAP.finditer(body.text))
            return _GAP.sub(lambda found: found.group(2) or "…", body.text), hidden
        case Choice():
            return body.ask, " ".join(body.answers)
        case Listing():
            return body.ask, " ".join(body.items)
        case Sequence():
            return body.ask, " ".join(body.steps)
        case Sort():
            return body.ask, " ".join(item for _, items in body.groups for item in items)


def _weigh_terms(words: list[str], answer: list[str], context: Context) -> float:
    """Up to 0.2 for the weight of the terms asked with and for."""
    asked = sorted((context.terms.get(word.casefold(), 0.0) for word in words), reverse=True)[:2]
    hidden = sorted((context.terms.get(word.casefold(), 0.0) for word in answer), reverse=True)[:2]
    return 0.15 * min(1.0, sum(asked)) + 0.1 * min(1.0, 1.5 * sum(hidden))


def _is_generic(answer: list[str]) -> bool:
    content = [word.casefold() for word in answer if word.casefold() not in ("the", "a", "an", "of")]
    return bool(content) and all(word in _GENERIC_ANSWERS or word in _VAGUE for word in content)


def _overlap(words: list[str], answer: list[str]) -> float:
    """The share of the answer's words that the question shows."""
    shown = {word.casefold().rstrip("s") for word in words}
    content = [word.casefold().rstrip("s") for word in answer if len(word) > 3]
    return sum(word in shown for word in content) / len(content) if content else 0.0
