"""YAML as plain nodes with their lines: every scalar is a text, and no value is resolved, shared or deeply nested.

The parser's events are composed here and not by PyYAML's composer, which recurses (a file of a hundred thousand
brackets ends the process), expands aliases, keeps the last of two equal keys, and takes twice as long.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from quizzer.deckfile.findings import Reporter, quote
from quizzer.deckfile.yaml.characters import REFUSED, describe_character, replace_refused
from quizzer.deckfile.yaml.errors import Unreadable, explain_yaml_error

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from yaml.events import Event

DEEPEST = 12
CUT_TEXT = "cut-text"
"""The name of the warning about a text that a comment cuts; a note can silence it."""


class Text:
    """A scalar: the text as it is written, and its line from 1."""

    __slots__ = ("line", "value")

    def __init__(self, value: str, line: int) -> None:
        """Make a text at a line."""
        self.value = value
        self.line = line


class Items:
    """A sequence; ``flawed`` when something inside it could not be used as written."""

    __slots__ = ("flawed", "line", "nodes")

    def __init__(self, line: int) -> None:
        """Make an empty sequence at a line."""
        self.line = line
        self.nodes: list[Node] = []
        self.flawed = False


class Fields:
    """A mapping in the order of the file, with the line of each key."""

    __slots__ = ("flawed", "key", "line", "lines", "nodes")

    def __init__(self, line: int) -> None:
        """Make an empty mapping at a line."""
        self.line = line
        self.nodes: dict[str, Node] = {}
        self.lines: dict[str, int] = {}
        self.flawed = False
        self.key: Text | None = None


Node = Text | Items | Fields


def compose(text: str, report: Reporter) -> Node | None:
    """Compose the file's one document into nodes; None for an empty one.

    An error that spoils only its own place (an alias, an anchor, a tag, a key given twice, a key that is no text) is
    added to the report and marks the collections around it as flawed.

    Raises:
        Unreadable: The text is not YAML, holds several documents, or nests deeper than 12 levels.
    """
    from yaml import YAMLError

    try:
        return _Composer(text, report).document()
    except YAMLError as error:
        raise explain_yaml_error(error, text) from None
    except (
        ValueError,
        OverflowError,
    ):  # an escape such as "\UFFFFFFFF", in PyYAML's own parser, where libyaml is missing
        raise Unreadable(1, "not-yaml", "this is not YAML: it holds an escape that stands for no character") from None


def _next_event(text: str) -> Callable[[], Event]:
    import yaml

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return loader(text).get_event  # type: ignore[no-any-return]


class _Composer:
    def __init__(self, text: str, report: Reporter) -> None:
        self._next = _next_event(text)
        self._report = report
        self._escapes = "\\" in text
        self._lines = text.split("\n") if "#" in text else []
        self._stack: list[Items | Fields] = []
        self._root: Node | None = None

    def document(self) -> Node | None:
        from yaml.events import (
            AliasEvent,
            DocumentStartEvent,
            MappingEndEvent,
            MappingStartEvent,
            ScalarEvent,
            SequenceEndEvent,
            SequenceStartEvent,
            StreamEndEvent,
        )

        documents = 0
        while True:
            event: Any = self._next()
            kind = event.__class__
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is SequenceEndEvent or kind is MappingEndEvent:
                self._close()
            elif kind is SequenceStartEvent:
                self._open(Items(event.start_mark.line + 1), event)
            elif kind is MappingStartEvent:
                self._open(Fields(event.start_mark.line + 1), event)
            elif kind is AliasEvent:
                self._reject_alias(event)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    message = "a deck file is one document; take the '---' out or make two files of it"
                    raise Unreadable(event.start_mark.line + 1, "several-documents", message)
            elif kind is StreamEndEvent:
                return self._root

    def _scalar(self, event: Any) -> None:
        line = event.start_mark.line + 1
        value: str = event.value
        style = event.style
        if style == "|" or style == ">":
            value = value.rstrip("\n")
        elif self._escapes and style == '"' and REFUSED.search(value):
            for character in dict.fromkeys(REFUSED.findall(value)):
                self._report.flaw(line, "control-character", explain_refusal(character))
            value = replace_refused(value)
        elif not style and self._lines:
            self._look_for_cut(value, event.start_mark, event.end_mark)
        self._add(Text(value, line))
        if event.tag is not None or event.anchor is not None:
            self._reject_mark(event, line)

    def _look_for_cut(self, value: str, start: Any, end: Any) -> None:
        """Warn where a comment behind a plain text was meant to be part of it."""
        line, cut = end.line, find_cut(value, self._lines, end.line, end.column)
        if not cut and start.line < end.line < len(self._lines):  # PyYAML's own parser ends lines at a bare CR, too
            # A line of a longer text that begins with the mark.
            line, indent = line + 1, len(self._lines[line]) - len(self._lines[line].lstrip())
            cut = find_cut(value, self._lines, line, indent)
        if cut:
            message = f"the text ends before ' {cut}', which YAML takes for a comment; put the whole text in quotes"
            self._report.warning(line + 1, "cut-text", message)

    def _open(self, node: Items | Fields, event: Any) -> None:
        if len(self._stack) == DEEPEST:
            message = f"this is nested more than {DEEPEST} levels deep, which no deck needs; is a bracket not closed?"
            raise Unreadable(node.line, "nesting", message)
        self._add(node)
        self._stack.append(node)
        if event.tag is not None or event.anchor is not None:
            self._reject_mark(event, node.line)

    def _close(self) -> None:
        node = self._stack.pop()
        if node.flawed and self._stack:
            self._stack[-1].flawed = True

    def _add(self, node: Node) -> None:
        if not self._stack:
            self._root = node
            return
        parent = self._stack[-1]
        if parent.__class__ is Items:
            parent.nodes.append(node)
            return
        assert isinstance(parent, Fields)
        key = parent.key
        if key is None:
            parent.key = self._as_key(node)
            return
        parent.key = None
        if key.value in parent.nodes:
            self._reject_duplicate(parent, key)
        else:
            parent.nodes[key.value] = node
            parent.lines[key.value] = key.line

    def _as_key(self, node: Node) -> Text:
        if isinstance(node, Text):
            return node
        message = "a key must be a word; a text that begins with '{' or '[' needs quotes around it"
        self._spoil(node.line, "key-not-text", message)
        return Text("", node.line)

    def _reject_duplicate(self, parent: Fields, key: Text) -> None:
        message = f"{quote(key.value)} is given twice: here and in line {parent.lines[key.value]}; keep one of them"
        if len(self._stack) == 1:
            raise Unreadable(key.line, "duplicate-key", message)
        self._spoil(key.line, "duplicate-key", message)

    def _reject_alias(self, event: Any) -> None:
        line = event.start_mark.line + 1
        written = f"*{event.anchor}"
        message = f"{quote(written)} is a YAML alias, which decks do not use; put the text in quotes or write it out"
        self._add(Text("", line))
        self._spoil(line, "yaml-mark", message)

    def _reject_mark(self, event: Any, line: int) -> None:
        what, written = ("anchor", f"&{event.anchor}") if event.anchor is not None else ("tag", event.tag)
        message = f"{quote(written)} is read as a YAML {what}, which decks do not use; put the text in quotes"
        self._spoil(line, "yaml-mark", message)

    def _spoil(self, line: int, name: str, message: str) -> None:
        self._report.error(line, name, message)
        if self._stack:
            self._stack[-1].flawed = True


_COMMENT = re.compile(r"(?:[ \t]+|\A)(#(?P<next>.?).*)", re.S)


def find_cut(value: str, lines: Sequence[str], line: int, column: int) -> str:
    """Find the comment that cuts a plain text and was hardly meant as one.

    That is one without a blank after its mark (a second mark or a ruler is a comment), or one that takes the question
    mark of the text with it.

    Args:
        line: Line of the text's end, from 0; with ``column``, as the parser has it.

    Returns:
        The beginning of the comment; empty where there is none, or it is one.
    """
    # libyaml puts the end of a plain text before the blanks; PyYAML's own parser, of one over several lines, behind.
    rest = lines[line][column:].rstrip("\r") if line < len(lines) else ""
    found = _COMMENT.match(rest)
    if found is None or not value:
        return ""
    after, comment = found["next"], found[1].rstrip()
    if (after and not after.isspace() and after not in "#-=*!") or ("?" in comment and "?" not in value):
        return comment if len(comment) <= _SHOWN else f"{comment[:_SHOWN]}…"
    return ""


_SHOWN = 20


def explain_refusal(character: str) -> str:
    """Explain that a character has no place in a deck."""
    shown = replace_refused(character)
    return f"{describe_character(character)} can not stand in a deck; it is shown as {shown!r}: take it out"
