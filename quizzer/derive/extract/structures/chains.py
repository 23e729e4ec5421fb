"""Sequences: steps of a list that says so, chains of arrows, and things that an ordinal distinguishes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from quizzer.core.notes.kinds import Sequence
from quizzer.derive.candidate import Candidate, Quote
from quizzer.derive.context import Context
from quizzer.derive.document.passages import Passage
from quizzer.derive.language.word_set import word_set
from quizzer.derive.question.phrases import strip_end, upper_first
from quizzer.derive.question.things import Things
from quizzer.derive.structure.bullets import Bullet, find_bullets, lists_of

_STEPS, _ARROWS, _ORDINALS = 0.74, 0.72, 0.74
_FEWEST, _MOST, _LONGEST_STEP = 3, 8, 14
_ORDERED = word_set(
    "step stage phase order sequence process procedure cycle pathway path workflow lifecycle timeline chain"
)
_ARROW = re.compile(r"\s*(?:→|⟶|⇒|-+>|=>|➔|➜)\s*")
_NUMBERS = {
    **{word: number for number, word in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"), 1)},
    **{word: number for number, word in enumerate(("one", "two", "three", "four", "five", "six"), 1)},
    **{word: number for number, word in enumerate(("i", "ii", "iii", "iv", "v", "vi"), 1)},
    **{str(number): number for number in range(1, 7)},
}
_ORDINAL = re.compile(
    r"\b(?:(?P<ordinal>first|second|third|fourth|fifth|sixth)\s+(?P<noun>stage|phase|step|period|level)|"
    r"(?P<other>stage|phase|step|period|level)\s+(?P<number>one|two|three|four|five|six|[1-6]|I{1,3}|IV|VI?))\b",
    re.IGNORECASE,
)
_NO_ORDER = re.compile(
    r"\b(?:next|first|further|other|related) steps\b|\b(?:some|several) (?:steps|stages)\b", re.IGNORECASE
)
_OF = re.compile(r"\sof\s((?:the\s)?[\w-]+(?:\s[\w-]+){0,3}?)(?=\s(?:is|are|called|mediated)\b|[,;.]|$)")


def extract_chains(context: Context) -> Iterator[Candidate]:
    """Ask for the order of steps, stages and conversions."""
    things = Things.of(context)
    yield from _ask_steps(context, things)
    for passage in context.document.statements:
        yield from _ask_arrows(passage, things)
    yield from _ask_ordinals(context)


def _ask_steps(context: Context, things: Things) -> Iterator[Candidate]:
    """The items of a list whose lead-in or heading names an order."""
    for members in lists_of(context.document):
        about = _what_is_ordered(members[0])
        steps = tuple(_step(bullet) for bullet in members)
        if not about or not _FEWEST <= len(steps) <= _MOST or not all(steps) or len(set(steps)) < len(steps):
            continue
        thing = things.name(members[0].thing) if members[0].thing else ""
        ask = (
            f"Put the {about} of {thing} in order."
            if thing and thing.casefold() not in about
            else f"Put these {about} in order."
        )
        first = members[0].passage
        yield Candidate(
            "chains", "chain", Sequence(ask, steps), Quote(first, 0, len(first.text)), f"order {about} {thing}",
            " > ".join(steps), f"a list of {about}", _STEPS,
        )  # fmt: skip


def _what_is_ordered(bullet: Bullet) -> str:
    for text in (
        bullet.aspect,
        bullet.passage.lead,
        bullet.passage.parents[-1] if bullet.passage.parents else "",
        bullet.passage.section,
    ):
        match = None if _NO_ORDER.search(text) else re.search(r"\b(steps|stages|phases)\b", text, re.IGNORECASE)
        if match:
            return match[1].lower()
    return ""


def _step(bullet: Bullet) -> str:
    text = re.sub(r"^(?:step|stage|phase)\s*\d+\s*[:.)–-]?\s*", "", bullet.passage.text, flags=re.IGNORECASE)
    label = bullet.label if bullet.label and not re.fullmatch(r"(?:step|stage|phase)\s*\S+", bullet.label, re.I) else ""
    text = label or strip_end(re.split(r"(?<=\w)[.;]\s", text, maxsplit=1)[0])
    return text if len(text.split()) <= _LONGEST_STEP and not re.search(r"https?:|[?]", text) else ""


def _ask_arrows(passage: Passage, things: Things) -> Iterator[Candidate]:
    """“A → B → C” in notes."""
    for part in re.finditer(r"[^.;|]+", passage.text):
        if len(_ARROW.findall(part.group())) < _FEWEST - 1:
            continue
        label = re.match(r"\s*(?P<label>[^:→>]{3,50}):\s+", part.group())
        body = part.group()[label.end() :] if label else part.group()
        steps = tuple(strip_end(step) for step in _ARROW.split(body))
        if not _FEWEST <= len(steps) <= _MOST or any(not 0 < len(step.split()) <= 8 for step in steps):
            continue
        if len({step.casefold() for step in steps}) < len(steps) or re.search(r"[{}();=]", body):
            continue
        about = things.casing.lower(label["label"].strip()) if label else passage.name or ""
        ask = f"Put the path of {about} in order." if about else f"What follows from {steps[0]}? Put it in order."
        yield Candidate(
            "chains", "chain", Sequence(upper_first(ask), steps), Quote(passage, 0, len(passage.text)),
            f"arrows {steps[0]}", " > ".join(steps), "a chain of arrows", _ARROWS, part.span(),
        )  # fmt: skip


def _ask_ordinals(context: Context) -> Iterator[Candidate]:
    """“Stage one is called ...”, “the second stage, called ...”, over the whole document."""
    found: dict[str, dict[int, _Ordinal]] = {}
    for ordinal in (*_in_sentences(context), *_in_labels(context)):
        found.setdefault(ordinal.noun, {}).setdefault(ordinal.number, ordinal)
    for noun, members in found.items():
        numbers = sorted(members)
        steps = tuple(members[number].name for number in numbers)
        if len(numbers) < _FEWEST or numbers != list(range(1, len(numbers) + 1)):
            continue
        if len({step.casefold() for step in steps}) < len(steps):
            continue
        of = next((members[number].of for number in numbers if members[number].of), "")
        ask = f"Put the {noun}s of {of} in order." if of else f"Put these {noun}s in order."
        first = members[1]
        yield Candidate(
            "chains", "chain", Sequence(ask, steps), Quote(first.passage, first.start, first.end),
            f"ordinals {noun}", " > ".join(steps), f"{noun}s by their number", _ORDINALS,
        )  # fmt: skip


class _Ordinal(NamedTuple):
    """A thing known by its number: “the second stage, called ...”."""

    noun: str
    number: int
    name: str
    of: str
    passage: Passage
    start: int
    end: int


def _in_sentences(context: Context) -> Iterator[_Ordinal]:
    for sentence in context.sentences:
        for match in _ORDINAL.finditer(sentence.text):
            name = _name_after(sentence.text[match.end() :])
            if name:
                yield _read_ordinal(match, name, sentence.passage, sentence.start, sentence.end)


def _in_labels(context: Context) -> Iterator[_Ordinal]:
    for bullet in find_bullets(context.document):
        match = _ORDINAL.match(bullet.value.removeprefix("the "))
        if match is not None and bullet.label and not bullet.is_labelled_property:
            yield _read_ordinal(match, bullet.label, bullet.passage, 0, len(bullet.passage.text))


def _read_ordinal(match: re.Match[str], name: str, passage: Passage, start: int, end: int) -> _Ordinal:
    noun = (match["noun"] or match["other"]).casefold()
    number = _NUMBERS[(match["ordinal"] or match["number"]).casefold()]
    of = _OF.match(match.string, match.end())
    return _Ordinal(noun, number, name, of[1] if of else "", passage, start, end)


def _name_after(text: str) -> str:
    match = re.match(
        r"[^.;]{0,60}?\b(?:called|named|known as|termed)\s+(?:the\s+)?(?P<name>[A-Za-z][\w-]*(?:\s[a-z][\w-]*){0,3})",
        text,
    )
    return match["name"].strip() if match else ""
