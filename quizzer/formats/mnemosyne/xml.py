"""XML from others, read piece by piece: no document types, no entities, nothing is fetched, no tree is built."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple
from xml.parsers import expat

from quizzer.errors import Problem

LARGEST = 200_000_000
"""Bytes of XML that are read, unpacked."""

_CHUNK = 1 << 16
_DEEPEST = 50


class Element(NamedTuple):
    """The root element when it begins, or one directly below it when it ends.

    Attributes:
        children: Text of the elements directly inside, by tag; none for the root.
    """

    tag: str
    attributes: dict[str, str]
    children: dict[str, str]


def elements(path: Path, file: IO[bytes]) -> Iterator[Element]:
    """The root, then every element directly below it.

    Raises:
        Problem: It is no XML, holds a document type, is nested deeper than anything that is read here, or too large.
    """
    reading = _ElementReader(path)
    size = 0
    try:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > LARGEST:
                raise Problem(f"{path}: unpacked, it is larger than {LARGEST / 1e6:,.0f} MB; nothing was imported.")
            reading.parser.Parse(chunk, False)
            yield from reading.taken()
        reading.parser.Parse(b"", True)
    except expat.ExpatError as error:
        said = expat.errors.messages[error.code]
        raise Problem(f"{path}:{error.lineno}: the XML is damaged or ends too early ({said}).") from None
    except (LookupError, UnicodeError, ValueError):
        raise Problem(f"{path}: the XML is in an encoding that is not known; save it as UTF-8.") from None
    yield from reading.taken()


class _ElementReader:
    def __init__(self, path: Path) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse
        self._path = path
        self._open: list[str] = []
        self._attributes: dict[str, str] = {}
        self._children: dict[str, str] = {}
        self._pieces: list[str] = []
        self._taken: list[Element] = []

    def taken(self) -> list[Element]:
        """What was read since the last time."""
        taken, self._taken = self._taken, []
        return taken

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._open.append(tag)
        depth = len(self._open)
        if depth == 1:
            self._taken.append(Element(tag, attributes, {}))
        elif depth == 2:
            self._attributes, self._children = attributes, {}
        elif depth == 3:
            self._pieces = []
        elif depth > _DEEPEST:
            raise Problem(f"{self._path}:{self.parser.CurrentLineNumber}: the XML is nested too deep to be cards.")

    def _end(self, tag: str) -> None:
        depth = len(self._open)
        self._open.pop()
        if depth == 3:
            self._children[tag] = "".join(self._pieces)
        elif depth == 2:
            self._taken.append(Element(tag, self._attributes, self._children))

    def _text(self, text: str) -> None:
        if len(self._open) >= 3:
            self._pieces.append(text)

    def _refuse(self, *_: object) -> None:
        line = self.parser.CurrentLineNumber
        raise Problem(f"{self._path}:{line}: the XML declares a document type, which no file of cards does.")
