"""What the elements of a web page are by their names, roles and classes: matter, or something beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzer.derive.document.blocks import LeftOutKind

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas", "video", "audio", "map",
     "head", "link", "meta", "input", "select", "textarea", "button", "datalist", "progress", "_comment", "-comment",
     "dialog", "source", "track", "colgroup", "area", "rp", "rt")
)  # fmt: skip
"""Elements without a text that a reader sees."""
BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
     "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li",
     "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
     "tr", "ul", "html")
)  # fmt: skip
MARKED = frozenset(("b", "strong", "em", "i", "dfn", "mark"))
"""Elements by which authors mark terms."""
_TAGS: dict[str, LeftOutKind] = {"nav": "navigation", "footer": "boilerplate", "form": "navigation",
                                 "figcaption": "caption", "address": "boilerplate"}  # fmt: skip
_ROLES: dict[str, LeftOutKind] = {
    **dict.fromkeys(("navigation", "search", "menu", "menubar", "toolbar", "doc-toc", "doc-pagelist", "directory",
                     "doc-index", "tablist", "toc", "landmarks", "index"), "navigation"),
    **dict.fromkeys(("contentinfo", "banner", "alert", "dialog", "alertdialog", "doc-colophon", "doc-credits",
                     "doc-dedication", "colophon", "copyright-page", "titlepage", "cover", "dedication", "imprint"),
                    "boilerplate"),
    **dict.fromkeys(("doc-bibliography", "doc-endnotes", "doc-footnote", "doc-biblioentry", "doc-endnote",
                     "bibliography", "footnotes", "footnote", "endnotes", "rearnotes", "rearnote"), "reference"),
    "doc-qna": "exercise",
}  # fmt: skip
_WORDS: tuple[tuple[LeftOutKind, tuple[str, ...]], ...] = (
    ("objective", (r"learning[_-](?:objective|outcome|goal)s?", "objectives?", "outcomes")),
    ("exercise", (
        "exercises?", "quiz(?:zes)?", "homework", "multiple-choice", "free-response", "review-(?:questions|problems)",
        "critical-thinking", "check-(?:your-)?understanding", "self-check", "practice-(?:questions|problems)",
        "problem-set")),
    ("code", (
        "highlight", "codehilite", "sourcecode", "code-block", "codeblock", "prettyprint", "syntaxhighlighter",
        "code-example")),
    ("reference", ("references", "reflist", "bibliography", "footnotes?", "endnotes?", "citations", "refs")),
    ("pull quote", ("pull-?quote",)),
    ("caption", (
        "captions?", "thumbcaption", "gallerytext", "caption-text", "(?:image|photo|figure)-credits?")),
    ("navigation", (
        "nav", "navbar", "navigation", "menu", "breadcrumbs?", "toc", "table-of-contents", "sidebar", "sphinxsidebar",
        "pagination", "pager", r"skip(?:-?(?:to|link|nav)\w*)?", "related", "share", "sharing", "social", "tags",
        "tag-list", "toolbar", "sitemap", "navbox", "catlinks", "jump-link", "hatnote", "dablink", "noprint",
        "editsection", "portalbox", "sistersitebox", "ambox", "headerlink", "shortdescription", "sr-only",
        "visually-?hidden", "screen-reader-text", "sidebox", "authority-control", "anchor-?link", r"edit-page\w*",
        "on-this-page", "prev-next", r"page-nav\w*", r"language\w*-selector", "mw-indicators")),
    ("boilerplate", (
        "footer", "copyright", "cookies?", "consent", "adverts?", "advertisement", "ads?", "promo", "sponsor(?:ed|s)?",
        "newsletter", "subscribe", "subscription", "signup", "comments", "comment-list", "respond", "disqus", "modal",
        "popup", "author-bio", "byline", "licen[cs]e", "printfooter", "attribution", "feedback", "cta", "post-meta",
        "entry-meta", "meta-data", "donate")),
)  # fmt: skip
_CLASSES = tuple(
    (kind, re.compile(rf"(?:^|[\s_-])(?:{'|'.join(words)})(?:[\s_-]|\d*$)", re.IGNORECASE)) for kind, words in _WORDS
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_GLOSSARY = re.compile(r"gloss|definition|(?:^|[\s_-])(?:term|dfn)(?:[\s_-]|$)", re.IGNORECASE)
_NOTE_MARK = re.compile(
    r"\[?\s*(?:\d{1,3}|[a-z]|[*†‡§]|n(?:ote|b)?\.? \d+|citation needed|:? ?pp?\. ?[\d–-]+|: ?\d+)\s*\]?", re.IGNORECASE
)


def role_kind(node: LexborNode) -> LeftOutKind | None:
    """The kind of everything inside an element whose name or role says that it is beside the matter."""
    attributes = node.attributes
    for name in ("role", "epub:type", "data-type"):
        for role in (attributes.get(name) or "").lower().split():
            if role in _ROLES:
                return _ROLES[role]
            if name == "data-type" and role in ("abstract", "exercise"):
                return "objective" if role == "abstract" else "exercise"
    return _TAGS.get(node.tag or "")


def class_kind(node: LexborNode) -> LeftOutKind | None:
    """The kind of everything inside an element by its classes and its id, which pages also use for other things."""
    attributes = node.attributes
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:300].strip()
    if named:
        for kind, pattern in _CLASSES:
            if pattern.search(named) and not (kind == "code" and node.tag in ("span", "p")):
                return kind
    return None


def is_hidden(node: LexborNode) -> bool:
    """Whether a reader never sees an element."""
    attributes = node.attributes
    if "hidden" in attributes or (attributes.get("aria-hidden") or "").lower() == "true":
        return True
    return _HIDDEN.search((attributes.get("style") or "")[:500]) is not None


def is_note_mark(node: LexborNode) -> bool:
    """Whether a raised text is the mark of a footnote or a citation."""
    marked = node.css_first("a") is not None or "reference" in (node.attributes.get("class") or "")
    return node.tag == "sup" and marked and _NOTE_MARK.fullmatch(node.text()) is not None


def marks_term(node: LexborNode) -> bool:
    """Whether an element marks what is in it as a term: bold, italics, a definition, a link to a glossary."""
    if node.tag in MARKED:
        return True
    if node.tag not in ("a", "span"):
        return False
    named = f"{node.attributes.get('class') or ''} {node.attributes.get('data-type') or ''}"
    address = (node.attributes.get("href") or "") if node.tag == "a" else ""
    return _GLOSSARY.search(named) is not None or "gloss" in address.lower()
