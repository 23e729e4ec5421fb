"""Hold what a language model proposes to the section it was sent: only what stands there becomes a candidate."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze
from quizzer.derive.ask_model.clause import clause_around, is_surer
from quizzer.derive.ask_model.direction import has_other_direction, sign_of_text
from quizzer.derive.ask_model.proposal import MALFORMED, Proposal
from quizzer.derive.ask_model.request import Request
from quizzer.derive.ask_model.roles import swaps_roles
from quizzer.derive.ask_model.words import names_in, numbers_in, said_words, words_of
from quizzer.derive.candidate import Candidate, Quote
from quizzer.derive.check.faces import shown_text
from quizzer.derive.check.quote import is_negated
from quizzer.derive.context import Context
from quizzer.derive.fingerprint import normalize
from quizzer.derive.language.sentences import Sentence

FAMILY = "model"
INVENTED, BARE = "a quote that does not stand in the section", "a quote that says nothing besides the answer"
UNSAID = "an answer with words or numbers its quote does not have"
FOREIGN = "a question with names or numbers the section does not have"
TURNED, DENIED = "another direction than its quote", "it denies what its quote says, or the other way round"
SURER, SWAPPED = "surer than its quote", "what acts and what it acts on the other way round"
UNFAIR = "options that the section does not have, or that its quote has too"

_BASE = 0.55
_BLANK = re.compile(r"_{2,}|\{\{[^{}]*\}\}")
_FEWEST_OPTIONS = 2


def hold(
    proposals: Iterable[Proposal], request: Request, context: Context, model: str, dropped: Counter[str]
) -> list[Candidate]:
    """Make candidates of the proposals that the section bears out.

    Args:
        proposals: Those of the reply to the request.
        request: What was sent.
        context: The document.
        model: Name of the model, for the person in triage.
        dropped: Counts of the reasons; changed here.
    """
    candidates = []
    for proposal in proposals:
        made = _build(proposal, request, context, model)
        if isinstance(made, str):
            dropped[made] += 1
        else:
            candidates.append(made)
    return candidates


def relation_of(quote: str) -> str:
    """What tells a model's candidate from others: the sentence it stands on, not the wording of the question."""
    return f"{FAMILY}|{normalize(quote)}"


def _build(proposal: Proposal, request: Request, context: Context, model: str) -> Candidate | str:
    """A candidate, or the reason why it is none."""
    place = _find_quote(proposal.quote, request)
    if place is None:
        return INVENTED
    body = _body(proposal)
    if body is None:
        return MALFORMED
    whole = _whole(place, context)
    fault = _find_foreign(proposal, body, request) or _find_turn(body, place, whole, context)
    if fault:
        return fault
    return Candidate(
        FAMILY, "relation", body, whole, relation_of(whole.text), proposal.answer,
        f"proposed by the language model {model}", _BASE, (place.start, place.end), sign_of_text(shown_text(body)),
    )  # fmt: skip


def _find_foreign(proposal: Proposal, body: Body, request: Request) -> str:
    """Why a note has what its quote or the section does not; empty where it has not."""
    said, answer = proposal.quote, proposal.answer
    if not said_words(answer) or not words_of(said) - words_of(answer):
        return BARE
    if not said_words(answer) <= said_words(said) or not numbers_in(answer) <= numbers_in(said):
        return UNSAID
    if not _is_at_home(proposal.ask, request):
        return FOREIGN
    if isinstance(body, Choice) and not _are_fair(body.options, proposal, request):
        return UNFAIR
    return ""


def _find_turn(body: Body, place: Quote, whole: Quote, context: Context) -> str:
    """Why a note says something else with the words of its quote; empty where it does not."""
    shown = shown_text(body)
    around = clause_around(place, whole)  # a quote may leave out the word that turns it
    if has_other_direction(shown, place.text):
        return TURNED
    if swaps_roles(body, [one for one in context.statements if _stands_in(one.sentence, whole)]):
        return SWAPPED
    if is_negated(shown) != is_negated(around):
        return DENIED
    return SURER if is_surer(shown, around) else ""


def _find_quote(quote: str, request: Request) -> Quote | None:
    for passage in request.passages:
        start = passage.text.find(quote)
        if start >= 0:
            return Quote(passage, start, start + len(quote))
    return None


def _whole(place: Quote, context: Context) -> Quote:
    """The sentences that hold a quote; the passage where it is no prose."""
    if place.passage.kind != "prose":
        return replace(place, start=0, end=len(place.passage.text))
    held = [one for one in context.of(place.passage) if one.start < place.end and one.end > place.start]
    start, end = (held[0].start, held[-1].end) if held else (place.start, place.end)
    return replace(place, start=min(start, place.start), end=max(end, place.end))


def _stands_in(sentence: Sentence, whole: Quote) -> bool:
    return sentence.passage is whole.passage and whole.start <= sentence.start and sentence.end <= whole.end


def _body(proposal: Proposal) -> Body | None:
    ask, answer = proposal.ask, proposal.answer
    if any(sign in answer for sign in ("{{", "}}", "::")):
        return None
    blanks = len(_BLANK.findall(ask))
    if proposal.kind == "cloze":
        if blanks != 1 or "{{" in _BLANK.sub("", ask):
            return None
        return Cloze(_BLANK.sub(lambda _found: f"{{{{{answer}}}}}", ask))
    if blanks:
        return None
    return Basic(ask, answer) if proposal.kind == "basic" else Choice(ask, (answer,), proposal.options)


def _is_at_home(ask: str, request: Request) -> bool:
    """Whether the names and numbers of a question stand in what was sent."""
    sent = request.prompt
    return numbers_in(ask) <= numbers_in(sent) and names_in(ask) <= words_of(sent)


def _are_fair(options: tuple[str, ...], proposal: Proposal, request: Request) -> bool:
    """Whether wrong answers are said by the section, and not by the quote as well."""
    if len({*map(normalize, options)} - {normalize(proposal.answer)}) < max(_FEWEST_OPTIONS, len(options)):
        return False
    sent, said = said_words(request.prompt), said_words(proposal.quote)
    return all((words := said_words(option)) and words <= sent and not words <= said for option in options)
