"""Closed enumerations: lists whose lead-in says what they are, and sentences that count or exhaust their members."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzer.core.notes.kinds import Cloze, Listing
from quizzer.derive.candidate import Candidate, Quote
from quizzer.derive.context import Context
from quizzer.derive.extract.structures.sorts import ask_sorts
from quizzer.derive.language.sentences import Sentence
from quizzer.derive.question.phrases import content_words, has_determiner, is_plural, plural, upper_first
from quizzer.derive.question.properties import ask_property, preposition_of
from quizzer.derive.question.things import Things
from quizzer.derive.question.values import MOST_ITEMS, MOST_SHOWN, split_list
from quizzer.derive.structure.bullets import Bullet, is_thing, lists_of, names_of
from quizzer.derive.structure.glossary import is_glossary
from quizzer.derive.structure.leads import NUMBERS, Lead, read_lead

_BULLETS, _SENTENCE, _FEATURES, _LONG = 0.74, 0.7, 0.58, 0.56
_MOST_SHOWN, _HIDDEN = 9, 3
_NUMBER = rf"(?:{'|'.join(NUMBERS)}|\d)"
_COUNTED = re.compile(
    rf"(?:^|.*?[,;]\s)(?P<before>[^,;:]*?)\b(?P<number>{_NUMBER})\s+(?P<noun>[a-z][\w-]*(?:\s[a-z][\w-]*){{0,3}}?)"
    r"\s*(?::|,\s(?:namely|specifically|which are)|\s\()\s*(?P<list>[^.:;()]+?)\)?[.;]?$",
    re.IGNORECASE,
)
_ARE = re.compile(
    rf"^(?:the\s)?(?P<number>{_NUMBER})\s(?P<noun>[^,;:]{{3,60}}?)\s(?:are|were)\s(?P<list>[^.:;]+?)\.?$", re.IGNORECASE
)
_MADE_OF = re.compile(
    r"^(?P<thing>[^,;:]{2,60}?),?\s"
    r"(?P<verb>consists? of|(?:is|are) (?:composed of|made up of|(?:sub)?divided into)|comprises?)\s"
    r"(?P<list>[^.:;]+?)\.?$",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"(?:(?:here|these|below) are )?(?:some|several|many|a few|examples?|other|popular)\b", re.IGNORECASE
)
_DIVIDES = re.compile(
    r"^(?P<thing>.+?)\s(?:(?:itself\s)?(?:is|are)\s(?:(?:sub)?divided|split|grouped|classified|separated)\sinto|"
    r"has|have|contains?|includes?|consists? of|comprises?|(?:is|are) (?:composed|made up) of)$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:it|they|this|these|those|its|their|he|she|we|you|which|that)\b", re.IGNORECASE)


def extract_lists(context: Context) -> Iterator[Candidate]:
    """Ask for the members of closed lists of at most five."""
    things = Things.of(context)
    yield from _ask_bullets(context, things)
    yield from ask_sorts(context, things)
    for sentence in context.sentences:
        yield from _ask_sentence(sentence, things)


def _ask_bullets(context: Context, things: Things) -> Iterator[Candidate]:
    """The items of one list, where what stands above says what they are."""
    lists = list(lists_of(context.document))
    above = {
        (bullet.passage.section, parent) for members in lists for bullet in members for parent in bullet.passage.parents
    }
    for members in lists:
        if is_glossary(members[0].passage):
            continue
        names = names_of(members)
        if MOST_ITEMS < len(names) <= _MOST_SHOWN:
            yield from _hide_members(members[0], names, things)
        if not 2 <= len(names) <= MOST_ITEMS:
            continue
        asked = _ask_group(members[0], len(names), things)
        base = _BULLETS
        has_more = any((bullet.passage.section, bullet.passage.text) in above for bullet in members)
        if asked is None and _tells_features(members[0]) and not has_more:
            asked, base = f"What are the features of {things.name(members[0].thing)}? ({len(names)})", _FEATURES
        if asked is None:
            continue
        first = members[0].passage
        named = tuple(things.inside(name) for name in names)
        yield Candidate(
            "lists", "list", Listing(asked, named), Quote(first, 0, len(first.text)), f"list {asked}", "; ".join(named),
            f"a list of {len(names)}", base, None,
        )  # fmt: skip


def _hide_members(first: Bullet, names: tuple[str, ...], things: Things) -> Iterator[Candidate]:
    """A list too long to be recalled is shown with members missing, one on each card."""
    if not first.aspect or not first.thing or _OPEN.match(first.passage.lead):
        return
    label = things.casing.lower(first.aspect, label=True)
    opening = upper_first(f"{label} {preposition_of(label)} {things.name(first.thing)}")
    named = [things.inside(name) for name in names]
    if len(f"{opening} {' '.join(named)}".split()) > MOST_SHOWN:
        return
    text = (
        f"{opening}: {', '.join(f'{{{{{name}}}}}' if place < _HIDDEN else name for place, name in enumerate(named))}."
    )
    yield Candidate(
        "lists", "list", Cloze(text), Quote(first.passage, 0, len(first.passage.text)), f"members {opening}",
        "; ".join(named[:_HIDDEN]), f"a list of {len(names)}", _LONG,
    )  # fmt: skip


def _tells_features(bullet: Bullet) -> bool:
    """Whether a list below a thing describes it, as notes do: short fragments under its name."""
    parents = bullet.passage.parents
    return bool(parents and bullet.thing and not bullet.aspect and not bullet.label and not bullet.passage.lead)


def _ask_group(bullet: Bullet, count: int, things: Things) -> str | None:
    thing = things.name(bullet.thing) if bullet.thing else ""
    lead = bullet.lead
    if (lead is not None and lead.count and lead.count != count) or _OPEN.match(bullet.passage.lead):
        return None
    if lead is not None and lead.verb and lead.thing and not bullet.passage.parents:
        return _ask_parts(lead, thing, count)
    if not bullet.aspect or not thing:
        return None
    label = things.casing.lower(bullet.aspect, label=True)
    return ask_property(label, thing, "", count)


def _ask_parts(lead: Lead, thing: str, count: int) -> str:
    be, *rest = lead.verb.split()
    do = "do" if is_plural(thing) else "does"
    if lead.kind:
        return f"Which {plural(lead.kind)} {do} {thing} have? ({count})"
    if be in ("is", "are"):
        if rest[-1] == "into":
            return f"Into what {be} {thing} {rest[0]}? ({count})"
        return f"What {be} {thing} {' '.join(rest)}? ({count})"
    base = re.sub(r"(?<=[a-z])s$", "", be)
    verb = " ".join([base, *rest])
    return f"What {do} {thing} {verb}? ({count})"


def _ask_sentence(sentence: Sentence, things: Things) -> Iterator[Candidate]:
    """An enumeration in a sentence that says how many there are, or that these are all."""
    text = re.sub(r"\s*\([^()]*\)(?=[\s,.;])", "", sentence.text)
    for asked, members in (*_counted(text, things), *_made_of(text, things)):
        answer = "; ".join(members)
        focus = _focus(sentence, members)
        yield Candidate(
            "lists", "list", Listing(asked, members), Quote(sentence.passage, sentence.start, sentence.end),
            f"list {asked}", answer, f"a list of {len(members)}", _SENTENCE, focus,
        )  # fmt: skip


def _focus(sentence: Sentence, members: tuple[str, ...]) -> tuple[int, int] | None:
    first, last = sentence.text.find(members[0]), sentence.text.rfind(members[-1])
    return (sentence.start + first, sentence.start + last + len(members[-1])) if 0 <= first < last else None


def _counted(text: str, things: Things) -> Iterator[tuple[str, tuple[str, ...]]]:
    match = _ARE.match(text) or _COUNTED.match(text)
    if match is None:
        return
    members = _members(match["list"])
    number = match["number"].casefold()
    count = int(number) if number.isdigit() else NUMBERS.index(number) + 2
    if len(members) != count or count > MOST_ITEMS:
        return
    noun = match["noun"].strip()
    if "before" not in match.groupdict():
        lead = read_lead(f"the {number} {noun}")
        if lead is not None and not _PRONOUN.search(noun):
            yield f"What are the {noun}? ({count})", members
        return
    asked = _ask_counted(match["before"].strip(), number, noun, things)
    if asked:
        yield f"{asked} ({count})", members


def _ask_counted(before: str, number: str, noun: str, things: Things) -> str:
    """A question from the words before a counted noun: “The cortex is divided into three zones”."""
    if re.fullmatch(r"there are(?: only| exactly)?", before, re.IGNORECASE):
        return f"What are the {number} {noun}?" if len(noun.split()) > 1 else ""
    match = _DIVIDES.match(before)
    if match is None or _PRONOUN.search(match["thing"]) or not is_thing(match["thing"]):
        return ""
    thing = _as_subject(match["thing"], things)
    return f"Which {number} {noun} {'do' if is_plural(thing) else 'does'} {thing} have?"


def _as_subject(thing: str, things: Things) -> str:
    """The subject of a sentence as it reads inside another."""
    if has_determiner(thing):
        first, _, rest = thing.partition(" ")
        return f"{first.lower()} {rest}"
    return things.casing.lower(thing)


def _made_of(text: str, things: Things) -> Iterator[tuple[str, tuple[str, ...]]]:
    match = _MADE_OF.match(text)
    if match is None or _PRONOUN.search(match["thing"]):
        return
    thing, listed = match["thing"].strip(), match["list"]
    counted = re.match(rf"(?:the\s)?(?:following\s)?(?P<number>{_NUMBER})\s[\w\s-]+?[:,]\s(?P<list>.+)$", listed, re.I)
    members = _members(counted["list"] if counted else listed)
    if not 2 <= len(members) <= MOST_ITEMS or not is_thing(thing):
        return
    if any(content_words(thing) >= content_words(member) for member in members):
        return
    named = _as_subject(thing, things)
    yield upper_first(_ask_parts(Lead("", named, "", len(members), match["verb"]), named, len(members))), members


def _members(text: str) -> tuple[str, ...]:
    found = split_list(text)
    return tuple(re.sub(r"^(?:the|an?)\s+", "", member) for member in found)
