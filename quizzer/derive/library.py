"""Documents stored in the learner's data folder, so that the passage behind a card can be shown at once.

Each document is one file, ``sources/<source id>.jsonl``: a line about the document, then one for each passage, which
begins with the fingerprint. A passage is found without parsing the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quizzer.errors import Problem, WrongUse
from quizzer.files import write_whole

if TYPE_CHECKING:
    from mmap import mmap

    from quizzer.core.notes.notes import Citation
    from quizzer.derive.document.passages import Document

FOLDER = "sources"
SUFFIX = ".jsonl"
LONGEST_ID = 80
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_STORED = re.compile(r'^\{"fingerprint": "([0-9a-f]{16})"', re.MULTILINE)
_PLAIN = re.compile(rb"[A-Za-z0-9_-]")
_STATEMENTS = ("prose", "item", "row")  # as in document.passages, which takes too long to import at a key press


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A document in the data folder.

    Attributes:
        source_id: Id of the source, as decks name it.
        path: The stored copy.
        name: Name of the document's file when it was added; empty where the copy is damaged.
        passages: Number of passages stored; headings are not among them.
        sha256: Hash of the document's bytes, 64 hexadecimal digits.
    """

    source_id: str
    path: Path
    name: str
    passages: int
    sha256: str


def add_document(home: Path, document_path: Path, source_id: str) -> LibraryEntry:
    """Read a document and store its passages under a source's id; one stored under it before is replaced.

    Raises:
        Problem: The document can not be read, or the copy not written; a copy stored before is untouched.
        WrongUse: The id is empty or too long.
    """
    from quizzer.derive.document.read import read_document

    return store_document(home, read_document(document_path), source_id)


def store_document(home: Path, document: Document, source_id: str) -> LibraryEntry:
    """Store the passages of a document that was read already; see :func:`add_document`."""
    from quizzer.derive.citation_match import section_key

    target = _path(home, source_id)
    passages = [passage for passage in document.passages if passage.kind != "heading"]
    about = {"source": source_id, "name": document.path.name, "passages": len(passages), "sha256": document.sha256}
    rows = [
        {
            "fingerprint": passage.fingerprint,
            "under": section_key(passage.section),
            "kind": passage.kind,
            "section": passage.section,
            "places": [passage.place, *passage.also],
            "text": passage.text,
        }
        for passage in passages
    ]
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in (about, *rows))
    # A file name that is no Unicode text is written with JSON escapes.
    write_whole(target, text.encode(errors="backslashreplace"), "the document", private=True)
    return LibraryEntry(source_id, target, document.path.name, len(passages), document.sha256)


def list_documents(home: Path) -> list[LibraryEntry]:
    """List the documents in the data folder, sorted by the name of their copy.

    Raises:
        Problem: The folder can not be read.
    """
    folder = home / FOLDER
    try:
        paths = sorted(path for path in folder.glob(f"*{SUFFIX}") if not path.name.startswith("."))
        return [_read_entry(path) for path in paths]
    except OSError as error:
        raise Problem(f"{error.filename or folder}: can not be read: {error.strerror or error}.") from None


class KeptPassage(NamedTuple):
    """A passage of a document in the data folder.

    Attributes:
        kind: As in ``document.passages``.
        places: The place as a citation names it, and others that mean the same.
    """

    fingerprint: str
    kind: str
    section: str
    places: tuple[str, ...]
    text: str

    @property
    def states(self) -> bool:
        """Whether it states something, so that a note should ask for it."""
        return self.kind in _STATEMENTS


def load_passages(home: Path, source_id: str) -> tuple[KeptPassage, ...]:
    """Load the passages of a document in the data folder, in the order of the text; none where no copy can be read."""
    try:
        lines = _path(home, source_id).read_text("utf-8").split("\n")[1:]
    except (OSError, ValueError, WrongUse):
        return ()
    rows = (_parse_row(line.encode()) for line in lines if line)
    return tuple(
        KeptPassage(
            str(row.get("fingerprint") or ""),
            str(row.get("kind") or ""),
            str(row.get("section") or ""),
            tuple(map(str, row.get("places") or ())),
            text,
        )
        for row in rows
        if (text := _text(row))
    )


def list_fingerprints(entry: LibraryEntry) -> frozenset[str]:
    """List the fingerprints of the passages in a stored copy.

    Raises:
        Problem: The copy can not be read.
    """
    try:
        return frozenset(_STORED.findall(entry.path.read_text("utf-8", errors="replace")))
    except OSError as error:
        raise Problem(f"{entry.path}: can not be read: {error.strerror or error}.") from None


def remove_document(home: Path, source_id: str) -> None:
    """Delete a document from the data folder.

    Raises:
        WrongUse: No document has this id.
        Problem: The copy can not be deleted.
    """
    path = _path(home, source_id)
    try:
        path.unlink()
    except FileNotFoundError:
        known = ", ".join(f"“{document.source_id}”" for document in list_documents(home))
        there = f"There are: {known}." if known else "None was added."
        raise WrongUse(f"No document is kept as “{source_id}”. {there}") from None
    except OSError as error:
        raise Problem(f"{path}: can not be deleted: {error.strerror or error}.") from None


def find_passage(home: Path, source_id: str | None, citation: Citation) -> str | None:
    """Find the passage a note cites in the stored copy of its document; fast enough for a key press.

    Args:
        home: The data folder.
        source_id: The deck's source; None searches every document.
        citation: The note's citation.

    Returns:
        The passage with the cited fingerprint, or, where it changed, the one that holds the quoted words; where no
        fingerprint is cited, the passage at the cited place. None when there is no such passage, or no undamaged copy
        of the document.
    """
    try:
        paths = sorted((home / FOLDER).glob(f"*{SUFFIX}")) if source_id is None else [_path(home, source_id)]
        return next(filter(None, (_find_in(path, citation) for path in paths)), None)
    except (OSError, ValueError, WrongUse):
        return None


def _find_in(path: Path, citation: Citation) -> str | None:
    from mmap import ACCESS_READ, mmap

    wanted = citation.fingerprint.lower()
    if wanted and not _FINGERPRINT.fullmatch(wanted):
        return None
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        if wanted:
            found = (_text(row) for row in _find_rows(content, b'{"fingerprint": "%s"' % wanted.encode()))
            return next(found, None) or _find_quote(content, citation.quote)
        return _find_at_place(content, citation)


def _find_quote(content: mmap, quote: str) -> str | None:
    from quizzer.derive.citation_match import is_telling

    if not is_telling(quote):
        return None
    at = content.find(json.dumps(quote, ensure_ascii=False)[1:-1].encode(errors="backslashreplace"))
    start = content.rfind(b"\n", 0, max(at, 0)) + 1
    end = content.find(b"\n", at)
    return _text(_parse_row(content[start : end if end >= 0 else len(content)])) if at >= 0 and start else None


def _find_at_place(content: mmap, citation: Citation) -> str | None:
    from quizzer.derive.citation_match import is_same_place, section_key

    key = json.dumps(section_key(citation.section), ensure_ascii=False)
    for row in _find_rows(content, f', "under": {key}, '.encode()):
        places = row.get("places")
        if (
            row.get("kind") in _STATEMENTS
            and isinstance(places, list)
            and is_same_place(citation.place, map(str, places))
        ):
            return _text(row)
    return None


def _find_rows(content: mmap, mark: bytes) -> Iterator[dict[str, Any]]:
    """Yield the rows that contain these bytes; a text never does, since its quotation marks are escaped."""
    at = content.find(mark)
    while at >= 0:
        end = content.find(b"\n", at)
        end = end if end >= 0 else len(content)
        yield _parse_row(content[content.rfind(b"\n", 0, at) + 1 : end])
        at = content.find(mark, end)


def _parse_row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}


def _text(row: dict[str, Any]) -> str | None:
    text = row.get("text")
    return text if isinstance(text, str) else None


def _read_entry(path: Path) -> LibraryEntry:
    with path.open("rb") as file:
        row = _parse_row(file.readline(1_000_000))
    passages = row.get("passages")
    return LibraryEntry(
        str(row.get("source") or path.stem),
        path,
        str(row.get("name") or ""),
        passages if isinstance(passages, int) else 0,
        str(row.get("sha256") or ""),
    )


def _path(home: Path, source_id: str) -> Path:
    """The path of a source's copy; no id leads out of the folder."""
    raw = source_id.encode("utf-8", "surrogatepass")
    if not source_id.strip() or len(raw) > LONGEST_ID:
        raise WrongUse(f"The id of a source has 1 to {LONGEST_ID} letters, such as “thyroid-article”.")
    name = "".join(chr(sign) if _PLAIN.fullmatch(bytes([sign])) else f"%{sign:02X}" for sign in raw)
    return home / FOLDER / (name + SUFFIX)
