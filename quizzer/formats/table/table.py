"""Tables: comma- or tab-separated values, also those that Anki exports and imports as “Notes in Plain Text”.

**Read**: the delimiter is found out among tab, ``;``, ``|`` and ``,``; cells may be quoted, and hold line breaks then.
A header row is one whose cells are known names, such as ``question`` and ``answer``, ``front`` and ``back``, ``term``
and ``definition``, ``text`` (for cloze), ``id``, ``deck``, ``tags``, ``axis``, ``level``, ``accept`` (further answers
with ``|`` between them), ``extra``, ``caveat`` and ``citation``. Without one, the first two columns that are not empty
are question and answer, and the others come below the answer. ``{{c1::answer}}``, or ``{{answer}}`` in a row without an
answer, is a cloze. A note without an id of its own gets one from its deck and question.

**Written**: a row for each card, RFC 4180, with the columns of ``OWN``. ``due`` is a date, or an instant in UTC on a
step within the day; ``interval`` counts days, or seconds when it is negative. A cell that a spreadsheet would take for
a formula begins with an apostrophe, which is taken off again here. Read back, every card is a plain question and answer
with the id it had: a table does not carry the other kinds of note, and the archive does.
"""

from __future__ import annotations

import base64
import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from quizzer.clock import Clock
from quizzer.core.exchange import ExportCounts, Incoming, Outgoing, ProgressCallback
from quizzer.core.notes.kinds import Basic, Cloze, Reverse
from quizzer.core.schedule.progress import Progress, State
from quizzer.core.schedule.study_days import date_of
from quizzer.files import writing
from quizzer.formats.common.clean_text import one_line, read_text
from quizzer.formats.common.clozes import is_cloze
from quizzer.formats.common.html_text import plain_text
from quizzer.formats.common.incoming_notes import NoteCollector, Remarks, is_note_id
from quizzer.formats.common.numbered_clozes import is_marked, mark_deletions, numbered_bodies, pieces_of
from quizzer.formats.common.plain_card import PlainCard, citation_line, plain_cards
from quizzer.formats.table.columns import OWN, TableLayout, find_layout
from quizzer.formats.table.markup_guess import count_html, escape_unknown
from quizzer.formats.table.rows import TableRow, join_continued, read_rows

_NUMBERED = re.compile(r"\{\{c[0-9]+::", re.I)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_NOT_TEXT = ("card", "deck", "guid", "id", "notetype", "tags", "-")
_GUID = re.compile(r"quizzer:(?:cloze:)?(.+)", re.S)
_LONGEST_GUID = 64


def read_table(path: Path, clock: Clock, rollover_hour: int, progress: ProgressCallback) -> Incoming:  # noqa: ARG001 - as all readers
    """Read a table.

    Raises:
        Problem: It is no text, or no row of it can be used.
    """
    text = read_text(path)
    layout = find_layout(text)
    collector = NoteCollector(path, "csv", progress)
    rows = list(read_rows(path, text, layout, collector))
    names = rows.pop(0).cells if layout.header and rows else []
    if not layout.own:
        closed = frozenset(index for index, role in enumerate(layout.roles) if role in _NOT_TEXT)
        rows = join_continued(rows, closed, collector)
        layout = _with_markup(_with_fields(layout, rows), rows, collector)
    collector.columns = _columns(layout, names)
    reading = _RowReader(layout, collector, path.stem)
    for line, _, cells in rows:
        reading.take(line, cells)
    return collector.incoming("text exported from Anki" if layout.anki else "table")


def _with_fields(layout: TableLayout, rows: Sequence[TableRow]) -> TableLayout:
    """Call the first columns that are not empty question and answer where none is yet, and the others a remark."""
    width = max((len(row.cells) for row in rows), default=0)
    roles = [*layout.roles, *[""] * (width - len(layout.roles))]
    fields = [
        index
        for index in range(width)
        if roles[index] == "" and any(index < len(row.cells) and row.cells[index].strip() for row in rows)
    ]
    wanted = [role for role in ("ask", "answer") if role not in roles and "text" not in roles]
    for index in fields:
        roles[index] = wanted.pop(0) if wanted else "extra"
    return replace(layout, roles=tuple(roles))


def _columns(layout: TableLayout, names: Sequence[str]) -> str:
    """What each column was taken for, a sentence."""
    columns = []
    for index, role in enumerate(layout.roles[:_NAMED]):
        name = one_line(names[index])[:_NAMED_CHARACTERS] if index < len(names) else ""
        columns.append(f"{f'“{name}”' if name else index + 1} {_ROLE_WORDS.get(role, f'as {role}')}")
    more = f" and {len(layout.roles) - _NAMED:,} more" if len(layout.roles) > _NAMED else ""
    row = "the first row holds their names" if layout.header else "no row holds their names"
    return f"Columns: {', '.join(columns)}{more}; {row}."


_NAMED, _NAMED_CHARACTERS = 12, 30
_ROLE_WORDS = {
    "ask": "as the question", "answer": "as the answer", "text": "as the text of a cloze", "extra": "as a remark",
    "section": "as the citation", "-": "left out", "": "left out",
}  # fmt: skip


def _with_markup(layout: TableLayout, rows: Sequence[TableRow], collector: NoteCollector) -> TableLayout:
    """Guess whether the cells are HTML, where the file does not say."""
    if layout.html is not None:
        return layout
    texts = [index for index, role in enumerate(layout.roles) if role not in _NOT_TEXT]
    written, mentioned = count_html(row.cells[index] for row in rows for index in texts if index < len(row.cells))
    if written <= mentioned:
        return layout
    cells = "1 cell holds" if written == 1 else f"{written:,} cells hold"
    collector.notices.append(
        f"{cells} tags or entities, so the table was read as HTML; a first line “#html:false” keeps them as they are."
    )
    return replace(layout, html=True, guessed=True)


class _RowReader:
    """Turns rows into notes."""

    def __init__(self, layout: TableLayout, collector: NoteCollector, stem: str) -> None:
        self._layout = layout
        self._collector = collector
        self._deck = layout.deck or stem
        self._media: tuple[str, ...] = ()

    def take(self, line: int, cells: Sequence[str]) -> None:
        """Add the note of a row, or note why it is left out."""
        self._media = ()
        values = self._values(cells)
        ask, answer, text = values.get("ask", ""), values.get("answer", ""), values.get("text", "")
        extra = [values.get("extra", "")]
        if not ask:
            ask = text
        elif text and text != ask:
            extra.insert(0, text)
        bodies: list[tuple[int, Basic | Cloze]]
        if is_marked(ask):
            bodies = numbered_bodies(pieces_of(ask))
            if not bodies:
                return self._collector.skip(f"line {line}", "has deletions that a cloze here cannot hold")
            extra.insert(0, answer)
        elif "{{" in ask and not answer and is_cloze(ask):
            bodies = [(0, Cloze(ask))]
        else:
            accept = tuple(part.strip() for part in re.split(r"[|\n]", values.get("accept", "")) if part.strip())
            reverse = Reverse(answer, ask) if "revers" in values.get("notetype", "").lower() else None
            bodies = [(0, Basic(ask, answer, accept, reverse))]
        remarks = Remarks(
            axis=values.get("axis", ""),
            level=values.get("level", ""),
            tags=(*self._layout.tags, *self._tags(values.get("tags", ""))),
            extra="\n".join(filter(None, extra)),
            caveat=values.get("caveat", ""),
            section=values.get("section", ""),
            media=self._media,
        )
        note_id = self._id(values)
        deck = values.get("deck", "") or self._deck
        for number, body in bodies:
            own_id = f"{note_id}.{number}" if note_id and number else note_id
            if not self._is_further(own_id, values.get("card", ""), body, line):
                self._collector.add(deck, f"line {line}", body, remarks, own_id)
        return None

    def _values(self, cells: Sequence[str]) -> dict[str, str]:
        """The text of each role; several columns of one role are lines of it."""
        values: dict[str, list[str]] = {}
        for role, cell in zip(self._layout.roles, cells, strict=False):
            text = cell.strip()
            if not text or role in ("-", ""):
                continue
            if role in ("ask", "text") and _NUMBERED.search(text):  # before HTML, which would move braces
                text = mark_deletions(text)
            if self._layout.html and role not in _NOT_TEXT:
                text, media = plain_text(escape_unknown(text) if self._layout.guessed else text)
                self._media += media
            elif self._layout.own and text.startswith("'") and _FORMULA.match(text):
                text = text[1:]
            values.setdefault(role, []).append(text)
        return {role: "\n".join(filter(None, texts)) for role, texts in values.items()}

    def _tags(self, said: str) -> list[str]:
        if self._layout.anki or not re.search("[,;]", said):
            return said.split()
        return re.split("[,;]", said)

    def _id(self, values: dict[str, str]) -> str:
        """The id a row brings; empty when it brings none that is its own in the whole collection."""
        note_id, guid = values.get("id", ""), values.get("guid", "")
        if is_note_id(note_id) and (self._layout.own or not note_id.isdecimal()):
            return note_id
        if own := _GUID.fullmatch(guid):
            return own[1]
        raw = guid.encode()
        if not 0 < len(raw) <= _LONGEST_GUID:
            return ""
        return "anki-" + base64.urlsafe_b64encode(raw).decode().rstrip("=")

    def _is_further(self, note_id: str, card: str, body: Basic | Cloze, line: int) -> bool:
        """Whether the row is another card of a note that an earlier row brought; its other direction joins it."""
        note = self._collector.find(note_id) if self._layout.own and "#" in card else None
        if note is None:
            return False
        if card.endswith("#reverse") and isinstance(note.body, Basic) and isinstance(body, Basic):
            self._collector.add_reverse(note, f"line {line}", Reverse(body.ask, body.answer, body.accept))
        else:
            self._collector.skip(f"line {line}", "is a further card of its note; a table brings back one for each")
        return True


def write_table(path: Path, notes: Iterable[Outgoing], progress: ProgressCallback) -> ExportCounts:
    """Write the cards in use as a table; tab-separated when the file's name ends with ``.tsv``.

    Raises:
        Problem: It cannot be written; what was there before is untouched.
    """
    tabs = path.suffix.lower() == ".tsv"
    count = cards = 0
    # Spreadsheets take a file without a byte order mark for one in the encoding of the land they were sold in.
    with writing(path, "the file", encoding="utf-8" if tabs else "utf-8-sig") as file:
        writer = csv.writer(file, delimiter="\t" if tabs else ",")
        writer.writerow(OWN)
        for note in notes:
            written = cards
            for plain in plain_cards(note):
                writer.writerow([_defused(cell) for cell in _cells(note, plain)])
                cards += 1
            count += cards > written
            if count % 1000 == 0:
                progress("Writing notes", count, 0)
    return ExportCounts(count, cards)


def _cells(note: Outgoing, plain: PlainCard) -> tuple[str, ...]:
    card, progress = plain.card, plain.card.progress
    said = note.note
    return (
        said.id, card.key, note.deck, note.axis.id, said.level, said.kind, " ".join(said.tags),
        plain.question, plain.answer, _further(plain), said.extra, said.caveat, citation_line(said.cite),
        progress.state.name.lower(), _due(progress),
        "" if progress.stability is None else f"{progress.stability:.4f}",
        "" if progress.difficulty is None else f"{progress.difficulty:.3f}",
        "" if progress.state is State.NEW else str(progress.interval),
        str(progress.reps), str(progress.lapses), str(int(card.suspended)), str(card.flag),
    )  # fmt: skip


def _further(plain: PlainCard) -> str:
    """What else is accepted as the answer to a typed question."""
    return " | ".join(plain.face.accept[1:])


def _due(progress: Progress) -> str:
    if progress.due_at is not None:
        return datetime.fromtimestamp(progress.due_at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return "" if progress.due_day is None else date_of(progress.due_day).isoformat()


def _defused(cell: str) -> str:
    """The cell so that no spreadsheet computes it; reading takes off what this puts on."""
    return "'" + cell if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
