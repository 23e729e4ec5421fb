"""Cards on one line of a Markdown file.

They are ``question::answer``, ``one:::other`` for both ways, and ``{{c1::...}}`` for a cloze. Two colons also stand in
code, in links and in formulas; there they make no card.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_NO_TEXT = re.compile(
    r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)"  # code
    r"|\$\$[^$\n]+\$\$|\$[^$\s](?:[^$\n]{0,300}[^$\s])?\$"  # formulas
    r"|<!--.*?-->|<[A-Za-z/][^<>\n]*>"  # comments, tags, and addresses in angle brackets
    r"|\[\[[^\[\]\n]*\]\]|\]\([^()\n]*\)"  # links
    r"|\b[A-Za-z][A-Za-z0-9+.-]{1,20}://\S+"  # addresses
    r"|[\[(][\w -]{1,60}::[^\[\]()\n]*[\])]"  # a property in brackets
)
_LONGEST = 20_000
_COLONS = re.compile(":{2,}")
_CLOZE = re.compile(r"\{\{c[0-9]+::", re.I)
_BEGINNING = re.compile(r"\s*(?:(?:#{1,6}|[-*+]|[0-9]{1,9}[.)]|>)\s+(?:\[[ xX]\]\s+)?)*")
_CODE = re.compile(r"(?: {4}|\t)(?!\s*(?:[-*+]|[0-9]{1,9}[.)])\s)")


class LineCard(NamedTuple):
    """A card on one line.

    Attributes:
        mark: ``::`` and ``:::`` as they stand between question and answer, ``{{`` for a cloze, which has no answer.
    """

    mark: Literal["::", ":::", "{{"]
    question: str
    answer: str


class LineReader:
    """Finds the cards of a file, line by line, and knows when it is inside code."""

    def __init__(self) -> None:
        """Begin outside of code."""
        self._fence = ""

    def card_in(self, line: str) -> LineCard | None:
        """The card on the next line; None when it holds none."""
        before, self._fence = self._fence, _fence_after(line, self._fence)
        return None if before or self._fence else _card_in(line)


def _card_in(line: str) -> LineCard | None:
    if "::" not in line or len(line) > _LONGEST or line.lstrip().startswith("|") or _CODE.match(line):
        return None
    masked = _NO_TEXT.sub(lambda found: "\0" * len(found[0]), line)
    beginning = _BEGINNING.match(line)
    start = beginning.end() if beginning else 0
    if _CLOZE.search(masked):
        return LineCard("{{", line[start:], "")
    found = _COLONS.search(masked, start)
    if found is None or len(found[0]) > len(":::"):
        return None
    question, answer = line[start : found.start()].strip(), line[found.end() :].strip()
    if not question or not answer:
        return None
    return LineCard("::" if len(found[0]) == len("::") else ":::", question, answer)


def _fence_after(line: str, fence: str) -> str:
    """The fence that code is in after a line.

    Args:
        fence: The one it was in before; empty outside of code.
    """
    found = _FENCE.fullmatch(line)
    if found is None:
        return fence
    if not fence:
        return "" if found[1][0] == "`" and "`" in found[2] else found[1]
    return "" if found[1].startswith(fence) and not found[2].strip() else fence
