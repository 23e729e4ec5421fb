"""List items as labels and values, each with the property and the thing it belongs to, up to four levels above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizzer.derive.document.passages import Document, Passage
from quizzer.derive.question.phrases import head_of, is_code, is_plural_word, singular, strip_end
from quizzer.derive.question.predicates import may_be_verb, read_predicate
from quizzer.derive.structure.attributes import (
    is_generic,
    is_property,
    is_qualifier,
    is_resource,
    is_types,
    spell_out,
)
from quizzer.derive.structure.leads import Lead, read_lead

_LABEL = re.compile(r"(?P<label>[^\s:][^:]{0,60}?)\s*(?::|\s[—–∞]|\s-|\s=|\s→)\s+(?=\S)")
_STOPPED_LABEL = re.compile(r"(?P<label>[A-Z][\w’'/-]*(?:\s[\w’'/-]+){0,3})\.\s+(?=[A-Z])")
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]")
_NEW_SENTENCE = re.compile(r"[`*”\"')\]]*\s+(?:\([^()]*\)\s+)?(?=[A-Z][a-z]+\s)")
_AFTER_NAME = re.compile(r"[`*”\"')\]]*\s*(?:[:—–∞=→]|-(?=\s)|--)[`*”\"')\]:\s—–-]*")
_NO_LABEL = re.compile(
    r"(?:note|warning|tip|important|remember|caution|hint|nb|n\.b|e\.g|i\.e|also|see|fig\w*|table|https?|step \d+|"
    r"today|problem statement|solution|answers?|explanation|conclusion|examples?|yes|no|false|true|q|a|question|todo|"
    r"exercise|problem|hw|homework)\.?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:(?:chapter|section|part|lecture|unit|module|lesson)\s+)?\d+(?:\.\d+)*[.:)]?\s+", re.I)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|can|may|will|must|should|does|do|did)\b", re.IGNORECASE)
_LONGEST_THING, _NEAR = 7, 3


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
        return strip_end(_FOOTNOTE.sub("", self.passage.text[self.start :]))

    @property
    def is_sentence(self) -> bool:
        """Whether the value is a sentence of its own, which the families of sentences read."""
        text = self.passage.text[self.start :]
        finite = _FINITE.search(text)
        return bool(text[:1].isupper() and finite and finite.start() > 0 and re.search(r"[.!?]\s|[.!?]$", text))

    @property
    def place(self) -> tuple[str, ...]:
        """What an item shares with the other items of its list."""
        return (self.passage.section, self.passage.lead, *self.passage.parents)

    @property
    def is_labelled_property(self) -> bool:
        """Whether the label names a property of the thing above."""
        return is_property(self.label)


def find_bullets(document: Document) -> Iterator[Bullet]:
    """Yield the list items of a document that state something, in order."""
    headings, lines = _Headings(), _labelled_lines(document)
    for passage in document.passages:
        if passage.kind == "heading":
            headings.open(passage.text)
        elif passage.kind == "prose" and id(passage) not in lines:
            headings.add_paragraph()
        elif passage.kind == "item" or id(passage) in lines:
            label, start = split_label(passage)
            if any(map(is_resource, (passage.section, label, *passage.parents))):
                continue
            lead = read_lead(passage.lead) if passage.lead else None
            named, thing = _read_parents(passage, lead, headings)
            headings.add_item()
            yield Bullet(passage, label, start, named, thing, lead)


def _labelled_lines(document: Document) -> set[int]:
    """The ids of paragraphs that are lines of notes, “term - definition”: most of their section are."""
    found: set[int] = set()
    sections: dict[str, list[Passage]] = {}
    for passage in document.passages:
        if passage.kind == "prose":
            sections.setdefault(passage.section, []).append(passage)
    for passages in sections.values():
        labelled = [passage for passage in passages if split_label(passage)[0]]
        if len(labelled) >= _FEWEST_LINES and len(labelled) * 2 > len(passages):
            found.update(map(id, labelled))
    return found


_FEWEST_LINES = 3
_BOOK = re.compile(
    r"\b(?:guide|notes|course|lectures?|handbook|manual|summary|cheat\s?sheet|revision)\b", re.IGNORECASE
)


def lists_of(document: Document) -> Iterator[list[Bullet]]:
    """Yield the lists of a document: the items below one parent or one lead-in, though deeper ones stand between."""
    lists: dict[tuple[str, ...], list[Bullet]] = {}
    section = ""
    for bullet in find_bullets(document):
        if bullet.passage.section != section:
            yield from lists.values()
            lists, section = {}, bullet.passage.section
        lists.setdefault(bullet.place, []).append(bullet)
    yield from lists.values()


_LONGEST_MEMBER = 6


def names_of(members: list[Bullet]) -> tuple[str, ...]:
    """The members of a list by their labels or, without labels, by their texts; empty where they are unlike or long."""
    parents = members[0].passage.parents
    named_types = bool(parents) and is_types(parents[-1])
    labelled = [bullet.label for bullet in members]
    texts = labelled if all(labelled) else [strip_end(bullet.passage.text.lstrip("# ")) for bullet in members]
    if (any(labelled) and not all(labelled)) or any(
        is_property(text) or (is_qualifier(text) and not named_types) for text in texts
    ):
        return ()
    if any(len(text.split()) > _LONGEST_MEMBER or re.search(r"[?!:]|https?:|\.\s", text) for text in texts):
        return ()
    return tuple(texts) if len({text.casefold() for text in texts}) == len(texts) else ()


class _Headings:
    """The headings above a passage: the last that names a thing, and whether a property stands below it."""

    def __init__(self) -> None:
        self.thing = self.aspect = self._title = ""
        self._has_items = False
        self._paragraphs = 0

    def open(self, heading: str) -> None:
        """Take note of a heading."""
        heading = _NUMBERED.sub("", heading.strip(" #")).rstrip(":")
        self._paragraphs = 0
        lead = read_lead(heading)
        if lead is not None and lead.thing:
            self.thing, self.aspect = lead.thing, lead.aspect
        elif is_property(heading) and len(heading.split()) < 3:
            # a property beside things that have lists of their own belongs to what the whole document is about
            self.thing, self.aspect = self._title if self._has_items else self.thing, heading
            self.aspect = heading if self.thing else ""
            return
        elif is_generic(heading) or not is_thing(heading):
            self.thing = self.aspect = ""
        else:
            self.thing, self.aspect = heading, ""
        title = self.thing.split(": ")[-1]
        self._title = self._title or ("" if _BOOK.search(title) else title)
        self._has_items = False

    def add_paragraph(self) -> None:
        """Take note of a paragraph; after several the text may speak of something else."""
        self._paragraphs += 1
        if self._paragraphs > _NEAR:
            self.thing = self.aspect = ""

    def add_item(self) -> None:
        """Take note of a list item below the present heading."""
        self._has_items = self._has_items or not self.aspect


def split_label(passage: Passage) -> tuple[str, int]:
    """The label of an item and where its value begins; an empty label where it has none."""
    name, text = passage.name.strip(), passage.text
    at = text.find(name) if name else -1
    if 0 <= at <= 3 and len(name.split()) <= 8 and _is_label(name):
        separator = _AFTER_NAME.match(text, at + len(name)) or _NEW_SENTENCE.match(text, at + len(name))
        return (name, separator.end()) if separator else ("", 0)
    match = _LABEL.match(text) or _STOPPED_LABEL.match(text)
    label = match["label"].strip("*`_# ") if match else ""
    if match is None or len(label.split()) > 6 or not _is_label(label):
        return "", 0
    if read_predicate(f"{label} the") is not None and len(label.split()) > 1:
        return "", 0
    return label, match.end()


def _is_label(label: str) -> bool:
    """Whether a text can be a label: no sentence, and no word such as “note”."""
    if is_code(label):
        return True
    return not (_NO_LABEL.fullmatch(label) or _FINITE.search(label) or re.search(r"[!?,;]|\.\s?$|^\d+\.", label))


def _read_parents(passage: Passage, lead: Lead | None, headings: _Headings) -> tuple[str, str]:
    """The property and the thing above an item: of its parents from the inside, its lead-in, then the heading."""
    if not passage.parents:
        if lead is not None and (lead.thing or lead.aspect):
            return lead.aspect, lead.thing or headings.thing
        return headings.aspect, headings.thing
    aspect = narrow = kind = ""  # the property, what narrows it, and what narrows the thing
    for parent in reversed(passage.parents[-4:]):
        text = _clean(parent)
        own = read_lead(text)
        if own is not None and own.thing:
            return aspect or f"{narrow}{own.aspect}", f"{kind}{own.thing}"
        if is_types(text) and (narrow or kind):
            kind, narrow = kind or narrow, ""
        elif is_property(text):
            aspect, narrow = aspect or f"{narrow}{spell_out(text)}", ""
        elif is_qualifier(text):
            narrow, kind = (narrow, f"{text} ") if aspect else (f"{text} ", kind)
        elif is_thing(text):
            return aspect, f"{kind}{text}"
        else:
            return "", ""
    thing = headings.thing
    if narrow and not aspect and headings.aspect:
        return f"{narrow}{headings.aspect}", thing
    return aspect, f"{kind or narrow}{thing}" if thing else ""


def _clean(parent: str) -> str:
    """The text of a parent as a name: without its colon, its examples and what follows its dash."""
    text = re.sub(r"\s*\((?:e\.?g|i\.?e|such as|like|a\.?k\.?a)\b[^()]*\)", "", parent.strip(" #"))
    return re.split(r"\s[–—-]\s|:\s", text)[0].strip().rstrip(":").strip()


def is_thing(text: str) -> bool:
    """Whether a text names something that can be asked about: short, no sentence, no question."""
    words = text.split()
    if not 0 < len(words) <= _LONGEST_THING or re.search(r"[?!;{}<>|]|\.\s|https?:|\bhow to\b", text, re.IGNORECASE):
        return False
    if text.strip().isdigit() or words[0].casefold() in {
        "why",
        "how",
        "what",
        "when",
        "where",
        "who",
        "if",
        "see",
        "note",
        "to",
        "in",
        "on",
    }:
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
