"""List items: a property of the thing above, a term with its description, a predicate below a thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzer.core.notes.kinds import Basic, Body, Cloze, Listing
from quizzer.derive.candidate import Candidate, Quote
from quizzer.derive.context import Context
from quizzer.derive.question.definitions import ask_description, first_sentence
from quizzer.derive.question.naming import ask_doer
from quizzer.derive.question.phrases import (
    content_words,
    head_of,
    is_plural,
    is_plural_word,
    plural,
    shorten,
    upper_first,
)
from quizzer.derive.question.predicates import is_clause, read_predicate
from quizzer.derive.question.properties import (
    is_clause_label,
    is_description,
    is_said_of_thing,
    is_vague,
    preposition_of,
)
from quizzer.derive.question.things import Things
from quizzer.derive.question.values import (
    MOST_ANSWER,
    MOST_ITEMS,
    body_for,
    cloze_in_context,
    cloze_of_predicate,
    split_list,
)
from quizzer.derive.structure.attributes import spell_out
from quizzer.derive.structure.bullets import Bullet, find_bullets, kind_of
from quizzer.derive.structure.glossary import is_glossary

_PROPERTY, _GAP, _DEFAULT, _BELOW, _MEMBERS = 0.7, 0.55, 0.62, 0.56, 0.64
_SHOWN = 14
_DEFAULTS = re.compile(
    r"\b(?:defaults?(?: value)?(?: is| to|:| =|=)|by default(?: is|:)?)\s*"
    r"(?P<value>[`“\"'][^`”\"']{1,30}[`”\"']|\d[\w.%]*|true|false|none|null|nil|empty|on|off)(?=[\s,.;)\]]|$)",
    re.IGNORECASE,
)  # fmt: skip


def extract_items(context: Context) -> Iterator[Candidate]:
    """Ask for what list items say of a label or of the thing above them."""
    things = Things.of(context)
    for bullet in find_bullets(context.document):
        yield from _ask_default(bullet)
        if bullet.label and bullet.is_labelled_property:
            yield from _ask_property(bullet, things)
        elif bullet.label and re.fullmatch(r"[A-Za-z]", bullet.label):
            yield from _ask_letter(bullet, things)
        elif bullet.label and not is_glossary(bullet.passage):
            yield from _ask_label(bullet, things)
        elif not bullet.label and not bullet.is_sentence:
            yield from _ask_fragment(bullet, things)


def _ask_property(bullet: Bullet, things: Things) -> Iterator[Candidate]:
    """“Mechanism: blocks the pump” below a drug."""
    label = things.casing.lower(spell_out(bullet.label), label=True)
    thing = things.name(bullet.thing) if bullet.thing else ""
    value = things.inside(first_sentence(bullet.value))
    if not thing or not value or is_vague(label):
        return
    predicate = read_predicate(value)
    found: tuple[Body, str] | None
    if predicate is not None and is_said_of_thing(label, predicate):
        found = cloze_of_predicate(thing, predicate, plural=is_plural(thing))
    else:
        found = body_for(label, thing, value) or _gap_in(label, thing, value, things)
    if found is not None:
        base = _PROPERTY if not hasattr(found[0], "text") else _GAP
        yield _build(bullet, found[0], found[1], f"{bullet.thing}|{bullet.label}", f"the item “{bullet.label}”", base)


def _gap_in(label: str, thing: str, value: str, things: Things) -> tuple[Body, str] | None:
    short = "" if is_clause_label(label) else shorten(value, _SHOWN)
    return (
        cloze_in_context(thing if is_description(label) else f"{label} {preposition_of(label)} {thing}", short, things)
        if short
        else None
    )


def _ask_label(bullet: Bullet, things: Things) -> Iterator[Candidate]:
    """A term with its description."""
    kind = things.casing.lower(kind_of(bullet), label=True)
    if re.search(r"\s=\s*$", bullet.passage.text[: bullet.start]) and (not bullet.aspect or split_list(bullet.value)):
        yield from _ask_equal(bullet, things)
        return
    members = split_list(bullet.value)
    if members:
        yield from _ask_members(bullet, kind, members, things)
        return
    found = list(ask_description(bullet.label, bullet.value, kind, things))
    if not found and bullet.aspect and bullet.thing and len(bullet.value.split()) <= MOST_ANSWER:
        yield _ask_finding(bullet, things)
    for asked in found:
        relation = f"item {bullet.label}|{'term' if asked.answer == bullet.label else 'description'}"
        yield _build(bullet, asked.body, asked.answer, relation, asked.why, asked.worth)


def _ask_equal(bullet: Bullet, things: Things) -> Iterator[Candidate]:
    """“fukoku kyohei = rich country, strong army”."""
    value = things.inside(first_sentence(bullet.value))
    if value and len(value.split()) <= MOST_ANSWER:
        name = things.name(bullet.label)
        body = Basic(f"What {'are' if is_plural(name) else 'is'} {name}?", value)
        yield _build(bullet, body, value, f"item {bullet.label}|equal", f"what {bullet.label} is", _DEFAULT)


def _ask_letter(bullet: Bullet, things: Things) -> Iterator[Candidate]:
    """“A: airway” below the letters of a memory aid."""
    parent = bullet.passage.parents[-1] if bullet.passage.parents else ""
    if parent and len(parent.split()) <= 5:
        value = things.inside(first_sentence(bullet.value))
        body = Basic(f"What does {bullet.label} stand for in {things.name(parent)}?", value)
        yield _build(bullet, body, value, f"{parent}|{bullet.label}", f"a letter of “{parent}”", _BELOW)


def _ask_finding(bullet: Bullet, things: Things) -> Candidate:
    """“Echo = gold standard” below the investigations of a disease."""
    label = things.casing.lower(bullet.aspect, label=True)
    context = upper_first(f"{label} {preposition_of(label)} {things.name(bullet.thing)}")
    value = things.inside(bullet.value)
    body = Cloze(f"{context}: {things.inside(bullet.label)} – {{{{{value}}}}}")
    why = f"what stands below “{bullet.aspect}”"
    return _build(bullet, body, value, f"{bullet.thing}|{bullet.aspect}|{bullet.label}", why, _BELOW)


def _ask_members(bullet: Bullet, kind: str, members: tuple[str, ...], things: Things) -> Iterator[Candidate]:
    """“Statins: atorvastatin, simvastatin” names the members of a class."""
    label = things.label(bullet.label)
    if not is_plural_word(head_of(re.sub(r"\s*\([^()]*\)", "", label))) or len(members) > MOST_ITEMS or is_vague(label):
        return
    head = head_of(kind)
    is_named = kind and not content_words(head) & content_words(label) and len(kind.split()) < 5
    asked = (
        f"Which {plural(kind)} are {label}? ({len(members)})"
        if is_named
        else f"Which {label} are named? ({len(members)})"
    )
    named = tuple(things.inside(member) for member in members)
    why = f"the members of “{bullet.label}”"
    yield _build(bullet, Listing(asked, named), "; ".join(named), f"item {bullet.label}|members", why, _MEMBERS)


def _ask_fragment(bullet: Bullet, things: Things) -> Iterator[Candidate]:
    """A predicate below a thing, or a longer fragment below a property of it."""
    if not bullet.thing:
        return
    thing = things.name(bullet.thing)
    value = things.inside(first_sentence(bullet.value))
    if is_clause(value):
        return
    predicate = read_predicate(value)
    found: tuple[Body, str] | None = None
    if predicate is not None and predicate.form == "third" and not bullet.aspect:
        found = cloze_of_predicate(thing, predicate, plural=is_plural(thing))
    elif bullet.aspect and len(value.split()) > 4:
        short = shorten(value, _SHOWN)
        label = things.casing.lower(bullet.aspect, label=True)
        found = cloze_in_context(f"{label} {preposition_of(label)} {thing}", short, things) if short else None
    kind = things.casing.lower(kind_of(bullet), label=True)
    if predicate is not None and predicate.form == "third" and kind and not bullet.aspect:
        asked = ask_doer(kind, predicate)
        why = f"what “{predicate.verb}” is said of"
        yield _build(bullet, Basic(asked, thing), thing, f"{bullet.thing}|predicate back", why, _BELOW)
    if found is not None:
        relation = f"{bullet.thing}|{bullet.aspect or 'predicate'}"
        yield _build(bullet, found[0], found[1], relation, f"what stands below “{bullet.thing}”", _BELOW)


def _ask_default(bullet: Bullet) -> Iterator[Candidate]:
    """“defaults to 30” in the description of an option."""
    match = _DEFAULTS.search(bullet.value)
    if match is None or not bullet.label or bullet.is_labelled_property:
        return
    value = match["value"].strip("`“”\"'")
    body = Basic(f"What is the default of {bullet.label}?", value)
    yield _build(bullet, body, value, f"item {bullet.label}|default", f"the default of {bullet.label}", _DEFAULT)


def _build(bullet: Bullet, body: Body, answer: str, relation: str, why: str, base: float) -> Candidate:
    text = bullet.passage.text
    return Candidate(
        "items",
        "item",
        body,
        Quote(bullet.passage, 0, len(text)),
        relation,
        answer,
        why,
        base,
        (bullet.start, len(text)),
    )
