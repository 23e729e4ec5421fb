"""Text out of the HTML that other programs keep in their fields; nothing of it is interpreted but what makes a line."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

_TAG = re.compile(r"<(/?)([A-Za-z$][\w$:-]*+)([^<>]*+)>")
_SOURCE = re.compile(r"\bsrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
_SOUND = re.compile(r"\[sound:([^\]\n]{1,300})\]")
_LINES = frozenset(["br", "div", "p", "li", "tr", "ul", "ol", "table", "hr", "h1", "h2", "h3", "h4", "blockquote"])
_UNSEEN = frozenset(["script", "style", "head", "title"])
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"  +")


class PlainText(NamedTuple):
    """The text of a field.

    Attributes:
        media: Names of its pictures and sounds, which are not in the text.
    """

    text: str
    media: tuple[str, ...]


def plain_text(html: str) -> PlainText:
    """The text of a piece of HTML: lines where it breaks them, formulas between dollar signs, no pictures or sounds.

    Work grows with the length alone, however the tags are broken.
    """
    if "<" not in html and "&" not in html and "[sound:" not in html:
        return PlainText(html.strip(), ())
    media: list[str] = []
    pieces = list(_pieces(html, media))
    text = unescape("".join(pieces)).replace("\xa0", " ")
    media += (name.strip() for name in _SOUND.findall(text))
    text = _SOUND.sub("", text)
    if "<pre" not in html.lower():
        text = _SPACES.sub(" ", text)
    text = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return PlainText(_BLANK_LINES.sub("\n\n", text).strip(), tuple(media))


def _pieces(html: str, media: list[str]) -> list[str]:
    """The text between the tags, and the text that replaces each tag; none of them empty."""
    pieces: list[str] = []
    at = 0
    ends: dict[str, int] = {}  # a closing mark that the rest lacks is not searched for again
    while (start := html.find("<", at)) >= 0:
        if start > at:
            pieces.append(html[at:start])
        tag = _TAG.match(html, start)
        name = tag[2].lower() if tag else ""
        if html.startswith("<!--", start) and (end := _closing(html, "-->", start, ends)) >= 0:
            at = end + len("-->")
        elif tag is None:
            pieces.append("<")
            at = start + 1
        else:
            if meaning := _meaning(tag, name, media, pieces):
                pieces.append(meaning)
            end = _closing(html, f"</{name}", start, ends) if name in _UNSEEN and not tag[1] else -1
            at = end if end >= 0 else tag.end()
    return [*pieces, html[at:]]


def _closing(html: str, mark: str, start: int, ends: dict[str, int]) -> int:
    """The index of the mark that closes what begins at ``start``; -1 when nothing closes it."""
    ends[mark] = -1 if ends.get(mark) == -1 else html.find(mark, start)
    return ends[mark]


def _meaning(tag: re.Match[str], name: str, media: list[str], pieces: list[str]) -> str:
    """The text that replaces a tag."""
    if name in ("$", "$$"):
        return name
    source = _SOURCE.search(tag[3])
    if source is not None and name in ("img", "audio", "video", "source", "embed"):
        media.append(unescape(source[1] or source[2] or source[3] or "").strip())
        return ""
    if name in ("td", "th"):
        return " " if tag[1] else ""
    if name not in _LINES:
        return ""
    fresh = not pieces or pieces[-1].endswith("\n")
    line = "\n" if name == "br" or not fresh else ""
    return line + "- " if name == "li" and not tag[1] else line
