"""Writes an archive row by row, in constant memory; the package's docstring describes the file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from quizzer.core.exchange import Entry, ExportCounts, Outgoing, OutgoingCard, ProgressCallback
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.drafts import Rejection
from quizzer.core.notes.json_content import encode
from quizzer.core.notes.notes import Retirement, Source
from quizzer.core.schedule.progress import State
from quizzer.core.schedule.study_days import date_of
from quizzer.files import writing
from quizzer.formats.archive.names import END, FORMAT, KIND_NAMES, STATE_NAMES, VERSION


class OutgoingDeck(NamedTuple):
    """A deck on its way into an archive, without its notes.

    Attributes:
        axes: Its own axis first.
        bundled: It came with the program, and is unchanged.
        rejected: The drafts that were rejected.
        course: Its number in the order of the decks; 0 for none.
        primer: Shown before its first new card.
        synonyms: Sets of terms that stand for each other in its answers.
        retired: Its ids that are never used again.
    """

    name: str
    file: str
    axes: tuple[Axis, ...]
    source: Source | None = None
    bundled: bool = False
    rejected: tuple[Rejection, ...] = ()
    course: int = 0
    primer: str = ""
    synonyms: tuple[tuple[str, ...], ...] = ()
    retired: tuple[Retirement, ...] = ()


def write_archive(
    path: Path,
    notes: Iterable[Outgoing],
    entries: Iterable[Entry],
    *,
    decks: Iterable[OutgoingDeck],
    settings: Iterable[tuple[str, str]],
    written: int,
    progress: ProgressCallback,
) -> ExportCounts:
    """Write an archive; of what is given, nothing is kept longer than it takes to write it.

    Args:
        notes: All of them, retired ones too. They are taken before ``entries`` are asked for.
        entries: The log, undone rows too.
        written: This instant, in milliseconds.

    Raises:
        Problem: It cannot be written; what was there before is untouched.
    """
    counts = {"notes": 0, "log": 0, "cards": 0}

    def counted(name: str, what: str, lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            counts[name] += 1
            if counts[name] % 1000 == 0:
                progress(what, counts[name], 0)
            yield line

    def note_lines() -> Iterator[str]:
        for note in notes:
            counts["cards"] += len(note.cards)
            yield _json(_note_record(note))

    with writing(path, "the file") as file:
        head = {"format": FORMAT, "version": VERSION, "written": _instant(written)}
        lines = chain(
            [_json(head)],
            (_json({"type": "setting", "name": name, "value": value}) for name, value in settings),
            (_json(_deck_record(deck)) for deck in decks),
            counted("notes", "Writing notes", note_lines()),
            counted("log", "Writing reviews", map(_log_line, entries)),
            [END],
        )
        file.writelines(f"{line}\n" for line in lines)
    return ExportCounts(counts["notes"], counts["cards"], counts["log"])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _present(record: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value for key, value in record.items() if value is not None and value not in ("", (), [], {}, 0, False)
    }


def _deck_record(deck: OutgoingDeck) -> dict[str, Any]:
    source = deck.source
    record = {
        "type": "deck",
        "file": deck.file,
        "name": deck.name,
        "bundled": deck.bundled,
        "axes": [_present(axis._asdict()) for axis in deck.axes],
        "source": source and _present({"id": source.id, "title": source.title, "sha256": source.sha256}),
        "course": deck.course,
        "primer": deck.primer,
        "synonyms": deck.synonyms,
        "retired": {one.id: one.heirs for one in deck.retired},
        "rejected": [_present(one._asdict()) for one in deck.rejected],
    }
    return _present(record)


def _note_record(note: Outgoing) -> dict[str, Any]:
    said = note.note
    content = json.loads(encode(said))
    record = {
        "type": "note", "id": said.id, "file": note.file, "deck": note.deck, "axis": said.axis,
        "kind": content.pop("kind"), "body": content.pop("body"), "level": said.level, "tags": said.tags, **content,
        "silence": said.silence, "derived": said.derived and _present(said.derived._asdict()),
        "changed": note.changed, "retired": note.retired,
        "cards": [_card_record(card) for card in note.cards],
    }  # fmt: skip
    typed = {} if said.typed is None else {"typed": said.typed}
    return {**_present(record), **typed}


def _card_record(card: OutgoingCard) -> dict[str, Any]:
    progress = card.progress
    due = date_of(progress.due_day).isoformat() if progress.due_day is not None else ""
    record = {
        "due": _instant(progress.due_at) if progress.due_at is not None else due,
        "stability": progress.stability and round(progress.stability, 4),
        "difficulty": progress.difficulty and round(progress.difficulty, 3),
        "interval": progress.interval,
        "reps": progress.reps,
        "lapses": progress.lapses,
        "last": _instant(progress.last_at) if progress.last_at is not None else "",
        "suspended": card.suspended,
        "flag": card.flag,
        "leech": progress.leech,
        "retired": card.retired,
    }
    return {"key": card.key, "state": STATE_NAMES[progress.state], **_present(record)}


def _log_line(entry: Entry) -> str:
    members = [
        f'"type": "log", "card": {_json(entry.card)}, "at": {entry.at}, "day": {entry.day}, '
        f'"kind": "{KIND_NAMES[entry.kind]}", "value": {entry.value}'
    ]
    if entry.before:
        members.append(f'"before": "{STATE_NAMES[State(entry.before)]}"')
    if entry.state:
        members.append(f'"state": "{STATE_NAMES[State(entry.state)]}"')
    for name in ("step", "interval", "took"):
        if value := getattr(entry, name):
            members.append(f'"{name}": {value}')
    if entry.undone is not None:
        members.append(f'"undone": {entry.undone}')
    if entry.device:
        members.append(f'"device": {_json(entry.device)}')
    return f"{{{', '.join(members)}}}"


def _instant(at: int) -> str:
    return datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
