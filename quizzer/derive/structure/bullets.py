"""List items as labels and values, each with the property and the thing it belongs to, up to four levels above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizzer.derive.document.passages import Document, Passage
from quizzer.derive.question.phrases import head_of, is_code, is_plural_word, singular, strip_end
from quizzer.derive.question.predicates import may_be_verb, read_predicate
from quizzer.derive.structure.attributes import is_generic, is_property, is_qualifier
from quizzer.derive.structure.leads import Lead, read_lead

_LABEL = re.compile(r"(?P<label>[^\s:][^:]{0,60}?)\s*(?::|\s[—–∞]|\s-|\s=|\s→)\s+(?=\S)")
_SEPARATOR = re.compile(r"\s*(?:[:—–∞=]|-(?=\s)|→)*\s*")
_NO_LABEL = re.compile(
    r"(?:note|warning|tip|important|remember|caution|hint|nb|n\.b|e\.g|i\.e|also|see|fig\w*|table|https?|step \d+|"
    r"today|yes|no|false|true|q|a|question|answer|todo|exercise|problem|hw|homework)\.?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:(?:chapter|section|part|lecture|unit|module|lesson)\s+)?\d+(?:\.\d+)*[.:)]?\s+", re.I)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|can|may|will|must|should|does|do|did)\b", re.IGNORECASE)
_LONGEST_THING = 7


@dataclass(frozen=True, slots=True)
class Bullet:
    """A list item read as a label and a value.

    Attributes:
        passage: The item.
        label: What stands before its colon or dash; empty without one.
        start: Where the value begins in ``passage.text``.
        aspect: The property its parents name, such as “side effects”; empty where they name none.
        thing: The thing its parents, lead-in or heading name; empty where that is uncertain.
        lead: The lead-in of its list, read; None where it says nothing.
    """

    passage: Passage
    label: str
    start: int
    aspect: str
    thing: str
    lead: Lead | None

    @property
    def value(self) -> str:
        """What follows the label, without the stop at its end."""
        return strip_end(self.passage.text[self.start :])

    @property
    def is_sentence(self) -> bool:
        """Whether the value is a sentence of its own, which the families of sentences read."""
        text = self.passage.text[self.start :]
        finite = _FINITE.search(text)
        return bool(text[:1].isupper() and finite and finite.start() > 0 and re.search(r"[.!?]\s|[.!?]$", text))

    @property
    def is_labelled_property(self) -> bool:
        """Whether the label names a property of the thing above."""
        return is_property(self.label)


def find_bullets(document: Document) -> Iterator[Bullet]:
    """Yield the list items of a document that state something, in order."""
    headings = _Headings()
    for passage in document.passages:
        if passage.kind == "heading":
            headings.open(passage.text)
        elif passage.kind == "item":
            label, start = split_label(passage)
            lead = read_lead(passage.lead) if passage.lead else None
            named, thing = _read_parents(passage, lead, headings)
            yield Bullet(passage, label, start, named, thing, lead)


class _Headings:
    """The headings above a passage: the last that names a thing, and whether a property stands below it."""

    def __init__(self) -> None:
        self.thing = self.aspect = ""

    def open(self, heading: str) -> None:
        heading = _NUMBERED.sub("", heading.strip()).rstrip(":")
        lead = read_lead(heading)
        if lead is not None and lead.thing:
            self.thing, self.aspect = lead.thing, lead.aspect
        elif is_property(heading) and self.thing and len(heading.split()) < 3:
            self.aspect = heading
        elif is_generic(heading) or not is_thing(heading):
            self.thing = self.aspect = ""
        else:
            self.thing, self.aspect = heading, ""


def split_label(passage: Passage) -> tuple[str, int]:
    """The label of an item and where its value begins; an empty label where it has none."""
    name, text = passage.name.strip(), passage.text
    at = text.find(name) if name else -1
    if 0 <= at <= 3 and len(name.split()) <= 8:
        separator = _SEPARATOR.match(text, at + len(name))
        end = separator.end() if separator else at + len(name)
        closing = re.compile(r"[`*”\"')\]]*\s*(?:[:—–∞=-]+\s*)?").match(text, end)
        return name, closing.end() if closing and closing.end() > end else end
    match = _LABEL.match(text)
    if match is None or _NO_LABEL.fullmatch(match["label"]) or len(match["label"].split()) > 6:
        return "", 0
    label = match["label"].strip("*`_")
    if read_predicate(f"{label} the") is not None and len(label.split()) > 1:
        return "", 0
    if not is_code(label) and (_FINITE.search(label) or re.search(r"[.!?,;]", label)):
        return "", 0
    return label, match.end()


def _read_parents(passage: Passage, lead: Lead | None, headings: _Headings) -> tuple[str, str]:
    """The property and the thing above an item: of its parents from the inside, its lead-in, then the heading."""
    named, qualifier = "", ""
    for parent in reversed(passage.parents[-4:]):
        text = parent.strip().rstrip(":").strip()
        own = read_lead(text)
        if own is not None and own.thing:
            return named or own.aspect, own.thing
        if is_property(text):
            named = named or f"{qualifier}{text}"
            qualifier = ""
        elif not named and is_qualifier(text) and passage.parents.index(parent) > 0:
            qualifier = f"{text} "
        elif is_thing(text):
            return named, text
        else:
            return "", ""
    if lead is not None and lead.thing and not passage.parents:
        return lead.aspect, lead.thing
    if lead is not None and lead.aspect and not passage.parents:
        return lead.aspect, headings.thing
    return named or ("" if passage.parents else headings.aspect), headings.thing


def is_thing(text: str) -> bool:
    """Whether a text names something that can be asked about: short, no sentence, no question."""
    words = text.split()
    if not 0 < len(words) <= _LONGEST_THING or re.search(r"[?!;]|\.\s|https?:|\bhow to\b", text, re.IGNORECASE):
        return False
    if words[0].casefold() in {"why", "how", "what", "when", "where", "who", "if", "see", "note", "to", "in", "on"}:
        return False
    return not _FINITE.search(text) and not (len(words) > 2 and may_be_verb(words[1]))


def kind_of(bullet: Bullet) -> str:
    """What the labels of a list are, such as “option” or “hormone”; empty where nothing says it."""
    label = bullet.label
    if re.search(r"\w\(.*\)$", label):
        return "function"
    if re.match(r"--?\w", label):
        return "option"
    if bullet.lead is not None and bullet.lead.kind:
        return singular(bullet.lead.kind)
    section = _NUMBERED.sub("", bullet.passage.section)
    head = head_of(section)
    if is_plural_word(head) and len(section.split()) <= 3 and not is_generic(section) and "," not in section:
        return singular(section) if " and " not in section else ""
    return ""
