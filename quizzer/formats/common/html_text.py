"""Text out of the HTML that other programs keep in their fields: what breaks lines, raises or shows something is read.

Nothing is interpreted beyond that. Every reader of HTML comes here, so that the same field reads the same in a package,
a table and a collection.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import NamedTuple

from quizzer.formats.common.media_marks import file_of, mark_of
from quizzer.formats.common.page import LOWERED, RAISED, TextPage

_TAG = re.compile(r"<(/?)([A-Za-z$][\w$:-]*+)([^<>]*+)>")
_ATTRIBUTE = r"(?<![\w-]){}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
_ATTRIBUTES = {name: re.compile(_ATTRIBUTE.format(name), re.I) for name in ("src", "alt", "start", "value", "type")}
_SOUND = re.compile(r"\[sound:([^\]\n]{1,300})\]")
_FORMULA = re.compile(r"\\[()\[\]]|\[/?(?:\$\$?|latex)\]")
_FORMULAS = {
    r"\(": (r"\)", "$"), r"\[": (r"\]", "$$"), "[$]": ("[/$]", "$"), "[$$]": ("[/$$]", "$$"),
    "[latex]": ("[/latex]", ""),
}  # fmt: skip
_MARKS = re.compile(r"[<&\\\xa0\[]")  # found much faster than what it can begin
_PLAIN = re.compile(r"[<&\\\xa0]|\[sound:|\[/?(?:\$|latex)")
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure"
        " footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend main nav noframes optgroup option p pre"
        " search section select summary tbody tfoot thead",
    )
)
_LISTS = frozenset(["ul", "ol", "menu", "dir"])
_TABLES = frozenset(["table", "tr", "td", "th"])
_SCRIPTS = {"sup": RAISED, "sub": LOWERED}
_MEDIA = {"img": "picture", "audio": "sound", "video": "video", "source": "", "embed": ""}
_UNSEEN = frozenset(["script", "style", "head", "title", "template"])
# Blanks between these are only there for who reads the source.
_STRUCTURE = _LISTS | {"table", "tr", "tbody", "thead", "tfoot", "dl", "colgroup", "col"}
_ENDS = frozenset(["li", "td", "th", "dt", "dd", "caption"])
_MEANT = frozenset([*_BLOCKS, *_LISTS, *_TABLES, *_SCRIPTS, *_MEDIA, *_UNSEEN, "br", "li", "$", "$$"])
KNOWN = _MEANT | frozenset(
    re.findall(r"\w+", "a b big code del em font i ins kbd mark ruby rp rt s small span strike strong tt u")
)
"""Names of tags by which a text is recognised as HTML."""

_RULE = re.compile(r"(?:\s|<hr(?:[^\w$:<>-][^<>]*+)?>)++", re.I)
"""What stands on the back of a card before its answer, and leaves nothing in the text."""
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"  +")


class PlainText(NamedTuple):
    """The text of a field.

    Attributes:
        media: Names of its pictures and sounds, each of which is marked in the text.
    """

    text: str
    media: tuple[str, ...]


def plain_text(html: str) -> PlainText:
    """The text of a piece of HTML.

    Lines break at blocks; items of lists begin with ``-`` or their number, cells of a row have ``|`` between them.
    Superscripts and subscripts are characters of Unicode, or ``^(...)`` and ``_(...)``; formulas are between dollar
    signs; a picture or sound leaves a mark such as ``[picture: femur.png]``. Work grows with the length alone, however
    the tags are broken.
    """
    if not (_MARKS.search(html) and _PLAIN.search(html)):
        return PlainText(html.strip(), ())
    rule = _RULE.match(html)
    text, media = _read(html[rule.end() :] if rule else html)
    if "  " in text and "<pre" not in html.lower():
        text = _SPACES.sub(" ", text)
    if "\n" in text:
        text = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
        text = _BLANK_LINES.sub("\n\n", text)
    return PlainText(text.strip(), media)


def _read(html: str) -> tuple[str, tuple[str, ...]]:
    """The lines of a piece of HTML, blanks not yet tidied, and its media."""
    if not (_MARKS.search(html) and _PLAIN.search(html)):
        return html, ()
    if "<" not in html and "[sound:" not in html:
        return _with_formulas(_said(html)), ()
    reader = _Reader(html)
    reader.read()
    return _with_formulas(reader.page.text()), tuple(reader.media)


def strip_drawings(html: str) -> str:
    """The HTML without tags that :func:`plain_text` passes over; for a template, whose drawings are the same on each
    card (150 kB of SVG in it took 10 ms a card)."""
    return _TAG.sub(lambda tag: tag[0] if tag[2].lower() in _MEANT else "", html)


class _Reader:
    """Goes through the HTML once, from tag to tag."""

    def __init__(self, html: str) -> None:
        self.page = TextPage()
        self.media: list[str] = []
        self._html = html
        self._closed: dict[str, int] = {}  # a closing mark that the rest lacks is not searched for again
        self._structure = False
        self._player = ""

    def read(self) -> None:
        html, begun, at = self._html, 0, 0  # text from `begun` on is not written yet
        while (start := html.find("<", at)) >= 0:
            tag = _TAG.match(html, start)
            comment = self._find("-->", start) if html.startswith("<!--", start) else -1
            if tag is None and comment < 0:
                at = start + 1
                continue
            self._text(html[begun:start])
            begun = at = self._tag(tag) if tag is not None else comment + len("-->")
        self._text(html[begun:])

    def _find(self, mark: str, start: int) -> int:
        """The index of a closing mark; -1 when there is none."""
        if self._closed.get(mark) != -1:
            found = re.compile(re.escape(mark), re.I).search(self._html, start)
            self._closed[mark] = found.start() if found else -1
        return self._closed[mark]

    def _text(self, raw: str) -> None:
        if not raw or (self._structure and not raw.strip()):
            return
        self._structure = False
        if "[sound:" in raw:
            at = 0
            for sound in _SOUND.finditer(raw):
                self.page.write(_said(raw[at : sound.start()]))
                self._add_media(sound[1], "", "sound")
                at = sound.end()
            raw = raw[at:]
        self.page.write(_said(raw))

    def _add_media(self, source: str, alt: str, kind: str, *, mark: bool = True) -> None:
        name = unescape(source).strip()
        self.media.append(file_of(name))
        if mark:
            self.page.put_mark(mark_of(name, alt, kind))

    def _tag(self, tag: re.Match[str]) -> int:
        """Do what a tag means.

        Returns:
            The index behind it.
        """
        name, closes = tag[2].lower(), bool(tag[1])
        if name in _UNSEEN:
            end = -1 if closes else self._find(f"</{name}", tag.end())
            return end if end >= 0 else tag.end()
        if name in _MEANT:
            if name in ("$", "$$"):
                self.page.write(name)
            elif name in _MEDIA:
                self._medium(name, tag[3], closes=closes)
            elif (do := _ACTIONS.get(name)) is not None:
                do(self.page, tag[3], closes)
            else:
                self.page.block(ends=closes)
            self._structure = name in _STRUCTURE or (closes and name in _ENDS)
        return tag.end()

    def _medium(self, name: str, attributes: str, *, closes: bool) -> None:
        """A picture or sound; of the sources of one player only the first leaves a mark."""
        if name in ("audio", "video"):
            self._player = "" if closes else _MEDIA[name]
        source = _attribute("src", attributes)
        if closes or not source:
            return
        if name == "source":
            self._add_media(source, "", self._player, mark=self._player != "marked")
            self._player = "marked"
        else:
            self._add_media(source, _attribute("alt", attributes), _MEDIA[name])
            if name in ("audio", "video"):
                self._player = "marked"


def _said(raw: str) -> str:
    return unescape(raw).replace("\xa0", " ")


def _attribute(name: str, attributes: str) -> str:
    found = _ATTRIBUTES[name].search(attributes)
    return (found[1] or found[2] or found[3] or "") if found else ""


def _whole(said: str) -> int | None:
    return int(said) if re.fullmatch(r"-?[0-9]{1,6}", said.strip()) else None


def _break(page: TextPage, _: str, closes: bool) -> None:  # noqa: ARG001 - all actions have these parameters
    page.break_line()


def _list(page: TextPage, _: str, closes: bool) -> None:
    page.close_list() if closes else page.open_list("", 1)


def _ordered(page: TextPage, attributes: str, closes: bool) -> None:
    if closes:
        return page.close_list()
    style, start = _attribute("type", attributes), _whole(_attribute("start", attributes))
    return page.open_list(style if style in ("a", "A") else "1", 1 if start is None else start)


def _item(page: TextPage, attributes: str, closes: bool) -> None:
    page.block(ends=True) if closes else page.item(_whole(_attribute("value", attributes)))


def _table(page: TextPage, _: str, closes: bool) -> None:
    page.close_table() if closes else page.open_table()


def _row(page: TextPage, _: str, closes: bool) -> None:  # noqa: ARG001
    page.row()


def _cell(page: TextPage, _: str, closes: bool) -> None:
    page.close_cell() if closes else page.cell()


def _script(kind: str) -> Action:
    return lambda page, _, closes: page.close(kind) if closes else page.open(kind)


Action = Callable[[TextPage, str, bool], None]
_ACTIONS: Mapping[str, Action] = {
    "br": _break, "ol": _ordered, "li": _item, "table": _table, "tr": _row, "td": _cell, "th": _cell,
    **dict.fromkeys(_LISTS - {"ol"}, _list),
    **{name: _script(kind) for name, kind in _SCRIPTS.items()},
}  # fmt: skip


def _with_formulas(text: str) -> str:
    """The text with all of Anki's notations for formulas as dollar signs; a mark that nothing closes stays."""
    pieces: list[str] = []
    at, opened, place = 0, "", 0
    for found in _FORMULA.finditer(text):
        if found[0] in _FORMULAS and not opened:
            opened, place = found[0], len(pieces) + 1
        elif opened and found[0] == _FORMULAS[opened][0]:
            sign = _FORMULAS[opened][1]
            pieces += [text[at : found.start()], sign]
            pieces[place] = sign
            at, opened = found.end(), ""
            continue
        pieces += [text[at : found.start()], found[0]]
        at = found.end()
    return "".join([*pieces, text[at:]])
