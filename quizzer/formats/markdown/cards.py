"""Plain-text cards as hashcards and repeater read them, in Markdown files.

``Q:`` and ``A:`` at the beginning of a line begin a question and its answer, ``C:`` a cloze, whose deletions are in
brackets; all three continue over lines until the next mark or a line ``---``. Anything else is skipped, except for
cards on one line (:mod:`quizzer.formats.markdown.one_line`). A file is a deck, named after the file or by ``name`` in
the TOML between two ``---`` at its top. In files written here a comment ``<!-- quizzer deck: ... -->`` begins a deck,
and ``<!-- quizzer id: ... -->`` gives the id of the next note; a quotation at the end of an answer is the remark below
it.

Both programs keep their history under a BLAKE3 hash of each card, beside or apart from the files; it is not read.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quizzer.clock import Clock
from quizzer.core.exchange import ExportCounts, Incoming, Outgoing, ProgressCallback
from quizzer.core.notes.kinds import Basic, Cloze, Reverse
from quizzer.core.notes.notes import Note
from quizzer.errors import Problem
from quizzer.files import writing
from quizzer.formats.common.clean_text import read_text, unreadable
from quizzer.formats.common.clozes import cloze_of, questions_of
from quizzer.formats.common.incoming_notes import NoteCollector, Remarks
from quizzer.formats.common.numbered_clozes import mark_deletions, numbered_bodies, pieces_of
from quizzer.formats.common.plain_card import PlainCard, plain_cards
from quizzer.formats.markdown.markup import (
    UnclearCloze,
    cloze_pieces,
    decode_comment,
    decode_markup,
    encode_cloze,
    encode_comment,
    encode_markup,
)
from quizzer.formats.markdown.one_line import LineReader

ENDINGS = (".md", ".markdown")
MOST_FILES = 20_000
_RULE = re.compile(r"\s*---+\s*")
_COMMENT = re.compile(r"<!-- quizzer (deck|id): ([^<>]*) -->\s*")
_REVERSE = "#reverse"
_HISTORY = "hashcards.db"


@dataclass(slots=True)
class _Block:
    """A card as the file has it.

    Attributes:
        mark: ``Q``, ``C``, or that of a card on one line.
        fault: Why it cannot be used, as far as its marks show.
    """

    mark: str
    line: int
    deck: str
    note_id: str
    question: list[str]
    answer: list[str] | None = None
    fault: str = ""


def read_markdown(path: Path, clock: Clock, rollover_hour: int, progress: ProgressCallback) -> Incoming:  # noqa: ARG001 - as all readers
    """Read a file, or all Markdown files of a folder and the folders in it.

    Raises:
        Problem: It cannot be read, or has no card that can be used. In a folder, a file that cannot be read is skipped.
    """
    collector = NoteCollector(path, "md", progress)
    if path.is_dir():
        for file in _files(path):
            content = file.relative_to(path).as_posix()
            try:
                _read_file(file, collector, f"{content}:")
            except Problem as error:
                reason = str(error).removeprefix(str(file)).lstrip(":0123456789 ").rstrip(".")
                collector.skip(content, f"cannot be read: {reason}")
    else:
        _read_file(path, collector, "line ")
    if ((path if path.is_dir() else path.parent) / _HISTORY).is_file():
        collector.skip(_HISTORY, "is the review history of hashcards, which cannot be taken over")
    return collector.incoming("Markdown cards")


def _files(folder: Path) -> list[Path]:
    """The Markdown files of a folder; hidden ones and links to folders are passed over."""

    def failed(error: OSError) -> None:
        raise unreadable(Path(error.filename or folder), error)

    files: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += (
            Path(place, name)
            for name in sorted(names)
            if name.lower().endswith(ENDINGS) and not name.startswith(".") and Path(place, name).is_file()
        )
        if len(files) > MOST_FILES:
            raise Problem(
                f"{folder}: more than {MOST_FILES:,} Markdown files are in it; import its folders one by one."
            )
    return files


def _read_file(path: Path, collector: NoteCollector, where: str) -> None:
    lines = read_text(path).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first, name = _frontmatter(lines)
    for block in _blocks(lines, first, name or path.stem):
        what = f"{where}{block.line}"
        if block.fault:
            collector.skip(what, block.fault)
        elif block.mark == "C":
            _take_cloze(block, collector, what)
        elif block.mark == "{{":
            _take_numbered(block, collector, what)
        else:
            _take_question(block, collector, what)


def _frontmatter(lines: list[str]) -> tuple[int, str]:
    """Where the cards begin, and the name the file gives its deck; empty when it gives none."""
    if lines[0].strip() != "---":
        return 0, ""
    for end, line in enumerate(lines[1:], 1):
        if line.startswith(("Q:", "C:")):
            return 0, ""
        if line.strip() == "---":
            import tomllib

            try:
                name = tomllib.loads("\n".join(lines[1:end])).get("name")
            except (tomllib.TOMLDecodeError, RecursionError):
                name = None
            return end + 1, name.strip() if isinstance(name, str) else ""
    return 0, ""


def _blocks(lines: list[str], first: int, deck: str) -> Iterator[_Block]:
    block: _Block | None = None
    note_id, reader = "", LineReader()
    for number, line in enumerate(lines[first:], first + 1):
        mark = line[0] if line[:2] in ("Q:", "A:", "C:") else ""
        if mark == "A":
            if block is None:
                yield _Block("Q", number, deck, "", [], fault="is an answer without a question")
            else:
                _begin_answer(block, line)
        elif mark or _RULE.fullmatch(line):
            if block is not None:
                yield _finished(block)
            block = _Block(mark, number, deck, note_id, [line[2:].strip()]) if mark else None
            note_id = ""
        elif block is not None:
            (block.question if block.answer is None else block.answer).append(line)
        elif comment := _COMMENT.fullmatch(line):
            content = decode_comment(comment[2])
            deck, note_id = (content or deck, note_id) if comment[1] == "deck" else (deck, content)
        elif (card := reader.card_in(line)) is not None:
            yield _Block(card.mark, number, deck, note_id, [card.question], [card.answer])
            note_id = ""
    if block is not None:
        yield _finished(block)


def _begin_answer(block: _Block, line: str) -> None:
    if block.mark == "C":
        block.fault = "is a cloze with an answer of its own"
    elif block.answer is not None:
        block.fault = "has two answers"
    block.answer = [line[2:].strip()]


def _finished(block: _Block) -> _Block:
    if block.mark == "Q" and not block.fault and not any(map(str.strip, block.answer or ())):
        block.fault = "has no answer"
    return block


def _take_question(block: _Block, collector: NoteCollector, what: str) -> None:
    media: dict[str, None] = {}
    answer, extra = (decode_markup(text, media) for text in _remark(block.answer or []))
    ask = decode_markup("\n".join(block.question), media)
    note = collector.find(block.note_id.removesuffix(_REVERSE))
    if note is not None and block.note_id.endswith(_REVERSE) and isinstance(note.body, Basic):
        collector.add_reverse(note, what, Reverse(ask, answer))
        return
    note_id = block.note_id.removesuffix(_REVERSE)
    reverse = Reverse(answer, ask) if block.mark == ":::" else None
    collector.add(block.deck, what, Basic(ask, answer, (), reverse), Remarks(extra=extra, media=tuple(media)), note_id)


def _remark(lines: list[str]) -> tuple[str, str]:
    """An answer, and the quotation at its end."""
    text = "\n".join(lines).strip()
    content = text.split("\n")
    start = len(content)
    while start > 0 and content[start - 1].startswith(">"):
        start -= 1
    if not any(map(str.strip, content[:start])):
        return text, ""
    return "\n".join(content[:start]), "\n".join(line.removeprefix(">").removeprefix(" ") for line in content[start:])


def _take_cloze(block: _Block, collector: NoteCollector, what: str) -> None:
    media: dict[str, None] = {}
    try:
        pieces = cloze_pieces("\n".join(block.question).strip(), media)
    except UnclearCloze as error:
        collector.skip(what, str(error))
        return
    cloze = cloze_of(pieces)
    if cloze is not None:
        collector.add(block.deck, what, cloze, Remarks(media=tuple(media)), block.note_id)
        return
    for question in questions_of(pieces):
        collector.add(block.deck, what, question, Remarks(media=tuple(media)))


def _take_numbered(block: _Block, collector: NoteCollector, what: str) -> None:
    """Add a cloze in Anki's notation."""
    media: dict[str, None] = {}
    pieces = pieces_of(mark_deletions(decode_markup(block.question[0], media)))
    bodies = numbered_bodies(pieces)
    if not bodies:
        collector.skip(what, "has {{c1::...}} that hides nothing")
    for number, body in bodies:
        note_id = f"{block.note_id}.{number}" if block.note_id and number else block.note_id
        collector.add(block.deck, what, body, Remarks(media=tuple(media)), note_id)


@dataclass(slots=True)
class _Page:
    """The blocks of one deck."""

    name: str
    blocks: list[str] = field(default_factory=list)


def write_markdown(path: Path, notes: Iterable[Outgoing], progress: ProgressCallback) -> ExportCounts:
    """Write the cards in use, deck by deck; choices, lists, sequences and sorts become a question and lines of answer.

    The remark and the caveat of a question come below its answer; those of a cloze would give it away.

    Raises:
        Problem: It cannot be written; what was there before is untouched.
    """
    pages: dict[str, _Page] = {}
    count = cards = 0
    for note in notes:
        blocks = list(_written(note))
        if not blocks:
            continue
        pages.setdefault(note.deck, _Page(note.deck)).blocks += blocks
        count, cards = count + 1, cards + len(blocks)
        if count % 1000 == 0:
            progress("Writing notes", count, 0)
    with writing(path, "the file") as file:
        if len(pages) == 1:
            file.write(f"---\nname = {_toml(next(iter(pages)))}\n---\n\n")
        for page in pages.values():
            if len(pages) > 1:
                file.write(f"<!-- quizzer deck: {encode_comment(page.name)} -->\n\n# {encode_comment(page.name)}\n\n")
            file.writelines(page.blocks)
    return ExportCounts(count, cards)


def _toml(text: str) -> str:
    # JSON's escapes are TOML's; repeater takes any line with two colons for a card.
    return json.dumps(" ".join(text.split()), ensure_ascii=False).replace(":", "\\u003a").replace("\x7f", "\\u007f")


def _written(note: Outgoing) -> Iterator[str]:
    said = note.note
    plain = list(plain_cards(note))
    if isinstance(said.body, Cloze):
        if plain:
            yield f"<!-- quizzer id: {said.id} -->\n{_marked('C', encode_cloze(said.body.text))}\n\n---\n\n"
        return
    for card in plain:
        answer = encode_markup("\n".join(_lines(card)), answer=True)
        content = f"{_marked('Q', encode_markup(card.question))}\n{_marked('A', answer)}\n"
        yield f"<!-- quizzer id: {card.card.key} -->\n{content}{_remarks(said)}\n---\n\n"


def _marked(mark: str, text: str) -> str:
    return f"{mark}:\n{text}" if "\n" in text else f"{mark}: {text}"


def _lines(plain: PlainCard) -> list[str]:
    """The answer; where it has several items, a Markdown list."""
    lines = plain.answer.split("\n")
    if plain.face.is_single:
        return lines
    if plain.face.is_ordered:
        return [f"{number}. {step}" for number, step in enumerate(plain.face.answers, 1)]
    return [f"- {line}" for line in lines] if len(lines) > 1 else lines


def _remarks(note: Note) -> str:
    """Remark and caveat as a quotation."""
    content = "\n".join(filter(None, (note.extra, note.caveat)))
    return (
        "\n" + "".join(f"> {line}\n" if line else ">\n" for line in encode_markup(content).split("\n"))
        if content
        else ""
    )
