"""Whether the cells of a table are HTML, where the file does not say: a guess from known tags and entities, as Anki's.

A table about HTML holds tags too, but names them: a cell is nothing but a tag, or a tag is in the middle of a sentence
and closed nowhere. Such cells count against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.entities import html5

from quizzer.formats.common.html_text import KNOWN

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(\s[^<>]*|\s*/)?>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ALONE = frozenset(["br", "hr", "img"])
_OPEN_ENDED = frozenset(["p", "li", "td", "tr", "th", "dt", "dd"])
_QUOTES = "\"'`“”‘’«»"
_UNKNOWN_TAG = re.compile(r"<(?!!--)(?=/?([A-Za-z$][\w$:-]*))")
_MOST = 20_000


def count_html(cells: Iterable[str]) -> tuple[int, int]:
    """The number of cells that look like HTML, and of those that only speak of it."""
    written = mentioned = 0
    for cell in cells:
        if "<" in cell or "&" in cell:
            verdict = _judge(cell[:_MOST])
            written += verdict > 0
            mentioned += verdict < 0
    return written, mentioned


def escape_unknown(cell: str) -> str:
    """The cell with every tag that HTML does not know as text: ``List<int>`` stays what it is."""
    return _UNKNOWN_TAG.sub(lambda tag: "<" if tag[1].lower() in KNOWN else "&lt;", cell)


def _judge(cell: str) -> int:
    """1 for a cell of HTML, -1 for one that speaks of HTML, 0 for neither."""
    tags = [tag for tag in _TAG.finditer(cell) if tag[2].lower() in KNOWN]
    marks = [*tags, *(entity for entity in _ENTITY.finditer(cell) if _is_entity(entity[0]))]
    if not marks:
        return 0
    closed = {tag[2].lower() for tag in tags if tag[1]}
    opened = {tag[2].lower() for tag in tags if not tag[1]}
    if any(name in opened for name in closed) or any("=" in (tag[3] or "") for tag in tags):
        return 1
    verdicts = [_judge_mark(cell, mark, mark.re is _TAG) for mark in marks]
    return 1 if 1 in verdicts else min(verdicts)


def _judge_mark(cell: str, mark: re.Match[str], is_tag: bool) -> int:
    before, after = cell[: mark.start()], cell[mark.end() :]
    if not (before.strip(_QUOTES + " ") or after.strip(_QUOTES + " ")):
        return -1
    if before[-1:] and after[:1] and before[-1] in _QUOTES and after[0] in _QUOTES:
        return -1
    apart = before[-1:].isspace() and (not after or after[0] in " ?,.;:!)")
    if not is_tag:
        return -1 if apart and after[:1] == "?" else 1
    name = mark[2].lower()
    if name in _ALONE or name in _OPEN_ENDED:
        return 0 if apart else 1
    return -1


def _is_entity(entity: str) -> bool:
    return entity[1] == "#" or entity[1:] in html5
