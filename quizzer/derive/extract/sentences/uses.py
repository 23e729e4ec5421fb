"""What a manual says to use, call or run for a purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizzer.core.notes.kinds import Basic
from quizzer.derive.candidate import Candidate, Quote
from quizzer.derive.context import Context
from quizzer.derive.extract.sentences.building import MOST_WORDS
from quizzer.derive.language.sentences import Sentence
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.tokens import Token
from quizzer.derive.question.wording import has_pointer, is_self_contained

_USING = word_set("use call run pass set invoke execute apply specify add enable choose employ")
_ADDRESSED = word_set("you we one")
_KINDS = word_set(
    "function command option method flag parameter module class library operator keyword tool program package setting "
    "variable argument header directive script utility macro statement decorator attribute property field button menu"
)
_CODE = re.compile(r"[()_.$/=-]|[a-z][A-Z]")


def extract_uses(context: Context) -> Iterator[Candidate]:
    """Ask what to use for a purpose: ``To open it, call Shop.Open()``, ``use X to do Y``, ``you can do Y with X``."""
    for sentence, tokens in zip(context.sentences, context.tokens, strict=True):
        words = [token for token in tokens if token.tag not in (".", ":", ";")]
        found = _purpose_first(words) or _tool_first(words) or _tool_last(words)
        if found is not None:
            tool, purpose = found
            yield from _ask(context, sentence, tool, purpose)


def _ask(context: Context, sentence: Sentence, tool: Sequence[Token], purpose: Sequence[Token]) -> Iterator[Candidate]:
    text = sentence.passage.text
    goal = context.renderer.text(text, purpose)
    named, kind = _name_of(tool)
    answer = context.renderer.text(text, named)
    if not answer or not goal or not is_self_contained(purpose) or has_pointer(f"{goal} {kind}"):
        return
    if not 2 <= len(goal.split()) <= 12 or len(answer.split()) > 4 or not (kind or _CODE.search(answer)):
        return
    ask = f"{f'Which {kind}' if kind else 'What'} do you use to {goal}?"
    if len(f"{ask} {answer}".split()) > MOST_WORDS:
        return
    quote = Quote(sentence.passage, sentence.start, sentence.end)
    focus = (min(tool[0].start, purpose[0].start), max(tool[-1].end, purpose[-1].end))
    yield Candidate(
        "uses", "relation", Basic(ask, answer), quote, f"use|{goal}", answer, "what it is used for", 0.62, focus
    )


def _name_of(tool: Sequence[Token]) -> tuple[Sequence[Token], str]:
    """The name of a tool and its kind: ``the Shop.Open() function``."""
    named = [token for token in tool if token.tag not in ("D",)]
    if len(named) > 1 and named[-1].low in _KINDS:
        return named[:-1], named[-1].low
    if len(named) > 1 and named[0].low in _KINDS:
        return named[1:], named[0].low
    return named, ""


def _phrase(words: Sequence[Token], at: int) -> int:
    """The end of a noun phrase without ``of``."""
    while at < len(words) and words[at].tag in ("D", "J", "N", "NS", "C", "VN", "'"):
        at += 1
    return at


def _purpose_first(words: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """``To V O, (you can) use X``."""
    start = 1 if words and words[0].tag == "CC" else 0
    if len(words) < start + 5 or words[start].low != "to" or words[start + 1].tag not in ("V0", "N"):
        return None
    comma = next((at for at, token in enumerate(words) if token.tag == ","), -1)
    if comma < 2:
        return None
    at = comma + 1
    while at < len(words) and (words[at].low in _ADDRESSED or words[at].tag in ("M", "R")):
        at += 1
    if at >= len(words) or words[at].low not in _USING:
        return None
    end = _phrase(words, at + 1)
    return (words[at + 1 : end], words[start + 1 : comma]) if end > at + 1 else None


def _tool_first(words: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """``Use X to V O`` and ``you can use X to V O``."""
    at = 0
    while at < len(words) and (words[at].low in _ADDRESSED or words[at].tag in ("M", "R", "CC")):
        at += 1
    if at >= len(words) or words[at].low not in _USING or (words[at].tag not in ("V0", "N") and at):
        return None
    end = _phrase(words, at + 1)
    if end == at + 1 or end + 2 > len(words) or words[end].low != "to" or words[end + 1].tag != "V0":
        return None
    stop = next((n for n in range(end + 1, len(words)) if words[n].tag in (",", "SUB", "CC", "(")), len(words))
    return words[at + 1 : end], words[end + 1 : stop]


def _tool_last(words: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """``You can V O using X``, ``with X`` or ``by calling X``."""
    if len(words) < 5 or words[0].low not in _ADDRESSED or words[1].tag != "M":
        return None
    at = 2
    while at < len(words) and words[at].tag == "R":
        at += 1
    if at >= len(words) or words[at].tag != "V0" or words[at].low in _USING:
        return None
    for place in range(at + 1, len(words) - 1):
        if words[place].low in ("using", "with", "calling"):
            end = _phrase(words, place + 1)
            goal = words[at : place - 1 if words[place - 1].low == "by" else place]
            return (words[place + 1 : end], goal) if end > place + 1 else None
    return None
