"""What else a draft can be: another kind of note, another gap in its sentence, another set of options."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from quizzer.core.notes.cards import DELETION
from quizzer.core.notes.identity.similarity import reveals
from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze
from quizzer.derive.document.passages import Passage
from quizzer.derive.language.words.lexicon import third_person
from quizzer.derive.question.options import MOST_OPTIONS, choose_options, is_fair
from quizzer.derive.question.phrases import upper_first
from quizzer.derive.question.predicates import read_predicate
from quizzer.derive.question.values import gap_spans

_LONGEST_SENTENCE = 40
_MOST_GAPS, _MOST_SETS, _MOST_TERMS = 6, 4, 80

# Verbs and words of opposite direction, by the base form of each.
_OPPOSITES = (
    ("increase", "decrease"), ("raise", "lower"), ("stimulate", "inhibit"), ("activate", "suppress"),
    ("promote", "prevent"), ("improve", "impair"), ("enhance", "reduce"), ("strengthen", "weaken"),
    ("accelerate", "slow"), ("widen", "narrow"), ("dilate", "constrict"), ("lengthen", "shorten"),
    ("gain", "lose"), ("allow", "prevent"), ("enable", "disable"), ("open", "close"), ("rise", "fall"),
    ("release", "store"), ("absorb", "excrete"),
)  # fmt: skip
_OPPOSITE_WORDS = (
    ("more", "less"), ("higher", "lower"), ("high", "low"), ("greater", "smaller"), ("faster", "slower"),
    ("inside", "outside"), ("excess", "lack"), ("above", "below"), ("larger", "smaller"), ("longer", "shorter"),
    ("elevated", "lowered"), ("always", "never"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What a draft can be instead, each in the order a key goes through them.

    Attributes:
        kinds: Other kinds of note on the same fact.
        gaps: Other gaps in the same sentence.
        options: The question with other sets of options; empty where fewer than two fair ones are known.
    """

    kinds: tuple[Body, ...] = ()
    gaps: tuple[Body, ...] = ()
    options: tuple[Body, ...] = ()


def find_alternatives(body: Body, passage: Passage, quote: tuple[int, int], terms: Sequence[str]) -> Alternatives:
    """Find what else a draft can be.

    Args:
        body: The draft as it is now.
        passage: The passage it stands on.
        quote: Where its sentence, item or row begins and ends in ``passage.text``.
        terms: Further terms of the document, those beside the passage first: what options are chosen from. Those that
            the quote has are left out, as they may be right too.
    """
    sentence = " ".join(passage.text[slice(*quote)].split())
    asked = _read(body)
    gaps = tuple(_list_gaps(body, sentence))
    if asked is None:
        return Alternatives(gaps=gaps)
    elsewhere = [term for term in terms[:_MOST_TERMS] if not reveals(sentence, term)]
    options = tuple(_list_options(asked, elsewhere))
    kinds = (*_other_kinds(body, asked, sentence), *_direction_gaps(sentence), *options[:1])
    return Alternatives(_without(body, kinds), _without(body, gaps), _without(body, options))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with its one answer."""

    ask: str
    answer: str
    accept: tuple[str, ...] = ()


def _without(body: Body, others: Sequence[Body]) -> tuple[Body, ...]:
    return tuple(other for other in dict.fromkeys(others) if other != body)


def _read(body: Body) -> _Asked | None:
    """The question and answer of a draft; None for a kind with several answers."""
    match body:
        case Basic(ask, answer, accept):
            return _Asked(ask, answer, accept)
        case Choice(ask, (answer,)):
            return _Asked(ask, answer)
        case Cloze(text, accept):
            found = list(DELETION.finditer(text))
            if len(found) != 1:
                return None
            answer = found[0]["answer"].strip()
            ask = _ask_gap(text, found[0])
            return _Asked(ask, answer, accept[0] if accept else ())
        case _:
            return None


def _ask_gap(text: str, gap: re.Match[str]) -> str:
    """A question for a gap: for the subject “What binds iron?”, for the end “Renin is secreted by what?”."""
    before, after = text[: gap.start()].strip(), text[gap.end() :].strip().rstrip(".")
    before = re.sub(r"\b(?:the|an?)$", "", before, flags=re.IGNORECASE).strip()
    verb = after.split(" ", 1)[0]
    if not before and (verb in ("is", "are", "can", "may", "has", "have") or read_predicate(f"{verb} the")):
        return f"What {_in_singular(after)}?"
    if not after and before:
        return f"{upper_first(before)} what?"
    shown = f"{before} ___ {after}".strip()
    return f"What is missing? {shown}{'' if shown.endswith(('.', '?')) else '.'}"


def _in_singular(predicate: str) -> str:
    """A predicate as it follows “what”."""
    verb, _, rest = predicate.partition(" ")
    known = {"are": "is", "have": "has"}.get(verb)
    read = read_predicate(f"{verb} the")
    if known is None and read is not None and read.form == "base":
        known = third_person(read.verb)
    return f"{known or verb} {rest}".strip()


def _other_kinds(body: Body, asked: _Asked, sentence: str) -> Iterator[Body]:
    if isinstance(body, Basic | Choice):
        yield from _hide(sentence, asked.answer, asked.accept)
    if not isinstance(body, Basic):
        if not reveals(asked.ask, asked.answer):
            yield Basic(asked.ask, asked.answer, asked.accept)
    elif body.reverse is not None:
        yield Basic(body.ask, body.answer, body.accept)


def _hide(sentence: str, answer: str, accept: tuple[str, ...]) -> Iterator[Cloze]:
    """The sentence with the answer hidden, where it has it once."""
    if len(sentence.split()) > _LONGEST_SENTENCE or re.search(r"\{\{|\}\}", sentence):
        return
    found = list(re.finditer(rf"(?<!\w){re.escape(answer)}(?!\w)", sentence, re.IGNORECASE))
    if len(found) == 1:
        start, end = found[0].span()
        text = f"{sentence[:start]}{{{{{sentence[start:end]}}}}}{sentence[end:]}"
        yield Cloze(text, (accept,) if accept else ())


def _list_gaps(body: Body, sentence: str) -> Iterator[Cloze]:
    """The sentence of a cloze, or the quote, with each of its phrases hidden in turn, the weightiest first."""
    text = DELETION.sub(lambda gap: gap["answer"], body.text) if isinstance(body, Cloze) else sentence
    if len(text.split()) > _LONGEST_SENTENCE or re.search(r"\{\{|\}\}", text):
        return
    spans = sorted(gap_spans(text, frozenset()), key=lambda span: (-span.worth, span.start))
    for span in spans[:_MOST_GAPS]:
        hidden = text[span.start : span.end]
        left = text[: span.start] + " " + text[span.end :]
        if not reveals(left, hidden):
            yield Cloze(f"{text[: span.start]}{{{{{hidden}}}}}{text[span.end :]}")


def _direction_gaps(sentence: str) -> Iterator[Cloze]:
    """The sentence with a word of direction hidden and both ways offered."""
    if len(sentence.split()) > _LONGEST_SENTENCE:
        return
    for match in re.finditer(r"[A-Za-z]+", sentence):
        other = opposite_of(match.group())
        if other:
            pair = " or ".join(sorted((match.group().lower(), other)))
            yield Cloze(f"{sentence[: match.start()]}{{{{{match.group()}::{pair}?}}}}{sentence[match.end() :]}")
            return


def opposite_of(word: str) -> str:
    """The word of opposite direction in the same form; empty where none is known."""
    return _opposites().get(word.lower(), "")


@cache
def _opposites() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one, other in (*_OPPOSITE_WORDS, *_OPPOSITES):
        found.setdefault(one, other)
        found.setdefault(other, one)
    for inflect in (third_person, _past, _gerund):
        for one, other in _OPPOSITES:
            found.setdefault(inflect(one), inflect(other))
            found.setdefault(inflect(other), inflect(one))
    return found


def _past(verb: str) -> str:
    irregular = {"rise": "rose", "fall": "fell", "lose": "lost"}
    return irregular.get(verb) or (f"{verb}d" if verb.endswith("e") else f"{verb}ed")


def _gerund(verb: str) -> str:
    return f"{verb[:-1]}ing" if verb.endswith("e") else f"{verb}ing"


def _list_options(asked: _Asked, terms: Sequence[str]) -> Iterator[Choice]:
    """The question as a choice, with the next options each time."""
    ask = asked.ask
    fair = [term for term in dict.fromkeys(terms) if is_fair(term, asked.answer, ask)]
    for _ in range(_MOST_SETS):
        options = choose_options(asked.answer, ask, fair)
        if not options:
            return
        yield Choice(ask, (asked.answer,), options)
        fair = [term for term in fair if term not in options]
        if len(fair) < MOST_OPTIONS - 1:
            return
