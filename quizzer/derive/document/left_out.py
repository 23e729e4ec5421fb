"""Find what a document says beside its matter, by headings, by form and by neighbours: it is left out, and counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from quizzer.derive.document.blocks import Block, LeftOutKind
from quizzer.derive.document.classify_line import split_sentences
from quizzer.derive.document.pointers import are_pointers
from quizzer.derive.fingerprint import normalize

KEY_TERMS = frozenset(
    ("key terms", "key term", "glossary", "key concepts", "vocabulary", "terms", "terminology", "definitions",
     "key vocabulary", "important terms", "terms and definitions", "abbreviations", "key words")
)  # fmt: skip
"""Headings of sections whose paragraphs and items define the author's own terms."""
_HEADINGS: dict[str, LeftOutKind] = {
    **dict.fromkeys(
        ("references", "bibliography", "literature", "literature cited", "works cited", "citations", "sources",
         "further reading"), "reference"),
    **dict.fromkeys(("reflection", "reflections", "closing reflection", "closing thoughts", "final thoughts"),
                    "reflection"),
}  # fmt: skip
_SHORT_HEADINGS: dict[str, LeftOutKind] = {
    **dict.fromkeys(
        ("references cited", "references and notes", "notes and references", "footnotes", "endnotes", "external links",
         "selected bibliography", "recommended reading", "additional resources", "suggested reading",
         "suggested readings", "reference list"), "reference"),
    **dict.fromkeys(
        ("learning objectives", "learning objective", "objectives", "learning outcomes", "learning goals",
         "chapter objectives", "chapter outline", "section objectives", "what you will learn", "what you ll learn",
         "course objectives", "lesson objectives"), "objective"),
    **dict.fromkeys(
        ("exercises", "review questions", "questions", "critical thinking questions", "check your understanding",
         "self check", "self assessment", "quiz", "multiple choice", "homework", "practice problems",
         "test your knowledge", "test yourself", "questions for review", "questions for discussion", "short answer",
         "free response", "answer key"), "exercise"),
    **dict.fromkeys(
        ("table of contents", "contents", "see also", "related articles", "related posts", "related topics",
         "on this page", "in this article", "navigation", "quick links", "share this", "you may also like",
         "related content", "navigation menu"), "navigation"),
    **dict.fromkeys(
        ("acknowledgements", "acknowledgments", "acknowledgement", "acknowledgment", "about the author",
         "about the authors", "conflict of interest", "conflicts of interest", "competing interests",
         "author contributions", "author information", "data availability", "data availability statement",
         "declaration of interest", "declarations", "supplementary material", "supporting information", "license",
         "licence", "licensing", "contributing", "contributors", "copyright", "credits", "sponsors", "backers",
         "attribution", "attributions", "citation attribution", "how to cite", "citing", "disclaimer", "donate",
         "contact us", "newsletter", "keywords", "key words", "index terms", "ccs concepts",
         "acm reference format", "leave a reply", "leave a comment", "publisher s note", "ethics statement"),
        "boilerplate"),
}  # fmt: skip
_QUESTIONS = re.compile(
    r"(?:.* )?(?:review|thinking|discussion|practice|link|choice|study|comprehension|connection|chapter) "
    r"(?:questions|problems|exercises)|exercises? [0-9].*"
)
_USERS = re.compile(r"(?:other )?projects (?:using|built (?:with|on)) .*|who uses .*")
_NUMBERING = re.compile(r"^(?:chapter |section |appendix )?(?:\d+ )+(?=\D)|^[ivx]+ (?=\w{4})")
_REASON_KINDS: dict[str, LeftOutKind] = {"objective": "objective", "question": "exercise", "blank": "exercise",
                                         "code": "code", "formula": "code"}  # fmt: skip
_LINKED_SHARE, _LINKED_ITEMS = 0.6, 2
_OPTION_WORDS = 12
_LINK_WORDS = 8
_ASKS = re.compile(
    r"_{3,}|\bwhich (?:one )?of the (?:following|these)\b|\ball of the (?:following|above)\b", re.IGNORECASE
)
_URL = re.compile(r"https?://\S+|www\.\S+|\bdoi\b|10\.\d{4,}/", re.IGNORECASE)
_CITED = re.compile(r"(?:\(|, |\. )(?:1[5-9]|20)\d\d[a-z]?\b[).;,:]")
_AUTHOR = re.compile(r"^(?:\[\w{1,8}\] ?|\d{1,3}\. )?[A-Z][\w’'-]+,? (?:[A-Z]\.[ -]?,? ?|and |& |[A-Z][\w’-]+,? )+")


def name_heading(text: str) -> tuple[LeftOutKind | None, bool]:
    """The kind of everything below a heading.

    Returns:
        The kind, None for a heading of the matter; and whether it ends at the next heading whatever its depth.
    """
    name = normalize(text)
    if kind := _HEADINGS.get(name):
        return kind, False
    bare = _NUMBERING.sub("", name)
    if kind := _HEADINGS.get(bare) or _SHORT_HEADINGS.get(bare):
        return kind, bare not in _HEADINGS
    if _QUESTIONS.fullmatch(bare):
        return "exercise", True
    return ("reference" if _USERS.fullmatch(bare) else None), True


def mark_left_out(blocks: Sequence[Block]) -> list[Block]:
    """Mark the blocks that state nothing by their form or their neighbours: lists of links, options, pointers."""
    marked: list[Block] = []
    for is_item, group in groupby(blocks, key=lambda block: block.kind == "item"):
        if is_item:
            marked += _mark_items(list(group), marked[-1] if marked else None)
        else:
            marked += map(_mark_paragraph, group)
    return marked


def _mark_paragraph(block: Block) -> Block:
    if block.left_out or block.kind not in ("prose", "aside", "caption"):
        return block
    reason = are_pointers(split_sentences(block.text))
    if not reason or (block.kind == "caption" and reason not in ("code", "formula", "objective", "question")):
        return replace(block, left_out="reference") if is_reference(block.text) else block
    # A lead-in such as “The following are used:” points, and yet it says what the list below is about.
    if block.text.endswith(":") and reason in ("back reference", "figure", "example"):
        return block
    return replace(block, left_out=_REASON_KINDS.get(reason, "boilerplate"))


def _mark_items(items: list[Block], before: Block | None) -> list[Block]:
    kind: LeftOutKind | None = None
    whole = sum(item.link == "whole" for item in items)
    outside = sum(item.link == "outside" for item in items)
    if len(items) >= _LINKED_ITEMS and whole + outside >= _LINKED_SHARE * len(items):
        kind = "reference" if outside >= whole else "navigation"
    elif before is not None and before.left_out in ("objective", "boilerplate") and before.text.endswith(":"):
        kind = before.left_out
    elif before is not None and before.left_out in ("exercise", "") and _ASKS.search(before.text):
        kind = "exercise" if all(len(item.text.split()) <= _OPTION_WORDS for item in items) else None
    of_links = kind in ("reference", "navigation")
    return [
        replace(item, left_out=kind)
        if kind and not item.left_out and (not of_links or _is_linked(item))
        else _mark_item(item)
        for item in items
    ]


def _is_linked(item: Block) -> bool:
    return bool(item.link) or len(item.text.split()) <= _LINK_WORDS


def _mark_item(item: Block) -> Block:
    if item.left_out:
        return item
    reason = are_pointers(split_sentences(item.text))
    if reason in ("question", "blank", "code", "formula", "objective", "licence", "figure"):
        return replace(item, left_out=_REASON_KINDS.get(reason, "boilerplate"))
    return replace(item, left_out="reference") if is_reference(item.text) else item


def is_reference(text: str) -> bool:
    """Whether a paragraph is an entry of a bibliography: authors, a year, pages or an address, and no sentence."""
    start = text[:200]
    if not _AUTHOR.match(start):
        return False
    return bool(_CITED.search(text[:400])) and (bool(_URL.search(text)) or text.count(".") >= 3) and len(text) < 700
